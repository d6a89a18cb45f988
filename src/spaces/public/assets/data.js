// The sites of a place as columns, with where each stands on the world map.
/** @import { About, Columns, Payload, Steps } from "./payload.ts" */
import { perDegree, worldXY } from "../../graphics/scripts/projection.js";

export const UNIT = 1e-6; // of a degree: what coordinates count in

/** @typedef {[lon: number, lat: number]} LonLat degrees */

/**
 * Steps to a flat list of pixels of the world at zoom 0.
 * @param {Steps} path
 * @returns {Float64Array}
 */
export function worldPath(path) {
  const out = new Float64Array(path.length);
  let lon = 0, lat = 0;
  for (let k = 0; k < path.length; k += 2) {
    lon += path[k];
    lat += path[k + 1];
    [out[k], out[k + 1]] = worldXY(lon * UNIT, lat * UNIT);
  }
  return out;
}

/**
 * Steps to corners in degrees.
 * @param {Steps} path
 * @returns {LonLat[]}
 */
export function degrees(path) {
  let lon = 0, lat = 0;
  /** @type {LonLat[]} */
  const out = [];
  for (let k = 0; k < path.length; k += 2) {
    lon += path[k];
    lat += path[k + 1];
    out.push([lon * UNIT, lat * UNIT]);
  }
  return out;
}

/**
 * Whether a point lies within rings, holes left out.
 * @param {LonLat[][]} rings
 * @param {number} lon
 * @param {number} lat
 */
export function inside(rings, lon, lat) {
  let within = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [xi, yi] = ring[i], [xj, yj] = ring[j];
      if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) within = !within;
    }
  }
  return within;
}

const EXISTS = new Set(["built", "certified"]);

/** What the payload holds stands in the object itself: `data.kinds`, `data.zh[i]`. */
const Given = /** @type {new () => About & Columns} */ (/** @type {unknown} */ (class {}));

export class Sites extends Given {
  /** @param {Payload} payload */
  constructor(payload) {
    super();
    const { sites, ...about } = payload;
    Object.assign(this, about, sites);
    this.count = this.id.length;
    this.bit = new Map(this.facilities.map((name, k) => [name, 1 << k]));
    this.exists = this.statuses.map((name) => EXISTS.has(name));
    this.world = new Float64Array(this.count * 2).fill(NaN); // x, y of each
    this.degrees = new Float64Array(this.count * 2).fill(NaN); // lon, lat of each
    for (let i = 0; i < this.count; i += 1) {
      const east = this.lon[i], north = this.lat[i];
      if (east === null || north === null) continue;
      const lon = east * UNIT, lat = north * UNIT;
      this.degrees.set([lon, lat], 2 * i);
      this.world.set(worldXY(lon, lat), 2 * i);
    }
    this.demoCount = this.demo.reduce((sum, flag) => sum + flag, 0);
    this.at = new Map(this.id.map((id, i) => [id, i]));
    this.known = Uint8Array.from({ length: this.count }, (_, i) => this.facts(i).filter((f) => f[1]).length);
  }

  /** @param {number} i */
  located(i) {
    return this.lon[i] !== null;
  }

  /**
   * Whether a site is known to have any of these facilities.
   * @param {number} i
   * @param {...string} names
   */
  has(i, ...names) {
    return names.some((name) => this.fac[i] & (this.bit.get(name) || 0));
  }

  /**
   * What a parent asks of a site, and whether it is known.
   * @param {number} i
   * @returns {[key: string, known: boolean][]}
   */
  facts(i) {
    return [
      ["place", this.located(i)],
      ["address", this.address[i] !== ""],
      ["age", this.from[i] !== null || this.to[i] !== null],
      ["hours", this.open[i] !== 0],
      ["free", this.has(i, "free")],
      ["toilet", this.has(i, "toilet", "child_toilet")],
      ["nursing", this.has(i, "nursing_room")],
      ["cover", this.has(i, "shade", "indoor")],
      ["wheels", this.has(i, "wheelchair", "stroller")],
    ];
  }

  /**
   * Metres in a straight line from a point to every site, NaN where a site has no place.
   * @param {number} lon
   * @param {number} lat
   */
  straight(lon, lat) {
    const [kx, ky] = perDegree(lat);
    const out = new Float64Array(this.count);
    for (let i = 0; i < this.count; i += 1) {
      out[i] = Math.hypot((this.degrees[2 * i] - lon) * kx, (this.degrees[2 * i + 1] - lat) * ky);
    }
    return out;
  }

  /**
   * Metres from a point to the nearest site; none within the place's own outline.
   * @param {number} lon
   * @param {number} lat
   */
  away(lon, lat) {
    if (this.outline.own.length && inside(this.outline.own.map(degrees), lon, lat)) return 0;
    const least = this.straight(lon, lat).reduce((a, b) => (b < a ? b : a), Infinity);
    return least === Infinity ? 0 : least;
  }

  /**
   * The corners of an area or line; null for a site that is a point.
   * @param {number} i
   * @returns {LonLat[][] | null}
   */
  rings(i) {
    const shape = this.shapes[i];
    return shape ? shape.map(degrees) : null;
  }
}
