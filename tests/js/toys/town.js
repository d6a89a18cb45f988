// A small town for the scripts: a page without a browser, a few sites, streets drawn by hand.
/** @import { Columns, Payload } from "../../../src/spaces/public/assets/payload.ts" */
import { Sites } from "../../../src/spaces/public/assets/data.js";
import { perDegree } from "../../../src/spaces/graphics/scripts/projection.js";

/** A site that says nothing of itself. */
const PLAIN = {
  id: "", zh: "", en: "", kind: 0, status: 2, year: null, address: "", area: 0, from: null, to: null,
  fac: 0, open: 0, demo: 0, seen: null, by: 0, lon: null, lat: null,
};
export const FACILITIES = ["free", "nursing_room", "child_toilet", "shade", "indoor", "english"];
export const HERE = { lon: 120.6, lat: 27.8 };

/** @typedef {Partial<Record<keyof Columns, any>>} Row */

/**
 * What the map is given.
 * @param {Row[]} rows
 * @param {Partial<Payload>} more
 * @returns {Payload}
 */
export function payload(rows, more = {}) {
  const whole = rows.map((row, i) => ({ ...PLAIN, id: `s${i}`, ...row }));
  /** @type {Record<string, any[]>} */
  const columns = {};
  for (const name of Object.keys(PLAIN)) columns[name] = whole.map((row) => /** @type {any} */ (row)[name]);
  return /** @type {Payload} */ ({
    place: { code: "990001", zh: "玩具镇", en: "Toytown" },
    center: [HERE.lon, HERE.lat], as_of: "2026-11-30", approval: "", utc_offset_min: 480, web: "",
    calendar: { first: "2026-01-01", last: "2026-12-31", days: {}, known: 2026, source: "toy" },
    languages: [{ code: "zh", name: "中文", tag: "zh-CN" }, { code: "en", name: "English", tag: "en" }],
    keeper: { zh: "", en: "" }, report: { url: "", mail: "" }, minutes: 15, crossing_delay_s: 0,
    walker: { zh: "大人带孩子", en: "adult with a child", speed_mps: 1, arterials: "allowed" },
    bands: [
      { zh: "幼儿", en: "toddler", speed_mps: 0.8, arterials: "allowed", ages: [0, 2] },
      { zh: "学生", en: "pupil", speed_mps: 1.2, arterials: "not_across", ages: [7, 9] },
    ],
    outline: { own: [], parts: [] }, walk: null,
    kinds: [
      { id: "park", zh: "公园", en: "Park", letter: "园", shape: "circle", color: "#1b7837", go: true },
      { id: "school", zh: "学校", en: "School", letter: "学", shape: "square", color: "#0b4f8a", go: false },
    ],
    facilities: FACILITIES, statuses: ["planned", "building", "built", "certified"],
    areas: ["", "河东街道"], checkers: [""], openings: [{ text: "", tables: null, more: false }],
    pinyin: {}, shapes: {}, sites: columns, ...more,
  });
}

/** @type {(rows: Row[], more?: Partial<Payload>) => Sites} */
export const town = (rows, more = {}) => new Sites(payload(rows, more));

/** @type {(...names: string[]) => number} */
export const having = (...names) => names.reduce((bits, name) => bits | (1 << FACILITIES.indexOf(name)), 0);

const [KX, KY] = perDegree(HERE.lat);

/**
 * Metres east and north of the middle, in degrees.
 * @type {(x: number, y: number) => [number, number]}
 */
export const at = (x, y) => [HERE.lon + x / KX, HERE.lat + y / KY];

/** @type {(x: number, y: number) => { lon: number, lat: number }} whole millionths, as a site's columns have them */
export function place(x, y) {
  const [lon, lat] = at(x, y);
  return { lon: Math.round(lon * 1e6), lat: Math.round(lat * 1e6) };
}

/** @typedef {[x: number, y: number]} XY */
/** @typedef {{ u: number, v: number, flags?: number, bend?: XY[], last?: boolean }} Street corners by position */
/** @typedef {{ edge: number, site: number, share: number, leg: number }} Door */

/**
 * Packs streets as walk_pack.py does.
 * @param {{ corners: XY[], marks?: number[], streets: Street[], doors: Door[], sites: number, water?: XY[][] }} drawn
 * @returns {ArrayBuffer}
 */
export function pack({ corners, marks = [], streets, doors, sites, water = [] }) {
  const lines = streets.map(({ u, v, bend = [] }) => [corners[u], ...bend, corners[v]]);
  const long = lines.map((line) => line.slice(1)
    .reduce((sum, [x, y], k) => sum + Math.hypot(x - line[k][0], y - line[k][1]), 0));
  /** @type {(pairs: XY[], axis: 0 | 1) => number[]} */
  const steps = (pairs, axis) => {
    const whole = pairs.map(([x, y]) => Math.round(at(x, y)[axis] * 1e7));
    return whole.map((value, k) => value - (k ? whole[k - 1] : 0));
  };
  /** @type {(rule: string) => [string, string, number[]][]} */
  const doorArrays = (rule) => [
    [`${rule}_door_edge`, "Uint32", doors.map((d) => d.edge)],
    [`${rule}_door_site`, "Uint32", doors.map((d) => d.site)],
    [`${rule}_door_share`, "Uint16", doors.map((d) => Math.round(d.share * 65535))],
    [`${rule}_door_leg_cm`, "Uint16", doors.map((d) => d.leg * 100)],
    [`${rule}_last`, "Uint8", streets.map((street) => (street.last ? 1 : 0))],
  ];
  /** @type {[name: string, type: string, values: number[]][]} */
  const arrays = [
    ["u", "Uint32", streets.map((s) => s.u)], ["v", "Uint32", streets.map((s) => s.v)],
    ["length_cm", "Uint32", long.map((m) => Math.round(m * 100))],
    ["points", "Uint16", lines.map((line) => line.length)],
    ["flags", "Uint8", streets.map((s) => s.flags || 0)],
    ["node_flags", "Uint8", corners.map((_, n) => marks[n] || 0)],
    ["lon", "Int32", steps(lines.flat(), 0)], ["lat", "Int32", steps(lines.flat(), 1)],
    ["barrier_points", "Uint32", water.map((line) => line.length)], ["barrier_area", "Uint32", water.map(() => 0)],
    ["barrier_lon", "Int32", steps(water.flat(), 0)], ["barrier_lat", "Int32", steps(water.flat(), 1)],
    ...["allowed", "not_along", "not_across"].flatMap(doorArrays),
  ];
  const head = {
    version: 2, unit_deg: 1e-7, join_limit_m: 250, shares: 65535, notice: "", demo: true, sites,
    nodes: corners.length, streets: { names: [], pinyin: {} },
    arrays: arrays.map(([name, type, values]) => [name, type, values.length]),
  };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const room = Math.ceil(text.length / 4) * 4;
  /** @type {Record<string, any>} */
  const types = { Uint32: Uint32Array, Int32: Int32Array, Uint16: Uint16Array, Uint8: Uint8Array };
  const parts = arrays.map(([, type, values]) => new Uint8Array(new types[type](values).buffer));
  const out = new Uint8Array(8 + room + parts.reduce((sum, part) => sum + Math.ceil(part.length / 4) * 4, 0));
  out.set(new TextEncoder().encode("CFSW"));
  new DataView(out.buffer).setUint32(4, room, true);
  out.fill(32, 8, 8 + room);
  out.set(text, 8);
  let begin = 8 + room;
  for (const part of parts) {
    out.set(part, begin);
    begin += Math.ceil(part.length / 4) * 4;
  }
  return out.buffer;
}
