// What the viewer points at: a click opens a card and goes back to the page, a pointer shows a name.
/** @import { Config, Feature, Wanted } from "./config.ts" */
/** @import { PathHit } from "./drawn.js" */
/** @import { Own } from "./layers.js" */
import { takePathHit } from "./drawn.js";
import { hoverName, openCard } from "./popup.js";

const CLOSE = 15; // a crossing that the page points at is looked at from near by

/** @typedef {Wanted & { feature: Feature, at: L.LatLng }} Hit a feature of a layer, and where it was hit */

export class Pointing {
  /**
   * @param {L.Map} map
   * @param {Map<string, Own>} layers
   */
  constructor(map, layers) {
    this._map = map;
    this._layers = layers;
    /** @type {Config | null} */
    this._config = null;
    this.count = 0; // of clicks, so that the page can tell a new one from the last
    this._opened = ""; // feature whose card the page had opened
    this._asked = 0;
    this._tip = L.tooltip({ direction: "top", offset: [0, -12] });
    map.on("click", (event) => this._clicked(event.latlng, false));
    map.getContainer().addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target === map.getContainer()) this._clicked(map.getCenter(), true);
    });
    if (window.matchMedia("(hover: hover)").matches) map.on("mousemove", (event) => this._hover(event.latlng));
  }

  /** @param {Config} config */
  apply(config) {
    this._config = config;
    if (!config.selected) this._opened = "";
    this.openSelected();
  }

  /**
   * What lies under a place of the map: a symbol, else an outline, else a cell; of several layers the
   * upper one.
   * @param {L.LatLng} latlng
   * @param {PathHit | null} path outline that the click went through
   * @returns {Hit | null}
   */
  _find(latlng, path) {
    const shown = [...this._layers.values()].filter((own) => own.shown && own.drawn).reverse();
    for (const { drawn, wanted } of shown) {
      const symbols = drawn && drawn.points, point = symbols && symbols.nearest(latlng, symbols.reach);
      if (point) return { ...wanted, feature: point.feature, at: L.latLng(point.lat, point.lng) };
    }
    const own = path && this._layers.get(path.layer);
    if (path && own) return { ...own.wanted, feature: path.feature, at: latlng };
    for (const { drawn, wanted } of shown) {
      const feature = drawn && drawn.hit && drawn.hit(latlng, this._map);
      if (feature) return { ...wanted, feature, at: latlng };
    }
    return null;
  }

  /**
   * By keyboard the site nearest to the middle is meant, however far it is.
   * @param {L.LatLng} latlng
   * @returns {Hit | null}
   */
  _nearestSite(latlng) {
    for (const { shown, drawn, wanted } of this._layers.values()) {
      const sites = shown && drawn && wanted.style === "sites" && drawn.points;
      const point = sites ? sites.nearest(latlng, Infinity) : null;
      if (point) return { ...wanted, feature: point.feature, at: L.latLng(point.lat, point.lng) };
    }
    return null;
  }

  /**
   * @param {L.LatLng} latlng
   * @param {boolean} byKey
   */
  _clicked(latlng, byKey) {
    const hit = this._find(latlng, takePathHit()) || (byKey ? this._nearestSite(latlng) : null);
    const config = this._config;
    if (!config || (!hit && !config.anywhere)) return;
    this._tip.remove();
    if (hit) openCard(this._map, hit, config.words, byKey);
    else this._map.closePopup();
    this.count += 1;
    if (!config.clicks) return;
    const { lat, lng } = hit ? hit.at : latlng;
    const [layer, feature] = hit ? [hit.id, String(hit.feature.id)] : ["", ""];
    window.Streamlit.setComponentValue({ layer, feature, lat, lng, count: this.count });
  }

  /** @param {L.LatLng} latlng */
  _hover(latlng) {
    if (this._asked) return;
    this._asked = requestAnimationFrame(() => {
      this._asked = 0;
      const hit = this._find(latlng, null);
      this._map.getContainer().style.cursor = hit ? "pointer" : "";
      this._tip.remove();
      if (!hit || !this._config || hit.style === "cells") return;
      this._tip.setLatLng(hit.at).setContent(hoverName(hit.style, hit.feature, this._config.words));
      this._tip.addTo(this._map);
    });
  }

  /** Opens the card that the page points at, as soon as its layer is there. */
  openSelected() {
    const config = this._config;
    if (!config || !config.selected || this._opened === config.selected) return;
    for (const { drawn, wanted } of this._layers.values()) {
      const points = drawn && drawn.points ? drawn.points.points : [];
      const point = points.find(({ feature }) => String(feature.id) === config.selected);
      if (!point) continue;
      this._opened = config.selected;
      const at = L.latLng(point.lat, point.lng);
      if (wanted.style === "school_crossings" && this._map.getZoom() < CLOSE) {
        this._map.setView(at, CLOSE, { animate: false });
      } else if (!this._map.getBounds().contains(at)) this._map.panTo(at, { animate: false });
      openCard(this._map, { ...wanted, feature: point.feature, at }, config.words, false);
    }
  }
}
