// The walk from where a reader begins: minutes to every site, by street where streets are known.
/** @import { LonLat, Sites } from "./data.js" */
/** @import { State } from "./link.js" */
/** @import { Rules, Start } from "./snap.js" */
/** @import { Walks } from "./walk.js" */
import { inside } from "./data.js";
import { named } from "./words.js";

const NEAR_M = 2000; // farther off nobody stands within the site

/**
 * What a walk reaches. `metres`: the walk to each site, `street` 1 where it goes by streets;
 * `straight`: in a straight line; `within`: sites that the walk begins in.
 * @typedef {object} Reached
 * @property {Float64Array} straight
 * @property {Float64Array} metres
 * @property {Uint8Array} street
 * @property {Set<number>} within
 * @property {number} limit metres
 * @property {number} speed metres per second
 * @property {string} walker whose pace, in words
 * @property {string} basis key of the sentence that says how it was measured
 * @property {LonLat[][] | null} lines streets within the limit
 * @property {(i: number) => LonLat[] | null} way to a site
 */

/**
 * The child's own pace, else the usual one.
 * @param {Sites} data
 * @param {State} state
 */
export const paceOf = (data, state) => (state.age === null ? data.walker : data.bands[state.age]);

/**
 * @param {Sites} data
 * @param {Walks | null} walks null where the place's streets are not known, or not yet
 * @param {State} state
 * @param {{ lon: number, lat: number }} at where the walk begins
 * @returns {Reached}
 */
export function measure(data, walks, state, { lon, lat }) {
  const pace = paceOf(data, state), straight = data.straight(lon, lat);
  /** @type {Reached} */
  const found = {
    straight, metres: straight.slice(), street: new Uint8Array(data.count), within: new Set(),
    limit: data.minutes * 60 * pace.speed_mps, speed: pace.speed_mps, walker: named(pace.zh, pace.en).text,
    basis: "basis_line", lines: null, way: (i) => (data.located(i) ? line(data, i, lon, lat) : null),
  };
  const rules = { arterials: pace.arterials, delay_m: data.crossing_delay_s * pace.speed_mps };
  const start = walks ? walks.join(lon, lat, rules) : null;
  if (walks && start) onStreets(found, data, walks, start, rules);
  else if (walks) found.basis = "basis_off";
  for (let i = 0; i < data.count; i += 1) {
    const rings = data.located(i) && straight[i] < NEAR_M ? data.rings(i) : null;
    if (rings && inside(rings, lon, lat)) {
      found.within.add(i);
      found.metres[i] = 0;
    }
  }
  return found;
}

/**
 * @param {Reached} found
 * @param {Sites} data
 * @param {Walks} walks
 * @param {Start} start
 * @param {Rules} rules
 */
function onStreets(found, data, walks, start, rules) {
  const field = walks.search(start, rules), { metres, door } = walks.toSites(field);
  for (let i = 0; i < data.count; i += 1) {
    if (Number.isNaN(metres[i])) continue; // the site meets no street: as the crow flies
    found.metres[i] = metres[i];
    found.street[i] = 1;
  }
  found.basis = "basis_street";
  found.lines = walks.within(field, found.limit);
  const [lon, lat] = start.from;
  found.way = (i) => {
    if (door[i] < 0 || !Number.isFinite(metres[i])) return data.located(i) ? line(data, i, lon, lat) : null;
    return walks.way(field, door[i], placeOf(data, i));
  };
}

/** @type {(data: Sites, i: number) => LonLat} */
const placeOf = (data, i) => [data.degrees[2 * i], data.degrees[2 * i + 1]];

/** @type {(data: Sites, i: number, lon: number, lat: number) => LonLat[]} */
const line = (data, i, lon, lat) => [[lon, lat], placeOf(data, i)];
