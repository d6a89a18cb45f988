// About this map: how it measures, what it does not know, whose data it is, what stays private.
/** @import { Mark } from "../../graphics/scripts/symbols.js" */
/** @import { Sites } from "./data.js" */
/** @import { Walks } from "./walk.js" */
import { button, el } from "../../graphics/scripts/dom.js";
import { icon } from "./icons.js";
import { dayWords } from "./say.js";
import { picture } from "../../graphics/scripts/symbols.js";
import { t } from "./words.js";

/**
 * @param {Sites} data
 * @param {Walks | null} walks
 * @param {string} folder of the map's files
 * @param {() => void} close
 */
export function about(data, walks, folder, close) {
  const speeds = data.bands.map((band) => t("speed_row", {
    from: band.ages[0], to: band.ages[1], speed: band.speed_mps.toFixed(1),
  }));
  const marks = el("ul", { class: "marks" });
  /** @type {Mark} */
  const sample = { ...data.kinds.find((kind) => kind.shape === "circle") || data.kinds[0], letter: "" };
  data.statuses.forEach((status) => marks.append(
    el("li", {}, picture(sample, status, 34), el("span", { text: t(`step_${status}`) }))));
  const rows = [
    [t("about_data"), t("about_data_text", { day: dayWords(data.as_of) })],
    [t("about_walk"), t(data.walk ? "about_walk_text" : "about_walk_line")],
    [t("about_open"), t("about_open_text", { year: data.calendar.known, source: data.calendar.source })],
    [t("about_unknown"), t("about_unknown_text")],
    [t("about_private"), t("about_private_text")],
    [t("about_map"), t("about_map_text")],
  ];
  if (data.demoCount) rows.unshift([t("demo"), t("demo_help")]);
  const box = el("div", { class: "about" },
    button({ class: "back", onclick: close }, icon("back"), el("span", { text: t("back") })),
    el("h2", { tabindex: "-1", text: t("about") }),
    el("p", { text: t("what") }));
  for (const [title, text] of rows) {
    box.append(el("h3", { text: title }), el("p", { text }));
    if (title === t("about_walk")) {
      box.append(el("ul", { class: "speeds" }, ...speeds.map((speed) => el("li", { text: speed }))));
    }
    if (title === t("about_map") && walks && walks.streets.head.notice) {
      box.append(el("p", { class: "quote", text: walks.streets.head.notice }));
    }
  }
  box.append(el("h3", { text: t("about_marks") }), marks);
  if (data.approval) box.append(el("p", { text: t("approval", { number: data.approval }) }));
  box.append(el("p", {}, el("a", { href: `${folder}/licences.txt`, text: t("licences") })));
  return box;
}
