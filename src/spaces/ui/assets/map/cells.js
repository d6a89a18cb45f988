// Where children live, as squares, each state with its own pattern: within the walk dots, beyond
// it hatched, inside the circle only crossed, no way upright lines, off the streets small crosses,
// not known rings.
/** @import { View } from "../../../graphics/scripts/canvas.js" */
/** @import { Feature } from "./config.ts" */
/** @import { Point } from "./points.js" */
import { context } from "../../../graphics/scripts/drawing.js";
import { pixelsPerMetre } from "../../../graphics/scripts/projection.js";
import { PointLayer } from "./points.js";
import { LOUD, STATE_COLORS } from "./states.js";

/** @typedef {CanvasRenderingContext2D} Context */

const SHADES = 5;
const TILE = 8; // pixels of a pattern's side
const HALF_DIAGONAL = 0.71; // of a square's side: its corners are hit too

const UP = [[-2, 2, 2, -2], [-2, 10, 10, -2], [6, 10, 10, 6]];
const DOWN = [[-2, 6, 2, 10], [-2, -2, 10, 10], [6, -2, 10, 2]];
/** @type {Record<string, number[][]>} */
const LINES = {
  uncovered: UP,
  beyond: UP,
  false_comfort: [...UP, ...DOWN],
  unreachable: [[2, 0, 2, 8], [6, 0, 6, 8]],
  unsnapped: [[2, 2, 6, 6], [6, 2, 2, 6]],
};

/**
 * The pattern of a state, as a fill.
 * @param {Context} ctx
 * @param {string} state
 * @returns {CanvasPattern}
 */
export function statePattern(ctx, state) {
  const tile = Object.assign(document.createElement("canvas"), { width: TILE, height: TILE });
  const c = context(tile);
  c.strokeStyle = c.fillStyle = STATE_COLORS[state];
  c.lineWidth = 1.4;
  c.beginPath();
  if (LINES[state]) {
    for (const [a, b, d, e] of LINES[state]) {
      c.moveTo(a, b);
      c.lineTo(d, e);
    }
    c.stroke();
  } else if (state === "covered" || state === "reached") {
    c.arc(4, 4, 1, 0, 2 * Math.PI);
    c.fill();
  } else {
    c.arc(4, 4, 2.2, 0, 2 * Math.PI);
    c.stroke();
  }
  return /** @type {CanvasPattern} */ (ctx.createPattern(tile, "repeat"));
}

/**
 * Close by, a fine seam between squares; from afar, none: it would shimmer.
 * @type {(ctx: Context, x: number, y: number, side: number) => void}
 */
function square(ctx, x, y, side) {
  const edge = side >= 8 ? side - 0.6 : side;
  ctx.fillRect(x - side / 2, y - side / 2, edge, edge);
}

/** @typedef {{ x: number, y: number, side: number, children: number }} Square */

export class CellLayer extends PointLayer {
  /**
   * @param {string} pane
   * @param {Point[]} points
   * @param {boolean} comfort whether the legend speaks of "inside the circle only" as a state
   */
  constructor(pane, points, comfort) {
    super(pane, points);
    this._comfort = comfort;
    const counts = points.map((p) => p.feature.properties.children || 0).sort((a, b) => a - b);
    /** @type {number[]} */
    this._steps = [];
    for (let k = 1; k < SHADES; k += 1) {
      this._steps.push(counts[Math.floor((counts.length * k) / SHADES)] || 0);
    }
  }

  /** @param {number} children */
  _shade(children) {
    return this._steps.filter((step) => children >= step && step > 0).length;
  }

  /** @type {(p: Point, zoom: number) => number} */
  _sidePx(p, zoom) {
    const m = p.feature.properties.cell_m || 0;
    return m > 0 ? Math.max(0.8, m * pixelsPerMetre(p.lat, zoom)) : 5; // points without a size are small squares
  }

  /** @param {Feature["properties"]} p */
  _state(p) {
    return p.false_comfort && this._comfort ? "false_comfort" : p.state;
  }

  /**
   * @param {Context} ctx
   * @param {View} view
   */
  paint(ctx, view) {
    /** @type {Map<string, Square[]>} */
    const seen = new Map();
    const widest = this.points.reduce((most, p) => Math.max(most, this._sidePx(p, view.zoom)), 0);
    this.eachSeen(view, widest, (point, x, y) => {
      const { properties } = point.feature, state = this._state(properties);
      const own = { x, y, side: this._sidePx(point, view.zoom), children: properties.children || 0 };
      const list = seen.get(state);
      if (list) list.push(own);
      else seen.set(state, [own]);
    });
    for (const [state, list] of seen) this._paintState(ctx, state, list);
  }

  /** @type {(ctx: Context, state: string, list: Square[]) => void} */
  _paintState(ctx, state, list) {
    const loud = LOUD.has(state);
    ctx.fillStyle = STATE_COLORS[state];
    for (const { x, y, side, children } of list) {
      const shade = this._shade(children);
      ctx.globalAlpha = loud ? 0.12 + 0.11 * shade : 0.16 + 0.08 * shade;
      square(ctx, x, y, side);
    }
    ctx.fillStyle = statePattern(ctx, state);
    ctx.globalAlpha = loud ? 0.75 : 0.6;
    for (const { x, y, side } of list) if (side >= 7) square(ctx, x, y, side);
    ctx.globalAlpha = 1;
  }

  /**
   * The cell under a place of the map.
   * @param {L.LatLng} latlng
   * @returns {Feature | null}
   */
  hit(latlng) {
    const [first] = this.points;
    if (!first || !this._map) return null;
    const found = this.nearest(latlng, this._sidePx(first, this._map.getZoom()) * HALF_DIAGONAL);
    return found && found.feature;
  }
}
