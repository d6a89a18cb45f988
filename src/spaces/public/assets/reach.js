// Where the walk begins, what lies within it, and the way to the site that is open.
/** @import { View } from "../../graphics/scripts/canvas.js" */
/** @import { LonLat } from "./data.js" */
import { CanvasLayer } from "../../graphics/scripts/canvas.js";
import { colors, context, disc, trace } from "../../graphics/scripts/drawing.js";
import { pixelsPerMetre, worldXY } from "../../graphics/scripts/projection.js";

/** @typedef {CanvasRenderingContext2D} Context */
/**
 * What is drawn: `lines`, streets within the walk; `circle`, metres where there are no streets;
 * `way`, to the site that is open; `outline`, of that site.
 * @typedef {object} Shown
 * @property {{ lon: number, lat: number } | null} start
 * @property {LonLat[][] | null} [lines]
 * @property {number} [circle]
 * @property {LonLat[] | null} [way]
 * @property {LonLat[][] | null} [outline]
 * @property {boolean} [dashed] whether the way is only a straight line
 */

const SIDE_M = 25; // the tint beside a street: no farther than the houses along it
const LEAST_PX = 4;
/** @type {(line: LonLat[]) => Float64Array} */
const flat = (line) => Float64Array.from(line.flatMap(([lon, lat]) => worldXY(lon, lat)));

export class Reach extends CanvasLayer {
  /** @param {string} pane */
  constructor(pane) {
    super(pane);
    /** @type {Shown} */
    this._shown = { start: null };
    /** @type {[number, number] | null} */
    this._start = null;
    /** @type {Float64Array[]} */
    this._lines = [];
    /** @type {Float64Array[]} */
    this._outline = [];
    /** @type {Float64Array | null} */
    this._way = null;
  }

  /** @param {Shown} shown */
  show(shown) {
    const { start, lines, way, outline } = shown;
    this._start = start ? worldXY(start.lon, start.lat) : null;
    if (lines !== this._shown.lines) this._lines = (lines || []).map(flat);
    this._way = way ? flat(way) : null;
    this._outline = (outline || []).map(flat);
    this._shown = shown;
    this.redraw();
  }

  /**
   * @param {Context} ctx
   * @param {View} view
   */
  paint(ctx, view) {
    const [tint, line, way, paper] = colors("reach-tint", "reach-line", "way", "paper");
    const { start, circle, dashed } = this._shown;
    const perMetre = pixelsPerMetre(start ? start.lat : 0, view.zoom);
    ctx.lineJoin = ctx.lineCap = "round";
    if (circle && this._start) {
      this._round(ctx, [view.x(this._start[0]), view.y(this._start[1])], circle * perMetre, tint, line);
    }
    if (this._lines.length) this._tinted(ctx, view, perMetre, tint, line);
    if (this._outline.length) {
      ctx.beginPath();
      for (const ring of this._outline) trace(ctx, view, ring, false);
      ctx.strokeStyle = way;
      ctx.lineWidth = 3;
      ctx.stroke();
    }
    if (this._way) {
      ctx.beginPath();
      trace(ctx, view, this._way, false);
      ctx.strokeStyle = paper;
      ctx.lineWidth = 8;
      ctx.stroke();
      ctx.strokeStyle = way;
      ctx.lineWidth = 4;
      if (dashed) ctx.setLineDash([2, 9]);
      ctx.stroke();
      ctx.setLineDash([]);
    }
    if (!this._start) return;
    const x = view.x(this._start[0]), y = view.y(this._start[1]);
    disc(ctx, x, y, 11, paper);
    disc(ctx, x, y, 8.5, way);
    disc(ctx, x, y, 3.2, paper);
  }

  /**
   * All streets as one broad stroke, laid on once: a soft area without seams.
   * @param {Context} ctx
   * @param {View} view
   * @param {number} perMetre pixels
   * @param {string} tint
   * @param {string} line
   */
  _tinted(ctx, view, perMetre, tint, line) {
    const whole = new Path2D();
    for (const path of this._lines) trace(whole, view, path, false);
    const layer = Object.assign(document.createElement("canvas"), {
      width: ctx.canvas.width, height: ctx.canvas.height,
    });
    const soft = context(layer);
    soft.scale(view.ratio, view.ratio);
    soft.lineJoin = soft.lineCap = "round";
    soft.strokeStyle = tint;
    soft.lineWidth = Math.max(LEAST_PX, 2 * SIDE_M * perMetre);
    soft.stroke(whole);
    ctx.globalAlpha = 0.3;
    ctx.drawImage(layer, 0, 0, view.width, view.height);
    ctx.globalAlpha = 1;
    ctx.strokeStyle = line;
    ctx.lineWidth = Math.max(1.2, Math.min(4, 7 * perMetre));
    ctx.stroke(whole);
  }

  /**
   * @param {Context} ctx
   * @param {[number, number]} at
   * @param {number} radius pixels
   * @param {string} tint
   * @param {string} line
   */
  _round(ctx, [x, y], radius, tint, line) {
    ctx.globalAlpha = 0.25;
    disc(ctx, x, y, radius, tint);
    ctx.globalAlpha = 1;
    ctx.strokeStyle = line;
    ctx.lineWidth = 1.5;
    ctx.setLineDash([6, 6]);
    ctx.stroke();
    ctx.setLineDash([]);
  }
}
