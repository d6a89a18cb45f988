// The walk from where a reader begins: minutes to every site, by street where streets are known.
import { inside } from "./data.js";
import { named } from "./words.js";

// The child's own pace, else the usual one.
export function paceOf(data, state) {
  return state.age === null ? data.walker : data.bands[state.age];
}

export function measure(data, streets, state) {
  const { lon, lat } = state.at, pace = paceOf(data, state);
  const straight = data.straight(lon, lat);
  const metres = straight.slice(), street = new Uint8Array(data.count);
  const within = new Set();
  const limit = data.minutes * 60 * pace.speed_mps;
  const found = {
    straight, metres, street, within, limit, speed: pace.speed_mps, walker: named(pace.zh, pace.en).text,
    basis: "basis_line", lines: null, way: (i) => (data.located(i) ? line(data, i, lon, lat) : null),
  };
  const rules = { arterials: pace.arterials, delay_m: data.crossing_delay_s * pace.speed_mps };
  const start = streets ? streets.join(lon, lat, rules) : null;
  if (start) onStreets(found, data, streets, start, rules);
  else if (streets) found.basis = "basis_off";
  for (let i = 0; i < data.count; i += 1) {
    const rings = data.located(i) && straight[i] < 2000 ? data.rings(i) : null;
    if (rings && inside(rings, lon, lat)) { within.add(i); metres[i] = 0; }
  }
  return found;
}

function onStreets(found, data, streets, start, rules) {
  const field = streets.search(start, rules);
  const { metres, door } = streets.toSites(field);
  for (let i = 0; i < data.count; i += 1) {
    if (Number.isNaN(metres[i])) continue; // the site meets no street: as the crow flies
    found.metres[i] = metres[i];
    found.street[i] = 1;
  }
  found.basis = "basis_street";
  found.lines = streets.within(field, found.limit);
  const { lon, lat } = { lon: start.from[0], lat: start.from[1] };
  found.way = (i) => {
    if (door[i] < 0 || !Number.isFinite(metres[i])) return data.located(i) ? line(data, i, lon, lat) : null;
    return streets.way(field, door[i], [data.degrees[2 * i], data.degrees[2 * i + 1]]);
  };
}

function line(data, i, lon, lat) {
  return [[lon, lat], [data.degrees[2 * i], data.degrees[2 * i + 1]]];
}
