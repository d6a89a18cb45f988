// The sentences of the map in the reader's language, and how numbers are put into them.

const held = new Map();
export const speech = { code: "zh", tag: "zh-CN" };

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

export function t(key, values = {}) {
  const words = held.get(speech.code) || {};
  const text = words[key];
  if (text === undefined) throw new Error(`no words for ${key}`);
  return text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
}

// A name in the reader's language; `tag` is set where only the other language is known.
export function named(zh, en) {
  if (speech.code === "zh" || !en) return { text: zh, tag: speech.code === "zh" ? null : "zh-CN" };
  return { text: en, tag: null };
}

export const number = (value) => value.toLocaleString(speech.tag);

export function metres(value) {
  if (value < 995) return t("metres", { n: Math.max(10, Math.round(value / 10) * 10) });
  const km = value < 9950 ? (value / 1000).toFixed(1) : number(Math.round(value / 1000));
  return t("kilometres", { n: km });
}

export function clock(minute) {
  const hour = Math.floor(minute / 60), rest = minute % 60;
  return `${String(hour).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
}

// The fixed parts of the page, which carry the key of their words.
export function fill(root = document) {
  for (const node of root.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of root.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", t(node.dataset.label));
  }
  for (const node of root.querySelectorAll("[data-hint]")) node.placeholder = t(node.dataset.hint);
}
