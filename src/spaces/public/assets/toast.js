// A short message over the map that goes by itself.
import { button, byId, el } from "../../graphics/scripts/dom.js";
import { t } from "./words.js";

const STAYS_MS = 9000;
const TAKEN_UP_MS = 60; // emptied before, the same sentence is read out a second time too
let going = 0, said = 0;

/**
 * Says something to who listens: the last one told is read out, from a node that was there before.
 * @param {string} text
 */
export function tell(text) {
  const live = byId("live");
  clearTimeout(said);
  live.textContent = "";
  said = setTimeout(() => { live.textContent = text; }, TAKEN_UP_MS);
}

/** @param {string} text */
export function toast(text) {
  const box = byId("toast");
  const hide = () => {
    box.hidden = true;
  };
  clearTimeout(going);
  tell(text);
  box.hidden = false;
  box.replaceChildren(el("span", { text }), button({ class: "link", onclick: hide }, t("fine")));
  going = setTimeout(hide, STAYS_MS);
}
