// Cards and hover names. Every text is written as a text; there is no other way in here.
/** @import { Feature, Words } from "./config.ts" */
import { el } from "../../../graphics/scripts/dom.js";
import { CARDS } from "./cards.js";

/** @type {(style: string, feature: Feature, words: Words) => HTMLElement} */
function card(style, feature, words) {
  const [title, rows] = CARDS[style](feature.properties, words);
  const list = el("dl");
  for (const [word, value] of rows) {
    if (value === undefined || value === null || value === "") continue;
    list.append(el("dt", { text: word }), el("dd", { text: value }));
  }
  return el("div", { class: "spaces-card", tabindex: -1, role: "group", "aria-label": title },
    el("h2", { text: title }),
    feature.properties.demo ? el("p", { class: "spaces-demo", text: words.demo }) : null, list);
}

/**
 * The name of what lies under the pointer.
 * @param {string} style of its layer
 * @param {Feature} feature
 * @param {Words} words
 */
export const hoverName = (style, feature, words) => el("span", { text: CARDS[style](feature.properties, words)[0] });

/**
 * Opens a card with room for the buttons on the left and the legend, so that it opens under neither.
 * @param {L.Map} map
 * @param {{ style: string, feature: Feature, at: L.LatLng }} hit
 * @param {Words} words
 * @param {boolean} focus whether the card takes the focus, and gives it back to the map
 */
export function openCard(map, { style, feature, at }, words, focus) {
  const size = map.getSize();
  /** @type {HTMLElement | null} */
  const legend = map.getContainer().querySelector(".spaces-legend");
  const narrow = size.x < 520;
  const right = narrow || !legend ? 12 : legend.offsetWidth + 18;
  const content = card(style, feature, words);
  const popup = L.popup({
    maxWidth: Math.min(300, size.x - 62 - right - 36),
    minWidth: 180,
    maxHeight: Math.max(140, size.y - 130),
    autoPanPaddingTopLeft: [62, narrow ? 64 : 12],
    autoPanPaddingBottomRight: [right, 12],
    className: "spaces-popup",
  }).setLatLng(at).setContent(content).openOn(map);
  const frame = popup.getElement();
  const close = frame && frame.querySelector(".leaflet-popup-close-button");
  if (close) {
    close.setAttribute("aria-label", words.close);
    close.removeAttribute("href");
    close.setAttribute("tabindex", "0");
    close.addEventListener("keydown", (event) => {
      if (/** @type {KeyboardEvent} */ (event).key === "Enter") popup.close();
    });
  }
  if (frame) {
    frame.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") popup.close();
    });
  }
  if (!focus) return;
  content.focus({ preventScroll: true });
  popup.on("remove", () => map.getContainer().focus({ preventScroll: true }));
}
