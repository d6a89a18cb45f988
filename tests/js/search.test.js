// Finding a site by what people type: names, addresses, kinds, parts of town, sounds and initials.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { Finder } from "../../src/spaces/public/assets/search.js";
import { having, place, town } from "./toys/town.js";
import { sayKeys } from "./toys/words.js";

const PINYIN = {
  玩: "wan", 具: "ju", 镇: "zhen", 重: "zhong chong", 庆: "qing", 路: "lu", 公: "gong", 园: "yuan", 西: "xi", 安: "an",
};
/** Steps of a square around a place, 200 m wide. */
const square = (/** @type {number} */ x, /** @type {number} */ y) => {
  const { lon, lat } = place(x - 100, y - 100), { lon: east, lat: north } = place(x + 100, y + 100);
  return [lon, lat, east - lon, 0, 0, north - lat, lon - east, 0, 0, lat - north];
};
const PARTS = [
  { zh: "河西街道", en: "Hexi", at: [120600000, 27800000], rings: [square(0, 0)] },
  { zh: "云江社区", en: "Yunjiang", at: [120700000, 27900000], rings: [square(9000, 9000)] },
];
const ROWS = [
  { zh: "重庆路公园", en: "Chongqing Road Park", address: "重庆路 12号", ...place(0, 0), area: 1 },
  { zh: "实验小学", en: "Trial School", kind: 1, fac: having("nursing_room"), ...place(5000, 0) },
  { zh: "西安园ＡＢ", fac: having("shade") },
];

/** @type {Finder} */
let finder;

/** Ids of the sites that some words find. */
const found = (/** @type {string} */ words) => {
  const meant = finder.asked(words);
  return meant && ROWS.map((_, i) => i).filter(meant);
};

before(async () => {
  await sayKeys({ fac_nursing_room: "母婴室", fac_cover: "遮阴或室内" });
  finder = new Finder(town(ROWS, { pinyin: PINYIN, outline: { own: [], parts: PARTS } }));
});

test("no words ask for nothing", () => {
  for (const words of ["", "  ", "，、,"]) assert.equal(found(words), null);
});

test("names, addresses and kinds in either language, wide letters as narrow ones", () => {
  assert.deepEqual(found("重庆"), [0]);
  assert.deepEqual(found("12号"), [0]);
  assert.deepEqual(found("学校"), [1]);
  assert.deepEqual(found("SCHOOL"), [1]);
  assert.deepEqual(found("ab"), [2]);
  assert.deepEqual(found("火星"), []);
});

test("several words must all be meant, each by anything", () => {
  assert.deepEqual(found("公园 重庆"), [0]);
  assert.deepEqual(found("学校，重庆"), []);
});

test("sounds in whole, as initials, mixed, and either reading of a letter", () => {
  for (const words of ["chongqing", "zhongqing", "cq", "cqlu", "chongql", "chong'qing"]) {
    assert.deepEqual(found(words), [0], words);
  }
  for (const words of ["cx", "qc", "chongqang"]) assert.deepEqual(found(words), [], words);
  assert.deepEqual(found("gongyuan"), [0, 2]); // the kind of both
  assert.deepEqual(found("xian"), [2]); // 西安, not one letter of that sound
  assert.deepEqual(found("xi'an"), [2]);
});

test("one letter of a sound finds nothing by sound", () => {
  assert.deepEqual(found("x"), []);
  assert.deepEqual(found("q"), [0]); // as a letter, in Chongqing
});

test("facilities by their name, a roof for shade too", () => {
  assert.deepEqual(found("母婴室"), [1]);
  assert.deepEqual(found("遮阴"), [2]);
});

test("the place itself means all of its sites", () => {
  for (const words of ["玩具", "玩具镇", "Toy", "wanju", "wj", "wjz"]) assert.deepEqual(found(words), [0, 1, 2], words);
});

test("a part of the place finds what lies in it, whatever the address says", () => {
  assert.deepEqual(found("河西"), [0]);
  assert.deepEqual(found("Hexi"), [0]);
});

test("parts without a site, and streets once they are known, are spots to look at", () => {
  assert.deepEqual(finder.spots("云江").map(({ zh, lon, lat }) => [zh, lon.toFixed(6), lat.toFixed(6)]),
    [["云江社区", "120.700000", "27.900000"]]);
  assert.deepEqual(finder.spots("河西"), []); // its sites are found
  assert.deepEqual(finder.spots("沙河"), []);
  finder.learn({ names: [["沙河大街", 120610000, 27810000]], pinyin: { 沙: "sha", 河: "he", 大: "da", 街: "jie" } });
  for (const words of ["沙河", "shahe", "shdj"]) {
    assert.deepEqual(finder.spots(words), [{ zh: "沙河大街", en: "", lon: 120.61, lat: 27.81, rings: null }], words);
  }
  assert.deepEqual(finder.spots("沙"), []); // one letter is too little
});
