// What is known of a site, in words: hours, ages, walks, status.
import { DAY, nextDay, openAt, rows, stateAt, timesOn } from "./hours.js";
import { clock, metres, named, t } from "./words.js";

const FAR_MIN = 90;
// Why nothing is known of a day, by its kind.
const DOUBT = { "": "doubt_day", work: "doubt_work", may_rest: "doubt_year", may_work: "doubt_year", unknown: "doubt_year" };

const unread = (data, i) => ({ state: "unknown", text: t(data.open[i] ? "hours_unread" : "hours_unknown") });
const doubt = (kind) => t(kind in DOUBT ? DOUBT[kind] : "hours_holiday");

export function openWords(data, i, now) {
  const { tables } = data.openings[data.open[i]];
  if (!tables) return unread(data, i);
  const state = stateAt(tables, now, data.calendar);
  if (state.open === null) return { state: "unknown", text: doubt(state.kind) };
  const at = state.open ? state.until : state.next;
  if (state.open && !at) return { state: "open", text: t("open_always") };
  if (state.open) return { state: "open", text: t(state.doubt ? "open_doubt" : "open_until", { time: when(at) }) };
  if (at) return { state: "closed", text: t("closed_until", { time: when(at) }) };
  return { state: "closed", text: t(state.doubt ? "closed_doubt" : "closed_always") };
}

function when({ day, minute, ahead }) {
  const time = clock(minute);
  if (ahead === 0) return time;
  return ahead === 1 ? t("tomorrow_at", { time }) : t("day_at", { day: t(`day_${day}`), time });
}

// On another day or hour than now: the next such day of the week.
export function openThen(data, i, { day, minute }, now) {
  const { tables } = data.openings[data.open[i]];
  if (!tables) return unread(data, i);
  const date = nextDay(now, day), label = t(`day_${day}`);
  const on = timesOn(tables, date, data.calendar);
  const { open, kind } = minute === null ? { open: on.times && on.times.length > 0, kind: on.kind }
    : openAt(tables, date, minute, data.calendar);
  if (open === null) return { state: "unknown", text: t("doubt_then", { day: label, why: doubt(kind) }) };
  if (open && on.times && on.times.length) return { state: "open", text: t("open_then", { day: label, times: times(on.times) }) };
  if (open) return { state: "open", text: t("open_late", { day: label, time: clock(minute) }) };
  if (minute === null) return { state: "closed", text: t("closed_day", { day: label }) };
  return { state: "closed", text: t("closed_then", { day: label, time: clock(minute) }) };
}

export function times(list) {
  if (list === null) return t("not_said");
  if (!list.length) return t("closed");
  if (list.length === 1 && list[0][0] === 0 && list[0][1] === DAY) return t("all_day");
  return list.map(([from, to]) => `${clock(from)}–${to > DAY ? t("next_day", { time: clock(to - DAY) }) : clock(to)}`)
    .join(t("comma"));
}

const dayOfYear = (number) => t("day_of_year", { name: t(`month_${Math.floor(number / 100)}`), d: number % 100 });
const alike = (week) => (week.every((one) => JSON.stringify(one) === JSON.stringify(week[0])) ? [week[0]] : null);

// A week of holidays in one word: their times, "as usual", or nothing certain.
function onHolidays(free, week) {
  const one = alike(free);
  if (one) return times(one[0]);
  return free.every((list, day) => list === null || JSON.stringify(list) === JSON.stringify(week[day]))
    ? t("as_usual") : t("not_said");
}

// What is said of a site's hours, as rows [days, times], or [part of the year, ""];
// opening_hours/words.py says the same.
export function hoursWords(tables) {
  return tables.flatMap((table) => {
    const { from, to, week, holiday, festivals, makeup } = table;
    const season = tables.length > 1 ? [[t("season", { from: dayOfYear(from), to: dayOfYear(to) }), ""]] : [];
    const out = rows(week).map(({ from: first, to: last, times: list }) => [
      first === 0 && last === 6 ? t("every_day")
        : first === last ? t(`day_${first}`) : t("days", { from: t(`day_${first}`), to: t(`day_${last}`) }),
      times(list),
    ]);
    if (!alike([...week, ...holiday])) out.push([t("holidays"), onHolidays(holiday, week)]);
    for (const name of Object.keys(festivals).sort()) out.push([t(`festival_${name}`), onHolidays(festivals[name], week)]);
    const worked = alike(makeup);
    if (worked && worked[0] !== null && !alike([...week.slice(5), worked[0]])) out.push([t("makeup"), times(worked[0])]);
    return [...season, ...out];
  });
}

export function ages(data, i) {
  const from = data.from[i], to = data.to[i];
  if (from === null && to === null) return "";
  if (from === null) return t("age_to", { to });
  if (to === null && from === 0) return t("age_all");
  if (to === null) return t("age_from", { from });
  return from === to ? t("age_one", { n: from }) : t("ages", { from, to });
}

// The walk to a site: {minutes, short, long, kind}; null where nothing begins or nothing ends.
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

export function statusWords(data, i, now) {
  const status = data.statuses[data.status[i]], year = data.year[i];
  if (data.exists[data.status[i]]) return "";
  const past = year !== null && year < Number(now.date.slice(0, 4));
  if (year === null) return t(`${status}_no_year`);
  return t(past ? `${status}_late` : `${status}_year`, { year });
}

export function nameOf(data, i) {
  return named(data.zh[i], data.en[i]);
}

export function kindOf(data, i) {
  const kind = data.kinds[data.kind[i]];
  return named(kind.zh, kind.en).text;
}

export function day(text) {
  const [y, m, d] = text.split("-").map(Number);
  return t("date", { y, d, name: t(`month_${m}`) });
}
