// Which sites the reader asks for. A site says yes, no, or does not say: not knowing is no "no".
import { nextDay, openAt, timesOn } from "./hours.js";

export const FACILITIES = {
  free: ["free"],
  nursing_room: ["nursing_room"],
  child_toilet: ["child_toilet"],
  cover: ["shade", "indoor"],
  stroller: ["stroller"],
  wheelchair: ["wheelchair"],
  toilet: ["toilet"],
  water: ["water"],
  parking: ["parking"],
  english: ["english"],
  sign_language: ["sign_language"],
};
export const LANGUAGES = ["english", "sign_language"]; // what a family and the site can speak in
const YES = 1, UNKNOWN = 0, NO = -1;

function ageTest(data, band) {
  const [young, old] = band.ages;
  return (i) => {
    const from = data.from[i], to = data.to[i];
    if (from === null && to === null) return UNKNOWN;
    return (from === null || from <= old) && (to === null || to >= young) ? YES : NO;
  };
}

function openTest(data, when, now) {
  const date = when.date || nextDay(now, when.day);
  const states = data.openings.map(({ tables }) => {
    if (!tables) return UNKNOWN;
    const { times } = timesOn(tables, date, data.calendar);
    const open = when.minute === null ? times && times.length > 0
      : openAt(tables, date, when.minute, data.calendar).open;
    return open === null ? UNKNOWN : open ? YES : NO;
  });
  return (i) => (data.exists[data.status[i]] ? states[data.open[i]] : NO);
}

// What is asked, as {key, test}; the key is what a reader can take back.
export function asked(data, state, world) {
  const out = [];
  const add = (key, test) => out.push({ key, test });
  if (state.q) {
    const found = world.finder.asked(state.q);
    if (found) add("q", (i) => (found(i) ? YES : NO));
  }
  if (state.kinds.size) {
    const wanted = data.kinds.map((kind) => state.kinds.has(kind.id));
    add("kind", (i) => (wanted[data.kind[i]] ? YES : NO));
  }
  if (state.age !== null) add("age", ageTest(data, data.bands[state.age]));
  if (state.built) add("built", (i) => (data.exists[data.status[i]] ? YES : NO));
  const when = state.open === "now" ? world.now : state.open;
  if (when) add("open", openTest(data, when, world.now));
  for (const name of state.fac) {
    add(`fac:${name}`, (i) => (data.has(i, ...FACILITIES[name]) ? YES : UNKNOWN));
  }
  if (state.walk && world.reach) {
    const { metres, limit } = world.reach;
    add("walk", (i) => (data.located(i) ? (metres[i] <= limit ? YES : NO) : UNKNOWN));
  }
  return out;
}

// Sites that say yes to all; with `unknown` those that leave something open too.
export function matches(data, filters, unknown) {
  const rows = [];
  let open = 0;
  const count = filters.length;
  for (let i = 0; i < data.count; i += 1) {
    let least = YES;
    for (let k = 0; k < count && least !== NO; k += 1) least = Math.min(least, filters[k].test(i));
    if (least === YES) rows.push(i);
    else if (least === UNKNOWN) {
      open += 1;
      if (unknown) rows.push(i);
    }
  }
  return { rows, unknown: open };
}

// For "nothing found": what to take back so that most is found, best first.
export function loosening(data, filters) {
  return filters
    .map((one) => ({
      key: one.key, count: matches(data, filters.filter((other) => other !== one), false).rows.length,
    }))
    .filter((one) => one.count > 0)
    .sort((a, b) => b.count - a.count);
}

// Where a child can go comes first, then what is being built, then what has no place yet.
export function ordered(data, rows, metres) {
  const rank = (i) => (!data.located(i) ? 2 : data.exists[data.status[i]] ? 0 : 1);
  const far = metres ? (i) => (Number.isFinite(metres[i]) ? metres[i] : Infinity) : null;
  const ranks = new Map(rows.map((i) => [i, rank(i)]));
  const go = (i) => (data.kinds[data.kind[i]].go ? 1 : 0);
  return rows.sort((a, b) => ranks.get(a) - ranks.get(b)
    || (far ? far(a) - far(b) || 0 : 0)
    || go(b) - go(a) || data.known[b] - data.known[a] || a - b);
}
