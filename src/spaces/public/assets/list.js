// The list: every site that the map shows, as links, the nearest first.
/** @import { Sites } from "./data.js" */
/** @import { World } from "./filters.js" */
/** @import { Open } from "./say.js" */
import { button, byId, el } from "../../graphics/scripts/dom.js";
import { icon } from "./icons.js";
import { ages, kindOf, nameOf, openThen, openWords, statusWords, walkWords } from "./say.js";
import { picture } from "../../graphics/scripts/symbols.js";
import { number, t } from "./words.js";

export const FIRST = 50;
const MOST_ON_PAPER = 500;

/** @param {Open} found */
export function openBadge(found) {
  return el("span", { class: `open is-${found.state}` },
    el("span", { class: "dot", "aria-hidden": "true" }), found.text);
}

/** @type {(data: Sites, i: number, world: World, link: (i: number) => string) => HTMLLIElement} */
function row(data, i, world, link) {
  const kind = data.kinds[data.kind[i]], status = data.statuses[data.status[i]];
  const name = nameOf(data, i), exists = data.exists[data.status[i]];
  const facts = el("p", { class: "facts" }, el("span", { class: "kind", text: kindOf(data, i) }));
  const age = ages(data, i);
  if (age) facts.append(el("span", { class: "chip", text: age }));
  const state = el("p", { class: "facts" });
  if (!exists) state.append(el("span", { class: "later", text: statusWords(data, i, world.now) }));
  else state.append(openBadge(world.when ? openThen(data, i, world.when, world.now) : openWords(data, i, world.now)));
  if (!data.located(i)) state.append(el("span", { class: "soft", text: t("no_place") }));
  const walk = walkWords(data, i, world.reach);
  const far = el("span", { class: "far" });
  if (walk && walk.minutes) {
    far.append(el("b", { text: number(walk.minutes) }),
      el("span", { text: t(walk.about ? "minutes_line" : "minutes_walk") }));
  } else if (walk) far.append(el("span", { text: walk.short }));
  return el("li", {}, el("a", { class: exists ? "site" : "site not-yet", href: link(i), "data-row": i },
    picture(kind, status, 44),
    el("span", { class: "site-words" },
      el("span", { class: "site-name", text: name.text, lang: name.tag }), facts, state),
    walk ? far : null));
}

export class List {
  /**
   * @param {Sites} data
   * @param {{ onSite: (i: number) => void, link: (i: number) => string }} act
   */
  constructor(data, { onSite, link }) {
    this.box = byId("list");
    this.data = data;
    this.link = link;
    /** @type {number[]} */
    this.rows = [];
    /** @type {World | null} */
    this.world = null;
    this.shown = 0;
    this._group = "";
    this._list = el("ol");
    /** @type {HTMLButtonElement | null} */
    this._button = null;
    this.box.addEventListener("click", (event) => {
      const target = /** @type {Element} */ (event.target);
      /** @type {HTMLElement | null} */
      const found = target.closest("a.site");
      if (!found || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      onSite(Number(found.dataset.row));
    });
  }

  /**
   * Rows in order; the first are written, the rest on request.
   * @param {number[]} rows
   * @param {World} world
   * @param {boolean} same nobody asked for anything else, time or streets have moved on: who reads
   * farther down by keys stays there
   */
  draw(rows, world, same = false) {
    this.rows = rows;
    this.world = world;
    const at = /** @type {HTMLElement | null} */ (document.activeElement);
    const read = same && at && this.box.contains(at) ? at.dataset.row || "more" : null;
    const count = same ? Math.max(FIRST, this.shown) : FIRST;
    this.shown = 0;
    this._group = "";
    this.box.replaceChildren();
    this.more(count, false);
    if (read === "more" && this._button) this._button.focus({ preventScroll: true });
    else if (read) this.focus(read);
  }

  /**
   * Writes more rows.
   * @param {number} count
   * @param {boolean} focus whether the first of them takes the focus
   */
  more(count, focus) {
    const { data, world } = this;
    if (!world) return;
    if (this._button) this._button.remove();
    const to = Math.min(this.rows.length, this.shown + count);
    /** @type {HTMLElement | null} */
    let first = null;
    for (; this.shown < to; this.shown += 1) {
      const i = this.rows[this.shown];
      const group = !data.located(i) ? "unplaced" : data.exists[data.status[i]] ? "there" : "later";
      if (group !== this._group) {
        this._group = group;
        if (group !== "there") this.box.append(el("h3", { class: "group", text: t(`group_${group}`) }));
        this._list = el("ol", { class: "sites" });
        this.box.append(this._list);
      }
      const node = row(data, i, world, this.link);
      this._list.append(node);
      first = first || node.querySelector("a");
    }
    const left = this.rows.length - this.shown;
    this._button = null;
    if (left > 0) {
      this._button = button({ class: "more", onclick: () => this.more(FIRST, true) },
        t("more", { n: number(Math.min(FIRST, left)), left: number(left) }));
      this.box.append(this._button);
    }
    if (focus && first) first.focus();
  }

  /** Paper has no "more" to press. */
  forPaper() {
    if (this.shown < MOST_ON_PAPER) this.more(MOST_ON_PAPER - this.shown, false);
  }

  /**
   * @param {number | string} i
   * @returns {boolean} whether the site is in the list that is written
   */
  focus(i) {
    /** @type {HTMLElement | null} */
    const found = this.box.querySelector(`a[data-row="${i}"]`);
    if (found) found.focus({ preventScroll: false });
    return Boolean(found);
  }
}

/**
 * "Nothing found", with what to take back.
 * @param {{ key: string, count: number, label: string }[]} loosen
 * @param {(key: string) => void} take
 * @param {() => void} reset
 */
export function nothing(loosen, take, reset) {
  const box = el("div", { class: "nothing" }, el("p", { class: "nothing-title", text: t("none") }));
  if (loosen.length) {
    box.append(el("p", { text: t("none_loosen") }));
    for (const { key, count, label } of loosen.slice(0, 3)) {
      box.append(button({ class: "wide", onclick: () => take(key) },
        icon("close", 18), el("span", { text: t("without", { what: label, n: number(count) }) })));
    }
  }
  box.append(button({ class: "wide quiet", onclick: reset }, el("span", { text: t("reset") })));
  return box;
}
