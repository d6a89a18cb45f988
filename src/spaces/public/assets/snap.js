// Where a point meets the streets: the nearest one within the limit and on this side of the water.
/** @import { LonLat } from "./data.js" */
/** @import { Streets } from "./streets.js" */
import { perDegree } from "../../graphics/scripts/projection.js";
import { ARTERIAL, BRIDGE, TUNNEL } from "./streets.js";

const CELL_M = 250;

/** @typedef {{ arterials?: string, delay_m?: number }} Rules of a walker: on arterials, and what crossing one costs */
/**
 * Where a walk begins: the street, the share of its length, the metres to it, and both ends of these.
 * @typedef {{ edge: number, share: number, leg: number, lon: number, lat: number, from: LonLat }} Start
 */

/** @param {Rules} rules */
export const onArterials = (rules) => (rules.arterials || "allowed") === "allowed";

/** Pieces of street by cells of 250 m. */
export class Snapper {
  /** @param {Streets} streets */
  constructor(streets) {
    this._streets = streets;
    const { lon, lat, start, edges } = streets;
    const [kx, ky] = perDegree(lat.length ? lat[lat.length >> 1] : 0);
    this._cx = CELL_M / kx;
    this._cy = CELL_M / ky;
    this._west = lon.reduce((a, b) => Math.min(a, b), Infinity);
    this._south = lat.reduce((a, b) => Math.min(a, b), Infinity);
    const east = lon.reduce((a, b) => Math.max(a, b), -Infinity);
    this._columns = Math.floor((east - this._west) / this._cx) + 1;
    /** @type {Map<number, number[]>} */
    this._cells = new Map();
    this._owner = new Uint32Array(lon.length); // street of each piece
    for (let e = 0; e < edges; e += 1) {
      for (let k = start[e]; k < start[e + 1] - 1; k += 1) {
        this._owner[k] = e;
        this._file(k);
      }
    }
  }

  /**
   * Puts a piece into every cell that its box touches.
   * @param {number} k
   */
  _file(k) {
    const { lon, lat } = this._streets;
    /** @type {(values: Float64Array, from: number, step: number) => [number, number]} */
    const span = (values, from, step) => {
      const a = Math.floor((values[k] - from) / step), b = Math.floor((values[k + 1] - from) / step);
      return a < b ? [a, b] : [b, a];
    };
    const [x0, x1] = span(lon, this._west, this._cx), [y0, y1] = span(lat, this._south, this._cy);
    for (let y = y0; y <= y1; y += 1) {
      for (let x = x0; x <= x1; x += 1) {
        const key = y * this._columns + x, list = this._cells.get(key);
        if (list) list.push(k);
        else this._cells.set(key, [k]);
      }
    }
  }

  /**
   * @param {number} lon
   * @param {number} lat
   * @param {Rules} rules
   * @returns {Start | null} null beyond the limit, or where water lies between
   */
  join(lon, lat, rules = {}) {
    const { barriers, start } = this._streets;
    const around = areasAt(barriers, lon, lat);
    for (const { k, share, leg } of this._near(lon, lat, rules)) {
      const { lon: x, lat: y } = this._streets;
      /** @type {LonLat} */
      const to = [x[k] + share * (x[k + 1] - x[k]), y[k] + share * (y[k + 1] - y[k])];
      if (blocked(barriers, [lon, lat], to, around)) continue;
      const edge = this._owner[k], reach = this._streets.reachOf(edge), own = k - start[edge];
      const whole = reach[reach.length - 1];
      const along = reach[own] + share * (reach[own + 1] - reach[own]);
      return { edge, share: whole ? along / whole : 0, leg, lon: to[0], lat: to[1], from: [lon, lat] };
    }
    return null;
  }

  /**
   * Pieces within the limit, the nearest first: on bridges and in tunnels nobody joins a street.
   * @param {number} lon
   * @param {number} lat
   * @param {Rules} rules
   */
  _near(lon, lat, rules) {
    const { lon: xs, lat: ys, flags, head } = this._streets;
    const [kx, ky] = perDegree(lat);
    const closed = onArterials(rules) ? BRIDGE | TUNNEL : BRIDGE | TUNNEL | ARTERIAL;
    const limit = head.join_limit_m, spread = Math.ceil(limit / CELL_M);
    /** @type {{ k: number, share: number, leg: number }[]} */
    const found = [];
    const seen = new Set();
    const x0 = Math.floor((lon - this._west) / this._cx), y0 = Math.floor((lat - this._south) / this._cy);
    for (let y = y0 - spread; y <= y0 + spread; y += 1) {
      for (let x = Math.max(0, x0 - spread); x <= Math.min(this._columns - 1, x0 + spread); x += 1) {
        for (const k of this._cells.get(y * this._columns + x) || []) {
          if (seen.has(k) || flags[this._owner[k]] & closed) continue;
          seen.add(k);
          const dx = (xs[k + 1] - xs[k]) * kx, dy = (ys[k + 1] - ys[k]) * ky;
          const px = (lon - xs[k]) * kx, py = (lat - ys[k]) * ky;
          const long = dx * dx + dy * dy;
          const share = long ? Math.max(0, Math.min(1, (px * dx + py * dy) / long)) : 0;
          const leg = Math.hypot(px - share * dx, py - share * dy);
          if (leg <= limit) found.push({ k, share, leg });
        }
      }
    }
    return found.sort((a, b) => a.leg - b.leg);
  }
}

/** @typedef {Streets["barriers"]} Barriers */

/**
 * Waters that a point lies in: it may leave them freely.
 * @param {Barriers} barriers
 * @param {number} lon
 * @param {number} lat
 */
function areasAt({ lon: x, lat: y, start, area }, lon, lat) {
  const within = new Set();
  for (let b = 0; b < area.length; b += 1) {
    if (!area[b]) continue;
    for (let i = start[b], j = start[b + 1] - 1; i < start[b + 1]; j = i, i += 1) {
      if (y[i] > lat !== y[j] > lat && lon < ((x[j] - x[i]) * (lat - y[i])) / (y[j] - y[i]) + x[i]) {
        if (!within.delete(area[b])) within.add(area[b]);
      }
    }
  }
  return within;
}

/**
 * On which side of the line from a to b the point c lies: above 0, below 0, or 0 on it.
 * @type {(ax: number, ay: number, bx: number, by: number, cx: number, cy: number) => number}
 */
const side = (ax, ay, bx, by, cx, cy) => (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);

/**
 * Whether water or rail lies between two points.
 * @param {Barriers} barriers
 * @param {LonLat} from
 * @param {LonLat} to
 * @param {Set<number>} around waters that the way may leave
 */
function blocked({ lon: x, lat: y, start, area }, [fx, fy], [tx, ty], around) {
  for (let b = 0; b < area.length; b += 1) {
    if (area[b] && around.has(area[b])) continue;
    for (let k = start[b]; k < start[b + 1] - 1; k += 1) {
      const s1 = side(fx, fy, tx, ty, x[k], y[k]), s2 = side(fx, fy, tx, ty, x[k + 1], y[k + 1]);
      if (s1 * s2 > 0) continue;
      const s3 = side(x[k], y[k], x[k + 1], y[k + 1], fx, fy), s4 = side(x[k], y[k], x[k + 1], y[k + 1], tx, ty);
      if (s3 * s4 <= 0 && (s1 || s2 || s3 || s4)) return true;
    }
  }
  return false;
}
