// Where the walk begins, what lies within it, and the way to the site that is open.
import { CanvasLayer, colors, trace } from "./canvas.js";
import { worldXY } from "./data.js";

const SIDE_M = 25; // the tint beside a street: no farther than the houses along it
const LEAST_PX = 4;
const flat = (line) => Float64Array.from(line.flatMap(([lon, lat]) => worldXY(lon, lat)));

export const Reach = CanvasLayer.extend({
  // start {lon, lat}; lines: streets within the walk; circle: metres where there are no streets;
  // way: [[lon, lat], ...]; outline: rings of the site that is open.
  show({ start, lines, circle, way, outline, dashed }) {
    this._start = start ? worldXY(start.lon, start.lat) : null;
    this._lat = start ? start.lat : 0;
    if (lines !== this._given) this._lines = (lines || []).map(flat);
    this._given = lines;
    this._circle = circle || 0;
    this._way = way ? flat(way) : null;
    this._dashed = dashed;
    this._outline = (outline || []).map(flat);
    this.redraw();
  },

  paint(ctx, view) {
    const [tint, line, way, paper] = colors("reach-tint", "reach-line", "way", "paper");
    const pixelsPerMetre = (view.scale * 256) / (40075016.7 * Math.cos((this._lat * Math.PI) / 180));
    ctx.lineJoin = ctx.lineCap = "round";
    if (this._circle && this._start) this._round(ctx, view, this._circle * pixelsPerMetre, tint, line);
    if (this._lines && this._lines.length) this._tinted(ctx, view, pixelsPerMetre, tint, line);
    if (this._outline && this._outline.length) {
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
      if (this._dashed) ctx.setLineDash([2, 9]);
      ctx.stroke();
      ctx.setLineDash([]);
    }
    if (this._start) this._here(ctx, view, way, paper);
  },

  // All streets as one broad stroke, laid on once: a soft area without seams.
  _tinted(ctx, view, pixelsPerMetre, tint, line) {
    const whole = new Path2D();
    for (const path of this._lines) trace(whole, view, path, false);
    ctx.strokeStyle = tint;
    ctx.lineWidth = Math.max(LEAST_PX, 2 * SIDE_M * pixelsPerMetre);
    const layer = Object.assign(document.createElement("canvas"), {
      width: ctx.canvas.width, height: ctx.canvas.height,
    });
    const soft = layer.getContext("2d");
    soft.scale(view.ratio, view.ratio);
    soft.lineJoin = soft.lineCap = "round";
    soft.strokeStyle = tint;
    soft.lineWidth = ctx.lineWidth;
    soft.stroke(whole);
    ctx.globalAlpha = 0.3;
    ctx.drawImage(layer, 0, 0, view.width, view.height);
    ctx.globalAlpha = 1;
    ctx.strokeStyle = line;
    ctx.lineWidth = Math.max(1.2, Math.min(4, 7 * pixelsPerMetre));
    ctx.stroke(whole);
  },

  _round(ctx, view, radius, tint, line) {
    ctx.beginPath();
    ctx.arc(view.x(this._start[0]), view.y(this._start[1]), radius, 0, 2 * Math.PI);
    ctx.globalAlpha = 0.25;
    ctx.fillStyle = tint;
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.strokeStyle = line;
    ctx.lineWidth = 1.5;
    ctx.setLineDash([6, 6]);
    ctx.stroke();
    ctx.setLineDash([]);
  },

  _here(ctx, view, way, paper) {
    const x = view.x(this._start[0]), y = view.y(this._start[1]);
    const disc = (r, color) => {
      ctx.beginPath();
      ctx.arc(x, y, r, 0, 2 * Math.PI);
      ctx.fillStyle = color;
      ctx.fill();
    };
    disc(11, paper);
    disc(8.5, way);
    disc(3.2, paper);
  },
});
