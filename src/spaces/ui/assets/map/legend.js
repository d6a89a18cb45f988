// The legend: each layer with its switch, each symbol with its shape, letter or pattern.
/** @import { Item, Wanted, Words } from "./config.ts" */
import { el } from "../../../graphics/scripts/dom.js";
import { context } from "../../../graphics/scripts/drawing.js";
import { drawSymbol } from "../../../graphics/scripts/symbols.js";
import { statePattern } from "./cells.js";
import { schoolSwatch } from "./school.js";
import { drawRank } from "./shapes.js";
import { LOUD, STATE_COLORS } from "./states.js";
import { ringSwatch, walkSwatch } from "./walks.js";

const W = 30, H = 24;
const STATUS = "status:";
const PLAIN = { shape: "circle", color: "#44524e", letter: "" };

/** @typedef {Wanted & { shown: boolean, present: Set<string> | null }} Listed `present`: rows that occur, null for all */

/** @type {(item: Item, style: string) => HTMLCanvasElement} */
function swatch(item, style) {
  const ratio = Math.max(2, window.devicePixelRatio || 1);
  const canvas = el("canvas", { class: "spaces-swatch", "aria-hidden": "true", width: W * ratio, height: H * ratio });
  const ctx = context(canvas);
  ctx.scale(ratio, ratio);
  if (item.id.startsWith(STATUS)) drawSymbol(ctx, PLAIN, item.id.slice(STATUS.length), W / 2, H / 2, 6.5);
  else if (style === "sites") drawSymbol(ctx, item, "built", W / 2, H / 2, 9);
  else if (style === "rings") ringSwatch(ctx, item, W, H);
  else if (schoolSwatch(ctx, item, W, H) || walkSwatch(ctx, item.id, W, H)) return canvas;
  else if (style === "gaps") drawRank(ctx, "1", W / 2, H / 2);
  else stateSwatch(ctx, item.id);
  return canvas;
}

/** @type {(ctx: CanvasRenderingContext2D, state: string) => void} */
function stateSwatch(ctx, state) {
  ctx.fillStyle = STATE_COLORS[state];
  ctx.globalAlpha = LOUD.has(state) ? 0.4 : 0.2;
  ctx.fillRect(4, 4, W - 8, H - 8);
  ctx.globalAlpha = 0.85;
  ctx.fillStyle = statePattern(ctx, state);
  ctx.fillRect(4, 4, W - 8, H - 8);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = STATE_COLORS[state];
  ctx.strokeRect(4.5, 4.5, W - 9, H - 9);
}

export class Legend extends L.Control {
  /** @param {(id: string, shown: boolean) => void} toggled called when the viewer uses a switch */
  constructor(toggled) {
    super({ position: "topright" });
    this._toggled = toggled;
    this.box = el("section", { class: "spaces-legend" });
    /** @type {boolean | null} */
    this._open = null; // until it is known how much room there is
  }

  onAdd() {
    L.DomEvent.disableClickPropagation(this.box);
    L.DomEvent.disableScrollPropagation(this.box);
    return this.box;
  }

  /**
   * @param {Listed[]} layers
   * @param {Words} words
   * @param {boolean} compact whether an open legend would cover much of the map
   */
  update(layers, words, compact) {
    if (this._open === null) this._open = !compact;
    const titled = layers.filter((layer) => layer.label), open = this._open;
    const button = el("button", {
      class: "spaces-legend-button", type: "button", text: words.legend, "aria-expanded": String(open),
      title: open ? words.legend_hide : words.legend_show,
      onclick: () => {
        this._open = !open;
        this.update(layers, words, compact);
        const again = this.box.querySelector("button");
        if (again) again.focus();
      },
    });
    const body = el("div", { class: "spaces-legend-body" }, ...titled.flatMap((layer) => this._rows(layer, words)));
    body.hidden = !open;
    this.box.setAttribute("aria-label", words.legend);
    this._replace(button, body);
    this.box.hidden = titled.length === 0;
  }

  /**
   * Puts the new rows in; who switches by keyboard stays there, who scrolled too.
   * @param {HTMLElement} button
   * @param {HTMLElement} body
   */
  _replace(button, body) {
    const own = this.box.contains(document.activeElement) ? document.activeElement : null;
    const name = own && own.getAttribute("aria-label");
    const before = this.box.querySelector(".spaces-legend-body");
    const top = before ? before.scrollTop : 0;
    this.box.replaceChildren(button, body);
    body.scrollTop = top;
    const again = name && Array.from(body.querySelectorAll("input"))
      .find((input) => input.getAttribute("aria-label") === name);
    if (again) again.focus({ preventScroll: true });
  }

  /** @type {(layer: Listed, words: Words) => HTMLElement[]} */
  _rows({ id, label, style, legend, shown, present }, words) {
    const check = el("input", {
      type: "checkbox", "aria-label": words.layer_switch.replace("{layer}", () => label),
      onchange: () => this._toggled(id, check.checked),
    });
    check.checked = shown;
    const states = el("ul", { class: "spaces-legend-states" }), kinds = el("ul");
    for (const item of legend) {
      if (present && !present.has(item.id)) continue;
      if (style === "rings" && !shown) continue; // many lines, none of them drawn
      const list = item.id.startsWith(STATUS) ? states : kinds;
      list.append(el("li", {}, swatch(item, style), el("span", { text: item.label })));
    }
    return [el("label", { class: "spaces-legend-layer" }, check, el("span", { text: label })),
      ...[states, kinds].filter((list) => list.children.length)];
  }
}
