// Where a point meets the streets: the nearest within the limit and on this side of what bars the way
// (water, rail, a motorway, a wall).
/** @import { LonLat } from "./data.js" */
/** @import { Streets } from "./streets.js" */
import { perDegree } from "../../graphics/scripts/projection.js";
import { ARTERIAL, BRIDGE, TUNNEL } from "./streets.js";

const CELL_M = 250;
const TOLERANCE_M = 0.0005; // what is exactly at the limit is within it
const ASIDE_M = 0.5; // a side street ends on the arterial itself: a step along it shows its side

/**
 * Of a walker: "allowed", "not_along" or "not_across" arterials, and what crossing one costs in metres.
 * @typedef {{ arterials: string, delay_m: number }} Rules
 */
/** @type {Rules} */
export const FREELY = { arterials: "allowed", delay_m: 0 };

/**
 * Where a walk begins: the street, the share of its length, the metres to it, and both ends of these.
 * @typedef {{ edge: number, share: number, leg: number, lon: number, lat: number, from: LonLat }} Start
 */
/** @typedef {{ k: number, share: number, leg: number, aside: number }} Near a piece of street, the share of it that is nearest, and the same a step off its ends */

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
   * Where a point meets the streets.
   * @param {number} lon
   * @param {number} lat
   * @param {Rules} rules
   * @returns {Start | null} null beyond the limit, or where water lies between
   */
  join(lon, lat, rules) {
    const free = this._open(lon, lat, FREELY.arterials, BRIDGE | TUNNEL, []); // these are entered at their ends
    if (!free || rules.arterials === FREELY.arterials) return free;
    // Who joins a street that stays open joins it still; its very end may be on a closed one.
    const { flags } = this._streets, { last } = this._streets.under(rules.arterials);
    const stays = !(flags[free.edge] & ARTERIAL) && !last[free.edge] && free.share > 0 && free.share < 1;
    if (stays) return free;
    const walls = rules.arterials === "not_across" ? this._arterials(lon, lat) : [];
    return this._open(lon, lat, rules.arterials, BRIDGE | TUNNEL | ARTERIAL, walls);
  }

  /**
   * The nearest street without some flags to which the straight way is free; of those that lead
   * nowhere only where there is no other.
   * @param {number} lon
   * @param {number} lat
   * @param {string} rule for arterials
   * @param {number} closed flags
   * @param {number[]} walls pieces of street that nobody crosses on the way
   * @returns {Start | null}
   */
  _open(lon, lat, rule, closed, walls) {
    const { start, lon: x, lat: y } = this._streets, { last } = this._streets.under(rule);
    const bars = this._bars(lon, lat);
    /** @type {(k: number, share: number) => LonLat} */
    const place = (k, share) => [x[k] + share * (x[k + 1] - x[k]), y[k] + share * (y[k + 1] - y[k])];
    const near = this._near(lon, lat, closed);
    const inTurn = [0, 1].flatMap((turn) => near.filter(({ k }) => last[this._owner[k]] === turn));
    for (const { k, share, leg, aside } of inTurn) {
      const to = place(k, share), [ax, ay] = place(k, aside);
      if (bars.some(([cx, cy, dx, dy]) => cross(lon, lat, to[0], to[1], cx, cy, dx, dy))) continue;
      if (walls.some((w) => cross(lon, lat, ax, ay, x[w], y[w], x[w + 1], y[w + 1]))) continue;
      const edge = this._owner[k], reach = this._streets.reachOf(edge), own = k - start[edge];
      const whole = reach[reach.length - 1];
      const along = reach[own] + share * (reach[own + 1] - reach[own]);
      return { edge, share: whole ? along / whole : 0, leg, lon: to[0], lat: to[1], from: [lon, lat] };
    }
    return null;
  }

  /**
   * Pieces of street in the cells around a point, each once.
   * @param {number} lon
   * @param {number} lat
   * @returns {Set<number>}
   */
  _around(lon, lat) {
    const spread = Math.ceil((this._streets.head.join_limit_m + TOLERANCE_M) / CELL_M);
    const found = new Set();
    const x0 = Math.floor((lon - this._west) / this._cx), y0 = Math.floor((lat - this._south) / this._cy);
    for (let y = y0 - spread; y <= y0 + spread; y += 1) {
      for (let x = Math.max(0, x0 - spread); x <= Math.min(this._columns - 1, x0 + spread); x += 1) {
        for (const k of this._cells.get(y * this._columns + x) || []) found.add(k);
      }
    }
    return found;
  }

  /**
   * Straight pieces of what bars the way, as far as a way from the point could come: both ends of each.
   * @param {number} lon
   * @param {number} lat
   * @returns {number[][]}
   */
  _bars(lon, lat) {
    const { barriers, head } = this._streets, { lon: x, lat: y, start, area } = barriers;
    const [kx, ky] = perDegree(lat), wide = (head.join_limit_m + 1) / kx, high = (head.join_limit_m + 1) / ky;
    const within = areasAt(barriers, lon, lat); // a way that begins in one leaves it freely
    /** @type {number[][]} */
    const found = [];
    for (let b = 0; b < area.length; b += 1) {
      if (area[b] && within.has(area[b])) continue;
      for (let k = start[b]; k < start[b + 1] - 1; k += 1) {
        const east = Math.max(x[k], x[k + 1]), west = Math.min(x[k], x[k + 1]);
        const north = Math.max(y[k], y[k + 1]), south = Math.min(y[k], y[k + 1]);
        const far = east < lon - wide || west > lon + wide || north < lat - high || south > lat + high;
        if (!far) found.push([x[k], y[k], x[k + 1], y[k + 1]]);
      }
    }
    return found;
  }

  /** @type {(lon: number, lat: number) => number[]} */
  _arterials(lon, lat) {
    const { flags } = this._streets, looked = ARTERIAL | BRIDGE | TUNNEL; // people pass below and above these two
    return [...this._around(lon, lat)].filter((k) => (flags[this._owner[k]] & looked) === ARTERIAL);
  }

  /**
   * Pieces within the limit, the nearest first.
   * @param {number} lon
   * @param {number} lat
   * @param {number} closed flags of streets that are not joined
   * @returns {Near[]}
   */
  _near(lon, lat, closed) {
    const { lon: xs, lat: ys, flags, head } = this._streets;
    const [kx, ky] = perDegree(lat), limit = head.join_limit_m + TOLERANCE_M;
    /** @type {Near[]} */
    const found = [];
    for (const k of this._around(lon, lat)) {
      if (flags[this._owner[k]] & closed) continue;
      const dx = (xs[k + 1] - xs[k]) * kx, dy = (ys[k + 1] - ys[k]) * ky;
      const px = (lon - xs[k]) * kx, py = (lat - ys[k]) * ky;
      const long = Math.hypot(dx, dy), along = long ? (px * dx + py * dy) / long ** 2 : 0;
      const off = long ? Math.min(ASIDE_M / long, 0.5) : 0;
      const share = Math.max(0, Math.min(1, along)), aside = Math.max(off, Math.min(1 - off, along));
      const leg = Math.hypot(px - share * dx, py - share * dy);
      if (leg <= limit) found.push({ k, share, leg, aside });
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
 * Whether the straight pieces from a to b and from c to d meet.
 * @type {(ax: number, ay: number, bx: number, by: number, cx: number, cy: number, dx: number, dy: number) => boolean}
 */
function cross(ax, ay, bx, by, cx, cy, dx, dy) {
  const s1 = side(ax, ay, bx, by, cx, cy), s2 = side(ax, ay, bx, by, dx, dy);
  if (s1 * s2 > 0) return false;
  const s3 = side(cx, cy, dx, dy, ax, ay), s4 = side(cx, cy, dx, dy, bx, by);
  return s3 * s4 <= 0 && Boolean(s1 || s2 || s3 || s4);
}
