// A place's walking network as it comes packed (walk_pack.py).
/** @import { LonLat } from "./data.js" */
/** @import { PackHead } from "./payload.ts" */
import { perDegree } from "../../graphics/scripts/projection.js";

export const ARTERIAL = 1, BRIDGE = 4, TUNNEL = 8, FOOTWAY = 16, MEDIAN = 32; // of a street
export const CROSSING = 2, GUARDED = 4; // of a corner
const DOOR = "_door_edge";
const MAGIC = 0x43465357; // CFSW

/** @typedef {Uint32Array | Int32Array | Uint16Array | Uint8Array} Whole */
/** @type {Record<string, new (buffer: ArrayBuffer, at: number, length: number) => Whole>} */
const TYPES = { Uint32: Uint32Array, Int32: Int32Array, Uint16: Uint16Array, Uint8: Uint8Array };

/** @param {ArrayBuffer} buffer */
function unpacked(buffer) {
  const view = new DataView(buffer);
  if (view.getUint32(0, false) !== MAGIC) throw new Error("not a walking network");
  const size = view.getUint32(4, true);
  /** @type {PackHead} */
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, size)));
  /** @type {Record<string, Whole>} */
  const arrays = {};
  let at = 8 + size;
  for (const [name, type, length] of head.arrays) {
    const array = arrays[name] = new TYPES[type](buffer, at, length);
    at += Math.ceil(array.byteLength / 4) * 4;
  }
  return { head, arrays };
}

/** @type {(steps: Whole, unit: number) => Float64Array} */
function summed(steps, unit) {
  const out = new Float64Array(steps.length);
  let whole = 0;
  for (let k = 0; k < steps.length; k += 1) {
    whole += steps[k];
    out[k] = whole * unit;
  }
  return out;
}

/** @type {(counts: Whole) => Uint32Array} */
function offsets(counts) {
  const out = new Uint32Array(counts.length + 1);
  for (let k = 0; k < counts.length; k += 1) out[k + 1] = out[k] + counts[k];
  return out;
}

/**
 * Where entrances of sites meet the streets: street, site, share of the street's length, metres to it.
 * @typedef {{ edge: Whole, site: Whole, share: Float64Array, leg: Float64Array }} Doors
 */
/** @typedef {{ doors: Doors, last: Whole }} Opened what a rule for arterials leaves open; `last`: 1 for a street that leads nowhere */

/** @type {(arrays: Record<string, Whole>, rule: string, shares: number) => Opened} */
const openedBy = (arrays, rule, shares) => ({
  doors: {
    edge: arrays[`${rule}${DOOR}`],
    site: arrays[`${rule}_door_site`],
    share: Float64Array.from(arrays[`${rule}_door_share`], (share) => share / shares),
    leg: Float64Array.from(arrays[`${rule}_door_leg_cm`], (leg) => leg / 100),
  },
  last: arrays[`${rule}_last`],
});

export class Streets {
  /** @param {ArrayBuffer} buffer */
  constructor(buffer) {
    const { head, arrays } = unpacked(buffer);
    this.head = head;
    this.u = arrays.u; // corners at which a street begins and ends
    this.v = arrays.v;
    this.flags = arrays.flags;
    this.corner = arrays.node_flags;
    this.edges = this.u.length;
    this.length = Float64Array.from(arrays.length_cm, (cm) => cm / 100); // metres
    this.start = offsets(arrays.points); // of each street among lon and lat
    this.lon = summed(arrays.lon, head.unit_deg);
    this.lat = summed(arrays.lat, head.unit_deg);
    this.barriers = {
      lon: summed(arrays.barrier_lon, head.unit_deg), lat: summed(arrays.barrier_lat, head.unit_deg),
      start: offsets(arrays.barrier_points), area: arrays.barrier_area,
    };
    const rules = Object.keys(arrays).filter((name) => name.endsWith(DOOR)).map((name) => name.slice(0, -DOOR.length));
    this._opened = new Map(rules.map((rule) => [rule, openedBy(arrays, rule, head.shares)]));
    this.begin = new Uint32Array(head.nodes + 1);
    this.at = new Uint32Array(2 * this.edges);
    this._neighbours();
  }

  /** Streets at each corner, as one list `at` with a `begin` for each corner. */
  _neighbours() {
    const { u, v, begin } = this;
    for (let e = 0; e < this.edges; e += 1) {
      begin[u[e] + 1] += 1;
      begin[v[e] + 1] += 1;
    }
    for (let n = 0; n < this.head.nodes; n += 1) begin[n + 1] += begin[n];
    const next = begin.slice();
    for (let e = 0; e < this.edges; e += 1) {
      for (const node of [u[e], v[e]]) {
        this.at[next[node]] = e;
        next[node] += 1;
      }
    }
  }

  /**
   * The streets as a rule for arterials leaves them.
   * @param {string} rule
   * @returns {Opened}
   */
  under(rule) {
    const opened = this._opened.get(rule);
    if (!opened) throw new Error(`no streets for ${rule}`);
    return opened;
  }

  /**
   * Metres of a street's shape up to each of its vertices.
   * @param {number} e
   */
  reachOf(e) {
    const from = this.start[e], count = this.start[e + 1] - from;
    const [kx, ky] = perDegree(this.lat[from]);
    const out = new Float64Array(count);
    for (let k = 1; k < count; k += 1) {
      out[k] = out[k - 1] + Math.hypot((this.lon[from + k] - this.lon[from + k - 1]) * kx,
        (this.lat[from + k] - this.lat[from + k - 1]) * ky);
    }
    return out;
  }

  /**
   * Vertices of a part of a street, from one share of its length to another.
   * @param {number} e
   * @param {number} from
   * @param {number} to less than `from` for the other direction
   * @returns {LonLat[]}
   */
  part(e, from, to) {
    const [low, high] = from <= to ? [from, to] : [to, from];
    const reach = this.reachOf(e), first = this.start[e], whole = reach[reach.length - 1];
    /** @type {(metre: number) => LonLat} */
    const place = (metre) => {
      let k = 1;
      while (k < reach.length - 1 && reach[k] < metre) k += 1;
      const step = reach[k] - reach[k - 1], s = step ? (metre - reach[k - 1]) / step : 0;
      const a = first + k - 1;
      return [this.lon[a] + s * (this.lon[a + 1] - this.lon[a]), this.lat[a] + s * (this.lat[a + 1] - this.lat[a])];
    };
    const out = [place(low * whole)];
    for (let k = 0; k < reach.length; k += 1) {
      if (reach[k] > low * whole && reach[k] < high * whole) out.push([this.lon[first + k], this.lat[first + k]]);
    }
    out.push(place(high * whole));
    return from <= to ? out : out.reverse();
  }
}
