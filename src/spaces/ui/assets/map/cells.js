// Where children live, as squares, each state with its own pattern: within the walk dots, beyond
// it hatched, inside the circle only crossed, no way upright lines, off the streets small crosses,
// not known rings.
"use strict";

(function (S) {
  const EQUATOR_M_PER_PX = 156543.03392804097; // at zoom 0
  const SHADES = 5;

  const UP = [[-2, 2, 2, -2], [-2, 10, 10, -2], [6, 10, 10, 6]];
  const DOWN = [[-2, 6, 2, 10], [-2, -2, 10, 10], [6, -2, 10, 2]];
  const LINES = {
    uncovered: UP,
    beyond: UP,
    false_comfort: [...UP, ...DOWN],
    unreachable: [[2, 0, 2, 8], [6, 0, 6, 8]],
    unsnapped: [[2, 2, 6, 6], [6, 2, 2, 6]],
  };

  function pattern(ctx, state) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 8;
    const c = tile.getContext("2d");
    c.strokeStyle = c.fillStyle = S.STATE_COLORS[state];
    c.lineWidth = 1.4;
    c.beginPath();
    const lines = LINES[state];
    if (lines) {
      lines.forEach(([a, b, d, e]) => {
        c.moveTo(a, b);
        c.lineTo(d, e);
      });
      c.stroke();
    } else if (state === "covered" || state === "reached") {
      c.arc(4, 4, 1, 0, 2 * Math.PI);
      c.fill();
    } else {
      c.arc(4, 4, 2.2, 0, 2 * Math.PI);
      c.stroke();
    }
    return ctx.createPattern(tile, "repeat");
  }

  S.statePattern = pattern;

  // Close by, a fine seam between squares; from afar, none: it would shimmer.
  function square(ctx, x, y, side) {
    const edge = side >= 8 ? side - 0.6 : side;
    ctx.fillRect(x - side / 2, y - side / 2, edge, edge);
  }

  S.CellLayer = S.CanvasLayer.extend({
    setPoints(points) {
      const counts = points.map((p) => p.feature.properties.children || 0).sort((a, b) => a - b);
      this._steps = [];
      for (let k = 1; k < SHADES; k += 1) {
        this._steps.push(counts[Math.floor((counts.length * k) / SHADES)] || 0);
      }
      return S.CanvasLayer.prototype.setPoints.call(this, points);
    },
    _shade(children) {
      return this._steps.filter((step) => children >= step && step > 0).length;
    },
    sizePx(p, zoom) {
      const m = p.feature.properties.cell_m || 0;
      const perPx = (EQUATOR_M_PER_PX * Math.cos((p.lat * Math.PI) / 180)) / 2 ** zoom;
      return m > 0 ? Math.max(0.8, m / perPx) : 5; // points without a size are small squares
    },
    paint(ctx, view) {
      const seen = {};
      for (let i = 0; i < this.points.length; i += 1) {
        const x = view.x(i), y = view.y(i);
        const p = this.points[i];
        const side = this.sizePx(p, view.zoom);
        if (!view.inside(x, y, side)) continue;
        const state = this.stateOf(p.feature.properties);
        (seen[state] = seen[state] || []).push([x, y, side, p]);
      }
      for (const [state, list] of Object.entries(seen)) this._state(ctx, state, list);
    },
    // Inside the circle and beyond the walk is a state of its own where the legend speaks of it.
    stateOf(p) {
      return p.false_comfort && this.comfort ? "false_comfort" : p.state;
    },
    _state(ctx, state, list) {
      ctx.fillStyle = S.STATE_COLORS[state];
      for (const [x, y, side, p] of list) {
        const shade = this._shade(p.feature.properties.children || 0);
        ctx.globalAlpha = S.LOUD.has(state) ? 0.12 + 0.11 * shade : 0.16 + 0.08 * shade;
        square(ctx, x, y, side);
      }
      ctx.fillStyle = pattern(ctx, state);
      ctx.globalAlpha = S.LOUD.has(state) ? 0.75 : 0.6;
      for (const [x, y, side] of list) {
        if (side >= 7) square(ctx, x, y, side);
      }
      ctx.globalAlpha = 1;
    },
    hit(latlng) {
      const first = this.points[0];
      if (!first || !this._map) return null;
      const p = this.nearest(latlng, this.sizePx(first, this._map.getZoom()) * 0.71);
      return p && p.feature;
    },
  });
})(window.SpacesMap);
