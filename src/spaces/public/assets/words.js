// The sentences of the map in the reader's language, and how numbers are put into them.
/** @import { Language } from "./payload.ts" */

/** @type {Map<string, Record<string, string>>} */
const held = new Map();
/** The language that is shown. */
export const speech = { code: "zh", tag: "zh-CN" };

/**
 * Shows another language from now on; its sentences are fetched once.
 * @param {Language} language
 * @param {string} folder of the map's files
 */
export async function speak(language, folder) {
  if (!held.has(language.code)) {
    const answer = await fetch(`${folder}/words.${language.code}.json`);
    if (!answer.ok) throw new Error(`words ${answer.status}`);
    held.set(language.code, await answer.json());
  }
  Object.assign(speech, language);
  document.documentElement.lang = language.tag;
  document.documentElement.dataset.lang = language.code;
}

/**
 * A sentence with its values; a value that was not given stays `{name}`.
 * @param {string} key
 * @param {Record<string, string | number | null>} values
 */
export function t(key, values = {}) {
  const text = (held.get(speech.code) || {})[key];
  if (text === undefined) throw new Error(`no words for ${key}`);
  return text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
}

/**
 * A name in the reader's language; `tag` is set where only the other language is known.
 * @param {string} zh
 * @param {string} en
 * @returns {{ text: string, tag: string | null }}
 */
export function named(zh, en) {
  if (speech.code === "zh" || !en) return { text: zh, tag: speech.code === "zh" ? null : "zh-CN" };
  return { text: en, tag: null };
}

/** @param {number} value */
export const number = (value) => value.toLocaleString(speech.tag);

/** @param {number} value */
export function metres(value) {
  if (value < 995) return t("metres", { n: Math.max(10, Math.round(value / 10) * 10) });
  const km = value < 9950 ? (value / 1000).toFixed(1) : number(Math.round(value / 1000));
  return t("kilometres", { n: km });
}

/** @param {number} minute of the day */
export function clock(minute) {
  const hour = Math.floor(minute / 60), rest = minute % 60;
  return `${String(hour).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
}

/** Writes the fixed parts of the page, which carry the key of their words. */
export function fill() {
  /** @type {(mark: string, put: (node: HTMLElement, text: string) => void) => void} */
  const each = (mark, put) => {
    for (const node of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`[data-${mark}]`))) {
      put(node, t(node.dataset[mark] || ""));
    }
  };
  each("t", (node, text) => {
    node.textContent = text;
  });
  each("label", (node, text) => node.setAttribute("aria-label", text));
  each("hint", (node, text) => node.setAttribute("placeholder", text));
}
