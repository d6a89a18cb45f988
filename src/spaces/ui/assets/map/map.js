// Starts on the bare map that the page made, draws what the page asks for, and keeps up with it.
"use strict";

(function (S) {
  const PANES = [["spaces-tiles", 200], ["spaces-land", 210], ["spaces-cells", 300],
    ["spaces-streets", 320], ["spaces-zones", 330],
    ["spaces-labels", 340], ["spaces-paths", 400], ["spaces-points", 450],
    ["spaces-spot", 460]];
  const CLOSE = 15; // a crossing that the page points at is looked at from near by
  const HOVERS = window.matchMedia("(hover: hover)").matches;

  class SpaceMap {
    constructor(map) {
      this.map = map;
      this.frame = new S.Frame(map);
      this.layers = new Map();
      this.count = 0;
      for (const [name, z] of PANES) map.createPane(name).style.zIndex = z;
      for (const name of ["cells", "labels", "points", "streets", "zones", "spot"]) {
        map.getPane(`spaces-${name}`).style.pointerEvents = "none";
      }
      this.legend = new S.Legend((id, shown) => this.toggle(id, shown)).addTo(map);
      L.control.scale({ imperial: false, maxWidth: 120 }).addTo(map);
      map.on("click", (e) => this.clicked(e.latlng, false));
      map.on("moveend", () => this.remember());
      for (const name of ["mousedown", "touchstart", "wheel", "keydown"]) {
        const options = { passive: true, capture: true }; // the buttons stop the event
        map.getContainer().addEventListener(name, () => { this.moving = true; }, options);
      }
      map.on("resize", () => { if (this.placed && this.fitted) this.fit(); });
      map.on("focus", () => map.scrollWheelZoom.enable());
      map.on("blur", () => map.scrollWheelZoom.disable());
      map.getContainer().addEventListener("keydown", (e) => {
        if (e.key === "Enter" && e.target === map.getContainer()) this.clicked(map.getCenter(), true);
      });
      if (HOVERS) map.on("mousemove", (e) => this.hover(e.latlng));
    }

    apply(config) {
      if (!config) return;
      const before = this.config;
      this.config = config;
      this.frame.show(config);
      if (!before || before.lang !== config.lang) this.buttons(config.words);
      this.tiles(config);
      const moved = !before || String(before.bounds) !== String(config.bounds);
      const wanted = new Set(config.layers.map((layer) => layer.id));
      for (const id of [...this.layers.keys()]) if (!wanted.has(id)) this.drop(id);
      config.layers.forEach((layer) => this.layer(layer));
      this.drawLegend();
      this.mark(config.spot);
      if (moved) this.place(config, !before);
      if (!config.selected) this.opened = null;
      this.openSelected();
    }

    // The place that was clicked; it is brought into view only if it lies outside.
    mark(spot) {
      if (String(spot) === String(this.marked)) return;
      this.marked = spot;
      if (this.spot) this.spot.remove();
      this.spot = spot ? S.spot([spot[1], spot[0]]).addTo(this.map) : null;
    }

    // Fetch a new or changed layer; what was drawn before stays until the answer is there.
    async layer(wanted) {
      let own = this.layers.get(wanted.id);
      if (!own) {
        own = { shown: wanted.visible };
        this.layers.set(wanted.id, own);
      }
      own.later = own.shown ? null : wanted;
      if (own.later) { // not shown: it is fetched when the viewer switches it on
        if (own.drawn && own.wanted.url !== wanted.url) { own.drawn.remove(); own.drawn = own.features = null; }
        own.wanted = own.drawn ? own.wanted : { ...wanted, url: "" };
        return;
      }
      const same = own.wanted && own.wanted.url === wanted.url;
      const redraw = same && JSON.stringify(own.wanted) !== JSON.stringify(wanted);
      own.wanted = wanted;
      if (same) {
        if (redraw && own.features) this.draw(own);
        return;
      }
      if (own.abort) own.abort.abort();
      const abort = own.abort = new AbortController();
      const name = wanted.label || this.config.words.boundary;
      this.say(wanted.id, "loading", name);
      try {
        const answer = await fetch(S.address(wanted.url), { signal: abort.signal });
        if (!answer.ok) throw new Error(String(answer.status));
        const data = await answer.json();
        if (abort.signal.aborted) return;
        own.features = data.features;
        this.draw(own);
        if (wanted.style === "zones") this.nearer(own.drawn.getBounds());
        this.frame.say(wanted.id, "");
      } catch (error) {
        if (abort.signal.aborted) return;
        own.wanted = { ...wanted, url: "" }; // ask again when the page speaks next
        this.say(wanted.id, "layer_failed", name);
      }
      this.drawLegend();
      this.openSelected();
    }

    say(id, key, name) {
      this.frame.say(id, this.config.words[key].replace("{layer}", () => name));
    }

    draw(own) {
      if (own.drawn) own.drawn.remove();
      const { id, style, legend } = own.wanted;
      const features = own.features;
      own.present = null;
      if (S.STYLES[style]) own.drawn = S.STYLES[style](id, features, legend);
      else if (style === "boundary") own.drawn = S.boundary(features);
      else if (style === "reach") own.drawn = S.reach(features);
      else if (style === "gaps") own.drawn = S.gaps(id, features);
      else if (style === "cells") {
        own.drawn = new S.CellLayer("spaces-cells");
        own.drawn.comfort = legend.some((item) => item.id === "false_comfort");
        own.drawn.setPoints(S.pointsOf(features));
      } else if (style === "zones") own.drawn = S.zones(features);
      else if (style === "ways") own.drawn = S.ways(id, features, S.hitPath);
      else if (style === "streets") own.drawn = S.streets(features);
      else if (style === "rings") {
        own.drawn = S.rings(features, legend);
        own.present = new Set(features.map((f) => `standard:${f.properties.standard}`));
      }
      else {
        own.symbols = new S.SiteLayer("spaces-points").setSymbols(legend);
        own.symbols.quiet = this.config.layers.some((other) => other.style === "cells");
        own.symbols.setPoints(S.pointsOf(features));
        own.drawn = L.layerGroup([S.sitePaths(id, features, legend), own.symbols]);
        own.present = new Set(features.flatMap((f) => [
          f.properties.category, `status:${f.properties.status}`]));
      }
      if (own.shown) own.drawn.addTo(this.map);
      this.stack();
    }

    // Answers arrive in any order: of the canvases in one pane the later named lies above.
    stack() {
      for (const { id } of this.config.layers) {
        const own = this.layers.get(id);
        const top = own && own.drawn && (own.symbols || own.drawn.ranks || own.drawn);
        if (top && top._map && top._canvas) top._canvas.parentNode.appendChild(top._canvas);
      }
    }

    drop(id) {
      const own = this.layers.get(id);
      if (own.abort) own.abort.abort();
      if (own.drawn) own.drawn.remove();
      this.frame.say(id, "");
      this.layers.delete(id);
    }

    toggle(id, shown) {
      const own = this.layers.get(id);
      own.shown = shown;
      if (own.drawn && shown) {
        own.drawn.addTo(this.map);
        this.stack();
      } else if (own.drawn) own.drawn.remove();
      if (own.wanted.style === "rings") this.drawLegend();
      if (shown && own.later) this.layer(own.later);
    }

    drawLegend() {
      const rows = this.config.layers.map((layer) => {
        const own = this.layers.get(layer.id) || {};
        return { ...layer, shown: own.shown, present: own.present };
      });
      this.legend.update(rows, this.config.words, this.frame.compact);
    }

    // What lies under a place of the map: a symbol, else an outline, else a cell.
    find(latlng, path) {
      const shown = [...this.layers.values()].filter((own) => own.shown && own.drawn).reverse();
      for (const own of shown) {
        const points = own.symbols || own.drawn.ranks;
        const point = points && points.nearest(latlng, points.reach || 12);
        if (point) return { ...own.wanted, feature: point.feature, at: L.latLng(point.lat, point.lng) };
      }
      if (path && this.layers.has(path.layer)) {
        return { ...this.layers.get(path.layer).wanted, feature: path.feature, at: latlng };
      }
      for (const own of shown) {
        const under = own.drawn.hit && own.drawn.hit(latlng, this.map);
        if (under) return { ...own.wanted, feature: under, at: latlng };
      }
      return null;
    }

    // By keyboard the symbol nearest to the middle is meant, however far it is.
    clicked(latlng, byKey) {
      let hit = this.find(latlng, S.takePathHit());
      if (!hit && byKey) {
        for (const own of this.layers.values()) {
          const point = own.shown && own.symbols && own.symbols.nearest(latlng, 1e6);
          if (point) hit = { ...own.wanted, feature: point.feature, at: L.latLng(point.lat, point.lng) };
        }
      }
      if (!hit && !this.config.anywhere) return;
      this.map.closeTooltip(this.tip || L.tooltip());
      if (hit) S.openCard(this.map, hit, hit.at, this.config.words, byKey);
      else this.map.closePopup();
      this.count += 1;
      if (!this.config.clicks) return;
      const { lat, lng } = hit ? hit.at : latlng;
      const [id, feature] = hit ? [hit.id, String(hit.feature.id)] : ["", ""];
      window.Streamlit.setComponentValue({ layer: id, feature, lat, lng, count: this.count });
    }

    hover(latlng) {
      if (this.asked) return;
      this.asked = requestAnimationFrame(() => {
        this.asked = 0;
        const hit = this.find(latlng, null);
        const symbol = hit && hit.style !== "cells" ? hit : null;
        this.map.getContainer().style.cursor = hit ? "pointer" : "";
        if (this.tip) { this.map.closeTooltip(this.tip); this.tip = null; }
        if (!symbol) return;
        this.tip = L.tooltip({ direction: "top", offset: [0, -12] }).setLatLng(symbol.at);
        this.tip.setContent(S.hoverName(symbol.style, symbol.feature, this.config.words));
        this.map.openTooltip(this.tip);
      });
    }

    openSelected() {
      const id = this.config.selected;
      if (!id || this.opened === id) return;
      for (const own of this.layers.values()) {
        const points = own.symbols || (own.drawn && own.drawn.ranks);
        const point = points && points.points.find((p) => String(p.feature.id) === id);
        if (!point) continue;
        this.opened = id;
        const at = L.latLng(point.lat, point.lng);
        if (own.wanted.style === "school_crossings" && this.map.getZoom() < CLOSE) {
          this.map.setView(at, CLOSE, { animate: false });
        } else if (!this.map.getBounds().contains(at)) this.map.panTo(at, { animate: false });
        const hit = { ...own.wanted, feature: point.feature };
        S.openCard(this.map, hit, at, this.config.words, false);
      }
    }

    recolour() {
      for (const own of this.layers.values()) if (own.features) this.draw(own);
    }
  }

  Object.assign(SpaceMap.prototype, S.placing);

  // The frame's styles arrive on their own time; sizes measured before them are wrong.
  function styled() {
    const set = () => getComputedStyle(document.documentElement).getPropertyValue("--foot");
    return new Promise((resolve) => {
      const ask = () => (set() ? resolve() : setTimeout(ask, 15));
      ask();
    });
  }

  S.start = async function (map) {
    let own = null, asked = null;
    const first = document.querySelector("template[data-spaces]");
    let html = first ? `data-spaces="${first.dataset.spaces}"` : "";
    window.Streamlit.events.addEventListener("streamlit:render", (event) => {
      asked = event.detail;
      if (own) follow();
    });
    function follow() {
      const changed = own.frame.theme(asked.theme);
      if (asked.args.html !== html) {
        html = asked.args.html;
        own.apply(S.read(html));
      }
      own.frame.layout();
      if (changed) own.recolour();
    }
    await styled();
    own = S.current = new SpaceMap(map);
    own.apply(S.read(html));
    if (asked) follow();
  };
})(window.SpacesMap);
