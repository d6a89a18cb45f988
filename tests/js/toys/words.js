// Sentences for the scripts without a page or a network: real ones where a test needs them, else keys.
import { speak } from "../../../src/spaces/public/assets/words.js";

/** @type {any} */
const world = globalThis;

/**
 * Speaks a language in which an unknown sentence is its own key.
 * @param {Record<string, string>} known
 * @param {string} code
 */
export async function sayKeys(known = {}, code = "zh") {
  world.document = { documentElement: { dataset: {}, lang: "" } };
  const words = new Proxy(known, { get: (all, key) => all[String(key)] ?? String(key) });
  world.fetch = () => Promise.resolve({ ok: true, json: () => Promise.resolve(words) });
  await speak({ code, name: code, tag: code === "zh" ? "zh-CN" : code }, "x");
}
