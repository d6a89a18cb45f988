// The address says what was chosen and nothing else; what is odd in an address is passed over.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fresh, read, written } from "../../src/spaces/public/assets/link.js";
import { town } from "./toys/town.js";

const data = town([{ id: "abc" }, { id: "def" }]);
/** @type {(state: Partial<ReturnType<typeof fresh>>, lang?: string) => string} */
const address = (state, lang = "zh") => written({ ...fresh(), ...state }, data, lang);

const CHOSEN = {
  age: 1, kinds: new Set(["park", "school"]), open: { day: 6, minute: 545 }, fac: new Set(["free", "cover"]),
  q: "河 &=?", at: { lon: 120.65, lat: 27.85, own: false }, walk: true, built: true, unknown: true, site: 1,
};

test("what was chosen comes back from the address", () => {
  for (const state of [{}, CHOSEN, { open: /** @type {const} */ ("now") }, { open: { day: 0, minute: null } }]) {
    assert.deepEqual(read(address(state), data), { ...fresh(), ...state });
  }
});

test("the address is short and readable", () => {
  assert.equal(address({}), "?place=990001");
  assert.equal(address({ age: 0, open: { day: 6, minute: 545 }, kinds: new Set(["park", "school"]) }),
    "?place=990001&age=0-2&kind=park,school&day=6&open=0905");
  assert.equal(address({}, "en"), "?place=990001&lang=en");
});

test("the phone's own place stays on the phone, and with it the walk from there", () => {
  const own = address({ at: { lon: 120.65, lat: 27.85, own: true }, walk: true });
  assert.equal(own, "?place=990001");
});

test("what is not understood is left out", () => {
  for (const odd of [
    "?age=x", "?age=99", "?kind=nothing", "?fac=gold", "?fac=constructor,toString,__proto__", "?open=2500",
    "?day=7&open=0900", "?open=0900", "?at=1",
    "?at=200,10", "?at=120,86", "?at=NaN,NaN", "?walk=1", "?built=yes", "?__proto__=1",
  ]) assert.deepEqual(read(odd, data), fresh(), odd);
  for (const odd of ["99", "2400", "0960", "09:00"]) {
    assert.deepEqual(read(`?day=3&open=${odd}`, data).open, { day: 3, minute: null }, odd);
  }
});

test("a site that is gone is said to be", () => {
  assert.equal(read("?site=gone", data).missing, true);
  assert.equal(read("?site=def", data).site, 1);
  assert.equal(read("?site=def", data).missing, false);
});

test("a long search is cut", () => {
  assert.equal(read(`?q=${"长".repeat(500)}`, data).q.length, 80);
});
