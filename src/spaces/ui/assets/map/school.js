// Ways to school: streets by load and by whether they are treated, crossings, gates.
/** @import { View } from "../../../graphics/scripts/canvas.js" */
/** @import { Feature, Item } from "./config.ts" */
/** @import { Drawn } from "./drawn.js" */
/** @import { Point } from "./points.js" */
import { centred, disc, levelLine } from "../../../graphics/scripts/drawing.js";
import { worldXY } from "../../../graphics/scripts/projection.js";
import { drawSymbol } from "../../../graphics/scripts/symbols.js";
import { paths } from "./drawn.js";
import { PointLayer, pointsOf } from "./points.js";

/** @typedef {CanvasRenderingContext2D} Context */

const WIDTHS = [1.8, 3.4, 5.4, 8]; // by load
const UNTREATED = "#b9460b", TREATED = "#12735f", UNGUARDED = "#a3123a", SHED = "#1456a0";
const GATE = "#1f4f8f", OFF = "#6b4fa0", WHITE = "#ffffff";
const FIRST = 3; // crossings to mend first, drawn larger
const CLOSE = 15, FAR = 13; // zoom from which all is shown in full, and at all
const GATES_FROM = 14;
const HIT_PX = 8;

/** @param {Feature} f */
const width = (f) => WIDTHS[Math.min(4, Math.max(1, f.properties.load || 1)) - 1];
/** @param {Feature} f */
const treated = (f) => f.properties.role === "treated";

/**
 * Untreated a full line, treated a double one: wide, with a white middle. From afar thinner lines:
 * thousands of streets would be one red area.
 * @param {Feature[]} features
 * @returns {Drawn}
 */
export function schoolStreets(features) {
  const renderer = L.canvas({ pane: "spaces-streets" });
  const order = [...features].sort((a, b) => (a.properties.load || 0) - (b.properties.load || 0));
  let thin = 1;
  /** @type {(f: Feature) => L.PathOptions} */
  const outer = (f) => ({
    fill: false, lineCap: "round", color: treated(f) ? TREATED : UNTREATED, opacity: 0.95,
    weight: thin * width(f) + (treated(f) ? 3.4 : 0),
  });
  /** @type {(f: Feature) => L.PathOptions} */
  const inner = (f) => ({ fill: false, lineCap: "round", color: WHITE, weight: Math.max(1.2, thin * width(f) - 0.2) });
  const below = paths(order, "spaces-streets", outer, { renderer });
  const above = paths(order.filter(treated), "spaces-streets", inner, { renderer });
  const group = L.featureGroup([below, above]);
  /** @param {L.LeafletEvent} event */
  const fit = ({ target }) => {
    const zoom = (target instanceof L.Map ? target : target._map).getZoom();
    const now = zoom >= CLOSE ? 1 : zoom >= FAR ? 0.6 : 0.35;
    if (now === thin) return;
    thin = now;
    below.setStyle(/** @type {any} */ (outer));
    above.setStyle(/** @type {any} */ (inner));
  };
  group.on("add", (event) => {
    fit(event);
    event.target._map.on("zoomend", fit);
  });
  group.on("remove", ({ target }) => target._map && target._map.off("zoomend", fit));
  return { layer: group, hit: (latlng, map) => nearest(features, latlng, map) };
}

/**
 * The street under a place of the map, if one is near enough.
 * @type {(features: Feature[], latlng: L.LatLng, map: L.Map) => Feature | null}
 */
function nearest(features, latlng, map) {
  const [x, y] = worldXY(latlng.lng, latlng.lat);
  let best = null, least = (HIT_PX / 2 ** map.getZoom()) ** 2;
  for (const f of features) {
    for (const line of linesOf(f)) {
      for (let i = 1; i < line.length; i += 1) {
        const far = squared(x, y, worldXY(line[i - 1][0], line[i - 1][1]), worldXY(line[i][0], line[i][1]));
        if (far <= least) {
          least = far;
          best = f;
        }
      }
    }
  }
  return best;
}

/** @param {Feature} feature */
function linesOf({ geometry }) {
  if (geometry && geometry.type === "LineString") return [geometry.coordinates];
  return geometry && geometry.type === "MultiLineString" ? geometry.coordinates : [];
}

/**
 * The square of the distance from a point to a straight piece.
 * @type {(x: number, y: number, a: [number, number], b: [number, number]) => number}
 */
function squared(x, y, [ax, ay], [bx, by]) {
  const dx = bx - ax, dy = by - ay;
  const long = dx * dx + dy * dy;
  const t = long ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / long)) : 0;
  return (ax + t * dx - x) ** 2 + (ay + t * dy - y) ** 2;
}

/**
 * Streets within the walk of a gate: a pale broad band below what children walk.
 * @param {Feature[]} features
 * @returns {Drawn}
 */
export const schoolShed = (features) => ({
  layer: paths(features, "spaces-cells", () => (
    { color: SHED, weight: 13, opacity: 0.2, lineCap: "round", fill: false })),
});

/**
 * Parts of routes that run along no known street.
 * @param {Feature[]} features
 * @returns {Drawn}
 */
export const schoolMissed = (features) => ({
  layer: paths(features, "spaces-paths", () => (
    { color: OFF, weight: 3.5, dashArray: "1 7", lineCap: "round", fill: false })),
});

/** @type {(ctx: Context, text: string, x: number, y: number, first: boolean) => void} */
function drawNumber(ctx, text, x, y, first) {
  const r = first ? 14.5 : 10.5;
  disc(ctx, x, y, r + (first ? 3 : 2), WHITE);
  disc(ctx, x, y, r, UNGUARDED);
  ctx.font = `700 ${first ? 17 : 12}px system-ui, sans-serif`;
  centred(ctx);
  ctx.fillStyle = WHITE;
  ctx.fillText(text, x, y + 0.5);
}

/** @param {Point} p the loudest lie on top */
function loudness({ feature: { properties: { rank, role } } }) {
  if (rank) return 1000 - rank;
  return role === "unguarded" ? 0 : -1;
}

// Crossings: guarded ones quiet, unguarded ones loud, those to mend first numbered, on top.
class CrossingLayer extends PointLayer {
  /**
   * @param {string} pane
   * @param {Point[]} points
   * @param {Item[]} items
   */
  constructor(pane, points, items) {
    super(pane, [...points].sort((a, b) => loudness(a) - loudness(b)));
    this._symbols = new Map(items.map((item) => [item.id, item]));
    this.reach = 16;
  }

  /**
   * @param {Context} ctx
   * @param {View} view
   */
  paint(ctx, view) {
    this.eachSeen(view, 24, ({ feature: { properties: { rank, role } } }, x, y) => {
      const symbol = this._symbols.get(role);
      if (rank) drawNumber(ctx, String(rank), x, y, rank <= FIRST);
      else if (symbol && view.zoom >= FAR) drawSymbol(ctx, symbol, "built", x, y, view.zoom >= CLOSE ? 9 : 4);
    });
  }
}

/**
 * @param {Feature[]} features
 * @param {Item[]} items
 * @returns {Drawn}
 */
export function schoolCrossings(features, items) {
  const points = new CrossingLayer("spaces-points", pointsOf(features), items);
  return { layer: L.layerGroup([points]), points };
}

// Schools as in other maps; gates as small houses once they can be told apart.
class GateLayer extends PointLayer {
  /**
   * @param {Context} ctx
   * @param {View} view
   */
  paint(ctx, view) {
    if (view.zoom >= GATES_FROM) this.eachSeen(view, 12, (_, x, y) => drawGate(ctx, x, y));
  }
}

/** @type {(features: Feature[]) => Drawn} */
export const schoolGates = (features) => ({ layer: new GateLayer("spaces-points", pointsOf(features)) });

/** @type {(ctx: Context, x: number, y: number) => void} */
function drawGate(ctx, x, y) {
  ctx.beginPath();
  for (const [a, b] of [[-6, 6], [-6, -1], [0, -7], [6, -1], [6, 6]]) ctx.lineTo(x + a, y + b);
  ctx.closePath();
  ctx.fillStyle = GATE;
  ctx.strokeStyle = WHITE;
  ctx.lineWidth = 2;
  ctx.stroke();
  ctx.fill();
}

/**
 * The legend's picture of one of our rows.
 * @param {Context} ctx
 * @param {Item} item
 * @param {number} w
 * @param {number} h
 * @returns {boolean} false for anything else
 */
export function schoolSwatch(ctx, item, w, h) {
  /** @type {(color: string, weight: number, inset?: number, dash?: number[]) => void} */
  const line = (color, weight, inset = 4, dash = []) => (
    levelLine(ctx, { color, weight, dash }, 4, w - inset, h / 2));
  const { id } = item;
  if (id.startsWith("load:")) line(UNTREATED, WIDTHS[Number(id.slice(5)) - 1]);
  else if (id === "treated") {
    line(TREATED, 8);
    line(WHITE, 3.6);
  } else if (id === "number") drawNumber(ctx, "1", w / 2, h / 2, false);
  else if (id === "guarded" || id === "unguarded") drawSymbol(ctx, item, "built", w / 2, h / 2, 9);
  else if (id === "gate") drawGate(ctx, w / 2, h / 2);
  else if (id === "shed") {
    ctx.globalAlpha = 0.25;
    line(SHED, 12, 12);
    ctx.globalAlpha = 1;
  } else if (id === "missed") line(OFF, 3.5, 4, [1, 7]);
  else return false;
  return true;
}
