// Finding sites by name, address, part of town, kind, facility; in Chinese, English, pinyin or
// initials. And finding where to look: parts of the place and named streets.
import { UNIT, degrees, inside } from "./data.js";
import { FACILITIES } from "./filters.js";
import { t } from "./words.js";

const LATIN = /^[a-z']+$/;

function plain(text) {
  return text.normalize("NFKC").toLowerCase();
}

export class Finder {
  constructor(data) {
    this.data = data;
    this.sounds = new Map(Object.entries(data.pinyin).map(([letter, all]) => [letter, all.split(" ")]));
    this.hay = null;
    this.lying = new Map();
  }

  // A function that says whether site i is meant by the words; null for no words.
  asked(query) {
    const terms = plain(query).split(/[\s,，、]+/).filter(Boolean);
    if (!terms.length) return null;
    const { data } = this;
    this.hay = this.hay || Array.from({ length: data.count }, (_, i) => plain(
      `${data.zh[i]}\n${data.en[i]}\n${data.address[i]}\n${data.areas[data.area[i]]}`));
    const areas = terms.map((term) => data.areas.map((area) => this.reads(plain(area), term)));
    const kinds = terms.map((term) => data.kinds.map((kind) =>
      this.reads(plain(`${kind.zh}\n${kind.en}`), term)));
    const facilities = terms.map((term) => (term.length < 2 ? [] : Object.keys(FACILITIES)
      .filter((name) => this.reads(plain(t(`fac_${name}`)), term)).flatMap((name) => FACILITIES[name])));
    const parts = terms.map((term) => this.parts(term).map((part) => this.within(part)));
    const whole = terms.map((term) => this.isPlace(term));
    return (i) => terms.every((term, k) => whole[k] || kinds[k][data.kind[i]] || areas[k][data.area[i]]
      || data.has(i, ...facilities[k]) || parts[k].some((rows) => rows.has(i)) || this.reads(this.hay[i], term));
  }

  // The place itself, with or without its last letter: all of its sites.
  isPlace(term) {
    const { zh, en } = this.data.place;
    if (term.length < 2) return false;
    if (zh.startsWith(term) || plain(en).startsWith(term)) return true;
    return LATIN.test(term) && [zh, zh.slice(0, -1)].some((name) => this.spelled(name).includes(term.replaceAll("'", "")));
  }

  // A name in whole sounds and in initials.
  spelled(name) {
    const all = [...name].map((letter) => (this.sounds.get(letter) || [""])[0]);
    return [all.join(""), all.map((sound) => sound[0] || "").join("")];
  }

  // Streets come later than the sites, with the readings of their letters.
  learn(streets) {
    this.streets = streets.names;
    for (const [letter, all] of Object.entries(streets.pinyin)) this.sounds.set(letter, all.split(" "));
  }

  parts(term) {
    if (term.length < 2) return [];
    return this.data.outline.parts.filter(({ zh, en }) => this.reads(plain(`${zh}\n${en}`), term));
  }

  // Sites that lie in a part, whatever their address says.
  within(part) {
    if (!this.lying.has(part)) {
      const { data } = this, rings = part.rings.map(degrees);
      const there = data.id.map((_, i) => i).filter((i) => data.located(i)
        && inside(rings, data.degrees[2 * i], data.degrees[2 * i + 1]));
      this.lying.set(part, new Set(there));
    }
    return this.lying.get(part);
  }

  // Parts without a site and streets that the words may mean: {zh, en, lon, lat, rings}.
  spots(query) {
    const term = plain(query).replace(/[\s,，、]+/g, "");
    if (term.length < 2) return [];
    const parts = this.parts(term).filter((part) => !this.within(part).size)
      .map(({ zh, en, at, rings }) => ({ zh, en, lon: at[0] * UNIT, lat: at[1] * UNIT, rings: rings.map(degrees) }));
    const streets = (this.streets || []).filter(([name]) => this.reads(plain(name), term))
      .map(([zh, lon, lat]) => ({ zh, en: "", lon: lon * UNIT, lat: lat * UNIT, rings: null }));
    return [...parts, ...streets];
  }

  reads(text, term) {
    if (text.includes(term)) return true;
    if (!LATIN.test(term)) return false;
    const sounds = term.replaceAll("'", "");
    if (sounds.length < 2) return false;
    for (let at = 0; at < text.length; at += 1) {
      const all = this.sounds.get(text[at]);
      if (all && all.some((sound) => sound[0] === sounds[0]) && this.follows(text, at, sounds, 0)) return true;
    }
    return false;
  }

  // Whether the rest of the sounds is read from here on: whole readings, initials, or both.
  follows(text, at, sounds, from) {
    if (from === sounds.length) return true;
    if (at === text.length) return false;
    const all = this.sounds.get(text[at]);
    if (!all) return text[at] === sounds[from] && this.follows(text, at + 1, sounds, from + 1);
    return all.some((sound) => {
      const rest = sounds.slice(from);
      if (rest.startsWith(sound) && this.follows(text, at + 1, sounds, from + sound.length)) return true;
      if (rest.length > 1 && sound.startsWith(rest)) return true;
      return sound[0] === sounds[from] && this.follows(text, at + 1, sounds, from + 1);
    });
  }
}
