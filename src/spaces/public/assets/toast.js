// A short message over the map that goes by itself.
import { button, byId, el } from "./dom.js";
import { t } from "./words.js";

const STAYS_MS = 9000;
const TAKEN_UP_MS = 60; // emptied before, the same sentence is read out a second time too
let going = 0, said = 0;

// To who listens: the last one told is read out, from a node that was there before.
export function tell(text) {
  const live = byId("live");
  clearTimeout(said);
  live.textContent = "";
  said = setTimeout(() => { live.textContent = text; }, TAKEN_UP_MS);
}

export function toast(text) {
  const box = byId("toast");
  clearTimeout(going);
  tell(text);
  box.hidden = false;
  box.replaceChildren(el("span", { text }), button({ class: "link", onclick: () => { box.hidden = true; } }, t("fine")));
  going = setTimeout(() => { box.hidden = true; }, STAYS_MS);
}
