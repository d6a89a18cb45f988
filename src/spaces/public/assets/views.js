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
    const { sheet } = this.app;
    if (before === "list" && view !== "list") this.scrolled = sheet.scrolled;
    if (view === "filters") this.drawFilters();
    if (view === "card") this.drawCard();
    if (view === "about") byId("about-view").replaceChildren(about(this.app.data, this.app.ways, folder, () => this.close()));
    this.raise(view === "filters" || view === "about");
    if (move && view !== "list") byId(view === "filters" ? "filter-view" : `${view}-view`).querySelector("h2").focus({ preventScroll: true });
    if (view === before) return;
    if (view === "list") sheet.scrollTo(this.scrolled || 0);
    else sheet.toTop(true);
  }

  // Filters and "about" are steps too: "back" of the phone closes them and nothing else.
  step(view) {
    history.pushState({ ...history.state, sub: view }, "");
    this.show(view);
  }

  // The list with what is chosen now, from wherever the reader is; the focus stays where it is.
  toList() {
    if (this.app.view === "filters" || this.app.view === "about") this.leave(true, false);
    if (this.app.view === "card") this.closed(false);
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

  drawFilters() {
    drawFilters(this.app.data, this.app.state, this.app.rows.length, (change) => this.app.update(change),
      { close: () => this.close(), reset: () => this.app.found.reset(false) });
  }

  drawCard() {
    const i = this.app.state.site;
    const stops = () => [...byId("card-view").querySelectorAll("h2, a, button")];
    const kept = stops().indexOf(document.activeElement);
    byId("card-view").replaceChildren(card(this.app.data, i, this.app.world, {
      close: () => this.close(), share: () => this.app.share(), here: () => this.app.origin.locate(),
      pick: () => this.app.origin.askStart(), address: () => this.app.shared(),
      from: (row) => this.beginAt(row),
    }));
    const again = kept < 0 ? null : stops()[kept] || byId("card-name");
    if (again) again.focus({ preventScroll: true });
  }

  // What is near a site: the list, from its door.
  beginAt(row) {
    this.closed(false);
    this.scrolled = 0;
    const [lon, lat] = this.app.data.degrees.subarray(2 * row, 2 * row + 2);
    this.app.origin.begin({ lon, lat, own: false });
    this.app.sheet.toTop(true);
    byId("count").focus({ preventScroll: true });
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
    const { reach } = this.app;
    if (data.located(i)) this.app.map.reveal(...data.degrees.subarray(2 * i, 2 * i + 2), reach && reach.way(i));
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

  // Out of filters or "about", to what was there before; `back`: the browser's step too.
  leave(back, move = true) {
    const from = this.app.view;
    this.show(this.app.state.site === null ? "list" : "card");
    if (move) (byId(from === "filters" ? "open-filters" : "about-open") || byId("count")).focus({ preventScroll: true });
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

  // The card is gone: the map forgets it, and whoever reads by keys is where they were.
  left(i, move = true) {
    this.app.map.points.select(null);
    this.app.origin.drawReach();
    this.app.head.words();
    if (move && (i === null || !this.app.list.focus(i))) byId("count").focus({ preventScroll: true });
  }

  // "Back" and "forward" of the browser: the address says what is shown.
  followed() {
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
    if (sub) this.show(sub);
  }
}
