// The map: our own ground, the walk, the symbols; taps go back to the page.
import { Ground } from "./ground.js";
import { Points } from "./points.js";
import { Reach } from "./reach.js";
import { t } from "./words.js";

const L = window.L;
const WAY_M = 4000; // a longer way is not walked with a child, and would make all else small
const SURE = 13; // farther out a finger covers more than five minutes of walking
const QUIET = matchMedia("(prefers-reduced-motion: reduce)");

export class CityMap {
  constructor(box, data, { onSite, onPoint }) {
    this.data = data;
    const map = this.map = L.map(box, {
      attributionControl: false, zoomControl: false, zoomSnap: 0.25, minZoom: 4, maxZoom: 19,
      wheelPxPerZoomLevel: 90, zoomAnimation: !QUIET.matches, fadeAnimation: false,
      inertia: !QUIET.matches, preferCanvas: true,
    });
    this.zoom = L.control.zoom({ position: "bottomright" });
    [["ground", 210], ["reach", 300], ["points", 450]].forEach(([name, z]) => {
      const pane = map.createPane(name);
      pane.style.zIndex = z;
      pane.style.pointerEvents = "none";
    });
    this.ground = new Ground("ground").setOutline(data.outline);
    this.reach = new Reach("reach");
    this.points = new Points("points").setSites(data);
    map.setView([data.center[1], data.center[0]], 11);
    this.zoom.addTo(map);
    L.control.scale({ imperial: false, maxWidth: 100, position: "bottomright" }).addTo(map);
    this.reach._lines = [];
    for (const layer of [this.ground, this.reach, this.points]) layer.addTo(map);
    map.on("click", (event) => {
      const touch = L.Browser.mobile || L.Browser.touch;
      const hit = this.points.hit(event.latlng, touch ? 26 : 18);
      if (hit && hit.rows) this.spread(hit.rows);
      else if (hit) onSite(hit.row);
      else onPoint(event.latlng.lng, event.latlng.lat, map.getZoom() < SURE);
    });
    map.on("mousemove", (event) => {
      box.style.cursor = this.points.hit(event.latlng, 18) ? "pointer" : "";
    });
    document.addEventListener("spaces-theme", () => this.redraw());
    this.inset = { top: 0, bottom: 0 };
  }

  words() {
    const box = this.map.getContainer();
    box.setAttribute("role", "application");
    box.setAttribute("aria-label", t("map_how"));
    const [closer, farther] = box.querySelectorAll(".leaflet-control-zoom a");
    for (const [node, key] of [[closer, "zoom_in"], [farther, "zoom_out"]]) {
      node.title = t(key);
      node.setAttribute("aria-label", t(key));
    }
  }

  redraw() {
    for (const layer of [this.ground, this.reach, this.points]) layer.redraw();
  }

  resized() {
    this.map.invalidateSize({ animate: false, pan: false });
  }

  padding() {
    return { paddingTopLeft: [34, 34 + this.inset.top], paddingBottomRight: [78, 34 + this.inset.bottom] };
  }

  // All of some sites in view; a few far-off ones do not make the rest small.
  fit(rows) {
    const { world, degrees } = this.data;
    const there = rows.filter((i) => !Number.isNaN(world[2 * i]));
    if (!there.length) return;
    const spread = (k) => {
      const all = Float64Array.from(there, (i) => degrees[2 * i + k]).sort();
      const cut = all.length > 30 ? Math.floor(all.length * 0.04) : 0;
      return [all[cut], all[all.length - 1 - cut]];
    };
    const [west, east] = spread(0), [south, north] = spread(1);
    this.map.fitBounds([[south, west], [north, east]], { ...this.padding(), maxZoom: 16, animate: false });
  }

  fitLines(lines) {
    const bounds = L.latLngBounds(lines.flat().map(([lon, lat]) => [lat, lon]));
    if (bounds.isValid()) this.map.fitBounds(bounds, { ...this.padding(), maxZoom: 16, animate: false });
  }

  spread(rows) {
    const { degrees } = this.data;
    const bounds = L.latLngBounds(rows.map((i) => [degrees[2 * i + 1], degrees[2 * i]]));
    const before = this.map.getZoom();
    const wanted = Math.min(17.5, this.map.getBoundsZoom(bounds.pad(0.2)));
    const zoom = Math.max(wanted, before + 1);
    this.map.setView(bounds.getCenter(), Math.min(19, zoom), { animate: !QUIET.matches });
  }

  // Bring a point into the part of the map that nothing covers.
  show(lon, lat, closest = 15) {
    const { map } = this;
    const zoom = Math.max(map.getZoom(), closest);
    const shift = (this.inset.bottom - this.inset.top) / 2;
    const at = map.project([lat, lon], zoom).add([0, shift]);
    map.setView(map.unproject(at, zoom), zoom, { animate: false });
  }

  // Only move when the point is out of sight; a walk there is shown from its beginning.
  reveal(lon, lat, way = null) {
    const size = this.map.getSize();
    const seen = (at) => {
      const { x, y } = this.map.latLngToContainerPoint([at[1], at[0]]);
      return x > 30 && x < size.x - 30 && y > 30 + this.inset.top && y < size.y - 30 - this.inset.bottom;
    };
    const bounds = way ? L.latLngBounds(way.map(([east, north]) => [north, east])) : null;
    const near = bounds && bounds.getNorthEast().distanceTo(bounds.getSouthWest()) < WAY_M;
    if (near && !way.every(seen)) this.fitLines([way]);
    else if (!seen([lon, lat]) || (!near && this.map.getZoom() < 14)) this.show(lon, lat);
  }
}
