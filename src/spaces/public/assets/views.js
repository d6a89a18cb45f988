// What the sheet shows: the list, a card, the filters, or what this map is; and "back".
import { about } from "./about.js";
import { card } from "./card.js";
import { drawFilters } from "./choices.js";
import { byId } from "./dom.js";
import { read } from "./link.js";
import { folder } from "./loading.js";
import { nameOf } from "./say.js";
import { t } from "./words.js";

export class Views {
  constructor(app) {
    this.app = app;
  }

  show(view, move = true) {
    const before = this.app.view;
    this.app.view = view;
    for (const name of ["list", "card", "filter", "about"]) {
      byId(`${name}-view`).hidden = !(view === name || (view === "filters" && name === "filter"));
    }
    if (before === "list" && view !== "list") this.scrolled = this.scroller().scrollTop;
    if (view === "filters") this.drawFilters();
    if (view === "card") this.drawCard();
    if (view === "about") byId("about-view").replaceChildren(about(this.app.data, this.app.ways, folder, () => this.close()));
    if (view !== before) this.scroller().scrollTop = view === "list" ? this.scrolled || 0 : 0;
    this.raise(view === "filters" || view === "about");
    if (move && view !== "list") byId(view === "filters" ? "filter-view" : `${view}-view`).querySelector("h2").focus({ preventScroll: true });
  }

  // Much to read gets the whole height; afterwards the map is seen again as before.
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

  scroller() {
    return byId("body");
  }

  drawFilters() {
    drawFilters(this.app.data, this.app.state, this.app.rows.length, (change) => this.app.update(change),
      { close: () => this.close(), reset: () => this.app.found.reset(false) });
  }

  drawCard() {
    const i = this.app.state.site;
    const kept = byId("card-view").contains(document.activeElement);
    byId("card-view").replaceChildren(card(this.app.data, i, this.app.world, {
      close: () => this.close(), share: () => this.app.share(), here: () => this.app.origin.locate(),
      pick: () => this.app.origin.askStart(), address: () => this.app.shared(),
      from: (row) => this.app.origin.begin({ lon: this.app.data.degrees[2 * row], lat: this.app.data.degrees[2 * row + 1], own: false }),
    }));
    if (kept) byId("card-name").focus({ preventScroll: true });
  }

  // Opening a card is a step that "back" takes back.
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
    if (data.located(i)) this.app.map.reveal(data.degrees[2 * i], data.degrees[2 * i + 1]);
    document.title = `${nameOf(data, i).text} · ${t("name")}`;
  }

  close() {
    if (this.app.view === "card" && history.state && history.state.card) {
      history.back(); // popstate does the rest
      return;
    }
    const from = this.app.view;
    if (from === "card") this.closed();
    else this.show(this.app.state.site === null ? "list" : "card");
    if (from === "filters") byId("open-filters").focus();
    if (from === "about") byId("count").focus();
    this.app.keep(true);
  }

  closed() {
    const i = this.app.state.site;
    this.app.state.site = null;
    this.show("list");
    this.left(i);
  }

  // The card is gone: the map forgets it, and whoever reads by keys is where they were.
  left(i) {
    this.app.map.points.select(null);
    this.app.origin.drawReach();
    this.app.head.words();
    if (i === null || !this.app.list.focus(i)) byId("count").focus({ preventScroll: true });
  }

  // "Back" and "forward" of the browser: the address says what is shown.
  followed() {
    const wanted = read(location.search, this.app.data);
    const { own } = this.app.state.at || {};
    const site = wanted.site;
    wanted.lang = this.app.state.lang;
    if (own && !wanted.at) wanted.at = this.app.state.at;
    const before = this.app.state.site;
    this.app.state = wanted;
    byId("q").value = wanted.q;
    this.app.origin.measure();
    if (site === null && this.app.view !== "list") this.show("list");
    this.app.update({}, { first: true });
    if (site !== null) this.open(site, false);
    else if (before !== null) this.left(before);
  }
}
