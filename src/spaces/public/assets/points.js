// The symbols of the sites: alone where there is room, else counted in a bubble.
/** @import { View } from "../../graphics/scripts/canvas.js" */
/** @import { Box } from "../../graphics/scripts/drawing.js" */
/** @import { Sites } from "./data.js" */
import { CanvasLayer } from "../../graphics/scripts/canvas.js";
import { FONT, centred, colors, disc, label } from "../../graphics/scripts/drawing.js";
import { worldXY } from "../../graphics/scripts/projection.js";
import { sprite } from "../../graphics/scripts/symbols.js";
import { nameOf } from "./say.js";
import { number } from "./words.js";

/** @typedef {CanvasRenderingContext2D} Context */
/** @typedef {{ x: number, y: number, rows: number[] }} Drawn what stands at a pixel: a site, or a bubble of several */

const CELL = 54; // pixels within which symbols would lie on each other
const ALONE = 17; // from this zoom on every site stands for itself

/** @param {Drawn} bubble */
const radius = ({ rows }) => 13 + Math.min(13, Math.log2(rows.length) * 1.8);

/**
 * Takes one bubble or site into another bubble, weighed by how many each stands for.
 * @param {Drawn} one
 * @param {Drawn} other
 */
function join(one, other) {
  const [a, b] = [one.rows.length, other.rows.length];
  one.x = (one.x * a + other.x * b) / (a + b);
  one.y = (one.y * a + other.y * b) / (a + b);
  one.rows = one.rows.concat(other.rows);
}

/** @type {(one: Drawn, other: Drawn) => number} */
const apart = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);

/**
 * Bubbles that would lie on each other become one, and take in the sites under them.
 * @param {Drawn[]} bubbles changed in place
 * @param {Drawn[]} alone
 * @returns {Drawn[]} the sites that stay alone
 */
function merged(bubbles, alone) {
  for (let again = true; again;) {
    again = false;
    for (let a = 0; a < bubbles.length; a += 1) {
      for (let b = bubbles.length - 1; b > a; b -= 1) {
        const one = bubbles[a], other = bubbles[b];
        if (apart(one, other) > radius(one) + radius(other) + 3) continue;
        join(one, other);
        bubbles.splice(b, 1);
        again = true;
      }
    }
  }
  return alone.filter((site) => {
    const over = bubbles.find((one) => apart(one, site) < radius(one) + 9);
    if (over) join(over, site);
    return !over;
  });
}

/**
 * Several sites at one spot stand in a ring around it.
 * @param {Drawn} cell
 * @returns {Drawn[]}
 */
function fan({ rows, x, y }) {
  const r = 9 + rows.length * 5;
  return rows.map((row, k) => {
    const a = (k * 2 * Math.PI) / rows.length;
    return { rows: [row], x: x + r * Math.cos(a), y: y + r * Math.sin(a) };
  });
}

export class Points extends CanvasLayer {
  /**
   * @param {string} pane
   * @param {Sites} data
   */
  constructor(pane, data) {
    super(pane);
    this._data = data;
    /** @type {number[]} */
    this._rows = [];
    /** @type {Drawn[]} */
    this._drawn = [];
    /** @type {number | null} */
    this._selected = null;
  }

  /** @param {number[]} rows sites to show */
  setRows(rows) {
    this._rows = rows;
    this.redraw();
  }

  /** @param {number | null} row the site that is open */
  select(row) {
    this._selected = row;
    this.redraw();
  }

  /**
   * @param {Context} ctx
   * @param {View} view
   */
  paint(ctx, view) {
    const { zoom } = view;
    /** @type {Drawn[]} */
    const bubbles = [];
    this._drawn = [];
    for (const cell of this._cells(view)) {
      if (cell.rows.length === 1) this._drawn.push(cell);
      else if (zoom >= ALONE) this._drawn.push(...fan(cell));
      else bubbles.push(cell);
    }
    this._drawn = merged(bubbles, this._drawn);
    const r = zoom >= 13 ? 12 : 10.5;
    for (const { rows, x, y } of this._drawn) this._symbol(ctx, view, rows[0], x, y, r);
    const [line, paper, ink] = colors("bubble", "paper", "ink");
    for (const one of bubbles) bubble(ctx, one, line, paper, ink);
    const alone = this._drawn;
    this._drawn = [...alone, ...bubbles];
    this._top(ctx, view, r);
    if (zoom >= 15) this._names(ctx, alone, r);
  }

  /**
   * Sites that can be seen, by cells; a cell stands in the middle of its sites.
   * @param {View} view
   * @returns {Iterable<Drawn>}
   */
  _cells(view) {
    const { world } = this._data;
    /** @type {Map<string | number, Drawn>} */
    const cells = new Map();
    for (const i of this._rows) {
      const wx = world[2 * i], wy = world[2 * i + 1];
      const x = view.x(wx), y = view.y(wy);
      if (!view.inside(x, y, 30)) continue;
      // Cells of the world, not of the screen: a bubble stays what it is when the map is moved.
      const key = view.zoom >= ALONE ? `${wx.toFixed(6)},${wy.toFixed(6)}`
        : Math.floor((wx * view.scale) / CELL) * 67108864 + Math.floor((wy * view.scale) / CELL);
      const cell = cells.get(key);
      if (cell) {
        cell.rows.push(i);
        cell.x += x;
        cell.y += y;
      } else cells.set(key, { rows: [i], x, y });
    }
    for (const cell of cells.values()) {
      cell.x /= cell.rows.length;
      cell.y /= cell.rows.length;
    }
    return cells.values();
  }

  /** @type {(ctx: Context, view: View, row: number, x: number, y: number, r: number) => void} */
  _symbol(ctx, view, row, x, y, r) {
    const data = this._data;
    const { image, size } = sprite(data.kinds[data.kind[row]], data.statuses[data.status[row]], r, view.ratio);
    ctx.drawImage(image, x - size / 2, y - size / 2, size, size);
  }

  /**
   * The site that is open, above all others and larger.
   * @param {Context} ctx
   * @param {View} view
   * @param {number} r
   */
  _top(ctx, view, r) {
    const row = this._selected, { world } = this._data;
    if (row === null || !this._data.located(row)) return;
    const alone = this._drawn.find(({ rows }) => rows.length === 1 && rows[0] === row);
    const { x, y } = alone || { x: view.x(world[2 * row]), y: view.y(world[2 * row + 1]) };
    disc(ctx, x, y, r * 2.1, "#ffffff");
    ctx.lineWidth = 3;
    [ctx.strokeStyle] = colors("way");
    ctx.stroke();
    this._symbol(ctx, view, row, x, y, r * 1.25);
  }

  /** @type {(ctx: Context, alone: Drawn[], r: number) => void} */
  _names(ctx, alone, r) {
    const [ink, halo] = colors("map-ink", "land");
    /** @type {Box[]} */
    const taken = this._drawn.map(({ x, y }) => [x - r, y - r, x + r, y + r]);
    for (const { rows: [row], x, y } of alone) {
      label(ctx, nameOf(this._data, row).text, x, y + r + 11, taken, { ink, halo });
    }
  }

  /**
   * What lies under a finger: one row, the rows of a bubble, or none.
   * @param {L.LatLng} latlng
   * @param {number} reach pixels
   * @returns {number[]}
   */
  hit(latlng, reach) {
    const [x, y] = this.pixel(...worldXY(latlng.lng, latlng.lat));
    /** @type {number[]} */
    let best = [];
    let least = reach ** 2;
    for (const one of this._drawn) {
      const far = (one.x - x) ** 2 + (one.y - y) ** 2;
      if (far <= least) {
        least = far;
        best = one.rows;
      }
    }
    return best;
  }
}

/** @type {(ctx: Context, one: Drawn, line: string, paper: string, ink: string) => void} */
function bubble(ctx, one, line, paper, ink) {
  const { rows, x, y } = one;
  disc(ctx, x, y, radius(one), paper);
  ctx.lineWidth = 2.5;
  ctx.strokeStyle = line;
  ctx.stroke();
  ctx.fillStyle = ink;
  ctx.font = `600 ${rows.length > 999 ? 11 : 13}px ${FONT}`;
  centred(ctx);
  ctx.fillText(number(rows.length), x, y + 0.5);
}
