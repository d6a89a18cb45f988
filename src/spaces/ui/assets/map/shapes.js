// Boundaries, gap areas, reach, and the sites that are lines or areas. Outlines are SVG paths.
"use strict";

(function (S) {
  const DASH = { planned: "2 7", building: "11 6" };
  const FIRST = 10;
  const ALL_FROM_ZOOM = 13;
  let pathHit = null;

  // The feature whose outline the present click went through, once.
  S.takePathHit = function () {
    const hit = pathHit;
    pathHit = null;
    return hit;
  };

  S.hitPath = function (hit) {
    pathHit = hit;
  };

  function paths(features, pane, style, own) {
    const data = { type: "FeatureCollection", features };
    return L.geoJSON(data, {
      pane,
      style,
      interactive: own !== undefined,
      onEachFeature(feature, layer) {
        if (own) layer.on("click", () => { pathHit = { layer: own, feature }; });
      },
    });
  }

  function middle(geometry) {
    let c = geometry.coordinates;
    if (geometry.type === "MultiLineString" || geometry.type === "MultiPolygon") {
      c = c.reduce((a, b) => (JSON.stringify(b).length > JSON.stringify(a).length ? b : a));
    }
    if (geometry.type === "MultiPoint") return c[0];
    if (geometry.type.endsWith("LineString")) return c[Math.floor(c.length / 2)];
    const ring = c[0];
    const sum = ring.reduce(([x, y], [a, b]) => [x + a, y + b], [0, 0]);
    return [sum[0] / ring.length, sum[1] / ring.length];
  }

  S.pointsOf = function (features) {
    return features.filter((f) => f.geometry).map((feature) => {
      const g = feature.geometry;
      const at = feature.properties.at || (g.type === "Point" ? g.coordinates : middle(g));
      return { lng: at[0], lat: at[1], feature };
    });
  };

  S.sitePaths = function (id, features, items) {
    const colors = new Map(items.map((item) => [item.id, item.color]));
    const drawn = features.filter((f) => f.geometry && !f.geometry.type.endsWith("Point"));
    const group = L.layerGroup();
    const color = (f) => colors.get(f.properties.category) || "#55625f";
    group.addLayer(paths(drawn, "spaces-paths", (f) => ({
      color: color(f),
      weight: f.properties.status === "certified" ? 7 : 4,
      dashArray: DASH[f.properties.status],
      fillOpacity: 0.18,
      lineCap: "round",
    }), id));
    const double = drawn.filter((f) => f.properties.status === "certified");
    group.addLayer(paths(double, "spaces-paths", () => ({
      color: "#ffffff", weight: 2.5, fill: false,
    })));
    return group;
  };

  S.boundary = function (features) {
    const css = getComputedStyle(document.documentElement);
    const line = css.getPropertyValue("--line").trim();
    const land = css.getPropertyValue("--land").trim();
    const group = L.layerGroup();
    const own = features.filter((f) => f.properties.role === "place");
    const parts = features.filter((f) => f.properties.role === "part");
    group.addLayer(paths(own, "spaces-land", () => ({
      color: line, weight: 2.2, fillColor: land, fillOpacity: 1,
    })));
    group.addLayer(paths(parts, "spaces-land", () => ({
      color: line, weight: 1, dashArray: "5 4", fill: false,
    })));
    const labels = new S.LabelLayer("spaces-labels").setPoints(S.pointsOf(parts));
    return group.addLayer(labels);
  };

  S.LabelLayer = S.CanvasLayer.extend({
    paint(ctx, view) {
      const taken = [];
      const look = { ...S.look(13, 600) };
      ctx.globalAlpha = 0.72;
      this.points.forEach((p, i) => {
        const name = p.feature.properties.name;
        if (name) S.writeLabel(ctx, name, view.x(i), view.y(i), taken, look);
      });
      ctx.globalAlpha = 1;
    },
  });

  S.gaps = function (id, features) {
    const group = L.layerGroup();
    group.addLayer(paths(features, "spaces-paths", (f) => ({
      color: S.STATE_COLORS.gap,
      weight: f.properties.rank <= FIRST ? 1.4 : 0.6,
      opacity: f.properties.rank <= FIRST ? 0.9 : 0.4,
      fillOpacity: 0,
    }), id));
    group.ranks = new S.RankLayer("spaces-points").setPoints(S.pointsOf(features));
    return group.addLayer(group.ranks);
  };

  S.drawRank = function (ctx, text, x, y) {
    const r = text.length > 2 ? 14 : 11.5;
    S.drawSymbol(ctx, { shape: "circle", color: S.STATE_COLORS.gap, letter: "" }, "built", x, y, r);
    ctx.font = "700 12px system-ui, sans-serif";
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = "#ffffff";
    ctx.fillText(text, x, y + 0.5);
  };

  // From afar only the first ranks: these are what a planner reads; close by, all of them.
  S.RankLayer = S.CanvasLayer.extend({
    paint(ctx, view) {
      const taken = [];
      this.reach = 18;
      this.points.forEach((p, i) => {
        if (p.feature.properties.rank > FIRST && view.zoom < ALL_FROM_ZOOM) return;
        const x = view.x(i), y = view.y(i);
        const close = taken.some(([a, b]) => Math.hypot(a - x, b - y) < 24);
        if (close || !view.inside(x, y, 20)) return;
        taken.push([x, y]);
        S.drawRank(ctx, String(p.feature.properties.rank), x, y);
      });
    },
  });

  S.reach = function (features) {
    const look = { covered: [1.5, S.STATE_COLORS.covered, 0.18], unknown: [1, "none", 0] };
    const group = paths(features, "spaces-cells", (f) => {
      const state = f.properties.state;
      const [weight, fillColor, fillOpacity] = look[state] || [0, `url(#spaces-${state})`, 0.45];
      const dashArray = state === "unknown" ? "2 5" : null;
      return { color: S.STATE_COLORS[state], weight, fillColor, fillOpacity, dashArray };
    });
    group.on("add", () => hatch(group._map.getPane("spaces-cells").querySelector("svg")));
    return group;
  };

  function hatch(svg) {
    if (!svg || svg.querySelector("#spaces-uncovered")) return;
    const make = (name, attributes, parent) => {
      const node = document.createElementNS("http://www.w3.org/2000/svg", name);
      Object.entries(attributes).forEach(([k, v]) => node.setAttribute(k, v));
      return parent.appendChild(node);
    };
    const defs = make("defs", {}, svg);
    for (const state of ["uncovered", "false_comfort"]) {
      const fill = S.STATE_COLORS[state];
      const tile = make("pattern", {
        id: `spaces-${state}`, width: 8, height: 8, patternUnits: "userSpaceOnUse",
        patternTransform: "rotate(45)",
      }, defs);
      make("rect", { width: 8, height: 8, fill, opacity: 0.25 }, tile);
      make("rect", { width: 2, height: 8, fill }, tile);
      if (state === "false_comfort") make("rect", { width: 8, height: 2, fill }, tile);
    }
  }
})(window.SpacesMap);
