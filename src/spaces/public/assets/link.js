// All that a reader chose stands in the address, so that it can be sent on; where the phone
// itself is never does.
import { FACILITIES } from "./filters.js";

export function fresh() {
  return {
    lang: null, age: null, kinds: new Set(), open: null, fac: new Set(), q: "", at: null,
    walk: false, built: false, unknown: false, site: null,
  };
}

export function read(search, data) {
  const asked = new URLSearchParams(search);
  const state = fresh();
  const kinds = new Set(data.kinds.map((kind) => kind.id));
  state.lang = asked.get("lang");
  state.age = bandOf(asked.get("age"), data.bands);
  state.kinds = new Set((asked.get("kind") || "").split(",").filter((id) => kinds.has(id)));
  state.fac = new Set((asked.get("fac") || "").split(",").filter((name) => name in FACILITIES));
  state.open = whenOf(asked.get("open"), asked.get("day"));
  state.q = (asked.get("q") || "").slice(0, 80);
  state.at = pointOf(asked.get("at"));
  state.walk = asked.get("walk") === "1" && state.at !== null;
  state.built = asked.get("built") === "1";
  state.unknown = asked.get("unknown") === "1";
  const site = data.at.get(asked.get("site") || "");
  state.site = site === undefined ? null : site;
  state.missing = asked.has("site") && site === undefined;
  return state;
}

function bandOf(text, bands) {
  const age = Number.parseInt(text, 10);
  const found = bands.findIndex(({ ages }) => age >= ages[0] && age <= ages[1]);
  return found < 0 ? null : found;
}

// open=now; or day=0..6 (Monday first) with open=HHMM or without.
function whenOf(open, day) {
  if (open === "now") return "now";
  if (!/^[0-6]$/.test(day || "")) return null;
  const found = /^([01]\d|2[0-3])([0-5]\d)$/.exec(open || "");
  return { day: Number(day), minute: found ? Number(found[1]) * 60 + Number(found[2]) : null };
}

function pointOf(text) {
  const [lon, lat] = (text || "").split(",").map(Number);
  const sound = text && Number.isFinite(lon) && Number.isFinite(lat)
    && Math.abs(lon) <= 180 && Math.abs(lat) <= 85;
  return sound ? { lon, lat, own: false } : null;
}

export function written(state, data, lang, place = data.place.code) {
  const out = new URLSearchParams();
  out.set("place", place);
  if (lang !== data.languages[0].code || state.lang) out.set("lang", lang);
  if (state.age !== null) out.set("age", data.bands[state.age].ages.join("-"));
  if (state.kinds.size) out.set("kind", [...state.kinds].join(","));
  if (state.open === "now") out.set("open", "now");
  else if (state.open) {
    const { day, minute } = state.open;
    out.set("day", String(day));
    if (minute !== null) {
      out.set("open", `${String(Math.floor(minute / 60)).padStart(2, "0")}${String(minute % 60).padStart(2, "0")}`);
    }
  }
  if (state.fac.size) out.set("fac", [...state.fac].join(","));
  if (state.q) out.set("q", state.q);
  const told = state.at && !state.at.own; // the phone's own place stays on the phone
  if (told) out.set("at", `${state.at.lon.toFixed(5)},${state.at.lat.toFixed(5)}`);
  if (state.walk && told) out.set("walk", "1");
  if (state.built) out.set("built", "1");
  if (state.unknown) out.set("unknown", "1");
  if (state.site !== null) out.set("site", data.id[state.site]);
  return `?${out.toString().replaceAll("%2C", ",")}`;
}
