// What is written and traced on a canvas: texts, paths, discs, lines; in the page's own colours.

/** @typedef {[number, number, number, number]} Box west, north, east, south in pixels */

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {CanvasRenderingContext2D}
 */
export function context(canvas) {
  const ctx = canvas.getContext("2d");
  if (!ctx) throw new Error("this browser draws no canvas");
  return ctx;
}

/**
 * Colours of the page's own theme, by the name of their CSS variable without the dashes.
 * @param {...string} names
 */
export function colors(...names) {
  const style = getComputedStyle(document.documentElement);
  return names.map((name) => style.getPropertyValue(`--${name}`).trim());
}

/**
 * Adds a flat path of world pixels (x, y, x, y, …) to a path.
 * @param {CanvasPath} ctx
 * @param {import("./canvas.js").View} view
 * @param {ArrayLike<number>} path
 * @param {boolean} close
 */
export function trace(ctx, view, path, close) {
  for (let k = 0; k < path.length; k += 2) {
    const x = view.x(path[k]), y = view.y(path[k + 1]);
    if (k) ctx.lineTo(x, y);
    else ctx.moveTo(x, y);
  }
  if (close) ctx.closePath();
}

export const FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

/**
 * Writes a text with a halo, unless it would lie on one of the boxes already taken.
 * @param {CanvasRenderingContext2D} ctx
 * @param {string} text
 * @param {number} x
 * @param {number} y middle of the text
 * @param {Box[]} taken the text's own box is added to it
 * @param {{ ink: string, halo: string, size?: number, weight?: number }} look
 */
export function label(ctx, text, x, y, taken, { ink, halo, size = 12, weight = 500 }) {
  const most = /[\u3000-\uffff]/.test(text) ? 18 : 32; // Chinese letters are twice as wide
  const short = text.length > most ? `${text.slice(0, most - 1)}…` : text;
  ctx.font = `${weight} ${size}px ${FONT}`;
  const half = ctx.measureText(short).width / 2 + 3;
  /** @type {Box} */
  const box = [x - half, y - size * 0.75, x + half, y + size * 0.75];
  if (taken.some((b) => box[0] < b[2] && box[2] > b[0] && box[1] < b[3] && box[3] > b[1])) return;
  taken.push(box);
  ctx.lineJoin = "round";
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = halo;
  centred(ctx);
  ctx.strokeText(short, x, y);
  ctx.fillStyle = ink;
  ctx.fillText(short, x, y);
}

/**
 * Texts are written around their point from now on.
 * @param {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} ctx
 */
export function centred(ctx) {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
}

/**
 * A filled disc.
 * @param {CanvasRenderingContext2D} ctx
 * @param {number} x
 * @param {number} y
 * @param {number} r pixels
 * @param {string} color
 */
export function disc(ctx, x, y, r, color) {
  ctx.beginPath();
  ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.fillStyle = color;
  ctx.fill();
}

/**
 * A straight level line, as the legend shows one.
 * @param {CanvasRenderingContext2D} ctx
 * @param {{ color: string, weight: number, dash?: number[] }} look
 * @param {number} from
 * @param {number} to
 * @param {number} y
 */
export function levelLine(ctx, { color, weight, dash = [] }, from, to, y) {
  ctx.strokeStyle = color;
  ctx.lineWidth = weight;
  ctx.setLineDash(dash);
  ctx.lineCap = "round";
  ctx.beginPath();
  ctx.moveTo(from, y);
  ctx.lineTo(to, y);
  ctx.stroke();
  ctx.setLineDash([]);
}
