// Walks: bands of minutes around a place, ways to the nearest sites, the streets themselves.
/** @import { PathOptions } from "leaflet" */
/** @import { Feature, Item } from "./config.ts" */
/** @import { Drawn } from "./drawn.js" */
import { colors, levelLine } from "../../../graphics/scripts/drawing.js";
import { paths } from "./drawn.js";

/** @typedef {CanvasRenderingContext2D} Context */
/** @typedef {PathOptions & { color: string, weight: number, dashArray?: string }} Line */

// Never a colour alone: the shortest band has the strongest line, the longest a dotted one.
const ZONE = "#1456a0", WAY = "#12324f";
/** @type {(Line & { fillOpacity: number })[]} */
const BANDS = [
  { color: ZONE, weight: 3.4, fillOpacity: 0.3 },
  { color: ZONE, weight: 2.6, dashArray: "8 5", fillOpacity: 0.22 },
  { color: ZONE, weight: 2.6, dashArray: "1.5 5", fillOpacity: 0.16 },
];
/** @type {Record<string, Line>} */
const ROLES = {
  street: { color: "#7d8a86", weight: 0.7, opacity: 0.8 },
  arterial: { color: "#8a5a00", weight: 2.2, opacity: 0.85 },
  barrier: { color: "#3d7fb8", weight: 2.4, opacity: 0.8, dashArray: "6 4" },
};
/** @type {Record<string, string>} */
const DASHES = { long: "14 7", mid: "7 6", short: "2 6" };
const NOT_REACHED = "2 7";

/** @type {(state: string) => Line} */
const wayLook = (state) => ({ color: WAY, weight: 3, dashArray: state === "reached" ? undefined : NOT_REACHED });
/** @type {(item: Partial<Item>) => Line} */
const ringLook = ({ color, shape = "" }) => ({ color: color || WAY, weight: 2.4, dashArray: DASHES[shape] });

/**
 * Bands of minutes: the fewest have the strongest line.
 * @param {Feature[]} features
 * @returns {Drawn & { layer: L.GeoJSON }}
 */
export function zones(features) {
  const minutes = [...new Set(features.map((f) => f.properties.minutes))].sort((a, b) => a - b);
  return {
    layer: paths(features, "spaces-zones", (f) => ({
      ...BANDS[Math.min(2, minutes.indexOf(f.properties.minutes))], fillColor: ZONE,
    })),
  };
}

/**
 * Ways to the nearest sites; dashed where the walk does not get there in time.
 * @param {string} id
 * @param {Feature[]} features
 * @returns {Drawn}
 */
export function ways(id, features) {
  const under = { color: "#ffffff", weight: 6.5, opacity: 0.9, fill: false };
  return {
    layer: L.layerGroup([
      paths(features, "spaces-paths", () => under),
      paths(features, "spaces-paths", (f) => ({ ...wayLook(f.properties.state), fill: false, opacity: 0.95 }),
        { clicked: id }),
    ]),
  };
}

/**
 * Outlines of a standard's circles: the colour of the kind, a dash for each of its standards.
 * @param {Feature[]} features
 * @param {Item[]} items
 * @returns {Drawn}
 */
export function rings(features, items) {
  const looks = new Map(items.map((item) => [item.id, item]));
  const under = { color: "#ffffff", weight: 5, opacity: 0.85, fill: false };
  /** @type {(f: Feature) => string} */
  const row = (f) => `standard:${f.properties.standard}`;
  return {
    layer: L.layerGroup([
      paths(features, "spaces-zones", () => under),
      paths(features, "spaces-zones", (f) => ({ ...ringLook(looks.get(row(f)) || {}), fill: false })),
    ]),
    present: new Set(features.map(row)),
  };
}

/**
 * Some thousand lines: a canvas of their own, nothing to click.
 * @param {Feature[]} features
 * @returns {Drawn}
 */
export function streets(features) {
  const renderer = L.canvas({ pane: "spaces-streets" });
  return {
    layer: paths(features, "spaces-streets", (f) => ({
      ...(ROLES[f.properties.role] || ROLES.street), fill: false,
    }), { renderer }),
  };
}

/**
 * The streets and waters below everything else: light, so that they orient and say nothing.
 * @param {Feature[]} features
 * @returns {Drawn}
 */
export function ground(features) {
  const [grey] = colors("line");
  const renderer = L.canvas({ pane: "spaces-ground" });
  /** @type {Record<string, object>} */
  const looks = {
    arterial: { color: grey, weight: 1.8, opacity: 0.4 },
    barrier: { color: ROLES.barrier.color, weight: 1, opacity: 0.3 },
  };
  const street = { color: grey, weight: 0.6, opacity: 0.35 };
  return {
    layer: paths(features, "spaces-ground", (f) => ({
      ...(looks[f.properties.role] || street), fill: false,
    }), { renderer }),
  };
}

/** @type {(ctx: Context, look: Line, from: number, to: number, y: number) => void} */
function line(ctx, { color, weight, dashArray = "" }, from, to, y) {
  levelLine(ctx, { color, weight, dash: dashArray.split(" ").filter(Boolean).map(Number) }, from, to, y);
}

/** @type {(ctx: Context, item: Item, width: number, height: number) => void} */
export function ringSwatch(ctx, item, width, height) {
  line(ctx, ringLook(item), 3, width - 3, height / 2);
}

/**
 * The legend's picture of a band ("band:1"), a way ("way:reached") or a street ("street:arterial").
 * @param {Context} ctx
 * @param {string} id
 * @param {number} width
 * @param {number} height
 * @returns {boolean} false for anything else
 */
export function walkSwatch(ctx, id, width, height) {
  const [kind, which = ""] = id.split(":"), middle = height / 2;
  const band = kind === "band" ? BANDS[Number(which) - 1] : null, role = kind === "street" ? ROLES[which] : null;
  if (band) {
    ctx.fillStyle = ZONE;
    ctx.globalAlpha = band.fillOpacity * 1.6;
    ctx.fillRect(3, 3, width - 6, height - 6);
    ctx.globalAlpha = 1;
    line(ctx, band, 4, width - 4, middle);
  } else if (role) line(ctx, { ...role, weight: Math.max(1, role.weight) }, 3, width - 3, middle);
  else if (kind === "way") line(ctx, wayLook(which), 4, width - 4, middle);
  else return false;
  return true;
}

/**
 * A ring with a cross: the place that was clicked.
 * @param {L.LatLngExpression} at
 */
export function spot(at) {
  const style = { pane: "spaces-spot", interactive: false, fill: false };
  return L.layerGroup([
    L.circleMarker(at, { ...style, radius: 9, color: "#ffffff", weight: 6 }),
    L.circleMarker(at, { ...style, radius: 9, color: WAY, weight: 3 }),
    L.circleMarker(at, { ...style, radius: 2.5, color: WAY, weight: 1, fill: true, fillColor: WAY, fillOpacity: 1 }),
  ]);
}
