// Under the search box: parts of the place and streets of that name, to look at or to walk from.
/** @import { App } from "./app.js" */
/** @import { Spot } from "./search.js" */
import { button, byId, el } from "../../graphics/scripts/dom.js";
import { icon } from "./icons.js";
import { named, t } from "./words.js";

const MOST = 4;

export class Spots {
  /** @param {App} app */
  constructor(app) {
    this.app = app;
  }

  draw() {
    const { app } = this, box = byId("spots");
    const found = app.state.q ? app.finder.spots(app.state.q) : [];
    box.hidden = !found.length;
    box.replaceChildren(...this.nearest(found).slice(0, MOST).map((spot) => this.row(spot)));
  }

  /**
   * Parts first, then the streets nearest to the start, else to the middle of the place.
   * @param {Spot[]} found
   */
  nearest(found) {
    const { state, data } = this.app;
    const [lon, lat] = state.at ? [state.at.lon, state.at.lat] : data.center;
    /** @type {(one: Spot) => number} */
    const far = (one) => (one.rings ? -1 : Math.hypot(one.lon - lon, one.lat - lat));
    return found.sort((a, b) => far(a) - far(b));
  }

  /** @param {Spot} spot */
  row(spot) {
    const name = named(spot.zh, spot.en), near = spot.rings ? "" : this.area(spot);
    return button({ class: "spot", onclick: () => this.go(spot) }, icon(spot.rings ? "place" : "walk", 20),
      el("span", { class: "spot-words" }, el("span", { text: name.text, lang: name.tag }),
        near ? el("span", { class: "soft", lang: "zh-CN", text: near }) : null),
      el("span", { class: "soft", text: t(spot.rings ? "spot_look" : "from_here") }));
  }

  /**
   * The part of the place whose sites lie nearest: streets of one name are told apart by it.
   * @param {Spot} spot
   */
  area({ lon, lat }) {
    const { data } = this.app;
    let least = Infinity, area = 0;
    data.straight(lon, lat).forEach((metres, i) => {
      if (data.area[i] && metres < least) {
        least = metres;
        area = data.area[i];
      }
    });
    return data.areas[area];
  }

  /** @param {Spot} spot */
  go(spot) {
    this.app.searchBox.value = "";
    this.app.update({ q: "" });
    if (spot.rings) this.app.map.fitLines(spot.rings);
    else this.app.origin.begin({ lon: spot.lon, lat: spot.lat, own: false });
    byId("count").focus({ preventScroll: true });
  }
}
