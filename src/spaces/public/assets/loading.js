// Fetching what a place's map is made of: its sites, its streets, the list of places.
import { Streets } from "./walk.js";

export const page = document.documentElement.dataset;
export const folder = `${page.root}${page.assets}`;
let listed = null;

// Every place that is published, as {code, zh, en, data, walk}.
export function loadPlaces() {
  listed = listed || fetch(`${page.root}places.json`)
    .then((answer) => (answer.ok ? answer.json() : { places: [] }))
    .then((list) => list.places);
  return listed;
}

// The page's own place, or the one that the address names.
export async function loadSites() {
  let path = page.data;
  const place = new URLSearchParams(location.search).get("place");
  if (place && place !== page.place) {
    const found = (await loadPlaces()).find((one) => one.code === place);
    if (found) path = found.data;
  }
  const answer = await fetch(`${page.root}${path}`);
  if (!answer.ok) throw new Error(`data ${answer.status}`);
  return answer.json();
}

export async function loadStreets(path) {
  const answer = await fetch(`${page.root}${path}`);
  if (!answer.ok) throw new Error(`streets ${answer.status}`);
  return new Streets(await answer.arrayBuffer());
}

// Whether the page lies in the folder of the map, and not somewhere that only shows it.
export function atHome() {
  return location.pathname.startsWith(new URL(page.root, location.href).pathname);
}

// A copy for the next time without a connection; nothing depends on it.
export function keepCopy() {
  if (!("serviceWorker" in navigator) || !atHome()) return;
  navigator.serviceWorker.register(`${page.root}offline.js`).catch(() => {});
}
