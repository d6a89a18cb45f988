// Where the map looks: its buttons, its outside base map if one is configured, and the viewer's
// own place on it, kept for the session. These are methods of the map in map.js.
"use strict";

(function (S) {
  const SMALLEST_PX = 90;

  S.placing = {
    buttons(words) {
      if (this.zoom) { this.zoom.remove(); this.whole.remove(); }
      const titles = { zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out };
      this.zoom = L.control.zoom({ position: "topleft", ...titles }).addTo(this.map);
      this.whole = L.control({ position: "topleft" });
      this.whole.onAdd = () => {
        const box = S.node("div", "leaflet-bar");
        const button = box.appendChild(S.node("button", "spaces-whole", "⤢"));
        button.type = "button";
        button.title = words.whole;
        button.setAttribute("aria-label", words.whole);
        L.DomEvent.disableClickPropagation(box);
        button.addEventListener("click", () => this.fit());
        return box;
      };
      this.whole.addTo(this.map);
    },

    tiles(config) {
      if (this.shownTiles === String(config.tiles)) return;
      this.shownTiles = String(config.tiles);
      document.documentElement.classList.toggle("tiled", config.tiles.length > 0);
      for (const address of config.tiles) {
        L.tileLayer(address, { pane: "spaces-tiles", subdomains: "01234567", maxZoom: 18 })
          .on("tileerror", () => this.frame.say("tiles", this.config.words.tiles_failed))
          .on("tileload", () => this.frame.say("tiles", ""))
          .addTo(this.map);
      }
    },

    fit() {
      this.fitted = true; // until the viewer moves the map, it keeps fitting its frame
      const size = this.map.getSize();
      if (size.x < 200 || size.y < 150) return; // not laid out yet: the resize comes
      const legend = this.frame.compact ? 0 : Math.min(250, this.legend.getContainer().offsetWidth) + 12;
      this.map.fitBounds(this.config.bounds, {
        paddingTopLeft: [14, 14], paddingBottomRight: [legend || 14, 26], animate: false,
      });
      this.fitted = true; // the move above was ours
    },

    // A walk that is a speck on the map of a whole county is brought near enough to be read.
    nearer(bounds) {
      if (!bounds.isValid()) return;
      const [a, b] = [bounds.getNorthWest(), bounds.getSouthEast()]
        .map((at) => this.map.latLngToContainerPoint(at));
      if (Math.max(b.x - a.x, b.y - a.y) >= SMALLEST_PX) return;
      this.map.fitBounds(bounds, { padding: [30, 30], maxZoom: 14, animate: false });
      this.fitted = false;
    },

    place(config, first) {
      const kept = first && this.kept();
      if (kept) this.map.setView([kept.lat, kept.lng], kept.zoom, { animate: false });
      else this.fit();
      this.placed = true;
    },

    kept() {
      try {
        const kept = JSON.parse(sessionStorage.getItem(`spaces-map:${this.config.key}`));
        return kept && kept.place === this.config.place ? kept : null;
      } catch {
        return null;
      }
    },

    remember() {
      if (!this.placed || !this.moving) return;
      this.moving = false;
      this.fitted = false;
      const { lat, lng } = this.map.getCenter();
      const kept = { place: this.config.place, lat, lng, zoom: this.map.getZoom() };
      try {
        sessionStorage.setItem(`spaces-map:${this.config.key}`, JSON.stringify(kept));
      } catch { /* a browser that keeps nothing still shows the map */ }
    },
  };
})(window.SpacesMap);
