// What is known of a site, in words: hours, ages, walks, status.
import { DAY, isOpen, nights, rows, stateAt, thisWeek } from "./hours.js";
import { clock, metres, named, t } from "./words.js";

const FAR_MIN = 90;

export function openWords(data, i, now) {
  const { week, unsaid } = thisWeek(data.openings[data.open[i]], now, data.holidays);
  if (!week) return { state: "unknown", text: t(data.open[i] ? "hours_unread" : "hours_unknown") };
  if (unsaid) return { state: "unknown", text: t("hours_holiday") };
  const { open, until, next } = stateAt(week, now.day, now.minute);
  if (open && !until) return { state: "open", text: t("open_always") };
  if (open) return { state: "open", text: t("open_until", { time: when(until) }) };
  if (!next) return { state: "closed", text: t("closed_always") };
  return { state: "closed", text: t("closed_until", { time: when(next) }) };
}

function when({ day, minute, ahead }) {
  const time = clock(minute);
  if (ahead === 0) return time;
  return ahead === 1 ? t("tomorrow_at", { time }) : t("day_at", { day: t(`day_${day}`), time });
}

// On another day or hour than now.
export function openThen(data, i, { day, minute }) {
  const { week } = data.openings[data.open[i]];
  if (!week) return { state: "unknown", text: t(data.open[i] ? "hours_unread" : "hours_unknown") };
  const label = t(`day_${day}`);
  if (minute !== null && !isOpen(week, day, minute)) {
    return { state: "closed", text: t("closed_then", { day: label, time: clock(minute) }) };
  }
  const begun = nights(week)[day], told = begun.length ? begun : minute === null ? [] : week[day];
  if (!told.length) return { state: "closed", text: t("closed_day", { day: label }) };
  return { state: "open", text: t("open_then", { day: label, times: times(told) }) };
}

export function times(list) {
  if (!list.length) return t("closed");
  if (list.length === 1 && list[0][0] === 0 && list[0][1] === 1440) return t("all_day");
  return list.map(([from, to]) => `${clock(from)}–${to > DAY ? t("next_day", { time: clock(to - DAY) }) : clock(to)}`)
    .join(t("comma"));
}

export function weekWords(week) {
  return rows(nights(week)).map(({ from, to, times: list }) => [
    from === 0 && to === 6 ? t("every_day")
      : from === to ? t(`day_${from}`) : t("days", { from: t(`day_${from}`), to: t(`day_${to}`) }),
    times(list),
  ]);
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
