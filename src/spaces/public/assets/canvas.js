// A canvas that Leaflet moves with the map.
const L = window.L;
const PAD = 0.3; // of the map's size on each side, so that a short drag shows no blank edge

export const CanvasLayer = L.Layer.extend({
  initialize(pane) {
    this._pane = pane;
  },
  onAdd(map) {
    this._canvas = L.DomUtil.create("canvas", "leaflet-zoom-animated", map.getPane(this._pane));
    map.on("moveend viewreset resize", this.redraw, this);
    map.on("zoomanim", this._animate, this);
    this.redraw();
  },
  onRemove(map) {
    map.off("moveend viewreset resize", this.redraw, this);
    map.off("zoomanim", this._animate, this);
    this._canvas.remove();
  },
  _animate(event) {
    const scale = this._map.getZoomScale(event.zoom, this._zoom);
    const origin = this._map._latLngToNewLayerPoint(this._corner, event.zoom, event.center);
    L.DomUtil.setTransform(this._canvas, origin, scale);
  },
  redraw() {
    const map = this._map;
    if (!map || !map._loaded) return;
    const size = map.getSize(), pad = size.multiplyBy(PAD).round(), whole = size.add(pad.multiplyBy(2));
    const corner = map.containerPointToLayerPoint(pad.multiplyBy(-1)).round();
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    this._zoom = map.getZoom();
    this._corner = map.layerPointToLatLng(corner);
    const canvas = this._canvas;
    canvas.width = whole.x * ratio;
    canvas.height = whole.y * ratio;
    canvas.style.width = `${whole.x}px`;
    canvas.style.height = `${whole.y}px`;
    L.DomUtil.setTransform(canvas, corner, 1);
    const ctx = canvas.getContext("2d");
    ctx.scale(ratio, ratio);
    const scale = 2 ** this._zoom, offset = map.getPixelOrigin().add(corner);
    this.paint(ctx, {
      width: whole.x, height: whole.y, zoom: this._zoom, scale, ratio,
      ox: offset.x, oy: offset.y, pad,
      x: (wx) => wx * scale - offset.x,
      y: (wy) => wy * scale - offset.y,
    });
  },
  paint() {},
});

export function colors(...names) {
  const style = getComputedStyle(document.documentElement);
  return names.map((name) => style.getPropertyValue(`--${name}`).trim());
}

// Adds a flat path of world pixels to the canvas's present path.
export function trace(ctx, view, path, close) {
  for (let k = 0; k < path.length; k += 2) {
    const x = view.x(path[k]), y = view.y(path[k + 1]);
    if (k) ctx.lineTo(x, y); else ctx.moveTo(x, y);
  }
  if (close) ctx.closePath();
}

export const FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

// A text with a halo, unless it would lie on one of the boxes already taken.
export function label(ctx, text, x, y, taken, { size = 12, weight = 500, ink, halo }) {
  const most = /[\u3000-\uffff]/.test(text) ? 18 : 32; // Chinese letters are twice as wide
  const short = text.length > most ? `${text.slice(0, most - 1)}…` : text;
  ctx.font = `${weight} ${size}px ${FONT}`;
  const half = ctx.measureText(short).width / 2 + 3;
  const box = [x - half, y - size * 0.75, x + half, y + size * 0.75];
  if (taken.some((b) => box[0] < b[2] && box[2] > b[0] && box[1] < b[3] && box[3] > b[1])) return;
  taken.push(box);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = halo;
  ctx.strokeText(short, x, y);
  ctx.fillStyle = ink;
  ctx.fillText(short, x, y);
}
