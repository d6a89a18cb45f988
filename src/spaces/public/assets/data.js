// The sites of a place as columns, with where each stands on the world map.

const HALF = 128; // half of the world's width in pixels at zoom 0
export const UNIT = 1e-6;

export function worldXY(lon, lat) {
  const sin = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
  return [HALF + (lon * HALF) / 180, HALF - (HALF / Math.PI) * Math.atanh(sin)];
}

export function lonLatOf(x, y) {
  const lat = Math.atan(Math.sinh(((HALF - y) * Math.PI) / HALF));
  return [((x - HALF) * 180) / HALF, (lat * 180) / Math.PI];
}

// [lon, lat, step, step, ...] to a flat list of pixels at zoom 0.
export function worldPath(path) {
  const out = new Float64Array(path.length);
  let lon = 0, lat = 0;
  for (let k = 0; k < path.length; k += 2) {
    lon += path[k];
    lat += path[k + 1];
    [out[k], out[k + 1]] = worldXY(lon * UNIT, lat * UNIT);
  }
  return out;
}

// Metres per degree at a latitude, on the ellipsoid.
export function perDegree(lat) {
  const a = 6378137, e2 = 0.00669437999014, s = Math.sin((lat * Math.PI) / 180);
  const w = 1 - e2 * s * s;
  const north = (a * (1 - e2)) / w ** 1.5, east = a / Math.sqrt(w);
  return [(east * Math.cos((lat * Math.PI) / 180) * Math.PI) / 180, (north * Math.PI) / 180];
}

const COLUMNS = ["id", "zh", "en", "kind", "status", "year", "address", "area", "from", "to",
  "fac", "open", "demo", "seen", "by", "lon", "lat"];
export const EXISTS = new Set(["built", "certified"]);

export class Sites {
  constructor(payload) {
    Object.assign(this, payload);
    for (const name of COLUMNS) this[name] = payload.sites[name];
    this.count = this.id.length;
    this.bit = Object.fromEntries(this.facilities.map((name, k) => [name, 1 << k]));
    this.exists = this.statuses.map((name) => EXISTS.has(name));
    this.world = new Float64Array(this.count * 2).fill(NaN);
    this.degrees = new Float64Array(this.count * 2).fill(NaN);
    for (let i = 0; i < this.count; i += 1) {
      if (this.lon[i] === null) continue;
      const lon = this.lon[i] * UNIT, lat = this.lat[i] * UNIT;
      this.degrees[2 * i] = lon;
      this.degrees[2 * i + 1] = lat;
      [this.world[2 * i], this.world[2 * i + 1]] = worldXY(lon, lat);
    }
    this.demoCount = this.demo.reduce((sum, flag) => sum + flag, 0);
    this.at = new Map(this.id.map((id, i) => [id, i]));
    this.known = Uint8Array.from({ length: this.count }, (_, i) => this.facts(i).filter((f) => f[1]).length);
  }

  located(i) {
    return this.lon[i] !== null;
  }

  has(i, ...names) {
    return names.some((name) => this.fac[i] & this.bit[name]);
  }

  // What a parent asks of a site, and whether it is known.
  facts(i) {
    return [
      ["place", this.located(i)],
      ["address", this.address[i] !== ""],
      ["age", this.from[i] !== null || this.to[i] !== null],
      ["hours", this.open[i] !== 0],
      ["free", this.has(i, "free")],
      ["toilet", this.has(i, "toilet", "child_toilet")],
      ["nursing", this.has(i, "nursing_room")],
      ["cover", this.has(i, "shade", "indoor")],
      ["wheels", this.has(i, "wheelchair", "stroller")],
    ];
  }

  // Metres in a straight line from a point, NaN where the site has no place.
  straight(lon, lat) {
    const [kx, ky] = perDegree(lat);
    const out = new Float64Array(this.count);
    for (let i = 0; i < this.count; i += 1) {
      out[i] = Math.hypot((this.degrees[2 * i] - lon) * kx, (this.degrees[2 * i + 1] - lat) * ky);
    }
    return out;
  }

  // Metres from a point to the nearest site; none within the place's own outline.
  away(lon, lat) {
    const [kx, ky] = perDegree(lat);
    if (this.outline.own.length && inside(this.outline.own.map(degrees), lon, lat)) return 0;
    let least = Infinity;
    for (let i = 0; i < this.count; i += 1) {
      const d = Math.hypot((this.degrees[2 * i] - lon) * kx, (this.degrees[2 * i + 1] - lat) * ky);
      if (d < least) least = d;
    }
    return least === Infinity ? 0 : least;
  }

  // The corners of an area or line around a point, as rings of degrees; null for a point.
  rings(i) {
    const shape = this.shapes[i];
    if (!shape) return null;
    return shape.map(degrees);
  }
}

// [lon, lat, step, step, ...] to corners in degrees.
export function degrees(path) {
  let lon = 0, lat = 0;
  const out = [];
  for (let k = 0; k < path.length; k += 2) {
    lon += path[k];
    lat += path[k + 1];
    out.push([lon * UNIT, lat * UNIT]);
  }
  return out;
}

export function inside(rings, lon, lat) {
  let within = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [xi, yi] = ring[i], [xj, yj] = ring[j];
      if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) within = !within;
    }
  }
  return within;
}
