// Boundaries, gap areas, reach, and the sites that are lines or areas.
/** @import { View } from "../../../graphics/scripts/canvas.js" */
/** @import { Box } from "../../../graphics/scripts/drawing.js" */
/** @import { Feature, Item } from "./config.ts" */
/** @import { Drawn } from "./drawn.js" */
import { svg } from "../../../graphics/scripts/dom.js";
import { centred, colors, label } from "../../../graphics/scripts/drawing.js";
import { drawSymbol } from "../../../graphics/scripts/symbols.js";
import { paths } from "./drawn.js";
import { PointLayer, SiteLayer, nameLook, pointsOf } from "./points.js";
import { STATE_COLORS } from "./states.js";

/** @typedef {CanvasRenderingContext2D} Context */

/** @type {Record<string, string>} */
const DASH = { planned: "2 7", building: "11 6" };
const FIRST = 10; // ranks of gaps that a planner reads
const ALL_FROM_ZOOM = 13;
const APART_PX = 24;

/**
 * Sites: symbols, and the outlines of those that are more than a point.
 * @param {string} id
 * @param {Feature[]} features
 * @param {Item[]} items
 * @param {boolean} quiet whether the children's cells lie below
 * @returns {Drawn}
 */
export function sites(id, features, items, quiet) {
  const colorOf = new Map(items.map((item) => [item.id, item.color]));
  const wide = features.filter((f) => f.geometry && !f.geometry.type.endsWith("Point"));
  const double = wide.filter((f) => f.properties.status === "certified");
  const points = new SiteLayer("spaces-points", pointsOf(features), items, quiet);
  return {
    points,
    layer: L.layerGroup([
      paths(wide, "spaces-paths", ({ properties: { category, status } }) => ({
        color: colorOf.get(category) || "#55625f",
        weight: status === "certified" ? 7 : 4,
        dashArray: DASH[status],
        fillOpacity: 0.18,
        lineCap: "round",
      }), { clicked: id }),
      paths(double, "spaces-paths", () => ({ color: "#ffffff", weight: 2.5, fill: false })),
      points,
    ]),
    present: new Set(features.flatMap(({ properties }) => [
      properties.category, `status:${properties.status}`])),
  };
}

/**
 * The place's outline, its parts and their names.
 * @param {Feature[]} features
 * @returns {Drawn}
 */
export function boundary(features) {
  const [line, land] = colors("line", "land");
  const own = features.filter((f) => f.properties.role === "place");
  const parts = features.filter((f) => f.properties.role === "part");
  return {
    layer: L.layerGroup([
      paths(own, "spaces-land", () => ({ color: line, weight: 2.2, fillColor: land, fillOpacity: 1 })),
      paths(parts, "spaces-land", () => ({ color: line, weight: 1, dashArray: "5 4", fill: false })),
      new LabelLayer("spaces-labels", pointsOf(parts)),
    ]),
  };
}

class LabelLayer extends PointLayer {
  /**
   * @param {Context} ctx
   * @param {View} view
   */
  paint(ctx, view) {
    /** @type {Box[]} */
    const taken = [];
    const look = nameLook(13, 600);
    ctx.globalAlpha = 0.72;
    this.eachSeen(view, Infinity, ({ feature }, x, y) => {
      if (feature.properties.name) label(ctx, feature.properties.name, x, y, taken, look);
    });
    ctx.globalAlpha = 1;
  }
}

/**
 * Gap areas with their ranks.
 * @param {string} id
 * @param {Feature[]} features
 * @returns {Drawn}
 */
export function gaps(id, features) {
  const points = new RankLayer("spaces-points", pointsOf(features));
  return {
    points,
    layer: L.layerGroup([
      paths(features, "spaces-paths", ({ properties: { rank } }) => ({
        color: STATE_COLORS.gap,
        weight: rank <= FIRST ? 1.4 : 0.6,
        opacity: rank <= FIRST ? 0.9 : 0.4,
        fillOpacity: 0,
      }), { clicked: id }),
      points,
    ]),
  };
}

/** @type {(ctx: Context, text: string, x: number, y: number) => void} */
export function drawRank(ctx, text, x, y) {
  const r = text.length > 2 ? 14 : 11.5;
  drawSymbol(ctx, { shape: "circle", color: STATE_COLORS.gap, letter: "" }, "built", x, y, r);
  ctx.font = "700 12px system-ui, sans-serif";
  centred(ctx);
  ctx.fillStyle = "#ffffff";
  ctx.fillText(text, x, y + 0.5);
}

// From afar only the first ranks; close by, all of them.
class RankLayer extends PointLayer {
  /**
   * @param {Context} ctx
   * @param {View} view
   */
  paint(ctx, view) {
    /** @type {[number, number][]} */
    const taken = [];
    this.reach = 18;
    this.eachSeen(view, 20, ({ feature: { properties: { rank } } }, x, y) => {
      if (rank > FIRST && view.zoom < ALL_FROM_ZOOM) return;
      if (taken.some(([a, b]) => Math.hypot(a - x, b - y) < APART_PX)) return;
      taken.push([x, y]);
      drawRank(ctx, String(rank), x, y);
    });
  }
}

/** @type {Record<string, [weight: number, fill: string, opacity: number]>} */
const REACH = { covered: [1.5, STATE_COLORS.covered, 0.18], unknown: [1, "none", 0] };

/**
 * Within reach, beyond it, and what is not known.
 * @param {Feature[]} features
 * @returns {Drawn}
 */
export function reach(features) {
  const group = paths(features, "spaces-cells", ({ properties: { state } }) => {
    const [weight, fillColor, fillOpacity] = REACH[state] || [0, `url(#spaces-${state})`, 0.45];
    const dashArray = state === "unknown" ? "2 5" : undefined;
    return { color: STATE_COLORS[state], weight, fillColor, fillOpacity, dashArray };
  });
  group.on("add", ({ target }) => hatch(target._map.getPane("spaces-cells").querySelector("svg")));
  return { layer: group };
}

/** @param {SVGElement | null} drawing */
function hatch(drawing) {
  if (!drawing || drawing.querySelector("#spaces-uncovered")) return;
  const tiles = ["uncovered", "false_comfort"].map((state) => {
    const fill = STATE_COLORS[state];
    return svg("pattern", {
      id: `spaces-${state}`, width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)",
    },
    svg("rect", { width: 8, height: 8, fill, opacity: 0.25 }), svg("rect", { width: 2, height: 8, fill }),
    ...(state === "false_comfort" ? [svg("rect", { width: 8, height: 2, fill })] : []));
  });
  drawing.append(svg("defs", {}, ...tiles));
}
