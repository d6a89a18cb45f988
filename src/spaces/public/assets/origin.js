// Where the walk begins: a tap, the phone's own place, or a link; and what it reaches.
import { button, byId, el } from "./dom.js";
import { icon } from "./icons.js";
import { measure } from "./start.js";
import { toast } from "./toast.js";
import { number, t } from "./words.js";

export class Origin {
  constructor(app) {
    this.app = app;
  }

  measure() {
    const { state, data } = this.app;
    this.app.reach = state.at ? measure(data, this.app.ways, state) : null;
  }

  begin(at) {
    const first = !this.app.state.at;
    this.app.state.at = at;
    this.measure();
    this.app.update({});
    const within = this.app.rows.filter((i) => this.app.reach.metres[i] <= this.app.reach.limit);
    toast(t("begun", { n: number(within.length), minutes: this.app.data.minutes }));
    this.app.map.reveal(at.lon, at.lat);
    if (first && this.app.view === "list") this.app.sheet.atLeast("half");
  }

  began() {
    const box = byId("start");
    box.hidden = !this.app.reach;
    if (!this.app.reach) return;
    box.replaceChildren(icon("place", 18),
      el("span", { text: t(this.app.state.at.own ? "start_own" : "start_point") }),
      button({ class: "link", onclick: () => this.end() }, t("start_end")));
  }

  end() {
    this.app.state.at = null;
    this.app.reach = null;
    this.app.update({ walk: false });
    byId("count").focus();
  }

  askStart() {
    toast(t("ask_start"));
    if (this.app.sheet.floating.matches) this.app.sheet.set("peek");
  }

  locate() {
    const here = byId("here");
    if (!window.isSecureContext || !navigator.geolocation) {
      toast(t("locate_insecure"));
      return;
    }
    here.setAttribute("aria-busy", "true");
    toast(t("locating"));
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      here.removeAttribute("aria-busy");
      this.begin({ lon: coords.longitude, lat: coords.latitude, own: true });
    }, (error) => {
      here.removeAttribute("aria-busy");
      toast(t(error.code === 1 ? "locate_denied" : "locate_failed"));
    }, { enableHighAccuracy: true, timeout: 12000, maximumAge: 60000 });
  }

  drawReach() {
    const { reach, state, data, map } = this.app;
    const open = state.site !== null && this.app.view === "card" ? state.site : null;
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
}
