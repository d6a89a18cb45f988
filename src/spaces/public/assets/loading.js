// Fetching what a place's map is made of: its sites, its streets, the list of places.
/** @import { Listed, Payload } from "./payload.ts" */
import { Streets } from "./streets.js";
import { Walks } from "./walk.js";

/** What the page says of itself (page.html): place, root, data, assets, lang, theme. */
export const page = /** @type {Record<string, string>} */ (document.documentElement.dataset);
/** Where the map's files lie. */
export const folder = `${page.root}${page.assets}`;
/** @type {Promise<Listed[]> | null} */
let listed = null;

/** Every place that is published. */
export function loadPlaces() {
  listed = listed || fetch(`${page.root}places.json`)
    .then((answer) => (answer.ok ? answer.json() : { places: [] }))
    .then((list) => list.places);
  return listed;
}

/**
 * The page's own place, or the one that the address names.
 * @returns {Promise<Payload>}
 */
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

/** @param {string} path */
export async function loadStreets(path) {
  const answer = await fetch(`${page.root}${path}`);
  if (!answer.ok) throw new Error(`streets ${answer.status}`);
  return new Walks(new Streets(await answer.arrayBuffer()));
}

/** Whether the page lies in the folder of the map, and not somewhere that only shows it. */
export function atHome() {
  return location.pathname.startsWith(new URL(page.root, location.href).pathname);
}

/** Keeps a copy for the next time without a connection; nothing depends on it. */
export function keepCopy() {
  if (!("serviceWorker" in navigator) || !atHome()) return;
  navigator.serviceWorker.register(`${page.root}offline.js`).catch(() => {});
}
