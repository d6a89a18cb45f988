// A layer as it is drawn: outlines as SVG paths, lines on a canvas of their own.
/** @import { PathOptions } from "leaflet" */
/** @import { Feature } from "./config.ts" */
/** @import { PointLayer } from "./points.js" */

/**
 * What the map keeps of a drawn layer. `points`: its symbols, if they can be clicked; `hit`: the
 * feature under a place of the map; `present`: legend rows that occur, all without it.
 * @typedef {object} Drawn
 * @property {L.Layer} layer
 * @property {PointLayer} [points]
 * @property {(latlng: L.LatLng, map: L.Map) => Feature | null} [hit]
 * @property {Set<string>} [present]
 */
/** @typedef {{ layer: string, feature: Feature }} PathHit id of a layer, and the feature of it */

/** @type {PathHit | null} */
let pathHit = null;

/** The feature whose outline the present click went through, once. */
export function takePathHit() {
  const hit = pathHit;
  pathHit = null;
  return hit;
}

/**
 * Draws features as paths.
 * @param {Feature[]} features
 * @param {string} pane
 * @param {(feature: Feature) => PathOptions} style
 * @param {{ clicked?: string, renderer?: L.Renderer }} options `clicked`: id of the layer that a
 * click on a path belongs to; without it a click goes through
 */
export function paths(features, pane, style, { clicked, renderer } = {}) {
  // GeoJSON of our own server; Leaflet's types want its strictest form.
  const data = /** @type {any} */ ({ type: "FeatureCollection", features });
  /** @type {L.GeoJSONOptions & { renderer?: L.Renderer }} */
  const options = {
    pane,
    interactive: clicked !== undefined,
    style: (feature) => style(/** @type {any} */ (feature)),
    onEachFeature(feature, layer) {
      if (clicked) layer.on("click", () => keepPathHit(clicked, /** @type {any} */ (feature)));
    },
    ...(renderer ? { renderer } : {}),
  };
  return L.geoJSON(data, options);
}

/** @type {(layer: string, feature: Feature) => void} */
function keepPathHit(layer, feature) {
  pathHit = { layer, feature };
}
