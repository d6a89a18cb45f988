// The public map: reads the address, loads the place, keeps list and map alike.
import { card } from "./card.js";
import { drawAges, drawFilters, drawQuick } from "./choices.js";
import { about } from "./about.js";
import { Sites } from "./data.js";
import { button, byId, el } from "./dom.js";
import { asked, loosening, matches, ordered } from "./filters.js";
import { nowAt } from "./hours.js";
import { icon } from "./icons.js";
import { fresh, read, written } from "./link.js";
import { List, nothing } from "./list.js";
import { CityMap } from "./map.js";
import { nameOf } from "./say.js";
import { Finder } from "./search.js";
import { Sheet } from "./sheet.js";
import { Streets } from "./walk.js";
import { measure } from "./start.js";
import { fill, named, number, speak, speech, t } from "./words.js";

const page = document.documentElement.dataset;
const folder = `${page.root}${page.assets}`;
const wide = matchMedia("(min-width: 860px)");

class App {
  async start() {
    const answer = await this.load();
    this.data = new Sites(answer);
    this.state = read(location.search, this.data);
    this.finder = new Finder(this.data);
    this.view = "list";
    const language = this.data.languages.find((one) => one.code === this.state.lang);
    await speak(language || this.data.languages.find((one) => one.code === page.lang), folder);
    this.sheet = new Sheet(() => this.resized());
    this.list = new List({ onSite: (i) => this.open(i, true), link: (i) => this.address({ site: i }) });
    this.map = new CityMap(byId("map"), this.data, {
      onSite: (i) => this.open(i, true), onPoint: (lon, lat) => this.begin({ lon, lat, own: false }),
    });
    this.listen();
    this.words();
    this.resized();
    if (this.state.at) this.measure();
    this.update({}, { first: true });
    this.frame();
    if (this.state.site !== null) this.open(this.state.site, false);
    if (this.state.missing) this.toast(t("gone"));
    document.documentElement.dataset.ready = "1";
    performance.mark("spaces-ready");
    this.streets = this.data.walk ? this.loadStreets() : Promise.resolve(null);
    setInterval(() => this.tick(), 60000);
    this.streets.then(() => this.stay());
  }

  // A copy for the next time without a connection; nothing depends on it.
  stay() {
    const own = new URL(page.root, location.href).pathname;
    if (!("serviceWorker" in navigator) || !location.pathname.startsWith(own)) return;
    navigator.serviceWorker.register(`${page.root}offline.js`).catch(() => {});
  }

  // The page's own place, or the one that the address names.
  async load() {
    let path = page.data;
    const place = new URLSearchParams(location.search).get("place");
    if (place && place !== page.place) {
      const list = await (await fetch(`${page.root}places.json`)).json();
      const found = list.places.find((one) => one.code === place);
      if (found) path = found.data;
    }
    const answer = await fetch(`${page.root}${path}`);
    if (!answer.ok) throw new Error(`data ${answer.status}`);
    return answer.json();
  }

  async loadStreets() {
    try {
      const answer = await fetch(`${page.root}${this.data.walk}`);
      if (!answer.ok) throw new Error(`streets ${answer.status}`);
      this.ways = new Streets(await answer.arrayBuffer());
      this.map.ground.setStreets(this.ways);
      document.documentElement.dataset.streets = "1";
      this.note();
      if (this.state.at) {
        this.measure();
        this.update({});
        if (this.state.site === null) this.frame();
        if (this.view === "card") this.drawCard();
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
    byId("here").addEventListener("click", () => this.locate());
    byId("lang").addEventListener("click", () => this.nextLanguage());
    byId("theme").addEventListener("click", () => {
      window.spacesTheme(page.theme === "dark" ? "light" : "dark");
      this.words();
    });
    document.addEventListener("spaces-theme", () => this.tools());
    window.addEventListener("popstate", () => this.followed());
    window.addEventListener("resize", () => this.resized());
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.view !== "list" && !document.querySelector("dialog")) this.close();
    });
    document.querySelector(".skip").addEventListener("click", (event) => {
      event.preventDefault();
      this.show("list");
      byId("count").focus();
    });
  }

  search() {
    const q = byId("q").value.trim().slice(0, 80);
    if (q === this.state.q) return;
    if (this.view !== "list") this.show("list");
    this.update({ q });
    if (q) this.map.fit(this.rows);
  }

  // ---- words

  async nextLanguage() {
    const all = this.data.languages;
    const next = all[(all.findIndex((one) => one.code === speech.code) + 1) % all.length];
    await speak(next, folder);
    this.state.lang = next.code;
    this.measure();
    this.words();
    this.update({});
    this.show(this.view, false);
    byId("lang").focus();
  }

  words() {
    fill();
    const place = named(this.data.place.zh, this.data.place.en).text;
    byId("where").textContent = place;
    document.title = t("title", { place });
    byId("demo").hidden = !this.data.demoCount;
    byId("demo").textContent = t("demo");
    byId("demo").title = t("demo_help");
    this.tools();
    this.sheet.words();
    this.map.words();
    this.map.redraw();
    this.note();
    byId("foot").replaceChildren(el("div", {},
      el("p", { text: t("as_of", { day: this.data.as_of }) }),
      this.data.approval ? el("p", { text: t("approval", { number: this.data.approval }) }) : null,
      button({ class: "link", onclick: () => this.show("about") }, t("about")),
      button({ class: "link", onclick: () => this.share() }, t("share"))));
  }

  tools() {
    const all = this.data.languages;
    const next = all[(all.findIndex((one) => one.code === speech.code) + 1) % all.length];
    const lang = byId("lang");
    lang.textContent = next.code === "en" ? "EN" : next.name.slice(0, 1);
    lang.lang = next.tag;
    lang.setAttribute("aria-label", next.name);
    const dark = page.theme === "dark";
    byId("theme").replaceChildren(icon(dark ? "sun" : "moon", 20));
    byId("theme").setAttribute("aria-label", t(dark ? "to_light" : "to_dark"));
  }

  note() {
    const parts = [t("map_note")];
    if (this.ways && this.ways.head.demo) parts.push(t("map_note_demo"));
    if (this.data.approval) parts.push(t("approval", { number: this.data.approval }));
    byId("map-note").textContent = parts.join(" · ");
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
      this.askStart();
    }
    if (paced) this.measure();
    const world = this.world;
    this.filters = asked(data, state, world);
    const found = matches(data, this.filters, state.unknown);
    this.rows = ordered(data, found.rows, this.reach && this.reach.metres);
    this.list.draw(data, this.rows, world);
    this.map.points.setRows(this.rows.filter((i) => data.located(i)));
    this.counted(found);
    drawAges(data, state, (change) => this.update(change));
    drawQuick(data, state, (change) => this.update(change), () => this.show("filters"));
    this.began();
    if (this.view === "filters") this.drawFilters();
    if (this.view === "card") this.drawCard();
    this.drawReach();
    this.keep(first);
  }

  counted(found) {
    const { state, rows, data } = this;
    const count = byId("count"), n = rows.length;
    const text = n === data.count ? t("count_all", { n: number(n) }) : t("count", { n: number(n), all: number(data.count) });
    if (count.textContent !== text) byId("live").textContent = text;
    count.textContent = text;
    byId("basis").textContent = this.reach ? t(this.reach.basis, { walker: this.reach.walker }) : t("basis_none");
    const message = byId("message");
    message.replaceChildren();
    if (!n) {
      const loosen = loosening(data, this.filters).map((one) => ({ ...one, label: this.label(one.key) }));
      message.append(nothing(loosen, (key) => this.loosen(key), () => this.reset(true)));
    }
    byId("unsaid").replaceChildren();
    if (found.unknown && !state.unknown) {
      byId("unsaid").append(button({ class: "hint", onclick: () => this.update({ unknown: true }) },
        t("unknown_n", { n: number(found.unknown) })));
    }
  }

  label(key) {
    const { state, data } = this;
    if (key === "q") return t("quoted", { text: state.q });
    if (key === "age") { const [from, to] = data.bands[state.age].ages; return t("ages", { from, to }); }
    if (key === "kind") return t("kind");
    if (key === "open") return state.open === "now" ? t("open_now") : t("when");
    if (key === "walk") return t("within", { n: data.minutes });
    if (key === "built") return t("built_only");
    return t(`fac_${key.slice(4)}`);
  }

  loosen(key) {
    if (key === "q") byId("q").value = "";
    const { state } = this;
    if (key.startsWith("fac:")) {
      const fac = new Set(state.fac);
      fac.delete(key.slice(4));
      this.update({ fac });
    } else {
      this.update({ q: { q: "" }, age: { age: null }, kind: { kinds: new Set() }, open: { open: null },
        walk: { walk: false }, built: { built: false } }[key]);
    }
    byId("count").focus();
  }

  reset(all) {
    const { kinds, fac, open, built, walk, unknown, q, age } = fresh();
    if (all) byId("q").value = "";
    this.update({ kinds, fac, open, built, walk, unknown, ...(all ? { q, age } : {}) });
  }

  tick() {
    if (this.view === "list" && this.state.open === "now") this.update({});
  }

  // ---- views: list, card, filters, about

  show(view, move = true) {
    const before = this.view;
    this.view = view;
    for (const name of ["list", "card", "filter", "about"]) {
      byId(`${name}-view`).hidden = !(view === name || (view === "filters" && name === "filter"));
    }
    if (before === "list" && view !== "list") this.scrolled = this.scroller().scrollTop;
    if (view === "filters") this.drawFilters();
    if (view === "card") this.drawCard();
    if (view === "about") byId("about-view").replaceChildren(about(this.data, this.ways, folder, () => this.close()));
    if (view !== before) this.scroller().scrollTop = view === "list" ? this.scrolled || 0 : 0;
    if (view === "filters" || view === "about") this.sheet.atLeast("full");
    if (move && view !== "list") byId(view === "filters" ? "filter-view" : `${view}-view`).querySelector("h2").focus({ preventScroll: true });
  }

  scroller() {
    return byId("body");
  }

  drawFilters() {
    drawFilters(this.data, this.state, this.rows.length, (change) => this.update(change),
      { close: () => this.close(), reset: () => this.reset(false) });
  }

  drawCard() {
    const i = this.state.site;
    const kept = byId("card-view").contains(document.activeElement);
    byId("card-view").replaceChildren(card(this.data, i, this.world, {
      close: () => this.close(), share: () => this.share(), here: () => this.locate(),
      pick: () => this.askStart(), address: () => this.shared(),
      from: (row) => this.begin({ lon: this.data.degrees[2 * row], lat: this.data.degrees[2 * row + 1], own: false }),
    }));
    if (kept) byId("card-name").focus({ preventScroll: true });
  }

  // Opening a card is a step that "back" takes back.
  open(i, pushed) {
    const { data, state } = this;
    const again = this.view === "card";
    state.site = i;
    if (pushed) {
      const step = { card: true, deep: again && history.state && history.state.card ? history.state.deep + 1 : 1 };
      history[again ? "replaceState" : "pushState"](again ? history.state : step, "", this.address({}));
    }
    this.show("card");
    this.map.points.select(i);
    if (this.sheet.snap === "peek") this.sheet.set("half");
    this.drawReach();
    if (data.located(i)) this.map.reveal(data.degrees[2 * i], data.degrees[2 * i + 1]);
    document.title = `${nameOf(data, i).text} · ${t("name")}`;
  }

  close() {
    if (this.view === "card" && history.state && history.state.card) {
      history.back(); // popstate does the rest
      return;
    }
    const from = this.view;
    if (from === "card") this.closed();
    else this.show(this.state.site === null ? "list" : "card");
    if (from === "filters") byId("open-filters").focus();
    if (from === "about") byId("count").focus();
    this.keep(true);
  }

  closed() {
    const i = this.state.site;
    this.state.site = null;
    this.show("list");
    this.left(i);
  }

  // The card is gone: the map forgets it, and whoever reads by keys is where they were.
  left(i) {
    this.map.points.select(null);
    this.drawReach();
    this.words();
    if (i === null || !this.list.focus(i)) byId("count").focus({ preventScroll: true });
  }

  // "Back" and "forward" of the browser: the address says what is shown.
  followed() {
    const wanted = read(location.search, this.data);
    const { own } = this.state.at || {};
    const site = wanted.site;
    wanted.lang = this.state.lang;
    if (own && !wanted.at) wanted.at = this.state.at;
    const before = this.state.site;
    this.state = wanted;
    byId("q").value = wanted.q;
    this.measure();
    if (site === null && this.view !== "list") this.show("list");
    this.update({}, { first: true });
    if (site !== null) this.open(site, false);
    else if (before !== null) this.left(before);
  }

  // ---- where the walk begins

  measure() {
    const { state, data } = this;
    this.reach = state.at ? measure(data, this.ways, state) : null;
  }

  begin(at) {
    const first = !this.state.at;
    this.state.at = at;
    this.measure();
    this.update({});
    const within = this.rows.filter((i) => this.reach.metres[i] <= this.reach.limit);
    this.toast(t("begun", { n: number(within.length), minutes: this.data.minutes }));
    this.map.reveal(at.lon, at.lat);
    if (first && this.view === "list") this.sheet.atLeast("half");
  }

  began() {
    const box = byId("start");
    box.hidden = !this.reach;
    if (!this.reach) return;
    box.replaceChildren(icon("place", 18),
      el("span", { text: t(this.state.at.own ? "start_own" : "start_point") }),
      button({ class: "link", onclick: () => this.end() }, t("start_end")));
  }

  end() {
    this.state.at = null;
    this.reach = null;
    this.update({ walk: false });
    byId("count").focus();
  }

  askStart() {
    this.toast(t("ask_start"));
    if (this.sheet.floating.matches) this.sheet.set("peek");
  }

  locate() {
    const here = byId("here");
    if (!window.isSecureContext || !navigator.geolocation) {
      this.toast(t("locate_insecure"));
      return;
    }
    here.setAttribute("aria-busy", "true");
    this.toast(t("locating"));
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      here.removeAttribute("aria-busy");
      this.begin({ lon: coords.longitude, lat: coords.latitude, own: true });
    }, (error) => {
      here.removeAttribute("aria-busy");
      this.toast(t(error.code === 1 ? "locate_denied" : "locate_failed"));
    }, { enableHighAccuracy: true, timeout: 12000, maximumAge: 60000 });
  }

  drawReach() {
    const { reach, state, data, map } = this;
    const open = state.site !== null && this.view === "card" ? state.site : null;
    const outline = open === null ? null : data.rings(open);
    if (!reach) {
      map.reach.show({ start: null, outline });
      return;
    }
    map.reach.show({
      start: state.at, lines: reach.lines, circle: reach.lines ? 0 : reach.limit, outline,
      way: open === null ? null : reach.way(open), dashed: open !== null && !reach.street[open],
    });
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

  toast(text) {
    const box = byId("toast");
    clearTimeout(this.toasted);
    box.hidden = false;
    box.replaceChildren(el("span", { text }), button({ class: "link", onclick: () => { box.hidden = true; } }, t("fine")));
    this.toasted = setTimeout(() => { box.hidden = true; }, 9000);
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
    this.map.inset.bottom = wide.matches ? 0 : this.sheet.cover();
    this.map.resized();
  }
}

const app = window.spacesPublic = new App();
app.start().catch(() => {
  const words = { zh: ["地图没有打开。请检查网络，再试一次。", "再试一次"], en: ["The map did not open. Please check the connection and try again.", "Try again"] };
  const lang = new URLSearchParams(location.search).get("lang") === "en" ? "en" : "zh";
  byId("count").textContent = words[lang][0];
  byId("message").replaceChildren(button({ class: "wide", onclick: () => location.reload() }, words[lang][1]));
});
