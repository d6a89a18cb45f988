// The sheet over the map on a phone: three heights, by finger, by tap and by key.
import { byId } from "../../graphics/scripts/dom.js";
import { t } from "./words.js";

/** @typedef {"peek" | "half" | "full"} Snap */
/** @type {Snap[]} */
const SNAPS = ["peek", "half", "full"];
const DRAG = 6; // pixels before a touch is a drag and not a tap

export class Sheet {
  /** @param {() => void} changed called when the sheet covers more or less of the map */
  constructor(changed) {
    this.box = byId("sheet");
    this.grip = byId("grip");
    this.body = byId("body");
    this.changed = changed;
    // In em, as in theme.css: who reads large letters has a small window.
    this.floating = matchMedia("(max-width: 53.74em) and (min-height: 32.51em)");
    this.flat = matchMedia("(max-width: 53.74em) and (max-height: 32.5em)");
    this.floating.addEventListener("change", () => changed());
    this.body.addEventListener("focusin", ({ target }) => {
      if (/** @type {Element} */ (target).matches(":focus-visible")) this.atLeast("half"); // what has the focus is seen
    });
    this.grip.addEventListener("keydown", (event) => this.key(event));
    this.grip.addEventListener("pointerdown", (event) => this.down(event));
    this.box.addEventListener("transitionend", (event) => {
      if (event.target === this.box) changed();
    });
  }

  /** @returns {Snap} */
  get snap() {
    return /** @type {Snap} */ (this.box.dataset.snap);
  }

  words() {
    const k = SNAPS.indexOf(this.snap);
    this.grip.setAttribute("aria-valuenow", String(k));
    this.grip.setAttribute("aria-valuetext", t(`grip_${this.snap}`));
  }

  /** @param {Snap} snap */
  set(snap) {
    this.box.style.height = "";
    if (snap === this.snap) return;
    this.box.dataset.snap = snap;
    this.words();
    this.changed();
  }

  /** Where the reader is: in the sheet, or on the one page of a low window. */
  get scrolled() {
    return this.flat.matches ? window.scrollY : this.body.scrollTop;
  }

  /** @param {number} y */
  scrollTo(y) {
    if (this.flat.matches) window.scrollTo(0, y);
    else this.body.scrollTop = y;
  }

  /**
   * Goes to its beginning.
   * @param {boolean} up brings it up to the reader; else only if they are below it
   */
  toTop(up) {
    const top = this.flat.matches ? this.box.offsetTop : 0;
    this.scrollTo(up ? top : Math.min(top, this.scrolled));
  }

  /**
   * At least this high: something to read has been opened.
   * @param {Snap} snap
   */
  atLeast(snap) {
    if (SNAPS.indexOf(this.snap) < SNAPS.indexOf(snap)) this.set(snap);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const k = SNAPS.indexOf(this.snap);
    /** @type {Record<string, number>} */
    const keys = {
      ArrowUp: k + 1, ArrowRight: k + 1, ArrowDown: k - 1, ArrowLeft: k - 1, Home: 0, End: 2,
      PageUp: 2, PageDown: 0, Enter: (k + 1) % 3, " ": (k + 1) % 3,
    };
    const to = keys[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.set(SNAPS[Math.max(0, Math.min(2, to))]);
  }

  /** @param {PointerEvent} event */
  down(event) {
    if (!this.floating.matches || event.button) return;
    const from = event.clientY, high = this.box.offsetHeight;
    let moved = false;
    this.grip.setPointerCapture(event.pointerId);
    /** @param {PointerEvent} now */
    const move = (now) => {
      const by = from - now.clientY;
      if (!moved && Math.abs(by) < DRAG) return;
      moved = true;
      this.box.classList.add("dragged");
      this.box.style.height = `${Math.max(60, high + by)}px`;
    };
    /** @param {PointerEvent} now */
    const up = (now) => {
      this.grip.removeEventListener("pointermove", move);
      this.box.classList.remove("dragged");
      if (moved) this.settle(from - now.clientY);
      else this.set(SNAPS[(SNAPS.indexOf(this.snap) + 1) % 3]);
    };
    this.grip.addEventListener("pointermove", move);
    this.grip.addEventListener("pointerup", up, { once: true });
    this.grip.addEventListener("pointercancel", up, { once: true });
  }

  /**
   * After a drag: the nearest height, one further for a clear pull.
   * @param {number} by pixels
   */
  settle(by) {
    const high = this.box.offsetHeight;
    const heights = SNAPS.map((snap) => this.heightOf(snap));
    let best = 0;
    heights.forEach((h, k) => {
      if (Math.abs(h - high) < Math.abs(heights[best] - high)) best = k;
    });
    const before = SNAPS.indexOf(this.snap);
    if (best === before && Math.abs(by) > 50) best = Math.max(0, Math.min(2, before + Math.sign(by)));
    this.box.style.height = "";
    this.set(SNAPS[best]);
  }

  /** @param {Snap} snap */
  heightOf(snap) {
    const before = this.snap, { style } = this.box;
    style.transition = "none";
    style.height = "";
    this.box.dataset.snap = snap;
    const high = this.box.offsetHeight;
    this.box.dataset.snap = before;
    style.transition = "";
    return high;
  }

  covers() {
    return this.floating.matches && this.snap === "full";
  }

  /** Pixels of the map that the sheet covers from below; a sheet pulled up covers it all anyhow. */
  cover() {
    if (!this.floating.matches) return 0;
    return this.snap === "full" ? 0 : this.box.offsetHeight;
  }
}
