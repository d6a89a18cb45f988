// Symbols: a kind has a shape, a letter and a colour; a status has its own outline. Never a colour
// alone. The same steps draw them on a canvas (maps, legends) and as a picture (lists).
import { FONT, centred } from "./drawing.js";
import { svg } from "./dom.js";

/** @typedef {{ shape: string, color: string, letter: string }} Mark how a kind is drawn */
/**
 * One step of drawing a symbol, over those before it: a line around the shape, or a fill; `half`
 * fills the lower half only. Widths are for a symbol of radius 10.
 * @typedef {{ line?: string, width?: number, dash?: number[], fill?: string, half?: string }} Step
 */

const DARK = "#1d2a27", WHITE = "#ffffff", GREY = "#6b7280", PALE = "#d9dee0";
const LETTER_FROM = 9; // pixels of radius; a letter in a smaller symbol cannot be read
const FULL = 10; // smaller symbols keep the line widths of this radius
const HALF_ALPHA = 0.75;

/**
 * @param {number} n
 * @param {number} r
 * @param {number} turn
 * @param {number} inner radius of every other corner
 */
function ring(n, r, turn, inner = r) {
  const points = [];
  for (let k = 0; k < n; k += 1) {
    const a = turn + (k * 2 * Math.PI) / n;
    const d = k % 2 ? inner : r;
    points.push(`${(d * Math.cos(a)).toFixed(2)} ${(d * Math.sin(a)).toFixed(2)}`);
  }
  return `M${points.join("L")}Z`;
}

const UP = -Math.PI / 2;
/** @type {Record<string, string>} */
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
/** @type {Record<string, number>} */
const LOW = { triangle: 2.2 }; // its middle lies lower than its letter's place

/** @param {string} shape */
export const outline = (shape) => SHAPES[shape] || SHAPES.circle;

/** @param {string} color */
function inkOn(color) {
  const v = Number.parseInt(color.slice(1), 16);
  return 0.299 * (v >> 16) + 0.587 * ((v >> 8) & 255) + 0.114 * (v & 255) > 165 ? DARK : WHITE;
}

/**
 * The steps that draw a colour and a status, from below.
 * @param {string} color
 * @param {string} status one of the list of sites' own
 * @returns {Step[]}
 */
export function steps(color, status) {
  const around = status === "certified"
    ? [{ line: WHITE, width: 8 }, { line: color, width: 6 }, { line: WHITE, width: 3.4 }]
    : [{ line: WHITE, width: 4 }];
  if (status === "planned") {
    return [...around, { fill: WHITE }, { line: color, width: 1.8, dash: [3, 2.5] }];
  }
  if (status === "building") return [...around, { fill: WHITE }, { half: color }, { line: color, width: 1.8 }];
  // What is gone is hollow, what nobody knows pale and dotted: neither looks like a built site.
  if (status === "closed") return [...around, { fill: WHITE }, { line: GREY, width: 1.8 }];
  if (status === "unknown") return [...around, { fill: PALE }, { line: GREY, width: 1.8, dash: [1, 2.2] }];
  return [...around, { fill: color }];
}

/**
 * The letter's colour, and whether it needs a halo to be read.
 * @param {string} color
 * @param {string} status
 */
export function letterInk(color, status) {
  if (status === "planned") return { ink: color, halo: false };
  if (status === "closed") return { ink: GREY, halo: false };
  if (status === "unknown") return { ink: DARK, halo: false };
  return status === "building" ? { ink: DARK, halo: true } : { ink: inkOn(color), halo: false };
}

/**
 * Draws a symbol on a canvas.
 * @param {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} ctx
 * @param {Mark} mark
 * @param {string} status
 * @param {number} x
 * @param {number} y middle
 * @param {number} r radius in pixels
 */
export function drawSymbol(ctx, { shape, color, letter }, status, x, y, r) {
  const path = new Path2D(outline(shape)), wide = Math.max(1, FULL / r);
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(r / 10, r / 10);
  ctx.lineJoin = "round";
  for (const { line, width = 0, dash = [], fill, half } of steps(color, status)) {
    if (fill) {
      ctx.fillStyle = fill;
      ctx.fill(path);
    } else if (half) {
      ctx.save();
      ctx.clip(path);
      ctx.globalAlpha = HALF_ALPHA;
      ctx.fillStyle = half;
      ctx.fillRect(-14, 0, 28, 14);
      ctx.restore();
    } else if (line) {
      ctx.setLineDash(dash);
      ctx.lineWidth = width * wide;
      ctx.strokeStyle = line;
      ctx.stroke(path);
      ctx.setLineDash([]);
    }
  }
  if (letter && r >= LETTER_FROM) write(ctx, letter, (LOW[shape] || 0) + 0.5, letterInk(color, status));
  ctx.restore();
}

/**
 * @param {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} ctx
 * @param {string} letter
 * @param {number} y
 * @param {{ ink: string, halo: boolean }} look
 */
function write(ctx, letter, y, { ink, halo }) {
  ctx.font = `600 11px ${FONT}`;
  centred(ctx);
  if (halo) {
    ctx.lineWidth = 3;
    ctx.strokeStyle = WHITE;
    ctx.strokeText(letter, 0, y);
  }
  ctx.fillStyle = ink;
  ctx.fillText(letter, 0, y);
}

let clips = 0;

/**
 * The symbol as a picture beside a name; its meaning stands in words next to it.
 * @param {Mark} mark
 * @param {string} status
 * @param {number} size of the picture, in pixels
 */
export function picture({ shape, color, letter }, status, size = 40) {
  const d = outline(shape);
  const root = svg("svg", {
    viewBox: "-16 -16 32 32", width: size, height: size, "aria-hidden": "true", class: "symbol",
  });
  for (const { line, width = 0, dash, fill, half } of steps(color, status)) {
    if (fill) root.append(svg("path", { d, fill }));
    else if (half) {
      clips += 1;
      root.append(svg("clipPath", { id: `half-${clips}` }, svg("path", { d })), svg("rect", {
        x: -14, y: 0, width: 28, height: 14, fill: half, "fill-opacity": HALF_ALPHA, "clip-path": `url(#half-${clips})`,
      }));
    } else if (line) {
      root.append(svg("path", {
        d, fill: "none", stroke: line, "stroke-width": width, "stroke-linejoin": "round",
        ...(dash ? { "stroke-dasharray": dash.join(" ") } : {}),
      }));
    }
  }
  if (letter) {
    const { ink, halo } = letterInk(color, status);
    const node = svg("text", {
      x: 0, y: (LOW[shape] || 0) + 0.4, fill: ink, "font-size": 11, "font-weight": 600, "text-anchor": "middle",
      "dominant-baseline": "central", "font-family": FONT,
      ...(halo ? { stroke: WHITE, "stroke-width": 3, "paint-order": "stroke" } : {}),
    });
    node.textContent = letter;
    root.append(node);
  }
  return root;
}

/** @type {Map<string, { image: CanvasImageSource, size: number }>} */
const sprites = new Map();

/**
 * The symbol drawn once and then copied: 50,000 copies take some tens of milliseconds.
 * @param {Mark} mark
 * @param {string} status
 * @param {number} r radius in pixels
 * @param {number} ratio dots per pixel
 * @returns {{ image: CanvasImageSource, size: number }} the image and the pixels that it takes
 */
export function sprite(mark, status, r, ratio) {
  const key = [mark.shape, mark.color, mark.letter, status, r, ratio].join("|");
  let made = sprites.get(key);
  if (!made) {
    made = drawn(mark, status, r, ratio);
    sprites.set(key, made);
  }
  return made;
}

/** @type {(mark: Mark, status: string, r: number, ratio: number) => { image: CanvasImageSource, size: number }} */
function drawn(mark, status, r, ratio) {
  const dots = Math.ceil(Math.ceil(r * 2.8 + 14) * ratio), size = dots / ratio;
  const offscreen = "OffscreenCanvas" in window ? new OffscreenCanvas(dots, dots) : null;
  const canvas = offscreen || Object.assign(document.createElement("canvas"), { width: dots, height: dots });
  const ctx = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  ctx.scale(ratio, ratio);
  drawSymbol(ctx, mark, status, size / 2, size / 2, r);
  // A bitmap is copied several times as fast as a canvas.
  return { image: offscreen ? offscreen.transferToImageBitmap() : /** @type {HTMLCanvasElement} */ (canvas), size };
}
