// The public map of a place: keeps list and map alike.
/** @import { Filter, World } from "./filters.js" */
/** @import { State } from "./link.js" */
/** @import { Payload } from "./payload.ts" */
/** @import { Reached } from "./start.js" */
/** @import { View } from "./views.js" */
/** @import { Walks } from "./walk.js" */
import { byId } from "../../graphics/scripts/dom.js";
import { drawAges, drawQuick } from "./choices.js";
import { Sites } from "./data.js";
import { asked, matches, ordered } from "./filters.js";
import { Found } from "./found.js";
import { Head } from "./head.js";
import { nowAt } from "./hours.js";
import { read, searchOf, written } from "./link.js";
import { List } from "./list.js";
import { folder, keepCopy, loadStreets, page } from "./loading.js";
import { CityMap } from "./map.js";
import { Origin } from "./origin.js";
import { Places } from "./places.js";
import { nameOf } from "./say.js";
import { Finder } from "./search.js";
import { Sheet } from "./sheet.js";
import { Spots } from "./spots.js";
import { toast } from "./toast.js";
import { Views } from "./views.js";
import { named, speak, speech, t } from "./words.js";

const TYPING_MS = 120; // after the last letter the search begins
const TICK_MS = 15000;

export class App {
  /** @param {Payload} payload */
  constructor(payload) {
    this.data = new Sites(payload);
    this.state = read(location.search, this.data);
    this.finder = new Finder(this.data);
    this.searchBox = /** @type {HTMLInputElement} */ (byId("q"));
    /** @type {View} */
    this.view = "list";
    /** @type {Walks | null} */
    this.walks = null; // come after the page is of use
    /** @type {Reached | null} */
    this.reach = null;
    this.now = nowAt(this.data.utc_offset_min);
    /** @type {Filter[]} */
    this.filters = [];
    /** @type {number[]} */
    this.rows = [];
    this.views = new Views(this);
    this.origin = new Origin(this);
    this.found = new Found(this);
    this.places = new Places(this);
    this.spots = new Spots(this);
    this.head = new Head(this);
    this.sheet = new Sheet(() => this.resized());
    this.list = new List(this.data, {
      onSite: (i) => this.views.open(i, true), link: (i) => this.address({ site: i }),
    });
    this.map = new CityMap(byId("map"), this.data, {
      onSite: (i) => this.views.open(i, true),
      onPoint: (lon, lat, vague) => this.origin.tapped(lon, lat, vague),
    });
  }

  async start() {
    const { languages } = this.data;
    await speak(languages.find((one) => one.code === this.state.lang)
      || languages.find((one) => one.code === page.lang) || languages[0], folder);
    this.listen();
    this.head.words();
    this.resized();
    if (this.state.at) this.origin.measure();
    this.update({}, { first: true });
    this.frame();
    if (this.state.site !== null) this.views.open(this.state.site, false);
    if (this.state.missing) toast(t("gone"));
    document.documentElement.dataset.ready = "1";
    performance.mark("spaces-ready");
    this.places.offer();
    setInterval(() => this.tick(), TICK_MS);
    document.addEventListener("visibilitychange", () => this.tick());
    window.addEventListener("beforeprint", () => this.list.forPaper());
    this.walked().then(keepCopy);
  }

  /** The streets come after the page is of use; walks begun before are measured anew. */
  async walked() {
    if (!this.data.walk) return;
    try {
      this.walks = await loadStreets(this.data.walk);
    } catch {
      this.data.walk = null;
      return;
    }
    const { streets } = this.walks;
    this.map.ground.setStreets(streets);
    this.finder.learn(streets.head.streets);
    if (this.state.q) this.spots.draw();
    document.documentElement.dataset.streets = "1";
    this.head.note();
    if (!this.state.at) return;
    this.origin.measure();
    this.update({});
    if (this.state.site === null) this.frame();
    if (this.view === "card") this.views.drawCard();
  }

  listen() {
    this.searchBox.value = this.state.q;
    let typing = 0;
    this.searchBox.addEventListener("input", () => {
      clearTimeout(typing);
      typing = setTimeout(() => this.search(), TYPING_MS);
    });
    const form = /** @type {HTMLFormElement} */ (this.searchBox.closest("form"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.search();
      this.searchBox.blur();
      this.sheet.atLeast("half");
    });
    byId("here").addEventListener("click", () => this.origin.locate());
    byId("lang").addEventListener("click", () => this.head.nextLanguage());
    byId("theme").addEventListener("click", () => {
      document.dispatchEvent(new Event("spaces-theme-other"));
      this.head.words();
    });
    const top = byId("head");
    new ResizeObserver(() => { // messages stand below it
      document.documentElement.style.setProperty("--head", `${top.offsetHeight}px`);
    }).observe(top);
    document.addEventListener("spaces-theme", () => this.head.tools());
    window.addEventListener("popstate", () => this.views.followed());
    window.addEventListener("resize", () => this.resized());
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.view !== "list" && !document.querySelector("dialog")) this.views.close();
    });
    byId("skip").addEventListener("click", (event) => {
      event.preventDefault();
      this.views.toList();
      byId("count").focus();
    });
  }

  search() {
    const q = searchOf(this.searchBox.value.trim());
    if (q === this.state.q) return;
    this.views.toList();
    this.update({ q });
    if (q) this.map.fit(this.rows);
  }

  // ---- what is shown

  /** @returns {World} */
  get world() {
    const { open } = this.state;
    this.now = nowAt(this.data.utc_offset_min);
    return { now: this.now, finder: this.finder, reach: this.reach, when: open === "now" ? null : open };
  }

  /**
   * Takes over what the reader chose anew, and draws all that depends on it.
   * @param {Partial<State>} patch
   * @param {{ first?: boolean }} options
   */
  update(patch, { first = false } = {}) {
    const { state, data } = this;
    const paced = "age" in patch && patch.age !== state.age;
    Object.assign(state, patch);
    if (state.walk && !state.at) {
      state.walk = false;
      this.origin.askStart(true);
    }
    if (paced) this.origin.measure();
    const { world } = this;
    this.filters = asked(data, state, world);
    const found = matches(data, this.filters, state.unknown);
    this.rows = ordered(data, found.rows, this.reach && this.reach.metres);
    const same = !Object.keys(patch).length;
    this.list.draw(this.rows, world, same);
    if (!same && this.view === "list") this.sheet.toTop(false);
    this.map.points.setRows(this.rows.filter((i) => data.located(i)));
    this.found.counted(found);
    this.spots.draw();
    drawAges(data, state, (change) => this.update(change));
    drawQuick(data, state, (change) => this.update(change), () => this.views.step("filters"));
    this.origin.began();
    if (this.view === "filters") this.views.drawFilters();
    if (this.view === "card") this.views.drawCard();
    this.origin.drawReach();
    this.keep(first);
  }

  /** What is open changes with the minute, also while the phone was in the pocket. */
  tick() {
    const { day, minute } = nowAt(this.data.utc_offset_min);
    if (document.hidden || (day === this.now.day && minute === this.now.minute)) return;
    if (this.view === "list" || this.view === "card") this.update({});
  }

  // ---- the address, sharing, messages

  /**
   * The address of what is shown, with some of it changed.
   * @param {Partial<State>} patch
   */
  address(patch) {
    return written({ ...this.state, ...patch }, this.data, speech.code);
  }

  /** @param {boolean} replace even where the address is the same */
  keep(replace) {
    const wanted = this.address({});
    if (wanted === location.search && !replace) return;
    history.replaceState(history.state, "", wanted);
  }

  /** The address to hand on. */
  shared() {
    return new URL(this.address({}), this.data.web || location.href).href;
  }

  async share() {
    const { share } = await import("./share.js"), { site, at } = this.state;
    const place = named(this.data.place.zh, this.data.place.en).text;
    const title = site !== null && this.view === "card" ? nameOf(this.data, site).text : t("title", { place });
    share(this.shared(), title, Boolean(at && at.own));
  }

  // ---- room

  /** Shows what the reader looks at: the walk, the start, else all that was found. */
  frame() {
    const { at } = this.state;
    if (at && this.reach && this.reach.lines) this.map.fitLines(this.reach.lines);
    else if (at) this.map.show(at.lon, at.lat, 14.5);
    else this.map.fit(this.rows.length ? this.rows : this.data.id.map((_, i) => i));
  }

  resized() {
    const cover = this.sheet.cover();
    document.documentElement.style.setProperty("--sheet", `${cover}px`);
    this.map.covered = cover;
    byId("map-frame").inert = this.sheet.covers(); // nothing under the sheet takes the focus
    this.map.resized();
  }
}
