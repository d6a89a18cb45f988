// What the public map is given (site_payload.py, publish.py, outlines.py), for the type check only:
// this file is not published.

/** [lon, lat, step, step, …] in whole millionths of a degree. */
export type Steps = number[];
/** Minutes after the midnight that a day begins with, from and until. */
export type Interval = [from: number, until: number];
/** Those of a day; null: not known. */
export type Times = Interval[] | null;

export interface Names { zh: string; en: string }
export interface Language { code: string; name: string; tag: string }
export interface Kind extends Names { id: string; letter: string; shape: string; color: string; go: boolean }
export interface Pace extends Names { speed_mps: number; arterials: string }
export interface Band extends Pace { ages: [youngest: number, oldest: number] }
export interface Part extends Names { at: Steps; rings: Steps[] }
/**
 * Hours of a part of the year (`from`, `to`: month and day, such as 1130): seven days from Monday, the
 * same on holidays and on festivals by name, and the weekends that are worked.
 */
export interface Table {
  from: number; to: number; week: Times[]; holiday: Times[]; festivals: Record<string, Times[]>; makeup: Times[];
  moves: boolean;
}
/** Opening hours as written and as understood; `more`: the text says more than that. */
export interface Opening { text: string; tables: Table[] | null; more: boolean }
/** Days that are not ordinary ones, by date; `known`: the last year, `source`: who says so. */
export interface Calendar { first: string; last: string; days: Record<string, string>; known: number; source: string }
export interface Listed extends Names { code: string; data: string; walk: string | null }

/** Columns of equal length, a row for each site. */
export interface Columns {
  id: string[]; zh: string[]; en: string[]; kind: number[]; status: number[]; year: (number | null)[];
  address: string[]; area: number[]; from: (number | null)[]; to: (number | null)[]; fac: number[];
  open: number[]; demo: number[]; seen: (string | null)[]; by: number[];
  lon: (number | null)[]; lat: (number | null)[];
}

/** Everything but the sites themselves. */
export interface About {
  place: Names & { code: string };
  center: [lon: number, lat: number];
  as_of: string;
  approval: string;
  utc_offset_min: number;
  calendar: Calendar;
  web: string;
  languages: Language[];
  keeper: Names;
  report: { url: string; mail: string };
  minutes: number;
  crossing_delay_s: number;
  walker: Pace;
  bands: Band[];
  outline: { own: Steps[]; parts: Part[] };
  walk: string | null;
  kinds: Kind[];
  facilities: string[];
  statuses: string[];
  areas: string[];
  checkers: string[];
  openings: Opening[];
  pinyin: Record<string, string>;
  shapes: Record<string, Steps[]>;
}

export interface Payload extends About { sites: Columns }

/** Head of a packed network (walk_pack.py). */
export interface PackHead {
  unit_deg: number; join_limit_m: number; shares: number; notice: string; demo: boolean;
  sites: number; nodes: number;
  streets: { names: [name: string, lon: number, lat: number][]; pinyin: Record<string, string> };
  arrays: [name: string, type: string, length: number][];
}
