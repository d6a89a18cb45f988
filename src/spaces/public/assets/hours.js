// What is open when, at the city's own time. Hours come as tables, one for each part of the year:
// times of the seven days from Monday, of holidays, and of weekends that are worked. Times are
// minutes after the midnight that a day begins with, so that a night belongs to its first day;
// null stands for not known.
/** @import { Calendar, Table, Times } from "./payload.ts" */

export const DAY = 1440;
const MS = 60000;
const FREE_OR_MOVED = new Set(["may_rest", "may_work"]);

/** @typedef {{ day: number, minute: number, date: string }} Now day of the week, Monday 0, minute of it, date */
/** @typedef {{ day: number, minute: number, ahead: number }} Moment the same, `ahead` in days */
/** @typedef {{ times: Times, kind: string }} On the times that begin on a date, and what kind of day it is */
/** @typedef {{ open: boolean | null, to: number, kind: string }} At `to`: until when, 0 where it is not open */
/**
 * Open with `until`, closed with `next`, or not known (null); `until` is null for a site that never
 * closes. `doubt`: what comes then is not known.
 * @typedef {object} State
 * @property {boolean | null} open
 * @property {Moment | null} until
 * @property {Moment | null} next
 * @property {boolean} doubt
 * @property {string} kind of day
 */

/**
 * The present moment at the city's own time.
 * @param {number} offsetMin from UTC
 * @param {Date} date
 * @returns {Now}
 */
export function nowAt(offsetMin, date = new Date()) {
  const there = new Date(date.getTime() + offsetMin * MS);
  return {
    day: (there.getUTCDay() + 6) % 7,
    minute: there.getUTCHours() * 60 + there.getUTCMinutes(),
    date: there.toISOString().slice(0, 10),
  };
}

/**
 * @param {string} date such as 2026-11-30
 * @param {number} days
 */
export function dayAfter(date, days) {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY * MS).toISOString().slice(0, 10);
}

/**
 * The date of the next such day of the week, today included.
 * @param {Now} now
 * @param {number} weekday
 */
export function nextDay(now, weekday) {
  return dayAfter(now.date, (weekday - now.day + 7) % 7);
}

/** @param {string} date */
export const weekdayOf = (date) => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

/** @param {unknown[]} list */
const same = (list) => list.every((one) => JSON.stringify(one) === JSON.stringify(list[0]));
/** @param {Times[]} list */
const agreed = (list) => (same(list) ? list[0] : null);

/**
 * What kind of day: "" for an ordinary one, "unknown" where the calendar ends.
 * @param {Calendar} calendar
 * @param {string} date
 */
export function kindOfDay(calendar, date) {
  if (date < calendar.first || date > calendar.last) return "unknown";
  return calendar.days[date] || "";
}

/** @param {string} kind */
export const isHoliday = (kind) => Boolean(kind) && kind !== "work" && kind !== "unknown"
  && !FREE_OR_MOVED.has(kind);

/**
 * The table of a date's part of the year.
 * @param {Table[]} tables
 * @param {string} date
 */
export function tableOn(tables, date) {
  const day = Number(date.slice(5, 7)) * 100 + Number(date.slice(8));
  return tables.find(({ from, to }) => (from <= to ? day >= from && day <= to : day >= from || day <= to));
}

/**
 * The times that begin on a date.
 * @param {Table[]} tables
 * @param {string} date
 * @param {Calendar} calendar
 * @returns {On}
 */
export function timesOn(tables, date, calendar) {
  const table = tableOn(tables, date), kind = kindOfDay(calendar, date), day = weekdayOf(date);
  if (!table) return { times: null, kind };
  const usual = table.week[day], free = (table.festivals[kind] || table.holiday)[day];
  const worked = day > 4 ? table.makeup[day - 5] : usual;
  if (isHoliday(kind)) {
    // A holiday that the city listed has no name: it may be any of those spoken of.
    const named = kind === "holiday" ? Object.values(table.festivals).map((week) => week[day]) : [];
    return { times: agreed([free, ...named]), kind };
  }
  if (kind === "work") return { times: worked, kind };
  const any = Object.values(table.festivals).map((week) => week[day]);
  if (kind === "may_rest") return { times: agreed([usual, free, worked, ...any]), kind };
  if (kind === "may_work") return { times: agreed([usual, worked]), kind };
  if (kind === "unknown") return { times: agreed([usual, free, worked, ...any]), kind };
  // A day of rest that fell on a holiday is taken after it.
  const before = kindOfDay(calendar, dayAfter(date, -1));
  if (table.moves && before !== "" && before !== "work") return { times: null, kind };
  return { times: usual, kind };
}

/** @param {Table[]} tables */
const longest = (tables) => Math.max(DAY, ...tables.flatMap(({ week, holiday, makeup, festivals }) => (
  [...week, ...holiday, ...makeup, ...Object.values(festivals).flat()]
    .flatMap((times) => (times || []).map(([, to]) => to)))));

/**
 * Whether it is open at a minute of a date; `to` counts minutes from the beginning of that date.
 * @param {Table[]} tables
 * @param {string} date
 * @param {number} minute
 * @param {Calendar} calendar
 * @returns {At}
 */
export function openAt(tables, date, minute, calendar) {
  const before = timesOn(tables, dayAfter(date, -1), calendar), on = timesOn(tables, date, calendar);
  const late = (before.times || []).map(([from, to]) => [from - DAY, to - DAY]);
  const found = [...late, ...(on.times || [])].find(([from, to]) => minute >= from && minute < to);
  if (found) return { open: true, to: found[1], kind: on.kind };
  if (on.times === null) return { open: null, to: 0, kind: on.kind };
  // A night that began on a day of which nothing is known may still go on.
  if (before.times === null && minute < longest(tables) - DAY) return { open: null, to: 0, kind: before.kind };
  return { open: false, to: 0, kind: on.kind };
}

/**
 * The state now.
 * @param {Table[]} tables
 * @param {Now} now
 * @param {Calendar} calendar
 * @returns {State}
 */
export function stateAt(tables, now, calendar) {
  const { open, to, kind } = openAt(tables, now.date, now.minute, calendar);
  const state = { open, until: null, next: null, doubt: false, kind };
  if (open === null) return state;
  return { ...state, ...(open ? end(tables, now, to, calendar) : start(tables, now, calendar)) };
}

/** @type {(now: Now, minute: number) => Moment} */
function moment(now, minute) {
  const ahead = Math.max(0, Math.ceil(minute / DAY) - 1);
  return { day: (now.day + ahead) % 7, minute: minute - ahead * DAY, ahead };
}

/** @type {(tables: Table[], now: Now, to: number, calendar: Calendar) => { until: Moment | null, doubt: boolean }} */
function end(tables, now, to, calendar) {
  let last = to;
  for (let ahead = Math.floor(to / DAY); ahead <= 8; ahead = Math.floor(last / DAY)) {
    const { times } = timesOn(tables, dayAfter(now.date, ahead), calendar);
    if (times === null) return { until: moment(now, last), doubt: true };
    const at = last - ahead * DAY, on = times.find(([from, until]) => from <= at && until > at);
    if (!on) return { until: moment(now, last), doubt: false };
    last = ahead * DAY + on[1];
  }
  return { until: null, doubt: false }; // never closes
}

/** @type {(tables: Table[], now: Now, calendar: Calendar) => { next: Moment | null, doubt: boolean }} */
function start(tables, now, calendar) {
  for (let ahead = 0; ahead <= 14; ahead += 1) {
    const { times } = timesOn(tables, dayAfter(now.date, ahead), calendar);
    if (times === null) return { next: null, doubt: true };
    const found = times.find(([from]) => ahead > 0 || from > now.minute);
    if (found) return { next: { day: (now.day + ahead) % 7, minute: found[0], ahead }, doubt: false };
  }
  return { next: null, doubt: false };
}

/**
 * Neighbouring days with the same hours as one row.
 * @param {Times[]} week
 */
export function rows(week) {
  /** @type {{ from: number, to: number, times: Times }[]} */
  const out = [];
  week.forEach((times, day) => {
    const last = out[out.length - 1];
    if (last && same([last.times, times])) last.to = day;
    else out.push({ from: day, to: day, times });
  });
  return out;
}
