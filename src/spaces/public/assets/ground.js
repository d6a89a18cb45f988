// The calm background: the place's outline, its parts, its water and its streets.
import { CanvasLayer, colors, label, trace } from "./canvas.js";
import { worldPath, worldXY } from "./data.js";
import { named } from "./words.js";

const ARTERIAL = 1, FOOTWAY = 16;

export const Ground = CanvasLayer.extend({
  setOutline(outline) {
    this._own = outline.own.map(worldPath);
    this._parts = outline.parts.map((part) => ({
      zh: part.zh, en: part.en, at: worldPath(part.at), rings: part.rings.map(worldPath),
    }));
    return this;
  },

  setStreets(streets) {
    const count = streets.edges;
    this._streets = { main: [], side: [], foot: [], box: new Float64Array(count * 4) };
    const xy = this._xy = new Float64Array(streets.lon.length * 2);
    for (let k = 0; k < streets.lon.length; k += 1) {
      [xy[2 * k], xy[2 * k + 1]] = worldXY(streets.lon[k], streets.lat[k]);
    }
    for (let e = 0; e < count; e += 1) {
      const box = [Infinity, Infinity, -Infinity, -Infinity];
      for (let k = streets.start[e]; k < streets.start[e + 1]; k += 1) {
        box[0] = Math.min(box[0], xy[2 * k]); box[2] = Math.max(box[2], xy[2 * k]);
        box[1] = Math.min(box[1], xy[2 * k + 1]); box[3] = Math.max(box[3], xy[2 * k + 1]);
      }
      this._streets.box.set(box, e * 4);
      const flags = streets.a.flags[e];
      const role = flags & ARTERIAL ? "main" : flags & FOOTWAY ? "foot" : "side";
      this._streets[role].push(e);
    }
    const { lon, lat, start, area } = streets.barriers;
    this._water = Array.from(area, (owner, b) => {
      const path = new Float64Array((start[b + 1] - start[b]) * 2);
      for (let k = start[b]; k < start[b + 1]; k += 1) path.set(worldXY(lon[k], lat[k]), (k - start[b]) * 2);
      return { owner, path };
    });
    this._start = streets.start;
    this.redraw();
  },

  paint(ctx, view) {
    const [land, edge, street, casing, artery, water, soft] = colors(
      "land", "shore", "street", "casing", "artery", "water", "map-label");
    ctx.lineJoin = ctx.lineCap = "round";
    ctx.beginPath();
    for (const ring of this._own) trace(ctx, view, ring, true);
    ctx.fillStyle = land;
    ctx.fill("evenodd");
    this._waters(ctx, view, water);
    if (this._streets) this._ways(ctx, view, { street, casing, artery });
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
    const taken = [];
    if (view.zoom < 12) {
      for (const part of this._parts) {
        label(ctx, named(part.zh, part.en).text, view.x(part.at[0]), view.y(part.at[1]), taken,
          { ink: soft, halo: land, size: 12 });
      }
    }
  },

  _waters(ctx, view, color) {
    if (!this._water) return;
    ctx.beginPath();
    for (const { owner, path } of this._water) if (owner) trace(ctx, view, path, true);
    ctx.fillStyle = color;
    ctx.fill("evenodd");
    ctx.beginPath();
    for (const { owner, path } of this._water) if (!owner) trace(ctx, view, path, false);
    ctx.strokeStyle = color;
    ctx.lineWidth = 3;
    ctx.stroke();
  },

  _ways(ctx, view, { street, casing, artery }) {
    const { zoom } = view;
    const wide = Math.max(0.6, 2 ** (zoom - 14.5) * 3);
    const draw = (edges, color, width) => {
      ctx.beginPath();
      for (const e of edges) this._line(ctx, view, e);
      ctx.strokeStyle = color;
      ctx.lineWidth = width;
      ctx.stroke();
    };
    const { main, side, foot } = this._streets;
    const small = Math.min(9, wide), big = Math.min(16, Math.max(1.2, wide * 1.8));
    if (zoom >= 13.5) draw(side, casing, small + 1.6);
    if (zoom >= 14.5) draw(foot, casing, Math.min(4, wide * 0.7) + 1.2);
    if (zoom >= 11.5) draw(main, casing, big + 1.6);
    if (zoom >= 12.5) draw(side, street, small);
    if (zoom >= 14.5) draw(foot, street, Math.min(4, wide * 0.7));
    draw(main, zoom >= 11.5 ? artery : casing, big);
  },

  _line(ctx, view, e) {
    const { box } = this._streets, k = e * 4;
    if (view.x(box[k + 2]) < 0 || view.x(box[k]) > view.width) return;
    if (view.y(box[k + 3]) < 0 || view.y(box[k + 1]) > view.height) return;
    for (let p = this._start[e]; p < this._start[e + 1]; p += 1) {
      const x = view.x(this._xy[2 * p]), y = view.y(this._xy[2 * p + 1]);
      if (p === this._start[e]) ctx.moveTo(x, y); else ctx.lineTo(x, y);
    }
  },
});
