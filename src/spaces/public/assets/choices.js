// What a reader can choose: ages, quick filters, and all filters on a sheet of their own.
/** @import { Child, Props } from "../../graphics/scripts/dom.js" */
/** @import { Sites } from "./data.js" */
/** @import { State } from "./link.js" */
import { button, byId, el } from "../../graphics/scripts/dom.js";
import { FACILITIES, LANGUAGES } from "./filters.js";
import { icon } from "./icons.js";
import { picture } from "../../graphics/scripts/symbols.js";
import { clock, named, number, t } from "./words.js";

const QUICK = ["free", "nursing_room", "child_toilet", "cover", "stroller", "wheelchair"];

/** @typedef {(patch: Partial<State>) => void} Change what the reader chose anew */

/** @type {(on: boolean, props: Props, ...inside: Child[]) => HTMLButtonElement} */
function toggle(on, props, ...inside) {
  return button({ class: "toggle", "aria-pressed": on ? "true" : "false", ...props }, ...inside);
}

/**
 * Puts buttons in the place of those before; who was on one by keys is on its successor.
 * @param {HTMLElement} box
 * @param {HTMLButtonElement[]} buttons
 */
function renew(box, buttons) {
  const kept = document.activeElement ? [...box.children].indexOf(document.activeElement) : -1;
  box.replaceChildren(...buttons);
  if (kept >= 0) buttons[kept].focus();
}

/**
 * @param {Sites} data
 * @param {State} state
 * @param {Change} change
 */
export function drawAges(data, state, change) {
  const chips = data.bands.map((band, k) => toggle(state.age === k, {
    onclick: () => change({ age: state.age === k ? null : k }),
  }, t("band", { from: band.ages[0], to: band.ages[1] })));
  renew(byId("ages"), [
    toggle(state.age === null, { onclick: () => change({ age: null }) }, t("age_any")), ...chips]);
}

/** @param {State} state */
function filterCount(state) {
  return state.kinds.size + state.fac.size + (state.open ? 1 : 0) + (state.built ? 1 : 0)
    + (state.walk ? 1 : 0) + (state.unknown ? 1 : 0);
}

/** @type {(set: Set<string>, name: string) => Set<string>} */
function flipped(set, name) {
  const out = new Set(set);
  if (!out.delete(name)) out.add(name);
  return out;
}

/**
 * @param {Sites} data
 * @param {State} state
 * @param {Change} change
 * @param {() => void} openFilters
 */
export function drawQuick(data, state, change, openFilters) {
  const box = byId("quick");
  const left = box.scrollLeft;
  const count = filterCount(state);
  const all = button({ class: "toggle filter-button", onclick: openFilters, id: "open-filters" },
    icon("filter", 18), el("span", { text: count ? t("filters_n", { n: count }) : t("filters") }));
  const within = toggle(state.walk, { onclick: () => change({ walk: !state.walk }) },
    icon("walk", 18), t("within", { n: data.minutes }));
  const now = toggle(state.open === "now", {
    onclick: () => change({ open: state.open === "now" ? null : "now" }),
  }, icon("clock", 18), t("open_now"));
  const rest = QUICK.map((name) => toggle(state.fac.has(name), {
    onclick: () => change({ fac: flipped(state.fac, name) }),
  }, icon(name, 18), t(`fac_${name}`)));
  renew(box, [all, within, now, ...rest]);
  box.scrollLeft = left;
}

/** @type {(title: string, ...inside: Child[]) => HTMLElement} */
function group(title, ...inside) {
  return el("fieldset", {}, el("legend", { text: title }), el("div", { class: "choices" }, ...inside));
}

/** @type {(state: State, change: Change) => HTMLElement[]} */
function when(state, change) {
  const { open } = state;
  const other = open && open !== "now" ? open : null;
  const day = el("select", { id: "day", onchange: () => {
    const { value } = day;
    change({ open: value === "" ? null : { day: Number(value), minute: other ? other.minute : null } });
  } }, el("option", { value: "", text: t("any_day") }));
  for (let k = 0; k < 7; k += 1) {
    day.append(el("option", { value: k, text: t(`day_${k}`), selected: Boolean(other && other.day === k) }));
  }
  const hour = el("select", { id: "hour", disabled: !other, onchange: () => {
    const { value } = hour;
    if (other) change({ open: { day: other.day, minute: value === "" ? null : Number(value) } });
  } }, el("option", { value: "", text: t("any_hour") }));
  const hours = new Set(Array.from({ length: 24 }, (_, k) => k * 60));
  if (other && other.minute !== null) hours.add(other.minute); // a link may name a half hour
  for (const minute of [...hours].sort((a, b) => a - b)) {
    const selected = other !== null && other.minute === minute;
    hour.append(el("option", { value: minute, text: clock(minute), selected }));
  }
  return [
    toggle(open === "now", { onclick: () => change({ open: open === "now" ? null : "now" }) },
      icon("clock", 18), t("open_now")),
    el("label", { class: "select", for: "day" }, el("span", { text: t("on_day") }), day),
    el("label", { class: "select", for: "hour" }, el("span", { text: t("at_hour") }), hour),
  ];
}

/**
 * @param {Sites} data
 * @param {State} state
 * @param {number} found how many sites
 * @param {Change} change
 * @param {{ close: () => void, reset: () => void }} act
 */
export function drawFilters(data, state, found, change, act) {
  const box = byId("filter-view");
  const kept = focusKey(box);
  /** @type {Map<number, number>} */
  const counts = new Map();
  data.kind.forEach((k) => counts.set(k, (counts.get(k) || 0) + 1));
  const kinds = data.kinds.map((kind, k) => toggle(state.kinds.has(kind.id), {
    "data-key": `kind-${kind.id}`, onclick: () => change({ kinds: flipped(state.kinds, kind.id) }),
  }, picture(kind, "built", 26), el("span", { text: named(kind.zh, kind.en).text }),
  el("span", { class: "tally", text: number(counts.get(k) || 0) })));
  /** @type {(name: string) => HTMLButtonElement} */
  const facility = (name) => toggle(state.fac.has(name), {
    "data-key": `fac-${name}`, onclick: () => change({ fac: flipped(state.fac, name) }),
  }, icon(name, 18), t(`fac_${name}`));
  const facilities = [...FACILITIES.keys()].filter((name) => !LANGUAGES.includes(name)).map(facility);
  box.replaceChildren(el("div", { class: "filters" },
    el("div", { class: "filters-head" },
      button({ class: "back", onclick: act.close }, icon("back"), el("span", { text: t("back") })),
      el("h2", { tabindex: "-1", text: t("filters") }),
      button({ class: "reset", onclick: act.reset, disabled: !filterCount(state) }, t("reset_short"))),
    group(t("when"), ...when(state, change),
      el("p", { class: "soft note", text: t("when_note", { year: data.calendar.known }) })),
    group(t("facilities"), ...facilities),
    group(t("languages"), ...LANGUAGES.map(facility)),
    group(t("state"),
      toggle(state.built, { "data-key": "built", onclick: () => change({ built: !state.built }) }, t("built_only")),
      toggle(state.unknown, { "data-key": "unknown", onclick: () => change({ unknown: !state.unknown }) },
        t("with_unknown"))),
    group(t("kind"), ...kinds),
    el("p", { class: "soft", text: t("filters_note") }),
    el("div", { class: "filters-foot" },
      button({ class: "wide", onclick: act.close }, el("span", { text: t("show_n", { n: number(found) }) })))));
  if (kept) {
    /** @type {HTMLElement | null} */
    const again = box.querySelector(kept);
    if (again) again.focus({ preventScroll: true });
  }
}

/** @param {HTMLElement} box */
function focusKey(box) {
  const at = /** @type {HTMLElement | null} */ (document.activeElement);
  if (!at || !box.contains(at)) return "";
  if (at.dataset.key) return `[data-key="${CSS.escape(at.dataset.key)}"]`;
  return at.id ? `#${CSS.escape(at.id)}` : "";
}
