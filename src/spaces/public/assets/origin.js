// Where the walk begins: a tap, the phone's own place, or a link; and what it reaches.
/** @import { App } from "./app.js" */
/** @import { At } from "./link.js" */
import { button, byId, el } from "../../graphics/scripts/dom.js";
import { icon } from "./icons.js";
import { measure } from "./start.js";
import { toast } from "./toast.js";
import { metres, named, number, t } from "./words.js";

const AWAY_M = 20000; // nobody walks there from outside the place
const OFF_M = 5000;
const ROUGH_M = 300; // a location that is less exact than four minutes of walking

export class Origin {
  /** @param {App} app */
  constructor(app) {
    this.app = app;
    this.waiting = false; // for a start that "within the walk" needs
  }

  measure() {
    const { state, data } = this.app;
    this.app.reach = state.at ? measure(data, this.app.walks, state, state.at) : null;
  }

  /** @param {At} at */
  begin(at) {
    const first = !this.app.state.at;
    this.app.state.at = at;
    this.measure();
    this.app.update({ walk: this.app.state.walk || this.waiting });
    this.waiting = false;
    const { reach } = this.app;
    const within = this.app.rows.filter((i) => reach && reach.metres[i] <= reach.limit);
    const said = t("begun", { n: number(within.length), minutes: this.app.data.minutes });
    toast(at.rough_m ? `${said} ${t("locate_rough", { far: metres(at.rough_m) })}` : said);
    this.app.map.reveal(at.lon, at.lat);
    if (first && this.app.view === "list") this.app.sheet.atLeast("half");
  }

  /**
   * A tap from far away only says where to look; the next one says where to begin.
   * @param {number} lon
   * @param {number} lat
   * @param {boolean} vague
   */
  tapped(lon, lat, vague) {
    if (!vague) {
      this.begin({ lon, lat, own: false });
      return;
    }
    if (this.app.data.away(lon, lat) > OFF_M) return; // the sea, another city
    this.app.map.show(lon, lat, 14);
    toast(t("tap_again"));
  }

  began() {
    const box = byId("start");
    const { at } = this.app.state;
    box.hidden = !at;
    if (!at) return;
    box.replaceChildren(icon("place", 18),
      el("span", { text: this.said(at) }),
      button({ class: "link", onclick: () => this.end() }, t("start_end")));
  }

  /** @param {At} at */
  said({ own, rough_m: rough }) {
    if (rough) return t("start_rough", { far: metres(rough) });
    return t(own ? "start_own" : "start_point");
  }

  end() {
    this.app.state.at = null;
    this.app.reach = null;
    this.app.update({ walk: false });
    byId("count").focus();
  }

  /** @param {boolean} walk the reader asked for what is within the walk, and gets it once there is a start */
  askStart(walk = false) {
    this.waiting = walk;
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
      this.located(coords);
    }, (error) => {
      here.removeAttribute("aria-busy");
      toast(t(error.code === 1 ? "locate_denied" : "locate_failed"));
    }, { enableHighAccuracy: true, timeout: 12000, maximumAge: 60000 });
  }

  /**
   * Somebody in another city learns so; their map stays where it was.
   * @param {GeolocationCoordinates} coords
   */
  located({ longitude: lon, latitude: lat, accuracy }) {
    const far = this.app.data.away(lon, lat);
    if (far > AWAY_M) {
      const place = named(this.app.data.place.zh, this.app.data.place.en).text;
      toast(t(this.app.places.all.length > 1 ? "locate_away_places" : "locate_away", { place, far: metres(far) }));
      return;
    }
    this.begin({ lon, lat, own: true, rough_m: accuracy > ROUGH_M ? accuracy : 0 });
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
