// A site says yes, no, or does not say; not knowing is no "no".
/** @import { World } from "../../src/spaces/public/assets/filters.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { asked, loosening, matches, ordered } from "../../src/spaces/public/assets/filters.js";
import { nowAt } from "../../src/spaces/public/assets/hours.js";
import { fresh } from "../../src/spaces/public/assets/link.js";
import { having, place, town } from "./toys/town.js";

const DAILY = [[540, 1020]];
/** @type {any} */
const NINE_TO_FIVE = {
  from: 101, to: 1231, week: Array(7).fill(DAILY), holiday: Array(7).fill(null), festivals: {}, makeup: [DAILY, DAILY],
  moves: false,
};
const OPENINGS = [
  { text: "", tables: null, more: false }, { text: "9-17", tables: [NINE_TO_FIVE], more: false },
];
const ROWS = [
  { from: 3, to: 7, fac: having("free"), open: 1, ...place(0, 0) },
  { from: null, to: null, fac: having("free", "indoor"), ...place(500, 0) },
  { from: 7, to: null, kind: 1, status: 0, open: 1, ...place(100, 0) },
  { from: 2, to: 4, status: 3, fac: having("shade") },
];
const data = town(ROWS, { openings: OPENINGS });
const WORLD = /** @type {any} */ ({ now: nowAt(480, new Date("2026-11-30T02:00:00Z")), finder: null, reach: null });

/**
 * Rows that say yes, and how many do not say.
 * @param {Partial<import("../../src/spaces/public/assets/link.js").State>} state
 * @param {Partial<World>} world
 */
function found(state, world = {}) {
  const whole = { ...fresh(), ...state };
  const { rows, unknown } = matches(data, asked(data, whole, { ...WORLD, ...world }), whole.unknown);
  return [rows, unknown];
}

test("nothing asked finds all", () => assert.deepEqual(found({}), [[0, 1, 2, 3], 0]));

test("an age that is not said is no age that does not fit", () => {
  assert.deepEqual(found({ age: 0 }), [[3], 1]); // 0 to 2
  assert.deepEqual(found({ age: 1 }), [[0, 2], 1]); // 7 to 9
  assert.deepEqual(found({ age: 1, unknown: true }), [[0, 1, 2], 1]);
});

test("a facility that is not listed is not known; any of several will do", () => {
  assert.deepEqual(found({ fac: new Set(["free"]) }), [[0, 1], 2]);
  assert.deepEqual(found({ fac: new Set(["cover"]) }), [[1, 3], 2]); // indoor, shade
  assert.deepEqual(found({ fac: new Set(["free", "cover"]) }), [[1], 3]);
});

test("what is only planned is not open and not built", () => {
  assert.deepEqual(found({ built: true }), [[0, 1, 3], 0]);
  assert.deepEqual(found({ open: "now" }), [[0], 2]); // Monday, ten o'clock
  assert.deepEqual(found({ open: { day: 0, minute: 1200 } }), [[], 2]);
  assert.deepEqual(found({ open: { day: 6, minute: null } }), [[0], 2]);
});

test("a no outweighs what is not said", () => {
  assert.deepEqual(found({ kinds: new Set(["school"]), age: 0 }), [[], 0]);
});

test("within the walk: what has no place cannot be said to lie beyond it", () => {
  const reach = /** @type {any} */ ({ metres: Float64Array.from([500, 501, Infinity, NaN]), limit: 500 });
  assert.deepEqual(found({ walk: true }, { reach }), [[0], 1]);
  assert.deepEqual(found({ walk: true }), [[0, 1, 2, 3], 0]); // no start: nothing is asked yet
});

test("what to take back when nothing is found: what frees most first", () => {
  const state = { ...fresh(), age: 0, kinds: new Set(["park"]), fac: new Set(["free"]) };
  const filters = asked(data, state, WORLD);
  assert.deepEqual(matches(data, filters, false).rows, []);
  assert.deepEqual(loosening(data, filters), [{ key: "age", count: 2 }, { key: "fac:free", count: 1 }]);
});

test("places to go to come first, what is to come next, what has no place last", () => {
  assert.deepEqual(ordered(data, [3, 2, 1, 0], null), [0, 1, 2, 3]);
  const metres = Float64Array.from([900, 100, 50, NaN]);
  assert.deepEqual(ordered(data, [3, 2, 1, 0], metres), [1, 0, 2, 3]);
  assert.deepEqual(ordered(data, [0, 1], Float64Array.from([Infinity, 3])), [1, 0]);
  const [school, park, known] = [{ kind: 1, ...place(0, 0) }, place(0, 0), { address: "河东路", ...place(0, 0) }];
  assert.deepEqual(ordered(town([school, park, known]), [0, 1, 2], null), [2, 1, 0]); // of known ones more is said
});
