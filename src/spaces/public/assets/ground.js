// The calm background: the place's outline, its parts, its water and its streets.
/** @import { View } from "../../graphics/scripts/canvas.js" */
/** @import { Box } from "../../graphics/scripts/drawing.js" */
/** @import { About } from "./payload.ts" */
/** @import { Streets } from "./streets.js" */
import { CanvasLayer } from "../../graphics/scripts/canvas.js";
import { colors, label, trace } from "../../graphics/scripts/drawing.js";
import { worldXY } from "../../graphics/scripts/projection.js";
import { worldPath } from "./data.js";
import { ARTERIAL, FOOTWAY } from "./streets.js";
import { named } from "./words.js";

/** @typedef {CanvasRenderingContext2D} Context */

export class Ground extends CanvasLayer {
  /**
   * @param {string} pane
   * @param {About["outline"]} outline
   */
  constructor(pane, outline) {
    super(pane);
    this._own = outline.own.map(worldPath);
    this._parts = outline.parts.map((part) => ({
      zh: part.zh, en: part.en, at: worldPath(part.at), rings: part.rings.map(worldPath),
    }));
    /** @type {Ways | null} */
    this._ways = null;
    /** @type {{ area: number, path: Float64Array }[]} */
    this._water = [];
  }

  /** @param {Streets} streets */
  setStreets(streets) {
    this._ways = new Ways(streets);
    const { lon, lat, start, area } = streets.barriers;
    this._water = Array.from(area, (number, b) => {
      const path = new Float64Array((start[b + 1] - start[b]) * 2);
      for (let k = start[b]; k < start[b + 1]; k += 1) path.set(worldXY(lon[k], lat[k]), (k - start[b]) * 2);
      return { area: number, path };
    });
    this.redraw();
  }

  /**
   * @param {Context} ctx
   * @param {View} view
   */
  paint(ctx, view) {
    const [land, edge, street, casing, artery, water, bar, soft] = colors(
      "land", "shore", "street", "casing", "artery", "water", "bar", "map-label");
    ctx.lineJoin = ctx.lineCap = "round";
    ctx.beginPath();
    for (const ring of this._own) trace(ctx, view, ring, true);
    ctx.fillStyle = land;
    ctx.fill("evenodd");
    this._waters(ctx, view, water, bar);
    if (this._ways) this._ways.paint(ctx, view, { street, casing, artery });
    ctx.beginPath();
    for (const part of this._parts) for (const ring of part.rings) trace(ctx, view, ring, true);
    ctx.strokeStyle = edge;
    ctx.lineWidth = 1;
    ctx.setLineDash([4, 4]);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.beginPath();
    for (const ring of this._own) trace(ctx, view, ring, true);
    ctx.lineWidth = 1.5;
    ctx.stroke();
    if (view.zoom >= 12) return;
    /** @type {Box[]} */
    const taken = [];
    for (const { zh, en, at } of this._parts) {
      label(ctx, named(zh, en).text, view.x(at[0]), view.y(at[1]), taken, { ink: soft, halo: land });
    }
  }

  /**
   * Areas of water (numbered) filled, and lines that nobody crosses (0): streams, rail, walls, of which
   * it is not known which they are.
   * @param {Context} ctx
   * @param {View} view
   * @param {string} color of water
   * @param {string} bar colour of the lines
   */
  _waters(ctx, view, color, bar) {
    ctx.beginPath();
    for (const { area, path } of this._water) if (area) trace(ctx, view, path, true);
    ctx.fillStyle = color;
    ctx.fill("evenodd");
    ctx.beginPath();
    for (const { area, path } of this._water) if (!area) trace(ctx, view, path, false);
    ctx.strokeStyle = bar;
    ctx.lineWidth = 2;
    ctx.stroke();
  }
}

// The streets as they are drawn: by role, with a box around each.
class Ways {
  /** @param {Streets} streets */
  constructor(streets) {
    const { lon, lat, start, edges } = streets;
    const xy = this._xy = new Float64Array(lon.length * 2);
    for (let k = 0; k < lon.length; k += 1) xy.set(worldXY(lon[k], lat[k]), 2 * k);
    this._start = start;
    this._box = new Float64Array(edges * 4);
    /** @type {Record<"main" | "side" | "foot", number[]>} */
    this._by = { main: [], side: [], foot: [] };
    for (let e = 0; e < edges; e += 1) {
      const box = [Infinity, Infinity, -Infinity, -Infinity];
      for (let k = start[e]; k < start[e + 1]; k += 1) {
        box[0] = Math.min(box[0], xy[2 * k]);
        box[2] = Math.max(box[2], xy[2 * k]);
        box[1] = Math.min(box[1], xy[2 * k + 1]);
        box[3] = Math.max(box[3], xy[2 * k + 1]);
      }
      this._box.set(box, e * 4);
      const flags = streets.flags[e];
      this._by[flags & ARTERIAL ? "main" : flags & FOOTWAY ? "foot" : "side"].push(e);
    }
  }

  /**
   * @param {Context} ctx
   * @param {View} view
   * @param {{ street: string, casing: string, artery: string }} colors
   */
  paint(ctx, view, { street, casing, artery }) {
    const { zoom } = view;
    const wide = Math.max(0.6, 2 ** (zoom - 14.5) * 3);
    /** @type {(edges: number[], color: string, width: number) => void} */
    const draw = (edges, color, width) => {
      ctx.beginPath();
      for (const e of edges) this._line(ctx, view, e);
      ctx.strokeStyle = color;
      ctx.lineWidth = width;
      ctx.stroke();
    };
    const { main, side, foot } = this._by;
    const small = Math.min(9, wide), big = Math.min(16, Math.max(1.2, wide * 1.8));
    if (zoom >= 13.5) draw(side, casing, small + 1.6);
    if (zoom >= 14.5) draw(foot, casing, Math.min(4, wide * 0.7) + 1.2);
    if (zoom >= 11.5) draw(main, casing, big + 1.6);
    if (zoom >= 12.5) draw(side, street, small);
    if (zoom >= 14.5) draw(foot, street, Math.min(4, wide * 0.7));
    draw(main, zoom >= 11.5 ? artery : casing, big);
  }

  /**
   * Adds a street to the path, if any of it is seen.
   * @param {Context} ctx
   * @param {View} view
   * @param {number} e
   */
  _line(ctx, view, e) {
    const box = this._box, k = e * 4;
    if (view.x(box[k + 2]) < 0 || view.x(box[k]) > view.width) return;
    if (view.y(box[k + 3]) < 0 || view.y(box[k + 1]) > view.height) return;
    for (let p = this._start[e]; p < this._start[e + 1]; p += 1) {
      const x = view.x(this._xy[2 * p]), y = view.y(this._xy[2 * p + 1]);
      if (p === this._start[e]) ctx.moveTo(x, y);
      else ctx.lineTo(x, y);
    }
  }
}
