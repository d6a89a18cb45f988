// What is known of a site, in words: hours, ages, walks, status.
/** @import { Sites } from "./data.js" */
/** @import { Moment, Now } from "./hours.js" */
/** @import { When } from "./link.js" */
/** @import { Table, Times } from "./payload.ts" */
/** @import { Reached } from "./start.js" */
import { DAY, nextDay, openAt, rows, stateAt, timesOn } from "./hours.js";
import { clock, metres, named, t } from "./words.js";

const FAR_MIN = 90;

/** @typedef {{ state: "open" | "closed" | "unknown", text: string }} Open */
/**
 * A walk in words; `minutes` null where none is told, `about`: in a straight line.
 * @typedef {{ minutes: number | null, short: string, long: string, about?: boolean }} Walked
 */

/**
 * Why nothing is known of a day, by its kind.
 * @type {Record<string, string>}
 */
const DOUBT = {
  "": "doubt_day", work: "doubt_work", may_rest: "doubt_year", may_work: "doubt_year", unknown: "doubt_year",
};

/** @type {(data: Sites, i: number) => Open} */
const unread = (data, i) => ({ state: "unknown", text: t(data.open[i] ? "hours_unread" : "hours_unknown") });
/** @param {string} kind of day */
const doubt = (kind) => t(kind in DOUBT ? DOUBT[kind] : "hours_holiday");

/**
 * Whether a site is open now, and until when.
 * @param {Sites} data
 * @param {number} i
 * @param {Now} now
 * @returns {Open}
 */
export function openWords(data, i, now) {
  const { tables } = data.openings[data.open[i]];
  if (!tables) return unread(data, i);
  const state = stateAt(tables, now, data.calendar);
  if (state.open === null) return { state: "unknown", text: doubt(state.kind) };
  const at = state.open ? state.until : state.next;
  if (state.open && !at) return { state: "open", text: t("open_always") };
  if (state.open && at) {
    return { state: "open", text: t(state.doubt ? "open_doubt" : "open_until", { time: when(at) }) };
  }
  if (at) return { state: "closed", text: t("closed_until", { time: when(at) }) };
  return { state: "closed", text: t(state.doubt ? "closed_doubt" : "closed_always") };
}

/** @param {Moment} moment */
function when({ day, minute, ahead }) {
  const time = clock(minute);
  if (ahead === 0) return time;
  return ahead === 1 ? t("tomorrow_at", { time }) : t("day_at", { day: t(`day_${day}`), time });
}

/**
 * Whether it is open on another day or hour than now: on the next such day of the week.
 * @param {Sites} data
 * @param {number} i
 * @param {When} when
 * @param {Now} now
 * @returns {Open}
 */
export function openThen(data, i, { day, minute }, now) {
  const { tables } = data.openings[data.open[i]];
  if (!tables) return unread(data, i);
  const date = nextDay(now, day), label = t(`day_${day}`);
  const on = timesOn(tables, date, data.calendar);
  const { open, kind } = minute === null ? { open: on.times && on.times.length > 0, kind: on.kind }
    : openAt(tables, date, minute, data.calendar);
  if (open === null) return { state: "unknown", text: t("doubt_then", { day: label, why: doubt(kind) }) };
  if (open && on.times && on.times.length) {
    return { state: "open", text: t("open_then", { day: label, times: times(on.times) }) };
  }
  if (minute === null) return { state: "closed", text: t("closed_day", { day: label }) };
  const values = { day: label, time: clock(minute) };
  return open ? { state: "open", text: t("open_late", values) } : { state: "closed", text: t("closed_then", values) };
}

/** @param {Times} list */
export function times(list) {
  if (list === null) return t("not_said");
  if (!list.length) return t("closed");
  if (list.length === 1 && list[0][0] === 0 && list[0][1] === DAY) return t("all_day");
  /** @param {number} to */
  const until = (to) => (to > DAY ? t("next_day", { time: clock(to - DAY) }) : clock(to));
  return list.map(([from, to]) => `${clock(from)}–${until(to)}`).join(t("comma"));
}

/** @param {number} number month and day, such as 1130 */
const dayOfYear = (number) => t("day_of_year", { name: t(`month_${Math.floor(number / 100)}`), d: number % 100 });
/** @param {Times[]} week */
const alike = (week) => (week.every((one) => JSON.stringify(one) === JSON.stringify(week[0])) ? [week[0]] : null);

/**
 * A week of holidays in one word: their times, "as usual", or nothing certain.
 * @type {(free: Times[], week: Times[]) => string}
 */
function onHolidays(free, week) {
  const one = alike(free);
  if (one) return times(one[0]);
  return free.every((list, day) => list === null || JSON.stringify(list) === JSON.stringify(week[day]))
    ? t("as_usual") : t("not_said");
}

/**
 * What is said of a site's hours, as rows of days and times, or of a part of the year and "";
 * opening_hours/words.py says the same.
 * @param {Table[]} tables
 * @returns {[days: string, times: string][]}
 */
export function hoursWords(tables) {
  return tables.flatMap((table) => {
    const { from, to, week, holiday, festivals, makeup } = table;
    /** @type {[string, string][]} */
    const season = tables.length > 1 ? [[t("season", { from: dayOfYear(from), to: dayOfYear(to) }), ""]] : [];
    /** @type {[string, string][]} */
    const out = rows(week).map(({ from: first, to: last, times: list }) => [
      first === 0 && last === 6 ? t("every_day")
        : first === last ? t(`day_${first}`) : t("days", { from: t(`day_${first}`), to: t(`day_${last}`) }),
      times(list),
    ]);
    if (!alike([...week, ...holiday])) out.push([t("holidays"), onHolidays(holiday, week)]);
    for (const name of Object.keys(festivals).sort()) {
      out.push([t(`festival_${name}`), onHolidays(festivals[name], week)]);
    }
    const worked = alike(makeup);
    if (worked && worked[0] !== null && !alike([...week.slice(5), worked[0]])) {
      out.push([t("makeup"), times(worked[0])]);
    }
    return [...season, ...out];
  });
}

/**
 * For which ages a site is; empty where that is not known.
 * @param {Sites} data
 * @param {number} i
 */
export function ages(data, i) {
  const from = data.from[i], to = data.to[i];
  if (from === null && to === null) return "";
  if (from === null) return t("age_to", { to });
  if (to === null && from === 0) return t("age_all");
  if (to === null) return t("age_from", { from });
  return from === to ? t("age_one", { n: from }) : t("ages", { from, to });
}

/**
 * The walk to a site; null where nothing begins or nothing ends.
 * @param {Sites} data
 * @param {number} i
 * @param {Reached | null} reach
 * @returns {Walked | null}
 */
export function walkWords(data, i, reach) {
  if (!reach || !data.located(i)) return null;
  const m = reach.metres[i];
  const straight = reach.straight[i];
  if (!Number.isFinite(m)) {
    return { minutes: null, short: t("walk_none"), long: t("walk_none_long", { far: metres(straight) }) };
  }
  if (reach.within.has(i)) return { minutes: 0, short: t("walk_here"), long: t("walk_here") };
  const minutes = Math.max(1, Math.round(m / reach.speed / 60));
  const values = { n: minutes, far: metres(m), walker: reach.walker };
  const by = reach.street[i] ? "street" : "line";
  if (minutes > FAR_MIN) {
    return { minutes: null, short: metres(m), long: t(`walk_far_${by}`, values) };
  }
  return { minutes, about: by === "line", short: t(`walk_${by}_short`, values), long: t(`walk_${by}`, values) };
}

/**
 * When a site that does not exist yet will; empty for one that does.
 * @param {Sites} data
 * @param {number} i
 * @param {Now} now
 */
export function statusWords(data, i, now) {
  const status = data.statuses[data.status[i]], year = data.year[i];
  if (data.exists[data.status[i]]) return "";
  const past = year !== null && year < Number(now.date.slice(0, 4));
  if (year === null) return t(`${status}_no_year`);
  return t(past ? `${status}_late` : `${status}_year`, { year });
}

/** @type {(data: Sites, i: number) => { text: string, tag: string | null }} */
export const nameOf = (data, i) => {
  const name = named(data.zh[i], data.en[i]);
  return data.demo[i] ? { ...name, text: name.text + t("demo_mark") } : name;
};

/** @type {(data: Sites, i: number) => string} */
export function kindOf(data, i) {
  const kind = data.kinds[data.kind[i]];
  return named(kind.zh, kind.en).text;
}

/** @param {string} text such as 2026-11-30 */
export function dayWords(text) {
  const [y, m, d] = text.split("-").map(Number);
  return t("date", { y, d, name: t(`month_${m}`) });
}
