// All that a reader chose stands in the address, so that it can be sent on; where the phone
// itself is never does.
/** @import { Sites } from "./data.js" */
/** @import { Band } from "./payload.ts" */
import { FACILITIES } from "./filters.js";

/** @typedef {{ day: number, minute: number | null }} When a day of the week, Monday 0, and a minute of it or none */
/**
 * Where a walk begins; `own`: the phone's own place, `rough_m`: how inexact that is, where it matters.
 * @typedef {{ lon: number, lat: number, own: boolean, rough_m?: number }} At
 */
/**
 * What a reader chose. `age` and `site` are positions; `missing`: the address named a site that is gone.
 * @typedef {object} State
 * @property {string | null} lang
 * @property {number | null} age
 * @property {Set<string>} kinds
 * @property {"now" | When | null} open
 * @property {Set<string>} fac
 * @property {string} q
 * @property {At | null} at
 * @property {boolean} walk
 * @property {boolean} built
 * @property {boolean} unknown
 * @property {number | null} site
 * @property {boolean} missing
 */

const LONGEST = 80; // letters of a search

/** @returns {State} */
export const fresh = () => ({
  lang: null, age: null, kinds: new Set(), open: null, fac: new Set(), q: "", at: null,
  walk: false, built: false, unknown: false, site: null, missing: false,
});

/** @param {string} text */
export const searchOf = (text) => text.slice(0, LONGEST);

/**
 * What an address asks for; anything that is not understood is left out.
 * @param {string} search
 * @param {Sites} data
 * @returns {State}
 */
export function read(search, data) {
  const asked = new URLSearchParams(search), state = fresh();
  /** @type {(name: string) => string} */
  const text = (name) => asked.get(name) || "";
  const kinds = new Set(data.kinds.map((kind) => kind.id));
  state.lang = asked.get("lang");
  state.age = bandOf(text("age"), data.bands);
  state.kinds = new Set(text("kind").split(",").filter((id) => kinds.has(id)));
  state.fac = new Set(text("fac").split(",").filter((name) => FACILITIES.has(name)));
  state.open = whenOf(text("open"), text("day"));
  state.q = searchOf(text("q"));
  state.at = pointOf(text("at"));
  state.walk = text("walk") === "1" && state.at !== null;
  state.built = text("built") === "1";
  state.unknown = text("unknown") === "1";
  const site = data.at.get(text("site"));
  state.site = site === undefined ? null : site;
  state.missing = asked.has("site") && site === undefined;
  return state;
}

/** @type {(text: string, bands: Band[]) => number | null} */
function bandOf(text, bands) {
  const age = Number.parseInt(text, 10);
  const found = bands.findIndex(({ ages }) => age >= ages[0] && age <= ages[1]);
  return found < 0 ? null : found;
}

/**
 * open=now; or day=0..6 (Monday first) with open=HHMM or without.
 * @type {(open: string, day: string) => State["open"]}
 */
function whenOf(open, day) {
  if (open === "now") return "now";
  if (!/^[0-6]$/.test(day)) return null;
  const found = /^([01]\d|2[0-3])([0-5]\d)$/.exec(open);
  return { day: Number(day), minute: found ? Number(found[1]) * 60 + Number(found[2]) : null };
}

/** @type {(text: string) => At | null} */
function pointOf(text) {
  const [lon, lat] = text.split(",").map(Number);
  const sound = text && Number.isFinite(lon) && Number.isFinite(lat)
    && Math.abs(lon) <= 180 && Math.abs(lat) <= 85;
  return sound ? { lon, lat, own: false } : null;
}

/**
 * The address of what was chosen, from the question mark on.
 * @param {State} state
 * @param {Sites} data
 * @param {string} lang language that is shown
 * @param {string} place code
 */
export function written(state, data, lang, place = data.place.code) {
  const out = new URLSearchParams({ place });
  if (lang !== data.languages[0].code || state.lang) out.set("lang", lang);
  if (state.age !== null) out.set("age", data.bands[state.age].ages.join("-"));
  if (state.kinds.size) out.set("kind", [...state.kinds].join(","));
  if (state.open === "now") out.set("open", "now");
  else if (state.open) {
    const { day, minute } = state.open;
    out.set("day", String(day));
    if (minute !== null) {
      out.set("open", [Math.floor(minute / 60), minute % 60].map((n) => String(n).padStart(2, "0")).join(""));
    }
  }
  if (state.fac.size) out.set("fac", [...state.fac].join(","));
  if (state.q) out.set("q", state.q);
  const told = state.at && !state.at.own ? state.at : null; // the phone's own place stays on the phone
  if (told) out.set("at", `${told.lon.toFixed(5)},${told.lat.toFixed(5)}`);
  if (state.walk && told) out.set("walk", "1");
  if (state.built) out.set("built", "1");
  if (state.unknown) out.set("unknown", "1");
  if (state.site !== null) out.set("site", data.id[state.site]);
  return `?${out.toString().replaceAll("%2C", ",")}`;
}
