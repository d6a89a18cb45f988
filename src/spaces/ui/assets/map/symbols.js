// Symbols: a category has a shape, a letter and a colour; a status has its own outline.
// Never a colour alone. Everything is drawn on a canvas, so no text becomes markup.
"use strict";
window.SpacesMap = window.SpacesMap || {};

(function (S) {
  const DARK = "#16211f";
  const FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";
  const STROKED = { planned: [3, 2.5], building: [] };

  function polygon(ctx, n, x, y, r, turn) {
    for (let i = 0; i < n; i += 1) {
      const a = turn + (i * 2 * Math.PI) / n;
      ctx.lineTo(x + r * Math.cos(a), y + r * Math.sin(a));
    }
    ctx.closePath();
  }

  const UP = -Math.PI / 2;
  const SHAPES = {
    circle: (c, x, y, r) => c.arc(x, y, r, 0, 2 * Math.PI),
    square: (c, x, y, r) => c.roundRect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8, r * 0.2),
    triangle: (c, x, y, r) => polygon(c, 3, x, y + r * 0.18, r * 1.3, UP),
    diamond: (c, x, y, r) => polygon(c, 4, x, y, r * 1.2, UP),
    pentagon: (c, x, y, r) => polygon(c, 5, x, y, r * 1.1, UP),
    hexagon: (c, x, y, r) => polygon(c, 6, x, y, r * 1.08, 0),
    line: (c, x, y, r) => c.roundRect(x - r * 1.15, y - r * 0.8, r * 2.3, r * 1.6, r * 0.8),
    star: (c, x, y, r) => {
      for (let i = 0; i < 10; i += 1) {
        const a = UP + (i * Math.PI) / 5;
        const d = i % 2 ? r * 0.78 : r * 1.35;
        c.lineTo(x + d * Math.cos(a), y + d * Math.sin(a));
      }
      c.closePath();
    },
    cross: (c, x, y, r) => {
      const a = r * 1.1, b = r * 0.62;
      [[-b, -a], [b, -a], [b, -b], [a, -b], [a, b], [b, b], [b, a], [-b, a], [-b, b], [-a, b],
        [-a, -b], [-b, -b]].forEach(([dx, dy]) => c.lineTo(x + dx, y + dy));
      c.closePath();
    },
  };

  function trace(ctx, shape, x, y, r) {
    ctx.beginPath();
    (SHAPES[shape] || SHAPES.circle)(ctx, x, y, r);
  }

  function onColor(color) {
    const v = parseInt(color.slice(1), 16);
    const light = 0.299 * (v >> 16) + 0.587 * ((v >> 8) & 255) + 0.114 * (v & 255);
    return light > 165 ? DARK : "#ffffff";
  }

  function letter(ctx, text, x, y, r, ink, halo) {
    ctx.font = `600 ${Math.round(r * 1.08)}px ${FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    if (halo) {
      ctx.lineWidth = 3;
      ctx.lineJoin = "round";
      ctx.strokeStyle = "#ffffff";
      ctx.strokeText(text, x, y + r * 0.06);
    }
    ctx.fillStyle = ink;
    ctx.fillText(text, x, y + r * 0.06);
  }

  function draw(ctx, symbol, status, x, y, r) {
    const { shape, color } = symbol;
    const ring = r > 8 ? 3.2 : 2.3;
    trace(ctx, shape, x, y, r + (status === "certified" ? ring + 1.2 : 1.5));
    ctx.fillStyle = "rgba(255,255,255,0.95)";
    ctx.fill();
    if (status === "certified") {
      trace(ctx, shape, x, y, r + ring);
      ctx.lineWidth = r > 8 ? 1.6 : 1.2;
      ctx.strokeStyle = color;
      ctx.stroke();
    }
    trace(ctx, shape, x, y, r);
    ctx.fillStyle = STROKED[status] ? "#ffffff" : color;
    ctx.fill();
    if (STROKED[status]) {
      if (status === "building") {
        ctx.save();
        ctx.clip();
        ctx.fillStyle = color;
        ctx.globalAlpha = 0.85;
        ctx.fillRect(x - 2 * r, y, 4 * r, 2 * r);
        ctx.restore();
        trace(ctx, shape, x, y, r);
      }
      ctx.setLineDash(STROKED[status]);
      ctx.lineWidth = r > 6 ? 2 : 1.4;
      ctx.strokeStyle = color;
      ctx.stroke();
      ctx.setLineDash([]);
    }
    if (symbol.letter && r >= 9) {
      const ink = status === "planned" ? color : status === "building" ? DARK : onColor(color);
      letter(ctx, symbol.letter, x, y, r, ink, status === "building");
    }
  }

  const sprites = new Map();

  // A symbol drawn once, then copied: 50,000 copies take some tens of milliseconds.
  S.sprite = function (symbol, status, r) {
    const scale = window.devicePixelRatio || 1;
    const key = [symbol.shape, symbol.color, symbol.letter, status, r, scale].join("|");
    let made = sprites.get(key);
    if (!made) {
      const size = Math.ceil(r * 2.8 + 14);
      const px = Math.ceil(size * scale);
      const canvas = window.OffscreenCanvas
        ? new OffscreenCanvas(px, px) : Object.assign(document.createElement("canvas"), { width: px, height: px });
      const ctx = canvas.getContext("2d");
      ctx.scale(scale, scale);
      draw(ctx, symbol, status, size / 2, size / 2, r);
      // A bitmap is copied several times as fast as a canvas.
      const image = canvas.transferToImageBitmap ? canvas.transferToImageBitmap() : canvas;
      made = { image, size: px / scale };
      sprites.set(key, made);
    }
    return made;
  };

  // Text with a halo, unless it would lie on one of the boxes already taken.
  S.writeLabel = function (ctx, text, x, y, taken, look) {
    const short = text.length > 22 ? `${text.slice(0, 21)}…` : text;
    ctx.font = `${look.weight || 500} ${look.size}px ${FONT}`;
    const half = ctx.measureText(short).width / 2 + 3;
    const box = [x - half, y - look.size * 0.7, x + half, y + look.size * 0.7];
    if (taken.some((b) => box[0] < b[2] && box[2] > b[0] && box[1] < b[3] && box[3] > b[1])) {
      return false;
    }
    taken.push(box);
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.lineWidth = 3.5;
    ctx.strokeStyle = look.halo;
    ctx.strokeText(short, x, y);
    ctx.fillStyle = look.ink;
    ctx.fillText(short, x, y);
    return true;
  };

  S.drawSymbol = draw;
  S.STATE_COLORS = {
    covered: "#1d8f7a", uncovered: "#c4500a", unknown: "#6b7773", gap: "#7a2500",
    reached: "#1d8f7a", beyond: "#c4500a", false_comfort: "#7d2f8f", unreachable: "#8f1330",
    unsnapped: "#3f5b86",
  };
  // States of which the map speaks loudly: children whom no walk leads to a site.
  S.LOUD = new Set(["uncovered", "beyond", "false_comfort", "unreachable"]);
})(window.SpacesMap);
