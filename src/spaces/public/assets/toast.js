// A short message over the map that goes by itself.
import { button, byId, el } from "./dom.js";
import { t } from "./words.js";

const STAYS_MS = 9000;
let going = 0;

export function toast(text) {
  const box = byId("toast");
  clearTimeout(going);
  byId("live").textContent = text; // read out from a node that was there before
  box.hidden = false;
  box.replaceChildren(el("span", { text }), button({ class: "link", onclick: () => { box.hidden = true; } }, t("fine")));
  going = setTimeout(() => { box.hidden = true; }, STAYS_MS);
}
