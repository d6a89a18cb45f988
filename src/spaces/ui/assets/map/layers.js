// The layers that the page wants: fetched when they are shown, drawn by their style, kept up to date.
/** @import { Config, Feature, Wanted } from "./config.ts" */
/** @import { Drawn } from "./drawn.js" */
/** @import { Frame } from "./frame.js" */
import { CanvasLayer } from "../../../graphics/scripts/canvas.js";
import { CellLayer } from "./cells.js";
import { address } from "./frame.js";
import { pointsOf } from "./points.js";
import { schoolCrossings, schoolGates, schoolMissed, schoolShed, schoolStreets } from "./school.js";
import { boundary, gaps, reach, sites } from "./shapes.js";
import { ground, rings, streets, ways, zones } from "./walks.js";

/**
 * A layer of the map. `wanted`: as it was fetched last; `later`: as it will be when it is shown.
 * @typedef {object} Own
 * @property {boolean} shown
 * @property {Wanted} wanted
 * @property {Wanted | null} later
 * @property {AbortController | null} abort
 * @property {Feature[] | null} features
 * @property {Drawn | null} drawn
 */

/**
 * How each style is drawn (widget.py's Style).
 * @type {Record<string, (wanted: Wanted, features: Feature[], config: Config) => Drawn>}
 */
const STYLES = {
  sites: ({ id, legend }, features, { layers }) => (
    sites(id, features, legend, layers.some((other) => other.style === "cells"))),
  boundary: (_, features) => boundary(features),
  cells: ({ legend }, features) => {
    const comfort = legend.some((item) => item.id === "false_comfort");
    const layer = new CellLayer("spaces-cells", pointsOf(features), comfort);
    return { layer, hit: (latlng) => layer.hit(latlng) };
  },
  gaps: ({ id }, features) => gaps(id, features),
  reach: (_, features) => reach(features),
  zones: (_, features) => zones(features),
  ways: ({ id }, features) => ways(id, features),
  streets: (_, features) => streets(features),
  ground: (_, features) => ground(features),
  rings: ({ legend }, features) => rings(features, legend),
  school_streets: (_, features) => schoolStreets(features),
  school_crossings: ({ legend }, features) => schoolCrossings(features, legend),
  school_gates: (_, features) => schoolGates(features),
  school_shed: (_, features) => schoolShed(features),
  school_missed: (_, features) => schoolMissed(features),
};

export class Layers {
  /**
   * @param {L.Map} map
   * @param {Frame} frame
   * @param {(own: Own) => void} arrived called when a layer has got its features, or has failed to
   */
  constructor(map, frame, arrived) {
    this._map = map;
    this._frame = frame;
    this._arrived = arrived;
    /** @type {Map<string, Own>} */
    this.all = new Map();
    /** @type {Config | null} */
    this._config = null;
  }

  /** @param {Config} config */
  apply(config) {
    this._config = config;
    const wanted = new Set(config.layers.map((layer) => layer.id));
    for (const id of [...this.all.keys()]) if (!wanted.has(id)) this._drop(id);
    for (const layer of config.layers) this._want(layer);
  }

  /**
   * A new or changed layer is fetched; what was drawn before stays until the answer is there.
   * @param {Wanted} wanted
   */
  _want(wanted) {
    const own = this.all.get(wanted.id) || {
      shown: wanted.visible, wanted: { ...wanted, url: "" }, later: null, abort: null, features: null, drawn: null,
    };
    this.all.set(wanted.id, own);
    own.later = own.shown ? null : wanted;
    if (own.later) { // not shown: it is fetched when the viewer switches it on
      if (own.drawn && own.wanted.url !== wanted.url) {
        own.drawn.layer.remove();
        own.drawn = own.features = null;
      }
      if (!own.drawn) own.wanted = { ...wanted, url: "" };
      return;
    }
    const same = own.wanted.url === wanted.url, changed = JSON.stringify(own.wanted) !== JSON.stringify(wanted);
    own.wanted = wanted;
    if (!same) this._fetch(own);
    else if (changed) this._draw(own);
  }

  /** @param {Own} own */
  async _fetch(own) {
    const { wanted } = own, abort = new AbortController();
    if (own.abort) own.abort.abort();
    own.abort = abort;
    this._say(wanted, "loading");
    try {
      const answer = await fetch(address(wanted.url), { signal: abort.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const { features } = await answer.json();
      if (abort.signal.aborted) return;
      own.features = features;
      this._draw(own);
      this._frame.say(wanted.id, "");
    } catch {
      if (abort.signal.aborted) return;
      own.wanted = { ...wanted, url: "" }; // ask again when the page speaks next
      this._say(wanted, "layer_failed");
    }
    this._arrived(own);
  }

  /** @type {(wanted: Wanted, key: string) => void} */
  _say({ id, label }, key) {
    if (!this._config) return;
    const { words } = this._config, name = label || words.boundary;
    this._frame.say(id, words[key].replace("{layer}", () => name));
  }

  /** @param {Own} own */
  _draw(own) {
    if (!own.features || !this._config) return;
    if (own.drawn) own.drawn.layer.remove();
    own.drawn = STYLES[own.wanted.style](own.wanted, own.features, this._config);
    if (own.shown) own.drawn.layer.addTo(this._map);
    this._stack();
  }

  /** Answers arrive in any order: of the canvases in one pane the later named lies above. */
  _stack() {
    for (const { drawn } of this.all.values()) {
      const top = drawn && (drawn.points || drawn.layer);
      if (top instanceof CanvasLayer && this._map.hasLayer(top)) top.toFront();
    }
  }

  /** @param {string} id */
  _drop(id) {
    const own = this.all.get(id);
    if (!own) return;
    if (own.abort) own.abort.abort();
    if (own.drawn) own.drawn.layer.remove();
    this._frame.say(id, "");
    this.all.delete(id);
  }

  /**
   * Shows or hides a layer.
   * @param {string} id
   * @param {boolean} shown
   */
  toggle(id, shown) {
    const own = this.all.get(id);
    if (!own) return;
    own.shown = shown;
    if (own.drawn && shown) {
      own.drawn.layer.addTo(this._map);
      this._stack();
    } else if (own.drawn) own.drawn.layer.remove();
    if (shown && own.later) this._want(own.later);
  }

  /** Draws all anew, in the page's present colours. */
  recolour() {
    for (const own of this.all.values()) this._draw(own);
  }
}
