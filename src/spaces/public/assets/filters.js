// Which sites the reader asks for. A site says yes, no, or does not say: not knowing is no "no".
/** @import { Sites } from "./data.js" */
/** @import { Now } from "./hours.js" */
/** @import { State, When } from "./link.js" */
/** @import { Band } from "./payload.ts" */
/** @import { Finder } from "./search.js" */
/** @import { Reached } from "./start.js" */
import { nextDay, openAt, timesOn } from "./hours.js";

/** What a reader can ask for, and what a site may have that answers it. */
export const FACILITIES = new Map([
  ["free", ["free"]],
  ["nursing_room", ["nursing_room"]],
  ["child_toilet", ["child_toilet"]],
  ["cover", ["shade", "indoor"]],
  ["stroller", ["stroller"]],
  ["wheelchair", ["wheelchair"]],
  ["toilet", ["toilet"]],
  ["water", ["water"]],
  ["parking", ["parking"]],
  ["english", ["english"]],
  ["sign_language", ["sign_language"]],
]);
export const LANGUAGES = ["english", "sign_language"]; // what a family and the site can speak in
const YES = 1, UNKNOWN = 0, NO = -1;

/** @typedef {(i: number) => number} Test YES, UNKNOWN or NO of site i */
/** @typedef {{ key: string, test: Test }} Filter the key is what a reader can take back */
/**
 * What an answer depends on besides the sites; `when`: another moment than now that was asked for.
 * @typedef {{ now: Now, finder: Finder, reach: Reached | null, when: When | null }} World
 */

/** @type {(yes: boolean) => number} */
const plainly = (yes) => (yes ? YES : NO);

/** @type {(data: Sites, band: Band) => Test} */
function ageTest(data, band) {
  const [young, old] = band.ages;
  return (i) => {
    const from = data.from[i], to = data.to[i];
    if (from === null && to === null) return UNKNOWN;
    return plainly((from === null || from <= old) && (to === null || to >= young));
  };
}

/** @type {(data: Sites, when: Now | When, now: Now) => Test} */
function openTest(data, when, now) {
  const date = "date" in when ? when.date : nextDay(now, when.day), { minute } = when;
  const states = data.openings.map(({ tables }) => {
    if (!tables) return UNKNOWN;
    const { times } = timesOn(tables, date, data.calendar);
    const open = minute === null ? times && times.length > 0 : openAt(tables, date, minute, data.calendar).open;
    return open === null ? UNKNOWN : plainly(open);
  });
  return (i) => (data.exists[data.status[i]] ? states[data.open[i]] : NO);
}

/**
 * What is asked, one filter for each thing.
 * @param {Sites} data
 * @param {State} state
 * @param {Pick<World, "now" | "finder" | "reach">} world
 * @returns {Filter[]}
 */
export function asked(data, state, world) {
  /** @type {Filter[]} */
  const out = [];
  /** @type {(key: string, test: Test) => void} */
  const add = (key, test) => {
    out.push({ key, test });
  };
  const found = state.q ? world.finder.asked(state.q) : null;
  if (found) add("q", (i) => plainly(found(i)));
  if (state.kinds.size) {
    const wanted = data.kinds.map((kind) => state.kinds.has(kind.id));
    add("kind", (i) => plainly(wanted[data.kind[i]]));
  }
  if (state.age !== null) add("age", ageTest(data, data.bands[state.age]));
  if (state.built) add("built", (i) => plainly(data.exists[data.status[i]]));
  const when = state.open === "now" ? world.now : state.open;
  if (when) add("open", openTest(data, when, world.now));
  for (const name of state.fac) {
    const any = FACILITIES.get(name) || [];
    add(`fac:${name}`, (i) => (data.has(i, ...any) ? YES : UNKNOWN));
  }
  if (state.walk && world.reach) {
    const { metres, limit } = world.reach;
    add("walk", (i) => (data.located(i) ? plainly(metres[i] <= limit) : UNKNOWN));
  }
  return out;
}

/**
 * Sites that say yes to all, and how many leave something open; these too with `unknown`.
 * @param {Sites} data
 * @param {Filter[]} filters
 * @param {boolean} unknown
 */
export function matches(data, filters, unknown) {
  const rows = [], count = filters.length;
  let open = 0;
  for (let i = 0; i < data.count; i += 1) {
    let least = YES;
    for (let k = 0; k < count && least !== NO; k += 1) least = Math.min(least, filters[k].test(i));
    if (least === UNKNOWN) open += 1;
    if (least === YES || (least === UNKNOWN && unknown)) rows.push(i);
  }
  return { rows, unknown: open };
}

/**
 * For "nothing found": what to take back so that most is found, best first.
 * @param {Sites} data
 * @param {Filter[]} filters
 */
export function loosening(data, filters) {
  return filters
    .map((one) => ({
      key: one.key, count: matches(data, filters.filter((other) => other !== one), false).rows.length,
    }))
    .filter((one) => one.count > 0)
    .sort((a, b) => b.count - a.count);
}

/**
 * Where a child can go comes first, then what is being built, then what has no place yet.
 * @param {Sites} data
 * @param {number[]} rows sorted in place
 * @param {Float64Array | null} metres
 */
export function ordered(data, rows, metres) {
  /** @type {(i: number) => number} */
  const rank = (i) => (!data.located(i) ? 2 : data.exists[data.status[i]] ? 0 : 1);
  /** @type {(i: number) => number} */
  const far = (i) => (metres && Number.isFinite(metres[i]) ? metres[i] : Infinity);
  /** @type {(i: number) => number} */
  const go = (i) => (data.kinds[data.kind[i]].go ? 1 : 0);
  const ranks = new Int8Array(data.count);
  for (const i of rows) ranks[i] = rank(i);
  return rows.sort((a, b) => ranks[a] - ranks[b]
    || (metres ? far(a) - far(b) || 0 : 0)
    || go(b) - go(a) || data.known[b] - data.known[a] || a - b);
}
