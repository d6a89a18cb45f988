// The map: our own ground, the walk, the symbols; taps go back to the page.
/** @import { LonLat, Sites } from "./data.js" */
import { Ground } from "./ground.js";
import { Points } from "./points.js";
import { Reach } from "./reach.js";
import { t } from "./words.js";

const WAY_M = 4000; // a longer way is not walked with a child, and would make all else small
const SURE = 13; // farther out a finger covers more than five minutes of walking
const QUIET = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * What a tap asks for: a site, or a point (`vague` from so far away that it only says where to look).
 * @typedef {object} Taps
 * @property {(i: number) => void} onSite
 * @property {(lon: number, lat: number, vague: boolean) => void} onPoint
 */

export class CityMap {
  /**
   * @param {HTMLElement} box
   * @param {Sites} data
   * @param {Taps} taps
   */
  constructor(box, data, { onSite, onPoint }) {
    this.data = data;
    const map = this.map = L.map(box, {
      attributionControl: false, zoomControl: false, zoomSnap: 0.25, minZoom: 4, maxZoom: 19,
      wheelPxPerZoomLevel: 90, zoomAnimation: !QUIET.matches, fadeAnimation: false,
      inertia: !QUIET.matches, preferCanvas: true,
    });
    this.zoom = L.control.zoom({ position: "bottomright" });
    for (const [name, z] of [["ground", "210"], ["reach", "300"], ["points", "450"]]) {
      Object.assign(map.createPane(name).style, { zIndex: z, pointerEvents: "none" });
    }
    this.ground = new Ground("ground", data.outline);
    this.reach = new Reach("reach");
    this.points = new Points("points", data);
    this.layers = [this.ground, this.reach, this.points];
    map.setView([data.center[1], data.center[0]], 11);
    this.zoom.addTo(map);
    L.control.scale({ imperial: false, maxWidth: 100, position: "bottomright" }).addTo(map);
    for (const layer of this.layers) layer.addTo(map);
    map.on("click", (event) => {
      const touch = L.Browser.mobile || L.Browser.touch;
      const hit = this.points.hit(event.latlng, touch ? 26 : 18);
      if (hit.length > 1) this.spread(hit);
      else if (hit.length) onSite(hit[0]);
      else onPoint(event.latlng.lng, event.latlng.lat, map.getZoom() < SURE);
    });
    map.on("mousemove", (event) => {
      box.style.cursor = this.points.hit(event.latlng, 18).length ? "pointer" : "";
    });
    document.addEventListener("spaces-theme", () => this.redraw());
    this.covered = 0; // pixels of it that the sheet covers from below
  }

  words() {
    const box = this.map.getContainer();
    box.setAttribute("role", "application");
    box.setAttribute("aria-label", t("map_how"));
    /** @type {NodeListOf<HTMLElement>} */
    const [closer, farther] = box.querySelectorAll(".leaflet-control-zoom a");
    closer.title = t("zoom_in");
    farther.title = t("zoom_out");
    for (const node of [closer, farther]) node.setAttribute("aria-label", node.title);
  }

  redraw() {
    for (const layer of this.layers) layer.redraw();
  }

  resized() {
    this.map.invalidateSize({ animate: false, pan: false });
  }

  /**
   * Room for what lies over the map, and no zoom closer than the streets around.
   * @returns {L.FitBoundsOptions}
   */
  _fitting() {
    return {
      paddingTopLeft: [34, 34], paddingBottomRight: [78, 34 + this.covered], maxZoom: 16, animate: false,
    };
  }

  /**
   * All of some sites in view; a few far-off ones do not make the rest small.
   * @param {number[]} rows
   */
  fit(rows) {
    const { world, degrees } = this.data;
    const there = rows.filter((i) => !Number.isNaN(world[2 * i]));
    if (!there.length) return;
    /** @type {(k: number) => [number, number]} */
    const spread = (k) => {
      const all = Float64Array.from(there, (i) => degrees[2 * i + k]).sort();
      const cut = all.length > 30 ? Math.floor(all.length * 0.04) : 0;
      return [all[cut], all[all.length - 1 - cut]];
    };
    const [west, east] = spread(0), [south, north] = spread(1);
    this.map.fitBounds([[south, west], [north, east]], this._fitting());
  }

  /** @param {LonLat[][]} lines */
  fitLines(lines) {
    const bounds = L.latLngBounds(lines.flat().map(([lon, lat]) => L.latLng(lat, lon)));
    if (bounds.isValid()) this.map.fitBounds(bounds, this._fitting());
  }

  /**
   * Comes so near that the sites of a bubble are told apart.
   * @param {number[]} rows
   */
  spread(rows) {
    const { degrees } = this.data;
    const bounds = L.latLngBounds(rows.map((i) => L.latLng(degrees[2 * i + 1], degrees[2 * i])));
    const before = this.map.getZoom();
    const wanted = Math.min(17.5, this.map.getBoundsZoom(bounds.pad(0.2)));
    const zoom = Math.max(wanted, before + 1);
    this.map.setView(bounds.getCenter(), Math.min(19, zoom), { animate: !QUIET.matches });
  }

  /**
   * Brings a point into the part of the map that nothing covers.
   * @param {number} lon
   * @param {number} lat
   * @param {number} closest zoom
   */
  show(lon, lat, closest = 15) {
    const { map } = this;
    const zoom = Math.max(map.getZoom(), closest);
    const at = map.project([lat, lon], zoom).add([0, this.covered / 2]);
    map.setView(map.unproject(at, zoom), zoom, { animate: false });
  }

  /**
   * Moves only when the point is out of sight; a walk there is shown from its beginning.
   * @param {number} lon
   * @param {number} lat
   * @param {LonLat[] | null} way
   */
  reveal(lon, lat, way = null) {
    const size = this.map.getSize();
    /** @type {(at: LonLat) => boolean} */
    const seen = (at) => {
      const { x, y } = this.map.latLngToContainerPoint([at[1], at[0]]);
      return x > 30 && x < size.x - 30 && y > 30 && y < size.y - 30 - this.covered;
    };
    const bounds = way ? L.latLngBounds(way.map(([east, north]) => L.latLng(north, east))) : null;
    const near = bounds !== null && bounds.getNorthEast().distanceTo(bounds.getSouthWest()) < WAY_M;
    if (way && near && !way.every(seen)) this.fitLines([way]);
    else if (!seen([lon, lat]) || (!near && this.map.getZoom() < 14)) this.show(lon, lat);
  }
}
