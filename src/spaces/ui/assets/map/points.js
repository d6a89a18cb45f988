// Canvas layers that Leaflet moves with the map, and the layer of sites.
"use strict";

(function (S) {
  const PAD = 0.25; // of the map's size on each side, so that a short drag shows no blank edge
  const HALF = 128; // half of the world's width in pixels at zoom 0

  S.worldXY = function (lng, lat) {
    const sin = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
    return [HALF + (lng * HALF) / 180, HALF - (HALF / Math.PI) * Math.atanh(sin)];
  };

  // Subclasses give paint(ctx, view): view.place(i) answers the pixel of point i.
  S.CanvasLayer = L.Layer.extend({
    initialize(pane) {
      this._pane = pane;
      this.setPoints([]);
    },
    setPoints(points) {
      this.points = points;
      this._world = new Float64Array(points.length * 2);
      points.forEach((p, i) => this._world.set(S.worldXY(p.lng, p.lat), i * 2));
      if (this._map) this.redraw();
      return this;
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
      const size = map.getSize();
      const pad = size.multiplyBy(PAD).round();
      const whole = size.add(pad.multiplyBy(2));
      const corner = map.containerPointToLayerPoint(pad.multiplyBy(-1)).round();
      const ratio = window.devicePixelRatio || 1;
      this._zoom = map.getZoom();
      this._corner = map.layerPointToLatLng(corner);
      this._canvas.width = whole.x * ratio;
      this._canvas.height = whole.y * ratio;
      this._canvas.style.width = `${whole.x}px`;
      this._canvas.style.height = `${whole.y}px`;
      L.DomUtil.setTransform(this._canvas, corner, 1);
      const ctx = this._canvas.getContext("2d");
      ctx.scale(ratio, ratio);
      const scale = 2 ** this._zoom;
      const offset = map.getPixelOrigin().add(corner);
      const world = this._world;
      this._offset = offset;
      this.paint(ctx, {
        width: whole.x,
        height: whole.y,
        zoom: this._zoom,
        x: (i) => world[i * 2] * scale - offset.x,
        y: (i) => world[i * 2 + 1] * scale - offset.y,
        inside: (x, y, m) => x > -m && y > -m && x < whole.x + m && y < whole.y + m,
      });
    },
    // The nearest point within `reach` pixels of a place on the map, or null.
    nearest(latlng, reach) {
      if (!this._map) return null;
      const [wx, wy] = S.worldXY(latlng.lng, latlng.lat);
      const scale = 2 ** this._map.getZoom();
      let best = null, least = (reach / scale) ** 2;
      for (let i = 0; i < this.points.length; i += 1) {
        const dx = this._world[i * 2] - wx, dy = this._world[i * 2 + 1] - wy;
        const far = dx * dx + dy * dy;
        if (far <= least) { least = far; best = this.points[i]; }
      }
      return best;
    },
    paint() {},
  });

  const RADII = [3, 4, 5, 6.5, 9.5, 12];

  // As large as the room between the symbols allows; a letter needs 9 pixels.
  function radius(seen) {
    if (seen.length < 2) return RADII[5];
    const every = Math.ceil(seen.length / 400); // some hundred tell how wide they spread
    const some = seen.filter((_, i) => i % every === 0);
    const xs = some.map((p) => p[1]).sort((a, b) => a - b);
    const ys = some.map((p) => p[2]).sort((a, b) => a - b);
    const low = Math.floor(some.length * 0.1), high = Math.ceil(some.length * 0.9) - 1;
    const room = Math.max(30, xs[high] - xs[low]) * Math.max(30, ys[high] - ys[low]);
    const wanted = 0.5 * Math.sqrt(room / (0.64 * seen.length));
    return RADII.reduce((best, r) => (r <= wanted ? r : best), RADII[0]);
  }

  // Of symbols that would lie on each other only the last is seen, so only that one is drawn:
  // with 50,000 of them this is what keeps a redraw short. Few symbols are all drawn.
  S.visible = function (seen, r, view) {
    if (seen.length < 2000) return seen;
    const step = r * 1.6;
    const columns = Math.ceil(view.width / step) + 40;
    const last = new Map();
    for (const p of seen) {
      last.set(Math.round(p[2] / step) * columns + Math.round(p[1] / step), p);
    }
    return [...last.values()];
  };

  S.SiteLayer = S.CanvasLayer.extend({
    setSymbols(items) {
      this._symbols = new Map(items.map((item) => [item.id, item]));
      return this;
    },
    paint(ctx, view) {
      const seen = [];
      for (let i = 0; i < this.points.length; i += 1) {
        const x = view.x(i), y = view.y(i);
        if (view.inside(x, y, 20)) seen.push([i, x, y]);
      }
      // Over the children's cells the sites step back until the viewer comes close.
      const r = Math.min(radius(seen), this.quiet && view.zoom < 13 ? 5 : 12);
      this.reach = Math.max(r + 2, L.Browser.mobile || L.Browser.touch ? 16 : 9);
      const other = { shape: "circle", color: "#55625f", letter: "" };
      for (const [i, x, y] of S.visible(seen, r, view)) {
        const p = this.points[i].feature.properties;
        const { image, size } = S.sprite(this._symbols.get(p.category) || other, p.status, r);
        ctx.drawImage(image, Math.round(x - size / 2), Math.round(y - size / 2), size, size);
      }
      if (view.zoom >= 14.5 && seen.length < 300) this._names(ctx, seen, r);
    },
    _names(ctx, seen, r) {
      const taken = seen.map(([, x, y]) => [x - r, y - r, x + r, y + r]);
      for (const [i, x, y] of seen) {
        const name = this.points[i].feature.properties.name;
        if (name) S.writeLabel(ctx, name, x, y + r + 10, taken, S.look(12));
      }
    },
  });

  S.look = function (size, weight) {
    const style = getComputedStyle(document.documentElement);
    const pick = (name) => style.getPropertyValue(name).trim();
    return { size, weight, ink: pick("--ink"), halo: pick("--ground") };
  };
})(window.SpacesMap);
