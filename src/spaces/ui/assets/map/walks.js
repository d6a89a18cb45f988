// Walks: bands of minutes around a place, ways to the nearest sites, the streets themselves.
"use strict";

(function (S) {
  // Never a colour alone: the shortest band has the strongest line, the longest a dotted one.
  const BANDS = [
    { weight: 3.4, dashArray: null, fillOpacity: 0.3 },
    { weight: 2.6, dashArray: "8 5", fillOpacity: 0.22 },
    { weight: 2.6, dashArray: "1.5 5", fillOpacity: 0.16 },
  ];
  const ROLES = {
    street: { color: "#7d8a86", weight: 0.7, opacity: 0.8 },
    arterial: { color: "#8a5a00", weight: 2.2, opacity: 0.85 },
    barrier: { color: "#3d7fb8", weight: 2.4, opacity: 0.8, dashArray: "6 4" },
  };
  const DASHES = { long: "14 7", mid: "7 6", short: "2 6" };
  const ZONE = "#1456a0", WAY = "#12324f";

  function drawn(features, pane, style, extra) {
    return L.geoJSON({ type: "FeatureCollection", features }, { pane, style, ...extra });
  }

  // Rank of a band among those drawn: 0 for the fewest minutes.
  S.zones = function (features) {
    const minutes = [...new Set(features.map((f) => f.properties.minutes))].sort((a, b) => a - b);
    return drawn(features, "spaces-zones", (f) => ({
      ...BANDS[Math.min(2, minutes.indexOf(f.properties.minutes))], color: ZONE, fillColor: ZONE,
    }), { interactive: false });
  };

  S.ways = function (id, features, hit) {
    const group = L.layerGroup();
    group.addLayer(drawn(features, "spaces-paths", () => ({
      color: "#ffffff", weight: 6.5, opacity: 0.9, fill: false,
    }), { interactive: false }));
    group.addLayer(drawn(features, "spaces-paths", (f) => ({
      color: WAY, weight: 3, fill: false, opacity: 0.95,
      dashArray: f.properties.state === "reached" ? null : "2 7",
    }), {
      onEachFeature: (feature, layer) => layer.on("click", () => hit({ layer: id, feature })),
    }));
    return group;
  };

  // Outlines of a standard's circles: the colour of the kind, a dash for each of its standards.
  S.rings = function (features, items) {
    const looks = new Map(items.map((item) => [item.id, item]));
    const group = L.layerGroup();
    const under = { color: "#ffffff", weight: 5, opacity: 0.85, fill: false };
    group.addLayer(drawn(features, "spaces-zones", () => under, { interactive: false }));
    group.addLayer(drawn(features, "spaces-zones", (f) => {
      const item = looks.get(`standard:${f.properties.standard}`) || {};
      return {
        color: item.color || WAY, weight: 2.4, dashArray: DASHES[item.shape], fill: false,
      };
    }, { interactive: false }));
    return group;
  };

  S.ringSwatch = function (ctx, item, width, height) {
    line(ctx, { color: item.color || WAY, weight: 2.4, dashArray: DASHES[item.shape] },
      3, width - 3, height / 2);
  };

  // Some thousand lines: a canvas of their own, nothing to click.
  S.streets = function (features) {
    const renderer = L.canvas({ pane: "spaces-streets" });
    return drawn(features, "spaces-streets", (f) => ({
      ...(ROLES[f.properties.role] || ROLES.street), fill: false,
    }), { interactive: false, renderer });
  };

  function line(ctx, look, x0, x1, y) {
    ctx.strokeStyle = look.color;
    ctx.lineWidth = look.weight;
    ctx.setLineDash(look.dashArray ? look.dashArray.split(" ").map(Number) : []);
    ctx.lineCap = "round";
    ctx.beginPath();
    ctx.moveTo(x0, y);
    ctx.lineTo(x1, y);
    ctx.stroke();
    ctx.setLineDash([]);
  }

  // The legend's picture of a band ("band:1"), a way or a street; false for anything else.
  S.walkSwatch = function (ctx, id, width, height) {
    const band = BANDS[Number(id.split("band:")[1]) - 1];
    if (band) {
      ctx.fillStyle = ZONE;
      ctx.globalAlpha = band.fillOpacity * 1.6;
      ctx.fillRect(3, 3, width - 6, height - 6);
      ctx.globalAlpha = 1;
      line(ctx, { ...band, color: ZONE }, 4, width - 4, height / 2);
      return true;
    }
    const role = ROLES[id.split("street:")[1]];
    if (role) line(ctx, { ...role, weight: Math.max(1, role.weight) }, 3, width - 3, height / 2);
    const way = id.split("way:")[1];
    if (way) {
      const dashArray = way === "reached" ? null : "2 7";
      line(ctx, { color: WAY, weight: 3, dashArray }, 4, width - 4, height / 2);
    }
    return Boolean(role || way);
  };

  // A ring with a cross: the place that was clicked.
  S.spot = function (at) {
    const mark = L.layerGroup();
    const style = { pane: "spaces-spot", interactive: false, fill: false };
    mark.addLayer(L.circleMarker(at, { ...style, radius: 9, color: "#ffffff", weight: 6 }));
    mark.addLayer(L.circleMarker(at, { ...style, radius: 9, color: WAY, weight: 3 }));
    mark.addLayer(L.circleMarker(at, {
      ...style, radius: 2.5, color: WAY, weight: 1, fill: true, fillColor: WAY, fillOpacity: 1,
    }));
    return mark;
  };
})(window.SpacesMap);
