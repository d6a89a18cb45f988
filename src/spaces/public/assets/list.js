// The list: every site that the map shows, as links, the nearest first.
import { button, byId, el } from "./dom.js";
import { icon } from "./icons.js";
import { ages, kindOf, nameOf, openThen, openWords, statusWords, walkWords } from "./say.js";
import { picture } from "./symbols.js";
import { number, t } from "./words.js";

export const FIRST = 50;
const MOST_ON_PAPER = 500;

export function openBadge(found) {
  return el("span", { class: `open is-${found.state}` }, el("span", { class: "dot", "aria-hidden": "true" }), found.text);
}

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
    far.append(el("b", { text: number(walk.minutes) }), el("span", { text: t(walk.about ? "minutes_line" : "minutes_walk") }));
  } else if (walk) far.append(el("span", { text: walk.short }));
  return el("li", {}, el("a", { class: exists ? "site" : "site not-yet", href: link(i), "data-row": i },
    picture(kind, status, 44),
    el("span", { class: "site-words" },
      el("span", { class: "site-name", text: name.text, lang: name.tag }), facts, state),
    walk ? far : null));
}

export class List {
  constructor({ onSite, link }) {
    this.box = byId("list");
    this.link = link;
    this.box.addEventListener("click", (event) => {
      const found = event.target.closest("a.site");
      if (!found || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      onSite(Number(found.dataset.row));
    });
  }

  // Rows in order; the first are written, the rest on request. `same`: nobody asked for anything
  // else, time or streets have moved on; who reads farther down by keys stays there.
  draw(data, rows, world, same = false) {
    Object.assign(this, { data, rows, world });
    const at = document.activeElement;
    const read = same && this.box.contains(at) ? at.dataset.row || "more" : null;
    const count = same ? Math.max(FIRST, this.shown || 0) : FIRST;
    this.shown = 0;
    this.group = "";
    this.box.replaceChildren();
    this.more(count, false);
    if (read === "more" && this.button) this.button.focus({ preventScroll: true });
    else if (read) this.focus(read);
  }

  more(count, focus) {
    const { data } = this;
    if (this.button) this.button.remove();
    const to = Math.min(this.rows.length, this.shown + count);
    let first = null;
    for (; this.shown < to; this.shown += 1) {
      const i = this.rows[this.shown];
      const group = !data.located(i) ? "unplaced" : data.exists[data.status[i]] ? "there" : "later";
      if (group !== this.group) {
        this.group = group;
        if (group !== "there") this.box.append(el("h3", { class: "group", text: t(`group_${group}`) }));
        this.list = el("ol", { class: "sites" });
        this.box.append(this.list);
      }
      const node = row(data, i, this.world, this.link);
      this.list.append(node);
      first = first || node.firstChild;
    }
    const left = this.rows.length - this.shown;
    this.button = null;
    if (left > 0) {
      this.button = button({ class: "more", onclick: () => this.more(FIRST, true) },
        t("more", { n: number(Math.min(FIRST, left)), left: number(left) }));
      this.box.append(this.button);
    }
    if (focus && first) first.focus();
  }

  // Paper has no "more" to press.
  forPaper() {
    if (this.shown < MOST_ON_PAPER) this.more(MOST_ON_PAPER - this.shown, false);
  }

  focus(i) {
    const found = this.box.querySelector(`a[data-row="${i}"]`);
    if (found) found.focus({ preventScroll: false });
    return Boolean(found);
  }
}

// "Nothing found", with what to take back.
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
