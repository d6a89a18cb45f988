// Where the map looks: its buttons, and the viewer's own place on it, kept for the session.
/** @import { Config, Words } from "./config.ts" */
/** @import { Frame } from "./frame.js" */
/** @import { Legend } from "./legend.js" */
import { el } from "../../../graphics/scripts/dom.js";

const SMALLEST_PX = 90;
const LAID_OUT = { x: 200, y: 150 }; // pixels of a frame that has got its size

export class Placing {
  /**
   * @param {L.Map} map
   * @param {Frame} frame
   * @param {Legend} legend
   */
  constructor(map, frame, legend) {
    this._map = map;
    this._frame = frame;
    this._legend = legend;
    /** @type {L.Control[]} */
    this._buttons = [];
    /** @type {Config | null} */
    this._config = null;
    this._fitted = false; // until the viewer moves the map, it keeps fitting its frame
    this._moving = false;
    map.on("moveend", () => this._remember());
    map.on("resize", () => {
      if (this._fitted) this.fit();
    });
    for (const name of ["mousedown", "touchstart", "wheel", "keydown"]) {
      const options = { passive: true, capture: true }; // the buttons stop the event
      map.getContainer().addEventListener(name, () => {
        this._moving = true;
      }, options);
    }
  }

  /** @param {Words} words */
  buttons(words) {
    for (const control of this._buttons) control.remove();
    const zoom = L.control.zoom({ position: "topleft", zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out });
    const whole = new L.Control({ position: "topleft" });
    whole.onAdd = () => {
      const box = el("div", { class: "leaflet-bar" }, el("button", {
        class: "spaces-whole", type: "button", text: "⤢", title: words.whole, "aria-label": words.whole,
        onclick: () => this.fit(),
      }));
      L.DomEvent.disableClickPropagation(box);
      return box;
    };
    this._buttons = [zoom.addTo(this._map), whole.addTo(this._map)];
  }

  /**
   * Goes where the page wants to look; the first time, where the viewer left this map.
   * @param {Config} config
   */
  place(config) {
    const before = this._config;
    this._config = config;
    if (before && String(before.bounds) === String(config.bounds)) return;
    const kept = before ? null : this._kept(config);
    if (kept) this._map.setView([kept.lat, kept.lng], kept.zoom, { animate: false });
    else this.fit();
  }

  /** Shows all that the page wants shown. */
  fit() {
    if (!this._config) return;
    this._fitted = true;
    const size = this._map.getSize();
    if (size.x < LAID_OUT.x || size.y < LAID_OUT.y) return; // the resize comes
    const legend = this._frame.compact ? 0 : Math.min(250, this._legend.box.offsetWidth) + 12;
    this._map.fitBounds(this._config.bounds, {
      paddingTopLeft: [14, 14], paddingBottomRight: [legend || 14, 26], animate: false,
    });
    this._fitted = true; // the move above was ours
  }

  /**
   * A walk that is a speck on the map of a whole county is brought near enough to be read.
   * @param {L.LatLngBounds} bounds
   */
  nearer(bounds) {
    if (!bounds.isValid()) return;
    const a = this._map.latLngToContainerPoint(bounds.getNorthWest());
    const b = this._map.latLngToContainerPoint(bounds.getSouthEast());
    if (Math.max(b.x - a.x, b.y - a.y) >= SMALLEST_PX) return;
    this._map.fitBounds(bounds, { padding: [30, 30], maxZoom: 14, animate: false });
    this._fitted = false;
  }

  /** @param {Config} config */
  _kept({ key, place }) {
    try {
      const kept = JSON.parse(sessionStorage.getItem(`spaces-map:${key}`) || "null");
      return kept && kept.place === place ? kept : null;
    } catch {
      return null;
    }
  }

  _remember() {
    if (!this._config || !this._moving) return;
    this._moving = false;
    this._fitted = false;
    const { key, place } = this._config, { lat, lng } = this._map.getCenter();
    const kept = { place, lat, lng, zoom: this._map.getZoom() };
    try {
      sessionStorage.setItem(`spaces-map:${key}`, JSON.stringify(kept));
    } catch { /* a browser that keeps nothing still shows the map */ }
  }
}
