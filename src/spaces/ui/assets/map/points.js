// Layers of points on a canvas, and the layer of sites.
/** @import { Position } from "geojson" */
/** @import { View } from "../../../graphics/scripts/canvas.js" */
/** @import { Box } from "../../../graphics/scripts/drawing.js" */
/** @import { Feature, Geometry, Item } from "./config.ts" */
import { CanvasLayer } from "../../../graphics/scripts/canvas.js";
import { colors, label } from "../../../graphics/scripts/drawing.js";
import { worldXY } from "../../../graphics/scripts/projection.js";
import { sprite } from "../../../graphics/scripts/symbols.js";

/** @typedef {CanvasRenderingContext2D} Context */
/** @typedef {{ lng: number, lat: number, feature: Feature }} Point where a feature's symbol stands */

/** @type {(geometry: Geometry) => Position} */
function middle(geometry) {
  const longest = (/** @type {any[]} */ parts) => parts.reduce((a, b) => (
    JSON.stringify(b).length > JSON.stringify(a).length ? b : a));
  if (geometry.type === "Point") return geometry.coordinates;
  if (geometry.type === "MultiPoint") return geometry.coordinates[0];
  const multi = geometry.type === "MultiLineString" || geometry.type === "MultiPolygon";
  const part = multi ? longest(geometry.coordinates) : geometry.coordinates;
  if (geometry.type.endsWith("LineString")) return part[Math.floor(part.length / 2)];
  /** @type {Position[]} */
  const ring = part[0];
  const [x, y] = ring.reduce(([east, north], [a, b]) => [east + a, north + b], [0, 0]);
  return [x / ring.length, y / ring.length];
}

/**
 * Where the symbols of features stand: where the server says (`at`), else in the middle.
 * @param {Feature[]} features
 * @returns {Point[]}
 */
export function pointsOf(features) {
  return features.flatMap((feature) => {
    if (!feature.geometry) return [];
    const [lng, lat] = feature.properties.at || middle(feature.geometry);
    return [{ lng, lat, feature }];
  });
}

/** A layer of points; each kind draws them in its own `paint`. */
export class PointLayer extends CanvasLayer {
  /**
   * @param {string} pane
   * @param {Point[]} points
   */
  constructor(pane, points) {
    super(pane);
    this.points = points;
    this.reach = 12; // pixels around a point that are its own for a click
    this._world = new Float64Array(points.length * 2);
    points.forEach((p, i) => this._world.set(worldXY(p.lng, p.lat), i * 2));
  }

  /**
   * Calls `each` with every point near enough to be seen, and its pixel.
   * @param {View} view
   * @param {number} margin pixels
   * @param {(point: Point, x: number, y: number) => void} each
   */
  eachSeen(view, margin, each) {
    const world = this._world;
    for (let i = 0; i < this.points.length; i += 1) {
      const x = view.x(world[i * 2]), y = view.y(world[i * 2 + 1]);
      if (view.inside(x, y, margin)) each(this.points[i], x, y);
    }
  }

  /**
   * The nearest point within some pixels of a place on the map.
   * @param {L.LatLng} latlng
   * @param {number} reach pixels
   * @returns {Point | null}
   */
  nearest(latlng, reach) {
    if (!this._map) return null;
    const [wx, wy] = worldXY(latlng.lng, latlng.lat);
    let best = null, least = (reach / 2 ** this._map.getZoom()) ** 2;
    for (let i = 0; i < this.points.length; i += 1) {
      const dx = this._world[i * 2] - wx, dy = this._world[i * 2 + 1] - wy;
      const far = dx * dx + dy * dy;
      if (far <= least) {
        least = far;
        best = this.points[i];
      }
    }
    return best;
  }
}

/**
 * How names are written: in the page's own colours.
 * @param {number} size pixels
 * @param {number} weight
 */
export function nameLook(size, weight = 500) {
  const [ink, halo] = colors("ink", "ground");
  return { size, weight, ink, halo };
}

const RADII = [3, 4, 5, 6.5, 9.5, 12];
const QUIET_R = 5, QUIET_BELOW = 13; // over the children's cells sites step back until this zoom
const NAMES_FROM = 14.5, NAMES_MOST = 300;
const OTHER = { shape: "circle", color: "#55625f", letter: "" };

/** @typedef {{ point: Point, x: number, y: number }} Seen */

/**
 * As large as the room between the symbols allows; a letter needs 9 pixels.
 * @param {Seen[]} seen
 */
function radius(seen) {
  if (seen.length < 2) return RADII[5];
  const every = Math.ceil(seen.length / 400); // some hundred tell how wide they spread
  const some = seen.filter((_, i) => i % every === 0);
  const low = Math.floor(some.length * 0.1), high = Math.ceil(some.length * 0.9) - 1;
  /** @type {(axis: "x" | "y") => number} */
  const spread = (axis) => {
    const all = some.map((one) => one[axis]).sort((a, b) => a - b);
    return Math.max(30, all[high] - all[low]);
  };
  const wanted = 0.5 * Math.sqrt((spread("x") * spread("y")) / (0.64 * seen.length));
  return RADII.reduce((best, r) => (r <= wanted ? r : best), RADII[0]);
}

/**
 * Of symbols that would lie on each other only the last is seen, so only that one is drawn: with
 * 50,000 of them this is what keeps a redraw short. Few symbols are all drawn.
 * @param {Seen[]} seen
 * @param {number} r
 * @param {number} width of the canvas
 */
function topmost(seen, r, width) {
  if (seen.length < 2000) return seen;
  const step = r * 1.6, columns = Math.ceil(width / step) + 40;
  /** @type {Map<number, Seen>} */
  const last = new Map();
  for (const one of seen) last.set(Math.round(one.y / step) * columns + Math.round(one.x / step), one);
  return [...last.values()];
}

export class SiteLayer extends PointLayer {
  /**
   * @param {string} pane
   * @param {Point[]} points
   * @param {Item[]} items symbols by category
   * @param {boolean} quiet whether the children's cells lie below
   */
  constructor(pane, points, items, quiet) {
    super(pane, points);
    this._symbols = new Map(items.map((item) => [item.id, item]));
    this._quiet = quiet;
  }

  /**
   * @param {Context} ctx
   * @param {View} view
   */
  paint(ctx, view) {
    /** @type {Seen[]} */
    const seen = [];
    this.eachSeen(view, 20, (point, x, y) => {
      seen.push({ point, x, y });
    });
    const r = Math.min(radius(seen), this._quiet && view.zoom < QUIET_BELOW ? QUIET_R : 12);
    this.reach = Math.max(r + 2, L.Browser.mobile || L.Browser.touch ? 16 : 9);
    for (const { point, x, y } of topmost(seen, r, view.width)) {
      const { category, status } = point.feature.properties;
      const { image, size } = sprite(this._symbols.get(category) || OTHER, status, r, view.ratio);
      ctx.drawImage(image, Math.round(x - size / 2), Math.round(y - size / 2), size, size);
    }
    if (view.zoom >= NAMES_FROM && seen.length < NAMES_MOST) names(ctx, seen, r);
  }
}

/** @type {(ctx: Context, seen: Seen[], r: number) => void} */
function names(ctx, seen, r) {
  /** @type {Box[]} */
  const taken = seen.map(({ x, y }) => [x - r, y - r, x + r, y + r]);
  const look = nameLook(12);
  for (const { point, x, y } of seen) {
    const { name } = point.feature.properties;
    if (name) label(ctx, name, x, y + r + 10, taken, look);
  }
}
