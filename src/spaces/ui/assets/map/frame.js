// The frame around the map: its height on a phone, light and dark, the lines under it, notices.
/** @import { Config, Render } from "./config.ts" */
import { el } from "../../../graphics/scripts/dom.js";

const NARROW = 520;
const COMPACT = 820; // an open legend would cover a third of such a map or more
const LEAST_PX = 340, SCREEN_SHARE = 0.56; // height on a phone, so that the page can still be scrolled
const CONTENT = /data-spaces="([A-Za-z0-9+/=]*)"/;

/**
 * What the page asks for: base64 of JSON, from the element that came with the map or with a later
 * message of the page.
 * @param {string} html
 * @returns {Config | null}
 */
export function read(html) {
  const found = CONTENT.exec(html);
  if (!found || !found[1]) return null;
  const bytes = Uint8Array.from(atob(found[1]), (c) => c.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

/**
 * The address of a layer of this application.
 * @param {string} path
 * @throws {Error} for any other address
 */
export function address(path) {
  const root = new URL("../../", window.location.href), url = new URL(path, root);
  if (url.origin !== root.origin || !url.pathname.startsWith(`${root.pathname}layers/`)) {
    throw new Error("not a layer of this application");
  }
  return url;
}

/** The frame's styles arrive on their own time; sizes measured before them are wrong. */
export function styled() {
  const set = () => getComputedStyle(document.documentElement).getPropertyValue("--foot");
  return new Promise((resolve) => {
    const ask = () => (set() ? resolve(null) : setTimeout(ask, 15));
    ask();
  });
}

export class Frame {
  /** @param {L.Map} map */
  constructor(map) {
    this.map = map;
    this.notes = el("div", { class: "spaces-notes" });
    this.notice = el("div", { class: "spaces-notice", role: "status" });
    this.notice.hidden = true;
    document.body.append(this.notes);
    map.getContainer().append(this.notice);
    /** @type {Map<string, string>} */
    this._said = new Map();
    /** @type {Config | null} */
    this._config = null;
    this._whole = 0; // its height in pixels
    window.addEventListener("resize", () => this.layout());
  }

  get compact() {
    return document.documentElement.clientWidth <= COMPACT;
  }

  /** @param {Config} config */
  show(config) {
    this._config = config;
    const title = config.title || config.words.label, box = this.map.getContainer();
    document.documentElement.lang = config.lang === "zh" ? "zh-CN" : config.lang;
    document.title = title;
    this.notes.replaceChildren(...config.notes.map((text) => el("span", { text })));
    box.setAttribute("role", "application");
    box.setAttribute("aria-label", config.words.how.replace("{title}", () => title));
    this.layout();
  }

  /** A phone gets a map of about half its screen. */
  layout() {
    if (!this._config) return;
    const foot = this.notes.offsetHeight;
    let { height } = this._config;
    if (document.documentElement.clientWidth <= NARROW) {
      height = Math.min(height, Math.max(LEAST_PX, Math.round(screenHeight() * SCREEN_SHARE)));
    }
    document.documentElement.style.setProperty("--foot", `${foot}px`);
    if (height + foot !== this._whole) {
      this._whole = height + foot;
      window.Streamlit.setFrameHeight(this._whole);
    }
    this.map.invalidateSize({ animate: false, pan: false });
  }

  /**
   * Light or dark as the page is.
   * @param {Render["theme"]} theme
   * @returns {boolean} whether that is another than before
   */
  theme(theme) {
    const dark = Boolean(theme && theme.base === "dark");
    if (document.documentElement.classList.contains("dark") === dark) return false;
    document.documentElement.classList.toggle("dark", dark);
    return true;
  }

  /**
   * One line per subject over the map.
   * @param {string} subject
   * @param {string} text empty: the subject's line goes
   */
  say(subject, text) {
    if (text) this._said.set(subject, text);
    else this._said.delete(subject);
    this.notice.replaceChildren(...[...this._said.values()].map((line) => el("p", { text: line })));
    this.notice.hidden = this._said.size === 0;
  }
}

function screenHeight() {
  try {
    return window.parent.innerHeight || window.screen.height;
  } catch {
    return window.screen.height;
  }
}
