// Ways to school: streets by load and by whether they are treated, crossings, gates.
"use strict";

(function (S) {
  const WIDTHS = [1.8, 3.4, 5.4, 8];
  const UNTREATED = "#b9460b", TREATED = "#12735f", UNGUARDED = "#a3123a", SHED = "#1456a0";
  const GATE = "#1f4f8f", OFF = "#6b4fa0";
  const FIRST = 3;
  const CLOSE = 15, FAR = 13; // zoom from which all is shown in full, and at all

  function drawn(features, style, extra) {
    const data = { type: "FeatureCollection", features };
    return L.geoJSON(data, { pane: "spaces-paths", style, ...extra });
  }

  const width = (f) => WIDTHS[Math.min(4, Math.max(1, f.properties.load || 1)) - 1];
  const treated = (f) => f.properties.role === "treated";

  // Untreated a full line, treated a double one: wide, with a white middle.
  S.schoolStreets = function (id, features) {
    const renderer = L.canvas({ pane: "spaces-streets" });
    const under = { fill: false, lineCap: "round", interactive: false };
    const options = { pane: "spaces-streets", renderer, interactive: false };
    const group = L.featureGroup();
    const order = [...features].sort((a, b) => (a.properties.load || 0) - (b.properties.load || 0));
    let thin = 1; // from afar thinner lines: thousands of streets would be one red area
    const outer = (f) => ({
      ...under, color: treated(f) ? TREATED : UNTREATED, opacity: 0.95,
      weight: thin * width(f) + (treated(f) ? 3.4 : 0),
    });
    const inner = (f) => ({ ...under, color: "#ffffff", weight: Math.max(1.2, thin * width(f) - 0.2) });
    const both = [drawn(order, outer, options), drawn(order.filter(treated), inner, options)];
    const fit = () => {
      const zoom = group._map ? group._map.getZoom() : CLOSE;
      const now = zoom >= CLOSE ? 1 : zoom >= FAR ? 0.6 : 0.35;
      if (now === thin) return;
      thin = now;
      both[0].setStyle(outer);
      both[1].setStyle(inner);
    };
    both.forEach((layer) => group.addLayer(layer));
    group.on("add", () => { fit(); group._map.on("zoomend", fit); });
    group.on("remove", () => group._map && group._map.off("zoomend", fit));
    group.hit = (latlng, map) => nearest(features, latlng, map);
    return group;
  };

  const HIT_PX = 8;

  // The street under a place of the map, if one is near enough.
  function nearest(features, latlng, map) {
    const scale = 2 ** map.getZoom();
    const [x, y] = S.worldXY(latlng.lng, latlng.lat);
    let best = null, least = (HIT_PX / scale) ** 2;
    for (const f of features) {
      const lines = f.geometry.type === "LineString" ? [f.geometry.coordinates] : f.geometry.coordinates;
      for (const line of lines) {
        for (let i = 1; i < line.length; i += 1) {
          const far = squared(x, y, S.worldXY(...line[i - 1]), S.worldXY(...line[i]));
          if (far <= least) { least = far; best = f; }
        }
      }
    }
    return best;
  }

  function squared(x, y, [ax, ay], [bx, by]) {
    const dx = bx - ax, dy = by - ay;
    const long = dx * dx + dy * dy;
    const t = long ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / long)) : 0;
    return (ax + t * dx - x) ** 2 + (ay + t * dy - y) ** 2;
  }

  // Streets within the walk of a gate: a pale broad band below what children walk.
  S.schoolShed = (features) => drawn(features, () => ({
    color: SHED, weight: 13, opacity: 0.2, lineCap: "round", fill: false,
  }), { pane: "spaces-cells", interactive: false });

  // Parts of routes that run along no known street.
  S.schoolMissed = (features) => drawn(features, () => ({
    color: OFF, weight: 3.5, dashArray: "1 7", lineCap: "round", fill: false,
  }), { interactive: false });

  S.drawNumber = function (ctx, text, x, y, first) {
    const r = first ? 14.5 : 10.5;
    ctx.beginPath();
    ctx.arc(x, y, r + (first ? 3 : 2), 0, 2 * Math.PI);
    ctx.fillStyle = "#ffffff";
    ctx.fill();
    ctx.beginPath();
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.fillStyle = UNGUARDED;
    ctx.fill();
    ctx.font = `700 ${first ? 17 : 12}px system-ui, sans-serif`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = "#ffffff";
    ctx.fillText(text, x, y + 0.5);
  };

  // Crossings: guarded ones quiet, unguarded ones loud, those to mend first numbered, on top.
  S.CrossingLayer = S.CanvasLayer.extend({
    setSymbols(items) {
      this._symbols = new Map(items.map((item) => [item.id, item]));
      return this;
    },
    setPoints(points) {
      const loud = (p) => {
        const { rank, role } = p.feature.properties;
        return rank ? 1000 - rank : role === "unguarded" ? 0 : -1;
      };
      return S.CanvasLayer.prototype.setPoints.call(this, [...points].sort((a, b) => loud(a) - loud(b)));
    },
    paint(ctx, view) {
      this.reach = 16;
      this.points.forEach((p, i) => {
        const x = view.x(i), y = view.y(i);
        if (!view.inside(x, y, 24)) return;
        const { rank, role } = p.feature.properties;
        const symbol = (this._symbols || new Map()).get(role);
        if (rank) S.drawNumber(ctx, String(rank), x, y, rank <= FIRST);
        else if (symbol && view.zoom >= FAR) {
          S.drawSymbol(ctx, symbol, "built", x, y, view.zoom >= CLOSE ? 9 : 4);
        }
      });
    },
  });

  S.schoolCrossings = function (id, features, items) {
    const group = L.layerGroup();
    group.ranks = new S.CrossingLayer("spaces-points").setSymbols(items).setPoints(S.pointsOf(features));
    return group.addLayer(group.ranks);
  };

  // Schools as in other maps; gates as small houses once they can be told apart.
  S.GateLayer = S.CanvasLayer.extend({
    paint(ctx, view) {
      if (view.zoom < 14) return;
      this.points.forEach((p, i) => {
        const x = view.x(i), y = view.y(i);
        if (view.inside(x, y, 12)) S.drawGate(ctx, x, y);
      });
    },
  });

  S.drawGate = function (ctx, x, y) {
    ctx.beginPath();
    [[-6, 6], [-6, -1], [0, -7], [6, -1], [6, 6]].forEach(([a, b]) => ctx.lineTo(x + a, y + b));
    ctx.closePath();
    ctx.fillStyle = GATE;
    ctx.strokeStyle = "#ffffff";
    ctx.lineWidth = 2;
    ctx.stroke();
    ctx.fill();
  };

  function line(ctx, look, w, h) {
    ctx.strokeStyle = look.color;
    ctx.lineWidth = look.weight;
    ctx.setLineDash(look.dash || []);
    ctx.lineCap = "round";
    ctx.beginPath();
    ctx.moveTo(4, h / 2);
    ctx.lineTo(w - 4, h / 2);
    ctx.stroke();
    ctx.setLineDash([]);
  }

  // The legend's picture of one of our rows; false for anything else.
  S.schoolSwatch = function (ctx, item, w, h) {
    const id = item.id;
    if (id.startsWith("load:")) line(ctx, { color: UNTREATED, weight: WIDTHS[Number(id.slice(5)) - 1] }, w, h);
    else if (id === "treated") {
      line(ctx, { color: TREATED, weight: 8 }, w, h);
      line(ctx, { color: "#ffffff", weight: 3.6 }, w, h);
    } else if (id === "number") S.drawNumber(ctx, "1", w / 2, h / 2, false);
    else if (id === "guarded" || id === "unguarded") S.drawSymbol(ctx, item, "built", w / 2, h / 2, 9);
    else if (id === "gate") S.drawGate(ctx, w / 2, h / 2);
    else if (id === "shed") {
      ctx.globalAlpha = 0.25;
      line(ctx, { color: SHED, weight: 12 }, w - 8, h);
      ctx.globalAlpha = 1;
    } else if (id === "missed") line(ctx, { color: OFF, weight: 3.5, dash: [1, 7] }, w, h);
    else return false;
    return true;
  };

  const metres = (n, w) => (n === undefined ? "" : S.fill(w.metres, Math.round(n).toLocaleString("en-US")));

  Object.assign(S.CARDS, {
    school_crossings: (p, w) => [(p.rank ? `${p.rank}. ` : "") + (p.name || w["school.crossing"]), [
      [w["field.state"], w[`school.${p.role}`]],
      [w["school.children"], S.people(p, w)],
      [w["school.schools"], p.schools],
    ]],
    school_streets: (p, w) => [p.name || w["school.street"], [
      [w["field.state"], w[`school.${p.role}`]],
      [w["school.children"], S.people(p, w)],
      [w["school.length"], metres(p.metres, w)],
    ]],
  });

  // Layers by the style that the page names; map.js asks here first.
  S.STYLES = {
    school_streets: (id, features) => S.schoolStreets(id, features),
    school_shed: (id, features) => S.schoolShed(features),
    school_missed: (id, features) => S.schoolMissed(features),
    school_crossings: S.schoolCrossings,
    school_gates: (id, features) => new S.GateLayer("spaces-points").setPoints(S.pointsOf(features)),
  };
})(window.SpacesMap);
