// The public map: reads the address, loads the place, keeps list and map alike.
import { drawAges, drawQuick } from "./choices.js";
import { Sites } from "./data.js";
import { button, byId, el } from "./dom.js";
import { asked, matches, ordered } from "./filters.js";
import { Found } from "./found.js";
import { Head } from "./head.js";
import { nowAt } from "./hours.js";
import { read, written } from "./link.js";
import { List } from "./list.js";
import { folder, keepCopy, loadSites, loadStreets, page } from "./loading.js";
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

class App {
  async start() {
    this.data = new Sites(await loadSites());
    this.state = read(location.search, this.data);
    this.finder = new Finder(this.data);
    this.view = "list";
    this.views = new Views(this);
    this.origin = new Origin(this);
    this.found = new Found(this);
    this.places = new Places(this);
    this.spots = new Spots(this);
    this.head = new Head(this);
    const language = this.data.languages.find((one) => one.code === this.state.lang);
    await speak(language || this.data.languages.find((one) => one.code === page.lang), folder);
    this.sheet = new Sheet(() => this.resized());
    this.list = new List({ onSite: (i) => this.views.open(i, true), link: (i) => this.address({ site: i }) });
    this.map = new CityMap(byId("map"), this.data, {
      onSite: (i) => this.views.open(i, true), onPoint: (lon, lat, vague) => this.origin.tapped(lon, lat, vague),
    });
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
    this.streets = this.data.walk ? this.walked() : Promise.resolve(null);
    setInterval(() => this.tick(), 15000);
    document.addEventListener("visibilitychange", () => this.tick());
    window.addEventListener("beforeprint", () => this.list.forPaper());
    this.streets.then(keepCopy);
  }

  // The streets come after the page is of use; walks begun before are measured anew.
  async walked() {
    try {
      this.ways = await loadStreets(this.data.walk);
      this.map.ground.setStreets(this.ways);
      this.finder.learn(this.ways.head.streets);
      if (this.state.q) this.spots.draw();
      document.documentElement.dataset.streets = "1";
      this.head.note();
      if (this.state.at) {
        this.origin.measure();
        this.update({});
        if (this.state.site === null) this.frame();
        if (this.view === "card") this.views.drawCard();
      }
    } catch {
      this.ways = null;
      this.data.walk = null;
    }
    return this.ways;
  }

  listen() {
    const { state } = this;
    byId("q").value = state.q;
    let typing = 0;
    byId("q").addEventListener("input", () => {
      clearTimeout(typing);
      typing = setTimeout(() => this.search(), 120);
    });
    document.querySelector("form.search").addEventListener("submit", (event) => {
      event.preventDefault();
      this.search();
      byId("q").blur();
      this.sheet.atLeast("half");
    });
    byId("here").addEventListener("click", () => this.origin.locate());
    byId("lang").addEventListener("click", () => this.head.nextLanguage());
    byId("theme").addEventListener("click", () => {
      window.spacesTheme(page.theme === "dark" ? "light" : "dark");
      this.head.words();
    });
    const top = document.querySelector(".top");
    new ResizeObserver(() => { // messages stand below it
      document.documentElement.style.setProperty("--head", `${top.offsetHeight}px`);
    }).observe(top);
    document.addEventListener("spaces-theme", () => this.head.tools());
    window.addEventListener("popstate", () => this.views.followed());
    window.addEventListener("resize", () => this.resized());
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.view !== "list" && !document.querySelector("dialog")) this.views.close();
    });
    document.querySelector(".skip").addEventListener("click", (event) => {
      event.preventDefault();
      this.views.toList();
      byId("count").focus();
    });
  }

  search() {
    const q = byId("q").value.trim().slice(0, 80);
    if (q === this.state.q) return;
    this.views.toList();
    this.update({ q });
    if (q) this.map.fit(this.rows);
  }

  // ---- what is shown

  get world() {
    const { state, data } = this;
    this.now = nowAt(data.utc_offset_min);
    return {
      now: this.now, finder: this.finder, reach: this.reach,
      when: state.open && state.open !== "now" ? state.open : null,
    };
  }

  update(patch, { first = false } = {}) {
    const { state, data } = this;
    const paced = "age" in patch && patch.age !== state.age;
    Object.assign(state, patch);
    if (state.walk && !state.at) {
      state.walk = false;
      this.origin.askStart(true);
    }
    if (paced) this.origin.measure();
    const world = this.world;
    this.filters = asked(data, state, world);
    const found = matches(data, this.filters, state.unknown);
    this.rows = ordered(data, found.rows, this.reach && this.reach.metres);
    const same = !Object.keys(patch).length;
    this.list.draw(data, this.rows, world, same);
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

  // What is open changes with the minute, also while the phone was in the pocket.
  tick() {
    const { day, minute } = nowAt(this.data.utc_offset_min);
    if (document.hidden || (day === this.now.day && minute === this.now.minute)) return;
    if (this.view === "list" || this.view === "card") this.update({});
  }

  // ---- the address, sharing, messages

  address(patch) {
    return written({ ...this.state, ...patch }, this.data, speech.code);
  }

  keep(replace) {
    const wanted = this.address({});
    if (wanted === location.search && !replace) return;
    history.replaceState(history.state, "", wanted);
  }

  shared() {
    const base = this.data.web || location.href;
    return new URL(this.address({}), base).href;
  }

  async share() {
    const { share } = await import("./share.js");
    const place = named(this.data.place.zh, this.data.place.en).text;
    const title = this.state.site !== null && this.view === "card"
      ? nameOf(this.data, this.state.site).text : t("title", { place });
    share(this.shared(), title, Boolean(this.state.at && this.state.at.own));
  }

  // ---- room

  frame() {
    const { at } = this.state;
    if (at && this.reach && this.reach.lines) this.map.fitLines(this.reach.lines);
    else if (at) this.map.show(at.lon, at.lat, 14.5);
    else this.map.fit(this.rows.length ? this.rows : this.data.id.map((_, i) => i));
  }

  resized() {
    document.documentElement.style.setProperty("--sheet", `${this.sheet.cover()}px`);
    this.map.inset.bottom = this.sheet.cover();
    byId("map-frame").inert = this.sheet.covers(); // nothing under the sheet takes the focus
    this.map.resized();
  }
}

const app = window.spacesPublic = new App();
app.start().catch(() => {
  const words = { zh: ["地图没有打开。请检查网络，再试一次。", "再试一次", "文字列表"], en: ["The map did not open. Please check the connection and try again.", "Try again", "Plain list"] };
  const lang = new URLSearchParams(location.search).get("lang") === "en" ? "en" : "zh";
  byId("count").textContent = words[lang][0];
  const file = `${page.root}${page.place}/list${lang === "en" ? ".en" : ""}.html`;
  byId("message").replaceChildren(button({ class: "wide", onclick: () => location.reload() }, words[lang][1]),
    el("a", { class: "wide quiet", href: file }, words[lang][2]));
});
