// Sites as columns, places on the map, and whether a point lies within.
import assert from "node:assert/strict";
import { test } from "node:test";
import { perDegree, pixelsPerMetre, worldXY } from "../../src/spaces/graphics/scripts/projection.js";
import { degrees, inside, worldPath } from "../../src/spaces/public/assets/data.js";
import { HERE, at, having, place, town } from "./toys/town.js";

/** @type {(got: number, right: number, within: number) => void} */
const near = (got, right, within) => assert.ok(Math.abs(got - right) <= within, `${got}, not ${right}`);

test("the world at zoom 0 is 256 pixels, its middle at 0, 0", () => {
  assert.deepEqual(worldXY(0, 0), [128, 128]);
  near(worldXY(180, 0)[0], 256, 1e-9);
  near(worldXY(0, 85)[1], 128 - (128 / Math.PI) * Math.log(Math.tan((87.5 * Math.PI) / 180)), 1e-9);
  assert.deepEqual(worldXY(10, 89), worldXY(10, 85));
  assert.deepEqual(worldXY(10, -89), worldXY(10, -85));
});

test("a degree is as long as the ellipsoid says", () => {
  const [east, north] = perDegree(0), [east60, north60] = perDegree(60);
  near(east, 111_319.491, 0.001);
  near(north, 110_574.276, 0.001);
  near(east60, 55_800, 1);
  near(north60, 111_412, 1);
});

test("a metre takes twice the pixels one zoom closer, and more of them farther north", () => {
  near(pixelsPerMetre(0, 0), 256 / 40_075_016.686, 1e-12);
  near(pixelsPerMetre(30, 11) / pixelsPerMetre(30, 10), 2, 1e-12);
  near(pixelsPerMetre(60, 10) / pixelsPerMetre(0, 10), 2, 1e-9);
});

test("steps lead along a path", () => {
  assert.deepEqual(degrees([120_000_000, 27_000_000, 500_000, -1_000_000]), [[120, 27], [120.5, 26]]);
  const flat = worldPath([120_000_000, 27_000_000, 500_000, -1_000_000]);
  assert.deepEqual([...flat], [...worldXY(120, 27), ...worldXY(120.5, 26)]);
});

test("within an area, but not in its hole", () => {
  /** @type {(half: number) => [number, number][]} */
  const ring = (half) => [at(-half, -half), at(half, -half), at(half, half), at(-half, half), at(-half, -half)];
  const rings = [ring(100), ring(40)];
  assert.equal(inside(rings, ...at(70, 0)), true);
  assert.equal(inside(rings, ...at(0, 0)), false);
  assert.equal(inside(rings, ...at(101, 0)), false);
  assert.equal(inside([], 0, 0), false);
});

test("a site without a place has none anywhere", () => {
  const data = town([{ ...place(300, 400) }, {}]);
  assert.deepEqual([data.located(0), data.located(1)], [true, false]);
  const far = data.straight(HERE.lon, HERE.lat);
  near(far[0], 500, 0.2);
  assert.ok(Number.isNaN(far[1]));
  near(data.away(HERE.lon, HERE.lat), 500, 0.2);
  assert.equal(town([{}]).away(HERE.lon, HERE.lat), 0);
});

test("within the place's own outline nobody is away", () => {
  const { lon, lat } = place(-100, -100), { lon: east, lat: north } = place(100, 100);
  const own = [[lon, lat, east - lon, 0, 0, north - lat, lon - east, 0, 0, lat - north]];
  assert.equal(town([{ ...place(300, 400) }], { outline: { own, parts: [] } }).away(HERE.lon, HERE.lat), 0);
});

test("what is known of a site is what it says", () => {
  const data = town([
    { address: "河东路", from: 0, fac: having("free", "child_toilet"), open: 1, ...place(0, 0) }, {},
  ]);
  const known = data.facts(0).filter(([, yes]) => yes).map(([key]) => key);
  assert.deepEqual(known, ["place", "address", "age", "hours", "free", "toilet"]);
  assert.deepEqual([...data.known], [6, 0]);
  assert.equal(data.has(0, "free"), true);
  assert.equal(data.has(0, "english", "nursing_room"), false);
  assert.equal(data.has(0, "unheard of"), false);
});
