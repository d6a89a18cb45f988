// What the sheet shows: the list, a card, the filters, or what this map is; and "back".
/** @import { App } from "./app.js" */
/** @import { Snap } from "./sheet.js" */
/** @typedef {"list" | "card" | "filters" | "about"} View */
import { about } from "./about.js";
import { card } from "./card.js";
import { drawFilters } from "./choices.js";
import { byId } from "../../graphics/scripts/dom.js";
import { read } from "./link.js";
import { folder } from "./loading.js";
import { nameOf } from "./say.js";
import { t } from "./words.js";

/** @type {Record<View, string>} */
const BOXES = { list: "list-view", card: "card-view", filters: "filter-view", about: "about-view" };

export class Views {
  /** @param {App} app */
  constructor(app) {
    this.app = app;
    this.scrolled = 0; // how far down the list was read
    this.leaving = false; // the browser's step back is ours
    /** @type {Snap | null} */
    this.lower = null; // the sheet's height before there was much to read
  }

  /**
   * @param {View} view
   * @param {boolean} move whether the focus goes to its title
   */
  show(view, move = true) {
    const before = this.app.view;
    this.app.view = view;
    for (const [name, id] of Object.entries(BOXES)) byId(id).hidden = name !== view;
    const { sheet } = this.app;
    if (before === "list" && view !== "list") this.scrolled = sheet.scrolled;
    if (view === "filters") this.drawFilters();
    if (view === "card") this.drawCard();
    if (view === "about") {
      byId("about-view").replaceChildren(about(this.app.data, this.app.walks, folder, () => this.close()));
    }
    this.raise(view === "filters" || view === "about");
    const title = byId(BOXES[view]).querySelector("h2");
    if (title && move && view !== "list") title.focus({ preventScroll: true });
    if (view === before) return;
    if (view === "list") sheet.scrollTo(this.scrolled);
    else sheet.toTop(true);
  }

  /**
   * Filters and "about" are steps too: "back" of the phone closes them and nothing else.
   * @param {View} view
   */
  step(view) {
    history.pushState({ ...history.state, sub: view }, "");
    this.show(view);
  }

  /** The list with what is chosen now, from wherever the reader is; the focus stays where it is. */
  toList() {
    if (this.app.view === "filters" || this.app.view === "about") this.leave(true, false);
    if (this.app.view === "card") this.closed(false);
  }

  /**
   * Much to read gets the whole height; afterwards the map is seen again as before.
   * @param {boolean} much
   */
  raise(much) {
    const { sheet } = this.app;
    if (much) {
      this.lower = this.lower || sheet.snap;
      sheet.atLeast("full");
    } else if (this.lower) {
      sheet.set(this.lower);
      this.lower = null;
    }
  }

  drawFilters() {
    drawFilters(this.app.data, this.app.state, this.app.rows.length, (change) => this.app.update(change),
      { close: () => this.close(), reset: () => this.app.found.reset(false) });
  }

  drawCard() {
    const i = this.app.state.site;
    if (i === null) return;
    /** @type {() => HTMLElement[]} */
    const stops = () => Array.from(byId("card-view").querySelectorAll("h2, a, button"));
    const kept = stops().indexOf(/** @type {HTMLElement} */ (document.activeElement));
    byId("card-view").replaceChildren(card(this.app.data, i, this.app.world, {
      close: () => this.close(), share: () => this.app.share(), here: () => this.app.origin.locate(),
      pick: () => this.app.origin.askStart(), address: () => this.app.shared(),
      from: (row) => this.beginAt(row),
    }));
    const again = kept < 0 ? null : stops()[kept] || byId("card-name");
    if (again) again.focus({ preventScroll: true });
  }

  /**
   * What is near a site: the list, from its door.
   * @param {number} row
   */
  beginAt(row) {
    this.closed(false);
    this.scrolled = 0;
    const [lon, lat] = this.app.data.degrees.subarray(2 * row, 2 * row + 2);
    this.app.origin.begin({ lon, lat, own: false });
    this.app.sheet.toTop(true);
    byId("count").focus({ preventScroll: true });
  }

  /**
   * Opens a card.
   * @param {number} i
   * @param {boolean} pushed whether that is a step that "back" takes back
   */
  open(i, pushed) {
    const { data, state } = this.app;
    const again = this.app.view === "card";
    state.site = i;
    if (pushed) {
      const step = { card: true, deep: again && history.state && history.state.card ? history.state.deep + 1 : 1 };
      history[again ? "replaceState" : "pushState"](again ? history.state : step, "", this.app.address({}));
    }
    this.show("card");
    this.app.map.points.select(i);
    if (this.app.sheet.snap === "peek") this.app.sheet.set("half");
    this.app.origin.drawReach();
    const { reach } = this.app;
    const [lon, lat] = data.degrees.subarray(2 * i, 2 * i + 2);
    if (data.located(i)) this.app.map.reveal(lon, lat, reach && reach.way(i));
    document.title = `${nameOf(data, i).text} · ${t("name")}`;
  }

  close() {
    if (this.app.view === "card" && history.state && history.state.card) {
      history.back(); // popstate does the rest
      return;
    }
    if (this.app.view === "card") this.closed();
    else this.leave(true);
    this.app.keep(true);
  }

  /**
   * Out of filters or "about", to what was there before.
   * @param {boolean} back the browser's step too
   * @param {boolean} move whether the focus goes back to where it came from
   */
  leave(back, move = true) {
    const from = this.app.view;
    this.show(this.app.state.site === null ? "list" : "card");
    if (move) byId(from === "filters" ? "open-filters" : "about-open").focus({ preventScroll: true });
    if (back && history.state && history.state.sub) {
      this.leaving = true;
      history.back();
    }
  }

  closed(move = true) {
    const i = this.app.state.site;
    this.app.state.site = null;
    this.show("list", move);
    if (history.state && history.state.card) history.replaceState(null, "", location.search);
    this.left(i, move);
  }

  /**
   * The card is gone: the map forgets it, and whoever reads by keys is where they were.
   * @param {number | null} i
   * @param {boolean} move
   */
  left(i, move = true) {
    this.app.map.points.select(null);
    this.app.origin.drawReach();
    this.app.head.words();
    if (move && (i === null || !this.app.list.focus(i))) byId("count").focus({ preventScroll: true });
  }

  /** "Back" and "forward" of the browser: the address says what is shown. */
  followed() {
    /** @type {HTMLDialogElement | null} */
    const dialog = document.querySelector("dialog[open]");
    if (dialog) dialog.close();
    const wanted = read(location.search, this.app.data);
    const { sub } = history.state || {};
    const over = this.app.view === "filters" || this.app.view === "about";
    if (this.leaving || (over && !sub && wanted.site === this.app.state.site)) {
      // What was chosen meanwhile stays chosen.
      if (!this.leaving) this.leave(false);
      this.leaving = false;
      this.app.keep(true);
      return;
    }
    const { at } = this.app.state, { site } = wanted;
    wanted.lang = this.app.state.lang;
    if (at && at.own && !wanted.at) wanted.at = at;
    const before = this.app.state.site;
    this.app.state = wanted;
    this.app.searchBox.value = wanted.q;
    this.app.origin.measure();
    if (site === null && this.app.view !== "list") this.show("list");
    this.app.update({}, { first: true });
    if (site !== null) this.open(site, false);
    else if (before !== null) this.left(before);
    if (sub) this.show(sub);
  }
}
