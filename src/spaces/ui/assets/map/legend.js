// The legend: each layer with its switch, each symbol with its shape, letter or pattern.
"use strict";

(function (S) {
  const W = 30, H = 24;

  function swatch(item, style) {
    const canvas = S.node("canvas", "spaces-swatch");
    const ratio = Math.max(2, window.devicePixelRatio || 1);
    canvas.width = W * ratio;
    canvas.height = H * ratio;
    canvas.setAttribute("aria-hidden", "true");
    const ctx = canvas.getContext("2d");
    ctx.scale(ratio, ratio);
    const status = item.id.startsWith("status:") ? item.id.slice(7) : "";
    if (status) {
      const plain = { shape: "circle", color: "#44524e", letter: "" };
      S.drawSymbol(ctx, plain, status, W / 2, H / 2, 6.5);
    } else if (style === "sites") {
      S.drawSymbol(ctx, item, "built", W / 2, H / 2, 9);
    } else if (style === "rings") {
      S.ringSwatch(ctx, item, W, H);
    } else if (S.schoolSwatch(ctx, item, W, H) || S.walkSwatch(ctx, item.id, W, H)) {
      return canvas;
    } else if (style === "gaps") {
      S.drawRank(ctx, "1", W / 2, H / 2);
    } else {
      ctx.fillStyle = S.STATE_COLORS[item.id];
      ctx.globalAlpha = S.LOUD.has(item.id) ? 0.4 : 0.2;
      ctx.fillRect(4, 4, W - 8, H - 8);
      ctx.globalAlpha = 0.85;
      ctx.fillStyle = S.statePattern(ctx, item.id);
      ctx.fillRect(4, 4, W - 8, H - 8);
      ctx.globalAlpha = 1;
      ctx.strokeStyle = S.STATE_COLORS[item.id];
      ctx.strokeRect(4.5, 4.5, W - 9, H - 9);
    }
    return canvas;
  }

  S.Legend = L.Control.extend({
    options: { position: "topright" },
    initialize(toggled) {
      this._toggled = toggled; // (layer id, shown) when the viewer uses a switch
      this._open = null;
    },
    onAdd() {
      this._box = S.node("section", "spaces-legend");
      L.DomEvent.disableClickPropagation(this._box);
      L.DomEvent.disableScrollPropagation(this._box);
      return this._box;
    },
    // layers: [{id, label, style, legend, shown, present: Set of ids that occur}]
    update(layers, words, compact) {
      if (this._open === null) this._open = !compact;
      this._last = [layers, words, compact];
      const titled = layers.filter((layer) => layer.label);
      const button = S.node("button", "spaces-legend-button", words.legend);
      button.type = "button";
      button.setAttribute("aria-expanded", String(this._open));
      button.title = this._open ? words.legend_hide : words.legend_show;
      button.addEventListener("click", () => {
        this._open = !this._open;
        this.update(...this._last);
        this._box.querySelector("button").focus();
      });
      const body = S.node("div", "spaces-legend-body");
      body.hidden = !this._open;
      titled.forEach((layer) => this._layer(body, layer, words));
      this._box.setAttribute("aria-label", words.legend);
      const own = this._box.contains(document.activeElement) ? document.activeElement : null;
      const before = this._box.querySelector(".spaces-legend-body");
      const [named, top] = [own && own.getAttribute("aria-label"), before ? before.scrollTop : 0];
      this._box.replaceChildren(button, body);
      body.scrollTop = top;
      const again = named && [...body.querySelectorAll("input")]
        .find((input) => input.getAttribute("aria-label") === named);
      if (again) again.focus({ preventScroll: true }); // who switches by keyboard stays there
      this._box.hidden = titled.length === 0;
    },
    _layer(body, layer, words) {
      const head = body.appendChild(S.node("label", "spaces-legend-layer"));
      const check = head.appendChild(S.node("input", ""));
      check.type = "checkbox";
      check.checked = layer.shown;
      check.setAttribute("aria-label", words.layer_switch.replace("{layer}", () => layer.label));
      check.addEventListener("change", () => this._toggled(layer.id, check.checked));
      head.append(S.node("span", "", layer.label));
      const states = S.node("ul", "spaces-legend-states");
      const kinds = S.node("ul", "");
      for (const item of layer.legend) {
        if (layer.present && !layer.present.has(item.id)) continue;
        if (layer.style === "rings" && !layer.shown) continue; // many lines, none of them drawn
        const list = item.id.startsWith("status:") ? states : kinds;
        const row = list.appendChild(S.node("li", ""));
        row.append(swatch(item, layer.style), S.node("span", "", item.label));
      }
      body.append(...[states, kinds].filter((list) => list.children.length));
    },
  });
})(window.SpacesMap);
