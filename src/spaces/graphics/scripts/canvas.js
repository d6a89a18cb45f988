// A canvas that Leaflet moves with the map.
import { context } from "./drawing.js";

const PAD = 0.3; // of the map's size on each side, so that a short drag shows no blank edge
const MOST_RATIO = 2; // dots per pixel: more are not seen and cost time

/**
 * The canvas as it is drawn on: `x` and `y` take pixels of the world at zoom 0 (projection.js).
 * @typedef {object} View
 * @property {number} width pixels
 * @property {number} height pixels
 * @property {number} zoom
 * @property {number} scale pixels per pixel of the world at zoom 0
 * @property {number} ratio dots per pixel
 * @property {(wx: number) => number} x
 * @property {(wy: number) => number} y
 * @property {(x: number, y: number, margin: number) => boolean} inside whether a pixel is near enough to be seen
 */

/** A layer that paints itself anew whenever the map comes to rest. */
export class CanvasLayer extends L.Layer {
  /** @param {string} pane name of the map's pane that holds the canvas */
  constructor(pane) {
    super();
    this._pane = pane;
    this._zoom = 0;
    this._corner = L.latLng(0, 0);
    this.canvas = L.DomUtil.create("canvas", "leaflet-zoom-animated");
  }

  /** @param {L.Map} map */
  onAdd(map) {
    /** @type {HTMLElement} */ (map.getPane(this._pane)).append(this.canvas);
    map.on("moveend viewreset resize", this.redraw, this);
    map.on("zoomanim", this._animate, this);
    this.redraw();
    return this;
  }

  /** @param {L.Map} map */
  onRemove(map) {
    map.off("moveend viewreset resize", this.redraw, this);
    map.off("zoomanim", this._animate, this);
    this.canvas.remove();
    return this;
  }

  /** @param {L.ZoomAnimEvent} event */
  _animate({ zoom, center }) {
    const map = this._map;
    const origin = map.project(center, zoom).subtract(map.getSize().divideBy(2))
      .add(L.DomUtil.getPosition(map.getPanes().mapPane)).round();
    const at = map.project(this._corner, zoom).subtract(origin);
    L.DomUtil.setTransform(this.canvas, at, map.getZoomScale(zoom, this._zoom));
  }

  redraw() {
    const map = this._map, { canvas } = this;
    if (!map) return;
    const size = map.getSize(), pad = size.multiplyBy(PAD).round(), whole = size.add(pad.multiplyBy(2));
    const corner = map.containerPointToLayerPoint(pad.multiplyBy(-1)).round();
    const ratio = Math.min(MOST_RATIO, window.devicePixelRatio || 1);
    this._zoom = map.getZoom();
    this._corner = map.layerPointToLatLng(corner);
    canvas.width = whole.x * ratio;
    canvas.height = whole.y * ratio;
    canvas.style.width = `${whole.x}px`;
    canvas.style.height = `${whole.y}px`;
    L.DomUtil.setTransform(canvas, corner, 1);
    const ctx = context(canvas);
    ctx.scale(ratio, ratio);
    const scale = 2 ** this._zoom, offset = map.getPixelOrigin().add(corner);
    this.paint(ctx, {
      width: whole.x, height: whole.y, zoom: this._zoom, scale, ratio,
      x: (wx) => wx * scale - offset.x,
      y: (wy) => wy * scale - offset.y,
      inside: (x, y, m) => x > -m && y > -m && x < whole.x + m && y < whole.y + m,
    });
  }

  /**
   * Draws the layer; each kind of layer does it in its own way.
   * @param {CanvasRenderingContext2D} _ctx
   * @param {View} _view
   */
  paint(_ctx, _view) {}

  /** Lies above the other canvases of its pane. */
  toFront() {
    if (this.canvas.parentNode) this.canvas.parentNode.append(this.canvas);
  }

  /**
   * The pixel of the canvas that shows a place.
   * @param {number} wx
   * @param {number} wy pixels of the world at zoom 0
   * @returns {[number, number]}
   */
  pixel(wx, wy) {
    const corner = this._map.getPixelOrigin().add(this._map.latLngToLayerPoint(this._corner));
    const scale = 2 ** this._map.getZoom();
    return [wx * scale - corner.x, wy * scale - corner.y];
  }
}
