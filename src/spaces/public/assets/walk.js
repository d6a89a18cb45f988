// Walks, searched on the phone: where somebody stands never leaves it.
// The same rules as the city's own figures: join the nearest street within a limit and on this
// side of the water, then the shortest way over the streets to an entrance.
import { perDegree } from "./data.js";

const ARTERIAL = 1, BRIDGE = 4, TUNNEL = 8; // of a street
const CROSSING = 2, GUARDED = 4; // of a corner
const CELL_M = 250;
const TYPES = { Uint32: Uint32Array, Int32: Int32Array, Uint16: Uint16Array, Uint8: Uint8Array };

function unpacked(buffer) {
  const view = new DataView(buffer);
  if (view.getUint32(0, false) !== 0x43465357) throw new Error("not a walking network");
  const size = view.getUint32(4, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, size)));
  const arrays = {};
  let at = 8 + size;
  for (const [name, type, length] of head.arrays) {
    const array = arrays[name] = new TYPES[type](buffer, at, length);
    at += Math.ceil(array.byteLength / 4) * 4;
  }
  return { head, arrays };
}

function summed(steps, unit) {
  const out = new Float64Array(steps.length);
  let whole = 0;
  for (let k = 0; k < steps.length; k += 1) {
    whole += steps[k];
    out[k] = whole * unit;
  }
  return out;
}

function offsets(counts) {
  const out = new Uint32Array(counts.length + 1);
  for (let k = 0; k < counts.length; k += 1) out[k + 1] = out[k] + counts[k];
  return out;
}

export class Streets {
  constructor(buffer) {
    const { head, arrays } = unpacked(buffer);
    this.head = head;
    this.a = arrays;
    this.lon = summed(arrays.lon, head.unit_deg);
    this.lat = summed(arrays.lat, head.unit_deg);
    this.start = offsets(arrays.points);
    this.edges = arrays.u.length;
    this.length = Float64Array.from(arrays.length_cm, (cm) => cm / 100);
    this.barriers = {
      lon: summed(arrays.barrier_lon, head.unit_deg), lat: summed(arrays.barrier_lat, head.unit_deg),
      start: offsets(arrays.barrier_points), area: arrays.barrier_area,
    };
    const middle = this.lat.length ? this.lat[this.lat.length >> 1] : 0;
    [this.kx, this.ky] = perDegree(middle);
    this.neighbours();
    this.grid = null;
  }

  // Streets at each corner, as one list with a begin for each corner.
  neighbours() {
    const { u, v } = this.a;
    const begin = this.begin = new Uint32Array(this.head.nodes + 1);
    for (let e = 0; e < this.edges; e += 1) { begin[u[e] + 1] += 1; begin[v[e] + 1] += 1; }
    for (let n = 0; n < this.head.nodes; n += 1) begin[n + 1] += begin[n];
    const next = begin.slice();
    this.at = new Uint32Array(2 * this.edges);
    for (let e = 0; e < this.edges; e += 1) { this.at[next[u[e]]++] = e; this.at[next[v[e]]++] = e; }
  }

  // Pieces of street by cells of 250 m, for the nearest one.
  index() {
    const cx = CELL_M / this.kx, cy = CELL_M / this.ky;
    let west = Infinity, south = Infinity, east = -Infinity, north = -Infinity;
    for (let k = 0; k < this.lon.length; k += 1) {
      west = Math.min(west, this.lon[k]); east = Math.max(east, this.lon[k]);
      south = Math.min(south, this.lat[k]); north = Math.max(north, this.lat[k]);
    }
    const columns = Math.floor((east - west) / cx) + 1;
    const cells = new Map();
    const owner = new Uint32Array(this.lon.length);
    for (let e = 0; e < this.edges; e += 1) {
      for (let k = this.start[e]; k < this.start[e + 1] - 1; k += 1) {
        owner[k] = e;
        const x0 = Math.floor((Math.min(this.lon[k], this.lon[k + 1]) - west) / cx);
        const x1 = Math.floor((Math.max(this.lon[k], this.lon[k + 1]) - west) / cx);
        const y0 = Math.floor((Math.min(this.lat[k], this.lat[k + 1]) - south) / cy);
        const y1 = Math.floor((Math.max(this.lat[k], this.lat[k + 1]) - south) / cy);
        for (let y = y0; y <= y1; y += 1) {
          for (let x = x0; x <= x1; x += 1) {
            const key = y * columns + x;
            const list = cells.get(key);
            if (list) list.push(k); else cells.set(key, [k]);
          }
        }
      }
    }
    this.grid = { west, south, cx, cy, columns, cells, owner };
  }

  // Metres of a street's shape up to each of its corners.
  reachOf(e) {
    const from = this.start[e], count = this.start[e + 1] - from;
    const [kx, ky] = perDegree(this.lat[from]);
    const out = new Float64Array(count);
    for (let k = 1; k < count; k += 1) {
      out[k] = out[k - 1] + Math.hypot((this.lon[from + k] - this.lon[from + k - 1]) * kx,
        (this.lat[from + k] - this.lat[from + k - 1]) * ky);
    }
    return out;
  }

  // Where a point meets the streets: {edge, share, leg, lon, lat}; null beyond the limit.
  join(lon, lat, rules = {}) {
    if (!this.grid) this.index();
    const { west, south, cx, cy, columns, cells, owner } = this.grid;
    const [kx, ky] = perDegree(lat);
    const limit = this.head.join_limit_m, found = [];
    const seen = new Set();
    const closed = (rules.arterials || "allowed") === "allowed" ? BRIDGE | TUNNEL : BRIDGE | TUNNEL | ARTERIAL;
    const spread = Math.ceil(limit / CELL_M);
    const x0 = Math.floor((lon - west) / cx), y0 = Math.floor((lat - south) / cy);
    for (let y = y0 - spread; y <= y0 + spread; y += 1) {
      for (let x = Math.max(0, x0 - spread); x <= Math.min(columns - 1, x0 + spread); x += 1) {
        for (const k of cells.get(y * columns + x) || []) {
          if (seen.has(k) || this.a.flags[owner[k]] & closed) continue;
          seen.add(k);
          const dx = (this.lon[k + 1] - this.lon[k]) * kx, dy = (this.lat[k + 1] - this.lat[k]) * ky;
          const px = (lon - this.lon[k]) * kx, py = (lat - this.lat[k]) * ky;
          const long = dx * dx + dy * dy;
          const share = long ? Math.max(0, Math.min(1, (px * dx + py * dy) / long)) : 0;
          const leg = Math.hypot(px - share * dx, py - share * dy);
          if (leg <= limit) found.push({ k, share, leg });
        }
      }
    }
    found.sort((a, b) => a.leg - b.leg);
    const around = this.areasAt(lon, lat);
    for (const { k, share, leg } of found) {
      const to = [this.lon[k] + share * (this.lon[k + 1] - this.lon[k]), this.lat[k] + share * (this.lat[k + 1] - this.lat[k])];
      if (this.blocked([lon, lat], to, around)) continue;
      const edge = owner[k], reach = this.reachOf(edge), own = k - this.start[edge];
      const whole = reach[reach.length - 1];
      const along = reach[own] + share * (reach[own + 1] - reach[own]);
      return { edge, share: whole ? along / whole : 0, leg, lon: to[0], lat: to[1], from: [lon, lat] };
    }
    return null;
  }

  // Waters that a point lies in: it may leave them freely.
  areasAt(lon, lat) {
    const { lon: x, lat: y, start, area } = this.barriers;
    const within = new Set();
    for (let b = 0; b < area.length; b += 1) {
      if (!area[b]) continue;
      for (let i = start[b], j = start[b + 1] - 1; i < start[b + 1]; j = i, i += 1) {
        if (y[i] > lat !== y[j] > lat && lon < ((x[j] - x[i]) * (lat - y[i])) / (y[j] - y[i]) + x[i]) {
          if (!within.delete(area[b])) within.add(area[b]);
        }
      }
    }
    return within;
  }

  blocked(from, to, around) {
    const { lon: x, lat: y, start, area } = this.barriers;
    const side = (ax, ay, bx, by, cx, cy) => (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    for (let b = 0; b < area.length; b += 1) {
      if (area[b] && around.has(area[b])) continue;
      for (let k = start[b]; k < start[b + 1] - 1; k += 1) {
        const s1 = side(from[0], from[1], to[0], to[1], x[k], y[k]);
        const s2 = side(from[0], from[1], to[0], to[1], x[k + 1], y[k + 1]);
        if (s1 * s2 > 0) continue;
        const s3 = side(x[k], y[k], x[k + 1], y[k + 1], from[0], from[1]);
        const s4 = side(x[k], y[k], x[k + 1], y[k + 1], to[0], to[1]);
        if (s3 * s4 <= 0 && (s1 || s2 || s3 || s4)) return true;
      }
    }
    return false;
  }

  // What it costs to pass between a street and one of its corners, in metres.
  passing(rules) {
    const delay = (rules.delay_m || 0) / 2, across = rules.arterials === "not_across";
    const { flags, node_flags: corner } = this.a;
    return (e, node) => {
      if (flags[e] & ARTERIAL || !(corner[node] & CROSSING)) return 0;
      return across && !(corner[node] & GUARDED) ? Infinity : delay;
    };
  }

  // Metres from the start to every corner, and by which street the last part of the way came.
  search(start, rules = {}) {
    const { u, v, flags } = this.a, pass = this.passing(rules);
    const shut = (rules.arterials || "allowed") !== "allowed";
    const metres = new Float64Array(this.head.nodes).fill(Infinity);
    const via = new Int32Array(this.head.nodes).fill(-1);
    const heap = new Heap(1024);
    const offer = (node, far, edge) => {
      if (far >= metres[node]) return;
      metres[node] = far;
      via[node] = edge;
      heap.push(far, node);
    };
    const { edge, share, leg } = start, long = this.length[edge];
    offer(u[edge], leg + share * long + pass(edge, u[edge]), -2);
    offer(v[edge], leg + (1 - share) * long + pass(edge, v[edge]), -2);
    while (heap.size) {
      const [far, node] = heap.pop();
      if (far > metres[node]) continue;
      for (let k = this.begin[node]; k < this.begin[node + 1]; k += 1) {
        const e = this.at[k];
        if (shut && flags[e] & ARTERIAL) continue;
        const other = u[e] === node ? v[e] : u[e];
        offer(other, far + pass(e, node) + this.length[e] + pass(e, other), e);
      }
    }
    return { start, rules, metres, via, pass };
  }

  doors(rules) {
    const name = (rules.arterials || "allowed") === "allowed" || !this.a.quiet_door_edge ? "door" : "quiet_door";
    return {
      edge: this.a[`${name}_edge`], site: this.a[`${name}_site`],
      share: this.a[`${name}_share`], leg: this.a[`${name}_leg_cm`],
    };
  }

  // Metres to every site by its nearest entrance; Infinity where the streets lead to none, NaN
  // where the site meets no street.
  toSites(field) {
    const { u, v } = this.a, { start, metres, pass } = field;
    const door = this.doors(field.rules);
    const far = new Float64Array(this.head.sites).fill(NaN), by = new Int32Array(this.head.sites).fill(-1);
    for (let d = 0; d < door.edge.length; d += 1) {
      const e = door.edge[d], long = this.length[e], share = door.share[d] / this.head.shares;
      let best = Math.min(metres[u[e]] + pass(e, u[e]) + share * long,
        metres[v[e]] + pass(e, v[e]) + (1 - share) * long);
      if (e === start.edge) best = Math.min(best, start.leg + Math.abs(share - start.share) * long);
      best += door.leg[d] / 100;
      const s = door.site[d];
      if (!(best >= far[s])) { far[s] = best; by[s] = d; }
    }
    return { metres: far, door: by };
  }

  // Corners of a part of a street, [[lon, lat], ...], from one share of its length to another.
  part(e, from, to) {
    const [low, high] = from <= to ? [from, to] : [to, from];
    const reach = this.reachOf(e), first = this.start[e], whole = reach[reach.length - 1];
    const out = [];
    const place = (metre) => {
      let k = 1;
      while (k < reach.length - 1 && reach[k] < metre) k += 1;
      const step = reach[k] - reach[k - 1], s = step ? (metre - reach[k - 1]) / step : 0;
      const a = first + k - 1;
      return [this.lon[a] + s * (this.lon[a + 1] - this.lon[a]), this.lat[a] + s * (this.lat[a + 1] - this.lat[a])];
    };
    out.push(place(low * whole));
    for (let k = 0; k < reach.length; k += 1) {
      if (reach[k] > low * whole && reach[k] < high * whole) out.push([this.lon[first + k], this.lat[first + k]]);
    }
    out.push(place(high * whole));
    return from <= to ? out : out.reverse();
  }

  // Streets within a walk, whole or in part.
  within(field, limit) {
    const { u, v, flags } = this.a, { start, metres, pass } = field, out = [];
    const shut = (field.rules.arterials || "allowed") !== "allowed";
    for (let e = 0; e < this.edges; e += 1) {
      if (shut && flags[e] & ARTERIAL) continue;
      const long = this.length[e] || 1;
      const a = (limit - metres[u[e]] - pass(e, u[e])) / long;
      const b = (limit - metres[v[e]] - pass(e, v[e])) / long;
      if (a + b >= 1 && a > 0 && b > 0) { out.push(this.part(e, 0, 1)); continue; }
      if (a > 0) out.push(this.part(e, 0, Math.min(1, a)));
      if (b > 0) out.push(this.part(e, Math.max(0, 1 - b), 1));
      if (e === start.edge) {
        const s = (limit - start.leg) / long;
        if (s > 0) out.push(this.part(e, Math.max(0, start.share - s), Math.min(1, start.share + s)));
      }
    }
    return out;
  }

  // The way to an entrance, from the start on, legs included.
  way(field, d, end) {
    const { u, v } = this.a, { start, metres, pass, via } = field, door = this.doors(field.rules);
    const e = door.edge[d], long = this.length[e], share = door.share[d] / this.head.shares;
    const byU = metres[u[e]] + pass(e, u[e]) + share * long, byV = metres[v[e]] + pass(e, v[e]) + (1 - share) * long;
    const direct = e === start.edge ? start.leg + Math.abs(share - start.share) * long : Infinity;
    if (direct <= Math.min(byU, byV)) return [start.from, ...this.part(e, start.share, share), end];
    let node = byU <= byV ? u[e] : v[e];
    const back = [end, ...this.part(e, share, byU <= byV ? 0 : 1)];
    while (via[node] >= 0) {
      const street = via[node], from = u[street] === node ? 0 : 1;
      back.push(...this.part(street, from, 1 - from));
      node = from ? u[street] : v[street];
    }
    back.push(...this.part(start.edge, node === u[start.edge] ? 0 : 1, start.share), start.from);
    return back.reverse();
  }
}

class Heap {
  constructor(room) {
    this.size = 0;
    this.far = new Float64Array(room);
    this.node = new Uint32Array(room);
  }

  push(far, node) {
    if (this.size === this.far.length) {
      const wider = new Float64Array(2 * this.size), more = new Uint32Array(2 * this.size);
      wider.set(this.far);
      more.set(this.node);
      this.far = wider;
      this.node = more;
    }
    let k = this.size++;
    while (k > 0) {
      const up = (k - 1) >> 1;
      if (this.far[up] <= far) break;
      this.far[k] = this.far[up];
      this.node[k] = this.node[up];
      k = up;
    }
    this.far[k] = far;
    this.node[k] = node;
  }

  pop() {
    const top = [this.far[0], this.node[0]];
    this.size -= 1;
    const far = this.far[this.size], node = this.node[this.size];
    let k = 0;
    for (;;) {
      let down = 2 * k + 1;
      if (down >= this.size) break;
      if (down + 1 < this.size && this.far[down + 1] < this.far[down]) down += 1;
      if (this.far[down] >= far) break;
      this.far[k] = this.far[down];
      this.node[k] = this.node[down];
      k = down;
    }
    this.far[k] = far;
    this.node[k] = node;
    return top;
  }
}
