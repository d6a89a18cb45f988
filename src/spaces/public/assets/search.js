// Finding sites by name, address, part of town, kind, facility; in Chinese, English, pinyin or
// initials. And finding where to look: parts of the place and named streets.
/** @import { LonLat, Sites } from "./data.js" */
/** @import { PackHead, Part } from "./payload.ts" */
import { UNIT, degrees, inside } from "./data.js";
import { FACILITIES } from "./filters.js";
import { t } from "./words.js";

const LATIN = /^[a-z']+$/;

/** @typedef {{ zh: string, en: string, lon: number, lat: number, rings: LonLat[][] | null }} Spot a part (with rings) or a street */

/** @param {string} text */
const plain = (text) => text.normalize("NFKC").toLowerCase();

/** @type {(all: Record<string, string>) => [string, string[]][]} */
const sounds = (all) => Object.entries(all).map(([letter, said]) => [letter, said.split(" ")]);

export class Finder {
  /** @param {Sites} data */
  constructor(data) {
    this.data = data;
    this._sounds = new Map(sounds(data.pinyin));
    /** @type {string[] | null} */
    this._hay = null;
    /** @type {Map<Part, Set<number>>} */
    this._lying = new Map();
    /** @type {PackHead["streets"]["names"]} */
    this._streets = [];
  }

  /**
   * A function that says whether site i is meant by the words; null for no words.
   * @param {string} query
   * @returns {((i: number) => boolean) | null}
   */
  asked(query) {
    const terms = plain(query).split(/[\s,，、]+/).filter(Boolean);
    if (!terms.length) return null;
    const { data } = this;
    const hay = this._hay = this._hay || Array.from({ length: data.count }, (_, i) => plain(
      `${data.zh[i]}\n${data.en[i]}\n${data.address[i]}\n${data.areas[data.area[i]]}`));
    const means = terms.map((term) => {
      const areas = data.areas.map((area) => this._reads(plain(area), term));
      const kinds = data.kinds.map((kind) => this._reads(plain(`${kind.zh}\n${kind.en}`), term));
      const facilities = this._facilities(term);
      const parts = this._parts(term).map((part) => this._within(part));
      const whole = this._isPlace(term);
      /** @type {(i: number) => boolean} */
      const meant = (i) => whole || kinds[data.kind[i]] || areas[data.area[i]] || data.has(i, ...facilities)
        || parts.some((rows) => rows.has(i)) || this._reads(hay[i], term);
      return meant;
    });
    return (i) => means.every((meant) => meant(i));
  }

  /**
   * Streets come later than the sites, with the readings of their letters.
   * @param {PackHead["streets"]} streets
   */
  learn({ names, pinyin }) {
    this._streets = names;
    for (const [letter, all] of sounds(pinyin)) this._sounds.set(letter, all);
  }

  /**
   * Parts without a site and streets that the words may mean.
   * @param {string} query
   * @returns {Spot[]}
   */
  spots(query) {
    const term = plain(query).replace(/[\s,，、]+/g, "");
    if (term.length < 2) return [];
    const parts = this._parts(term).filter((part) => !this._within(part).size)
      .map(({ zh, en, at, rings }) => ({ zh, en, lon: at[0] * UNIT, lat: at[1] * UNIT, rings: rings.map(degrees) }));
    const streets = this._streets.filter(([name]) => this._reads(plain(name), term))
      .map(([zh, lon, lat]) => ({ zh, en: "", lon: lon * UNIT, lat: lat * UNIT, rings: null }));
    return [...parts, ...streets];
  }

  /** @param {string} term */
  _facilities(term) {
    if (term.length < 2) return [];
    return [...FACILITIES].filter(([name]) => this._reads(plain(t(`fac_${name}`)), term)).flatMap(([, any]) => any);
  }

  /**
   * The place itself, with or without its last letter: all of its sites.
   * @param {string} term
   */
  _isPlace(term) {
    const { zh, en } = this.data.place;
    if (term.length < 2) return false;
    if (zh.startsWith(term) || plain(en).startsWith(term)) return true;
    const sound = term.replaceAll("'", "");
    return LATIN.test(term) && [zh, zh.slice(0, -1)].some((name) => this._spelled(name).includes(sound));
  }

  /**
   * A name in whole sounds and in initials.
   * @param {string} name
   */
  _spelled(name) {
    const all = [...name].map((letter) => (this._sounds.get(letter) || [""])[0]);
    return [all.join(""), all.map((sound) => sound[0] || "").join("")];
  }

  /** @param {string} term */
  _parts(term) {
    if (term.length < 2) return [];
    return this.data.outline.parts.filter(({ zh, en }) => this._reads(plain(`${zh}\n${en}`), term));
  }

  /**
   * Sites that lie in a part, whatever their address says.
   * @param {Part} part
   */
  _within(part) {
    let there = this._lying.get(part);
    if (!there) {
      const { data } = this, rings = part.rings.map(degrees);
      there = new Set(data.id.map((_, i) => i).filter((i) => data.located(i)
        && inside(rings, data.degrees[2 * i], data.degrees[2 * i + 1])));
      this._lying.set(part, there);
    }
    return there;
  }

  /**
   * Whether a text holds the term, as written or by its sounds.
   * @param {string} text
   * @param {string} term
   */
  _reads(text, term) {
    if (text.includes(term)) return true;
    if (!LATIN.test(term)) return false;
    const asked = term.replaceAll("'", "");
    if (asked.length < 2) return false;
    for (let at = 0; at < text.length; at += 1) {
      const all = this._sounds.get(text[at]);
      if (all && all.some((sound) => sound[0] === asked[0]) && this._follows(text, at, asked, 0)) return true;
    }
    return false;
  }

  /**
   * Whether the rest of the sounds is read from here on: whole readings, initials, or both.
   * @param {string} text
   * @param {number} at
   * @param {string} asked
   * @param {number} from
   * @returns {boolean}
   */
  _follows(text, at, asked, from) {
    if (from === asked.length) return true;
    if (at === text.length) return false;
    const all = this._sounds.get(text[at]);
    if (!all) return text[at] === asked[from] && this._follows(text, at + 1, asked, from + 1);
    return all.some((sound) => {
      const rest = asked.slice(from);
      if (rest.startsWith(sound) && this._follows(text, at + 1, asked, from + sound.length)) return true;
      if (rest.length > 1 && sound.startsWith(rest)) return true;
      return sound[0] === asked[from] && this._follows(text, at + 1, asked, from + 1);
    });
  }
}
