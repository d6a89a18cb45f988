// Symbols: a kind has a shape, a letter and a colour; a status has its own outline.
// The same shapes stand on the map (canvas) and in the list (SVG).
import { svg } from "./dom.js";

const FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";
const DARK = "#1d2a27";

function ring(n, r, turn, inner) {
  const points = [];
  for (let k = 0; k < n; k += 1) {
    const a = turn + (k * 2 * Math.PI) / n;
    const d = inner && k % 2 ? inner : r;
    points.push(`${(d * Math.cos(a)).toFixed(2)} ${(d * Math.sin(a)).toFixed(2)}`);
  }
  return `M${points.join("L")}Z`;
}

const UP = -Math.PI / 2;
const SHAPES = {
  circle: "M10 0A10 10 0 1 1 -10 0A10 10 0 1 1 10 0Z",
  square: "M-7 -9H7A2 2 0 0 1 9 -7V7A2 2 0 0 1 7 9H-7A2 2 0 0 1 -9 7V-7A2 2 0 0 1 -7 -9Z",
  triangle: "M0 -11.6L12 8.600H-12Z",
  diamond: ring(4, 12, UP),
  pentagon: ring(5, 11, UP),
  hexagon: ring(6, 10.8, 0),
  star: ring(10, 13, UP, 8),
  cross: "M-6 -11H6V-6H11V6H6V11H-6V6H-11V-6H-6Z",
  line: "M-4 -8H4A8 8 0 0 1 4 8H-4A8 8 0 0 1 -4 -8Z",
};
const LOW = { triangle: 2.2 };

export function shapeOf(kind) {
  return SHAPES[kind.shape] || SHAPES.circle;
}

function inkOn(color) {
  const v = Number.parseInt(color.slice(1), 16);
  return 0.299 * (v >> 16) + 0.587 * ((v >> 8) & 255) + 0.114 * (v & 255) > 165 ? DARK : "#ffffff";
}

function look(kind, status) {
  const { color } = kind;
  if (status === "planned") return { fill: "#ffffff", ink: color, dash: "3 2.5", edge: color };
  if (status === "building") return { fill: "#ffffff", half: color, ink: DARK, edge: color };
  return { fill: color, ink: inkOn(color), double: status === "certified", edge: color };
}

let clips = 0;

// The symbol as a picture beside a name; its meaning stands in words next to it.
export function picture(kind, status, size = 40) {
  const path = shapeOf(kind), own = look(kind, status), y = LOW[kind.shape] || 0;
  const root = svg("svg", { viewBox: "-16 -16 32 32", width: size, height: size, "aria-hidden": "true", class: "symbol" });
  const draw = (props) => root.append(svg("path", { d: path, "stroke-linejoin": "round", ...props }));
  draw({ fill: "none", stroke: "#ffffff", "stroke-width": own.double ? 8 : 4 });
  if (own.double) draw({ fill: "none", stroke: own.edge, "stroke-width": 6 });
  if (own.double) draw({ fill: "none", stroke: "#ffffff", "stroke-width": 3.4 });
  draw({ fill: own.fill });
  if (own.half) {
    clips += 1;
    root.append(svg("clipPath", { id: `half-${clips}` }, svg("path", { d: path })),
      svg("rect", { x: -14, y: 0, width: 28, height: 14, fill: own.half, "fill-opacity": 0.55, "clip-path": `url(#half-${clips})` }));
  }
  if (own.dash || own.half) {
    draw({ fill: "none", stroke: own.edge, "stroke-width": 1.8, "stroke-dasharray": own.dash || "none" });
  }
  if (kind.letter) {
    const letter = svg("text", {
      x: 0, y: y + 0.4, fill: own.ink, "font-size": 11, "font-weight": 600, "text-anchor": "middle",
      "dominant-baseline": "central", "font-family": FONT,
    });
    if (own.half) for (const [k, v] of [["stroke", "#ffffff"], ["stroke-width", 3], ["paint-order", "stroke"]]) letter.setAttribute(k, v);
    letter.textContent = kind.letter;
    root.append(letter);
  }
  return root;
}

const sprites = new Map();

// The symbol drawn once and then copied: thousands of copies take some milliseconds.
export function sprite(kind, status, r, ratio) {
  const key = [kind.id, status, r, ratio].join("|");
  if (!sprites.has(key)) {
    const size = Math.ceil(r * 3.4), px = Math.ceil(size * ratio);
    const canvas = Object.assign(document.createElement("canvas"), { width: px, height: px });
    const ctx = canvas.getContext("2d");
    const scale = (r / 10) * ratio;
    ctx.setTransform(scale, 0, 0, scale, px / 2, px / 2);
    paint(ctx, kind, status);
    sprites.set(key, { canvas, size: px / ratio });
  }
  return sprites.get(key);
}

function paint(ctx, kind, status) {
  const path = new Path2D(shapeOf(kind)), own = look(kind, status);
  const stroke = (color, width, dash = []) => {
    ctx.setLineDash(dash);
    ctx.lineWidth = width;
    ctx.strokeStyle = color;
    ctx.stroke(path);
    ctx.setLineDash([]);
  };
  ctx.lineJoin = "round";
  stroke("#ffffff", own.double ? 8 : 4);
  if (own.double) { stroke(own.edge, 6); stroke("#ffffff", 3.4); }
  ctx.fillStyle = own.fill;
  ctx.fill(path);
  if (own.half) {
    ctx.save();
    ctx.clip(path);
    ctx.globalAlpha = 0.55;
    ctx.fillStyle = own.half;
    ctx.fillRect(-14, 0, 28, 14);
    ctx.restore();
  }
  if (own.dash || own.half) stroke(own.edge, 1.8, own.dash ? [3, 2.5] : []);
  if (!kind.letter) return;
  ctx.font = `600 11px ${FONT}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  const y = (LOW[kind.shape] || 0) + 0.5;
  if (own.half) {
    ctx.lineWidth = 3;
    ctx.strokeStyle = "#ffffff";
    ctx.strokeText(kind.letter, 0, y);
  }
  ctx.fillStyle = own.ink;
  ctx.fillText(kind.letter, 0, y);
}
