// Walks, searched on the phone: where somebody stands never leaves it. The same rules as the city's
// own figures: join the nearest street, then the shortest way over the streets to an entrance.
/** @import { LonLat } from "./data.js" */
/** @import { Rules, Start } from "./snap.js" */
/** @import { Streets } from "./streets.js" */
import { Heap } from "./heap.js";
import { FREELY, Snapper } from "./snap.js";
import { ARTERIAL, CROSSING, GUARDED, MEDIAN } from "./streets.js";

/**
 * A search: `metres` to every corner, `via` which street the last part of the way there came (-1:
 * by none, -2: from the start), `pass` what it costs to go between a street and a corner of it.
 * @typedef {object} Field
 * @property {Start} start
 * @property {Rules} rules
 * @property {Float64Array} metres
 * @property {Int32Array} via
 * @property {(edge: number, node: number) => number} pass
 */

export class Walks {
  /** @param {Streets} streets */
  constructor(streets) {
    this.streets = streets;
    /** @type {Snapper | null} */
    this._snapper = null;
  }

  /**
   * Where a walk from a point begins; null where no street is near.
   * @param {number} lon
   * @param {number} lat
   * @param {Rules} [rules]
   */
  join(lon, lat, rules = FREELY) {
    this._snapper = this._snapper || new Snapper(this.streets);
    return this._snapper.join(lon, lat, rules);
  }

  /**
   * What it costs to pass between a street and one of its corners, in metres: half of crossing an
   * arterial, or no way for who does not cross one without lights. What lies between two carriageways
   * of one road costs nothing.
   * @param {Rules} rules
   * @returns {Field["pass"]}
   */
  _passing(rules) {
    const delay = rules.delay_m / 2, across = rules.arterials === "not_across";
    const { flags, corner } = this.streets;
    return (e, node) => {
      if (flags[e] & ARTERIAL || !(corner[node] & CROSSING)) return 0;
      if (across && !(corner[node] & GUARDED)) return Infinity;
      return flags[e] & MEDIAN ? 0 : delay;
    };
  }

  /**
   * Dijkstra's search from a start to every corner.
   * @param {Start} start
   * @param {Rules} [rules]
   * @returns {Field}
   */
  search(start, rules = FREELY) {
    const { u, v, flags, begin, at, length, head } = this.streets;
    const pass = this._passing(rules), shut = rules.arterials !== "allowed";
    const metres = new Float64Array(head.nodes).fill(Infinity), via = new Int32Array(head.nodes).fill(-1);
    const heap = new Heap(1024);
    /** @type {(node: number, far: number, edge: number) => void} */
    const offer = (node, far, edge) => {
      if (far >= metres[node]) return;
      metres[node] = far;
      via[node] = edge;
      heap.push(far, node);
    };
    const { edge, share, leg } = start, long = length[edge];
    offer(u[edge], leg + share * long + pass(edge, u[edge]), -2);
    offer(v[edge], leg + (1 - share) * long + pass(edge, v[edge]), -2);
    while (heap.size) {
      const [far, node] = heap.pop();
      if (far > metres[node]) continue;
      for (let k = begin[node]; k < begin[node + 1]; k += 1) {
        const e = at[k];
        if (shut && flags[e] & ARTERIAL) continue;
        const other = u[e] === node ? v[e] : u[e];
        offer(other, far + pass(e, node) + length[e] + pass(e, other), e);
      }
    }
    return { start, rules, metres, via, pass };
  }

  /**
   * Metres to an entrance, without the leg to its door: by either end of its street, and along the
   * street where the walk begins on it.
   * @param {Field} field
   * @param {number} d
   */
  _ways({ start, rules, metres, pass }, d) {
    const { u, v, length } = this.streets, doors = this.streets.under(rules.arterials).doors;
    const e = doors.edge[d], share = doors.share[d], long = length[e];
    return {
      byU: metres[u[e]] + pass(e, u[e]) + share * long,
      byV: metres[v[e]] + pass(e, v[e]) + (1 - share) * long,
      along: e === start.edge ? start.leg + Math.abs(share - start.share) * long : Infinity,
    };
  }

  /**
   * Metres to every site by its nearest entrance, and which that is; Infinity where the streets lead
   * to none, NaN where the site meets no street.
   * @param {Field} field
   */
  toSites(field) {
    const { site, leg } = this.streets.under(field.rules.arterials).doors, { sites } = this.streets.head;
    const metres = new Float64Array(sites).fill(NaN), door = new Int32Array(sites).fill(-1);
    for (let d = 0; d < site.length; d += 1) {
      const { byU, byV, along } = this._ways(field, d);
      const far = Math.min(byU, byV, along) + leg[d];
      if (!(far >= metres[site[d]])) {
        metres[site[d]] = far;
        door[site[d]] = d;
      }
    }
    return { metres, door };
  }

  /**
   * Streets within a walk, whole or in part.
   * @param {Field} field
   * @param {number} limit metres
   * @returns {LonLat[][]}
   */
  within({ start, rules, metres, pass }, limit) {
    const { streets } = this, { u, v, flags, edges, length } = streets;
    const shut = rules.arterials !== "allowed";
    /** @type {LonLat[][]} */
    const out = [];
    for (let e = 0; e < edges; e += 1) {
      if (shut && flags[e] & ARTERIAL) continue;
      const long = length[e] || 1;
      const a = (limit - metres[u[e]] - pass(e, u[e])) / long, b = (limit - metres[v[e]] - pass(e, v[e])) / long;
      if (a + b >= 1 && a > 0 && b > 0) {
        out.push(streets.part(e, 0, 1));
        continue;
      }
      if (a > 0) out.push(streets.part(e, 0, Math.min(1, a)));
      if (b > 0) out.push(streets.part(e, Math.max(0, 1 - b), 1));
      const s = e === start.edge ? (limit - start.leg) / long : 0;
      if (s > 0) out.push(streets.part(e, Math.max(0, start.share - s), Math.min(1, start.share + s)));
    }
    return out;
  }

  /**
   * The way to an entrance, from the start on, legs included.
   * @param {Field} field
   * @param {number} d
   * @param {LonLat} end
   * @returns {LonLat[]}
   */
  way(field, d, end) {
    const { streets } = this, { u, v } = streets, { start, via, rules } = field;
    const doors = streets.under(rules.arterials).doors, e = doors.edge[d], share = doors.share[d];
    const { byU, byV, along } = this._ways(field, d);
    if (along <= Math.min(byU, byV)) return [start.from, ...streets.part(e, start.share, share), end];
    let node = byU <= byV ? u[e] : v[e];
    const back = [end, ...streets.part(e, share, byU <= byV ? 0 : 1)];
    while (via[node] >= 0) {
      const street = via[node], from = u[street] === node ? 0 : 1;
      back.push(...streets.part(street, from, 1 - from));
      node = from ? u[street] : v[street];
    }
    back.push(...streets.part(start.edge, node === u[start.edge] ? 0 : 1, start.share), start.from);
    return back.reverse();
  }
}
