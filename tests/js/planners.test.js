// The planners' map: what a card says, which addresses it asks, what it takes from the page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CARDS } from "../../src/spaces/ui/assets/map/cards.js";

/** Sentences that are their own names, those with a number as `{n} name`. */
const NUMBERED = new Set(["people", "metres", "minutes", "km2", "percent", "field.rank"]);
/** @type {Record<string, string>} */
const WORDS = new Proxy({}, {
  get: (_, key) => (NUMBERED.has(String(key)) ? `{n} ${String(key)}` : String(key)),
});

/**
 * Title and rows that have a value.
 * @returns {[string, Record<string, any>]}
 */
const card = (/** @type {string} */ style, /** @type {Record<string, any>} */ properties) => {
  const [title, rows] = CARDS[style](properties, WORDS);
  const said = rows.filter(([, value]) => value !== undefined && value !== null && value !== "");
  return [title, Object.fromEntries(said)];
};

test("a site without a name says so; what is not known has no row", () => {
  assert.deepEqual(card("sites", { status: "built" }), ["unnamed", { "field.status": "status_name.built" }]);
  assert.deepEqual(card("sites", { name: "甲", kind: "公园", status: "built", year: 2022, lead: ["教育局", "住建局"] }),
    ["甲", {
      "field.kind": "公园", "field.status": "status_name.built", "field.year": 2022, "field.lead": "教育局between住建局",
    }]);
});

test("few children are hidden, none are a number, unknown ones no row", () => {
  assert.equal(card("cells", { few: true, children: 3, state: "covered" })[1]["field.children"], "few");
  assert.equal(card("cells", { children: 0, state: "covered" })[1]["field.children"], "0 people");
  assert.equal(card("cells", { children: 12345, state: "covered" })[1]["field.children"], "12,345 people");
  assert.ok(!("field.children" in card("cells", { state: "covered" })[1]));
});

test("a walk is told beside its circle, a circle alone by itself", () => {
  const walked = card("gaps", { rank: 2, nearest_m: 1800, straight_m: 700, why: "barrier", inside_percent: 40 });
  assert.deepEqual(walked, ["2 field.rank", {
    "field.walk_m": "1,800 metres", "field.straight_m": "700 metres", "field.why": "why.barrier",
    "field.inside": "40 percent",
  }]);
  assert.deepEqual(card("gaps", { rank: 1, nearest_m: 700 })[1], { "field.nearest_m": "700 metres" });
});

test("false comfort is a state of its own", () => {
  assert.equal(card("cells", { state: "beyond", false_comfort: true })[1]["field.state"], "state_name.false_comfort");
});

test("crossings to mend first are numbered, and say who guards them, not whether they are reached", () => {
  assert.deepEqual(card("school_crossings", { rank: 3, name: "路口", role: "unguarded", children: 20 }),
    ["3. 路口", { "school.guarding": "school.unguarded", "school.children": "20 people" }]);
  assert.equal(card("school_crossings", { role: "guarded" })[0], "school.crossing");
  assert.deepEqual(card("school_streets", { role: "treated", metres: 12.4 }),
    ["school.street", { "school.treatment": "school.treated", "school.length": "12 metres" }]);
});

/** @type {any} */
const world = globalThis;
world.window = { location: { href: "http://127.0.0.1/base/component/streamlit_folium.st_folium/index.html" } };
const { address, read } = await import("../../src/spaces/ui/assets/map/frame.js");

test("layers are asked of this application, under its own path, and nowhere else", () => {
  const own = address("layers/sites.geojson?place=1");
  assert.equal(own.href, "http://127.0.0.1/base/component/layers/sites.geojson?place=1".replace("/component", ""));
  for (const other of [
    "http://example.cn/layers/x", "//example.cn/layers/x", "/layers/x", "layers/../other", "data:text/html,layers/",
    "assets/x",
  ]) assert.throws(() => address(other), /not a layer/, other);
});

test("what the page asks for comes as base64 of JSON, and anything else as nothing", () => {
  const config = { title: "瑞安 <b>{{x}}</b>", layers: [] };
  const packed = Buffer.from(JSON.stringify(config)).toString("base64");
  assert.deepEqual(read(`<template data-spaces="${packed}"></template>`), config);
  for (const odd of ["", "<template></template>", 'data-spaces=""', 'data-spaces="<>"']) {
    assert.equal(read(odd), null, odd);
  }
});
