// What is open: a week of intervals in minutes, Monday first, at the city's own time.

export const DAY = 1440;

export function nowAt(offsetMin, date = new Date()) {
  const there = new Date(date.getTime() + offsetMin * 60000);
  return {
    day: (there.getUTCDay() + 6) % 7,
    minute: there.getUTCHours() * 60 + there.getUTCMinutes(),
    date: there.toISOString().slice(0, 10),
  };
}

export function isOpen(week, day, minute) {
  return week[day].some(([from, to]) => minute >= from && minute < to);
}

const dayAfter = (date, days) => new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY * 60000)
  .toISOString().slice(0, 10);

// The week that begins today, with what is said of the holidays in it; `unsaid` where today is one
// and nobody wrote down what holds then.
export function thisWeek({ week, ph }, now, holidays) {
  if (!week || !holidays.size) return { week, holiday: false, unsaid: false };
  const out = [...week];
  for (let ahead = 0; ahead < 7; ahead += 1) {
    if (holidays.has(dayAfter(now.date, ahead))) out[(now.day + ahead) % 7] = ph || [];
  }
  const holiday = holidays.has(now.date);
  return { week: out, holiday, unsaid: holiday && !ph };
}

// `until` and `next` are {day, minute, ahead}, ahead in days; null where there is none.
export function stateAt(week, day, minute) {
  if (isOpen(week, day, minute)) return { open: true, until: end(week, day, minute), next: null };
  return { open: false, until: null, next: start(week, day, minute) };
}

function end(week, day, minute) {
  let to = week[day].find(([from, until]) => minute >= from && minute < until)[1];
  let ahead = 0;
  while (to === DAY) {
    ahead += 1;
    if (ahead > 7) return null; // never closes
    const first = week[(day + ahead) % 7][0];
    if (!first || first[0] !== 0) return { day: (day + ahead - 1) % 7, minute: DAY, ahead: ahead - 1 };
    to = first[1];
  }
  return { day: (day + ahead) % 7, minute: to, ahead };
}

function start(week, day, minute) {
  for (let ahead = 0; ahead <= 7; ahead += 1) {
    const there = (day + ahead) % 7;
    const found = week[there].find(([from]) => ahead > 0 || from > minute);
    if (found) return { day: there, minute: found[0], ahead };
  }
  return null;
}

const ALL_DAY = ([from, to]) => from === 0 && to === DAY;
const NIGHT = DAY / 2; // what ends by noon belongs to the evening before

// The same week as people say it: a night that goes past midnight is one opening, on its first day.
export function nights(week) {
  const out = week.map((times) => times.map((one) => [...one]));
  out.forEach((times, day) => {
    const next = out[(day + 1) % 7];
    const last = times.find((one) => one[1] === DAY && !ALL_DAY(one));
    const first = next.find((one) => one[0] === 0 && one[1] <= NIGHT);
    if (!last || !first) return;
    last[1] = DAY + first[1];
    next.splice(next.indexOf(first), 1);
  });
  return out;
}

// Neighbouring days with the same hours as one row: [{from, to, times}].
export function rows(week) {
  const out = [];
  week.forEach((times, day) => {
    const last = out[out.length - 1];
    if (last && JSON.stringify(last.times) === JSON.stringify(times)) last.to = day;
    else out.push({ from: day, to: day, times });
  });
  return out;
}
