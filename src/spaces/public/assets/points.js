// The symbols of the sites: alone where there is room, else counted in a bubble.
import { CanvasLayer, FONT, colors, label } from "./canvas.js";
import { worldXY } from "./data.js";
import { sprite } from "./symbols.js";
import { named, number } from "./words.js";

const CELL = 54; // pixels within which symbols would lie on each other
const ALONE = 17; // from this zoom on every site stands for itself

const radius = (count) => 13 + Math.min(13, Math.log2(count) * 1.8);

// Takes one bubble into another, weighed by how many each stands for.
function join(one, other) {
  const count = one.count + other.count;
  one.x = (one.x * one.count + other.x * other.count) / count;
  one.y = (one.y * one.count + other.y * other.count) / count;
  one.rows = one.rows.concat(other.rows);
  one.count = count;
}

export const Points = CanvasLayer.extend({
  setSites(data) {
    this._data = data;
    this._rows = [];
    this._drawn = [];
    this._apart = null;
    return this;
  },

  setRows(rows) {
    this._rows = rows;
    this.redraw();
  },

  select(row) {
    this._selected = row;
    this.redraw();
  },

  paint(ctx, view) {
    const data = this._data, { zoom } = view;
    const cells = new Map();
    this._drawn = [];
    for (const i of this._rows) {
      const wx = data.world[2 * i], wy = data.world[2 * i + 1];
      const x = view.x(wx), y = view.y(wy);
      if (!(x > -30 && y > -30 && x < view.width + 30 && y < view.height + 30)) continue;
      // Cells of the world, not of the screen: a bubble stays what it is when the map is moved.
      const key = zoom >= ALONE ? `${wx.toFixed(6)},${wy.toFixed(6)}`
        : Math.floor((wx * view.scale) / CELL) * 67108864 + Math.floor((wy * view.scale) / CELL);
      const cell = cells.get(key);
      if (cell) { cell.rows.push(i); cell.x += x; cell.y += y; } else cells.set(key, { rows: [i], x, y });
    }
    const bubbles = [];
    for (const cell of cells.values()) {
      const count = cell.rows.length;
      if (count === 1) this._drawn.push({ row: cell.rows[0], x: cell.x, y: cell.y });
      else if (zoom >= ALONE) this._fan(cell);
      else bubbles.push({ rows: cell.rows, x: cell.x / count, y: cell.y / count, count });
    }
    this._merge(bubbles);
    const r = zoom >= 13 ? 12 : 10.5;
    for (const one of this._drawn) this._symbol(ctx, view, one, r);
    for (const one of bubbles) this._bubble(ctx, one);
    this._drawn.push(...bubbles);
    this._top(ctx, view, r);
    if (zoom >= 15) this._names(ctx, r);
  },

  // Bubbles that would lie on each other become one, and take in the symbols under them.
  _merge(bubbles) {
    for (let again = true; again;) {
      again = false;
      for (let a = 0; a < bubbles.length; a += 1) {
        for (let b = bubbles.length - 1; b > a; b -= 1) {
          const one = bubbles[a], other = bubbles[b];
          if (Math.hypot(one.x - other.x, one.y - other.y) > radius(one.count) + radius(other.count) + 3) continue;
          join(one, other);
          bubbles.splice(b, 1);
          again = true;
        }
      }
    }
    this._drawn = this._drawn.filter((symbol) => {
      const over = symbol.rows ? null : bubbles.find((one) =>
        Math.hypot(one.x - symbol.x, one.y - symbol.y) < radius(one.count) + 9);
      if (over) join(over, { ...symbol, rows: [symbol.row], count: 1 });
      return !over;
    });
  },

  // Several sites at one spot stand in a ring around it.
  _fan({ rows, x, y }) {
    const cx = x / rows.length, cy = y / rows.length, r = 9 + rows.length * 5;
    rows.forEach((row, k) => {
      const a = (k * 2 * Math.PI) / rows.length;
      this._drawn.push({ row, x: cx + r * Math.cos(a), y: cy + r * Math.sin(a) });
    });
  },

  _symbol(ctx, view, { row, x, y }, r) {
    const data = this._data;
    const { canvas, size } = sprite(data.kinds[data.kind[row]], data.statuses[data.status[row]], r, view.ratio);
    ctx.drawImage(canvas, x - size / 2, y - size / 2, size, size);
  },

  _bubble(ctx, { x, y, count }) {
    const [ring, paper, ink] = colors("bubble", "paper", "ink");
    const r = radius(count);
    ctx.beginPath();
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.fillStyle = paper;
    ctx.fill();
    ctx.lineWidth = 2.5;
    ctx.strokeStyle = ring;
    ctx.stroke();
    ctx.fillStyle = ink;
    ctx.font = `600 ${count > 999 ? 11 : 13}px ${FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText(number(count), x, y + 0.5);
  },

  // The site that is open, above all others and larger.
  _top(ctx, view, r) {
    const row = this._selected;
    if (row === null || row === undefined || !this._data.located(row)) return;
    const alone = this._drawn.find((one) => one.row === row);
    const x = alone ? alone.x : view.x(this._data.world[2 * row]);
    const y = alone ? alone.y : view.y(this._data.world[2 * row + 1]);
    const [ink] = colors("way");
    ctx.beginPath();
    ctx.arc(x, y, r * 2.1, 0, 2 * Math.PI);
    ctx.fillStyle = "#ffffff";
    ctx.fill();
    ctx.lineWidth = 3;
    ctx.strokeStyle = ink;
    ctx.stroke();
    this._symbol(ctx, view, { row, x, y }, r * 1.25);
  },

  _names(ctx, r) {
    const [ink, halo] = colors("map-ink", "land");
    const taken = this._drawn.map(({ x, y }) => [x - r, y - r, x + r, y + r]);
    for (const { row, x, y } of this._drawn) {
      if (row === undefined) continue;
      label(ctx, named(this._data.zh[row], this._data.en[row]).text, x, y + r + 11, taken, { ink, halo });
    }
  },

  // What lies under a finger: {row}, {rows} of a bubble, or null.
  hit(latlng, reach) {
    const [wx, wy] = worldXY(latlng.lng, latlng.lat);
    const corner = this._map.getPixelOrigin().add(this._map.latLngToLayerPoint(this._corner));
    const scale = 2 ** this._map.getZoom();
    const x = wx * scale - corner.x, y = wy * scale - corner.y;
    let best = null, least = reach ** 2;
    for (const one of this._drawn) {
      const far = (one.x - x) ** 2 + (one.y - y) ** 2;
      if (far <= least) { least = far; best = one; }
    }
    return best;
  },
});
