// Walks on streets drawn by hand, every length done in the head. tests/spaces/public/
// test_walk_script.py holds the same search to the product's own engine.
//
//   y 200   3 ───── 4 ───── 5       an arterial runs from 1 to 4; the corner 4 has lights
//           │       ║       │
//   y   0   0 ───── 1 ───── 2       x: 0, 200, 400
/** @import { Street, XY } from "./toys/town.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Streets } from "../../src/spaces/public/assets/streets.js";
import { Walks } from "../../src/spaces/public/assets/walk.js";
import { at, pack } from "./toys/town.js";

const ARTERIAL = 1, BRIDGE = 4, CROSSING = 2, GUARDED = 4;
/** @type {XY[]} */
const CORNERS = [[0, 0], [200, 0], [400, 0], [0, 200], [200, 200], [400, 200]];
const MARKS = [0, CROSSING, 0, 0, CROSSING | GUARDED, 0];
/** @type {Street[]} */
const STREETS = [
  { u: 0, v: 1 }, { u: 1, v: 2 }, { u: 0, v: 3 }, { u: 3, v: 4 }, { u: 4, v: 5 }, { u: 2, v: 5 },
  { u: 1, v: 4, flags: ARTERIAL },
];
// Site 0 stands at the middle of street 1, 20 m off; site 1 at the end of street 3; site 2 nowhere.
const DOORS = [{ edge: 1, site: 0, share: 0.5, leg: 20 }, { edge: 3, site: 1, share: 1, leg: 0 }];

/**
 * Whole metres east and north of the middle.
 * @type {(at: [number, number]) => XY}
 */
const xy = ([lon, lat]) => [
  Math.round((lon - at(0, 0)[0]) / (at(1, 0)[0] - at(0, 0)[0])) + 0, // no -0
  Math.round((lat - at(0, 0)[1]) / (at(0, 1)[1] - at(0, 0)[1])) + 0,
];

/** @param {Partial<Parameters<typeof pack>[0]>} more */
const walks = (more = {}) => new Walks(new Streets(
  pack({ corners: CORNERS, marks: MARKS, streets: STREETS, doors: DOORS, sites: 3, ...more })));

/**
 * Metres to the sites from a place, null where it meets no street.
 * @param {Walks} town
 * @param {XY} from
 * @param {Partial<import("../../src/spaces/public/assets/snap.js").Rules>} rules
 */
function metres(town, [x, y], rules = {}) {
  const whole = { arterials: "allowed", delay_m: 0, ...rules };
  const start = town.join(...at(x, y), whole);
  if (!start) return null;
  const { metres: far } = town.toSites(town.search(start, whole));
  return Array.from(far, (m) => (Number.isFinite(m) ? Math.round(m) : m));
}

test("legs, streets and doors add up; a site that meets no street is not a number", () => {
  // 10 m to street 0, 100 m to corner 1; then 100 m along street 1 and 20 m to the door, or 200 m on.
  assert.deepEqual(metres(walks(), [100, -10]), [230, 310, NaN]);
});

test("on the street of the site the way is direct", () => {
  assert.deepEqual(metres(walks(), [290, 5])?.[0], 35); // 5 + 10 + 20
  assert.deepEqual(metres(walks(), [310, -5])?.[0], 35);
});

test("half of a crossing is paid on the way in, half on the way out", () => {
  assert.equal(metres(walks(), [100, 0], { delay_m: 30 })?.[0], 250); // 220, straight across at 1
  // Along the arterial: in at 1, out at 4, both halves; to the site at 4 itself street 3 is entered.
  assert.equal(metres(walks(), [150, 0], { delay_m: 30 })?.[1], 280);
});

test("who walks along no arterial goes around it, who crosses none without lights farther still", () => {
  assert.equal(metres(walks(), [150, 0])?.[1], 250); // 50 + 200 along the arterial
  assert.equal(metres(walks(), [150, 0], { arterials: "not_along" })?.[1], 550); // 150 + 200 + 200
  // From street 0 to street 1 there is only the way over the lights at 4.
  assert.equal(metres(walks(), [150, 0], { arterials: "not_along" })?.[0], 170);
  assert.equal(metres(walks(), [150, 0], { arterials: "not_across" })?.[0], 150 + 200 + 200 + 200 + 200 + 100 + 20);
});

test("a place beyond the limit meets no street, one within the water's bank the next one", () => {
  assert.equal(metres(walks(), [100, -251]), null);
  assert.notEqual(metres(walks(), [100, -249]), null);
  /** @type {XY[]} */
  const river = [[-500, -20], [900, -20]];
  assert.equal(metres(walks({ water: [river] }), [100, -40]), null);
  /** @type {XY[]} */
  const ditch = [[20, 5], [180, 5]]; // street 0 is nearer, street 2 on this side
  assert.equal(metres(walks({ water: [ditch] }), [40, 10])?.[1], 40 + 190 + 200);
});

test("nobody joins a bridge on the way", () => {
  const bridged = STREETS.map((street, e) => (e === 0 ? { ...street, flags: BRIDGE } : street));
  const start = walks({ streets: bridged }).join(...at(100, -10));
  assert.notEqual(start, null);
  assert.notEqual(start?.edge, 0);
});

test("a start at an end of the grid finds its street past the western edge", () => {
  assert.equal(metres(walks(), [-100, 0])?.[0], 100 + 200 + 100 + 20);
});

test("the way begins at the start, ends at the site and is as long as was said", () => {
  const town = walks(), start = town.join(...at(100, -10));
  assert.ok(start);
  const field = town.search(start), { door, metres: far } = town.toSites(field);
  const end = at(300, 20), way = town.way(field, door[0], end);
  assert.deepEqual(way[0], at(100, -10));
  assert.deepEqual(way[way.length - 1], end);
  const line = way.map(xy);
  const long = line.slice(1).reduce((sum, [x, y], k) => sum + Math.hypot(x - line[k][0], y - line[k][1]), 0);
  assert.ok(Math.abs(long - far[0]) < 3, `${long} and ${far[0]}`); // of whole metres
});

test("streets within a walk are whole, or cut where the walk ends", () => {
  const town = walks(), start = town.join(...at(100, 0));
  assert.ok(start);
  const near = town.within(town.search(start), 150);
  const ends = near.flat().map((end) => xy(end).join());
  // All of street 0; 50 m of the streets 1 and 2 and of the arterial.
  for (const end of ["0,0", "200,0", "250,0", "0,50", "200,50"]) assert.ok(ends.includes(end), `${end} of ${ends}`);
  assert.ok(!ends.includes("400,0"));
});

test("a walk that reaches all shows each street once", () => {
  const town = walks(), start = town.join(...at(100, 0));
  assert.ok(start);
  assert.equal(town.within(town.search(start), 700).length, STREETS.length);
});

test("a bend is part of the way, and a share of a street is one of its length", () => {
  /** @type {XY} */
  const corner = [200, -300], other = /** @type {XY} */ ([400, -300]); // 300 m down, 200 m on, 300 m up
  const bent = STREETS.map((street, e) => (e === 1 ? { u: 1, v: 2, bend: [corner, other] } : street));
  const { streets } = walks({ streets: bent });
  assert.equal(streets.length[1], 800);
  /** @type {(from: number, to: number) => XY[]} */
  const part = (from, to) => streets.part(1, from, to).map(xy);
  assert.deepEqual(part(0.25, 0.5), [[200, -200], [200, -300], [300, -300]]);
  assert.deepEqual(part(1, 0.75), [[400, 0], [400, -200]]);
});

test("what is not a walking network is refused", () => {
  assert.throws(() => new Streets(new TextEncoder().encode("<!doctype html>......").buffer), /not a walking network/);
});
