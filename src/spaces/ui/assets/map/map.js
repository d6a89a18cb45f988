// Starts on the bare map that the page made, draws what the page asks for, and keeps up with it.
/** @import { Config, Render } from "./config.ts" */
/** @import { Own } from "./layers.js" */
import { Frame, read, styled } from "./frame.js";
import { Layers } from "./layers.js";
import { Legend } from "./legend.js";
import { Placing } from "./placing.js";
import { Pointing } from "./pointing.js";
import { spot } from "./walks.js";

/** Panes from below, and whether a click is for what is drawn in them. */
const PANES = [["tiles", 200, true], ["land", 210, true], ["ground", 220, false],
  ["cells", 300, false], ["streets", 320, false],
  ["zones", 330, false], ["labels", 340, false], ["paths", 400, true], ["points", 450, false], ["spot", 460, false]];

class SpaceMap {
  /** @param {L.Map} map */
  constructor(map) {
    this.map = map;
    for (const [name, z, clicked] of PANES) {
      const pane = map.createPane(`spaces-${name}`);
      Object.assign(pane.style, { zIndex: String(z), ...(clicked ? {} : { pointerEvents: "none" }) });
    }
    this.frame = new Frame(map);
    this._legend = new Legend((id, shown) => this.toggle(id, shown)).addTo(map);
    L.control.scale({ imperial: false, maxWidth: 120 }).addTo(map);
    this._placing = new Placing(map, this.frame, this._legend);
    this._layers = new Layers(map, this.frame, (own) => this._arrived(own));
    this.pointing = new Pointing(map, this.layers);
    /** @type {L.LayerGroup | null} */
    this.spot = null;
    this._tiles = "";
    /** @type {Config | null} */
    this._config = null;
    map.on("focus", () => map.scrollWheelZoom.enable());
    map.on("blur", () => map.scrollWheelZoom.disable());
  }

  get layers() {
    return this._layers.all;
  }

  /** @param {Config | null} config */
  apply(config) {
    if (!config) return;
    const before = this._config;
    this._config = config;
    this.frame.show(config);
    if (!before || before.lang !== config.lang) this._placing.buttons(config.words);
    this._base(config);
    this._layers.apply(config);
    this._list();
    this._mark(config.spot, before && before.spot);
    this._placing.place(config);
    this.pointing.apply(config);
  }

  /**
   * The place that was clicked.
   * @type {(at: Config["spot"], before: Config["spot"]) => void}
   */
  _mark(at, before) {
    if (String(at) === String(before)) return;
    if (this.spot) this.spot.remove();
    this.spot = at ? spot([at[1], at[0]]).addTo(this.map) : null;
  }

  /**
   * The outside base map, if one is configured.
   * @param {Config} config
   */
  _base({ tiles, words }) {
    if (this._tiles === String(tiles)) return;
    this._tiles = String(tiles);
    document.documentElement.classList.toggle("tiled", tiles.length > 0);
    for (const template of tiles) {
      L.tileLayer(template, { pane: "spaces-tiles", subdomains: "01234567", maxZoom: 18 })
        .on("tileerror", () => this.frame.say("tiles", words.tiles_failed))
        .on("tileload", () => this.frame.say("tiles", ""))
        .addTo(this.map);
    }
  }

  /** @param {Own} own */
  _arrived({ wanted, drawn }) {
    const came = wanted.url && drawn ? drawn.layer : null;
    if (wanted.style === "zones" && came instanceof L.FeatureGroup) this._placing.nearer(came.getBounds());
    this._list();
    this.pointing.openSelected();
  }

  /**
   * Shows or hides a layer.
   * @param {string} id
   * @param {boolean} shown
   */
  toggle(id, shown) {
    this._layers.toggle(id, shown);
    const own = this.layers.get(id);
    if (own && own.wanted.style === "rings") this._list(); // its rows are many, and only for lines that are drawn
  }

  _list() {
    if (!this._config) return;
    const rows = this._config.layers.map((layer) => {
      const own = this.layers.get(layer.id);
      return { ...layer, shown: Boolean(own && own.shown), present: (own && own.drawn && own.drawn.present) || null };
    });
    this._legend.update(rows, this._config.words, this.frame.compact);
  }

  recolour() {
    this._layers.recolour();
  }
}

/**
 * Draws what the page asks for, now and with each of its runs.
 * @param {L.Map & { spaces?: SpaceMap }} map the bare map; `spaces` is ours, for a look from a browser's console
 * @param {{ last?: Render }} said what the page said while this script was on its way
 */
export async function start(map, said) {
  /** @type {HTMLElement | null} */
  const first = document.querySelector("template[data-spaces]");
  let html = first ? `data-spaces="${first.dataset.spaces}"` : "";
  await styled();
  const own = map.spaces = new SpaceMap(map);
  own.apply(read(html));
  /** @param {Render} asked */
  const follow = (asked) => {
    const changed = own.frame.theme(asked.theme);
    if (asked.args.html !== html) {
      html = asked.args.html;
      own.apply(read(html));
    }
    own.frame.layout();
    if (changed) own.recolour();
  };
  window.Streamlit.events.addEventListener("streamlit:render", (event) => {
    follow(/** @type {CustomEvent<Render>} */ (event).detail);
  });
  if (said.last) follow(said.last);
}
