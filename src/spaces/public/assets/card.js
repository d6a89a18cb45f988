// One site: what it is, for whom, when, how far on foot, how sure we are.
/** @import { Child } from "../../graphics/scripts/dom.js" */
/** @import { Sites } from "./data.js" */
/** @import { World } from "./filters.js" */
/** @import { Now } from "./hours.js" */
import { button, el } from "../../graphics/scripts/dom.js";
import { isHoliday, kindOfDay } from "./hours.js";
import { icon } from "./icons.js";
import { openBadge } from "./list.js";
import { ages, dayWords, hoursWords, kindOf, nameOf, openWords, statusWords, walkWords } from "./say.js";
import { picture } from "../../graphics/scripts/symbols.js";
import { named, number, t } from "./words.js";

/**
 * What a card can ask of the page.
 * @typedef {object} Act
 * @property {() => void} close
 * @property {() => void} share
 * @property {() => void} here begin at the phone's own place
 * @property {() => void} pick begin at a place on the map
 * @property {(i: number) => void} from begin at a site
 * @property {() => string} address of this card
 */

/** @type {(title: string, ...inside: Child[]) => HTMLElement} */
function block(title, ...inside) {
  return el("section", { class: "block" }, el("h3", { text: title }), ...inside);
}

/** @type {(name: string, ...inside: Child[]) => HTMLElement} */
function line(name, ...inside) {
  return el("p", { class: "line" }, icon(name), el("span", {}, ...inside));
}

/** @type {(data: Sites, i: number, now: Now) => HTMLElement} */
function ladder(data, i, now) {
  const step = data.status[i], year = data.year[i];
  const list = el("ol", { class: "ladder" });
  data.statuses.forEach((status, k) => {
    const state = k < step ? "past" : k === step ? "now" : "next";
    const mark = el("span", { class: "mark", "aria-hidden": "true" }, state === "past" ? icon("check", 14) : "");
    const item = el("li", { class: state, "aria-current": state === "now" ? "step" : null }, mark,
      el("span", { class: "step", text: t(`step_${status}`) }));
    if (state === "now") {
      const late = !data.exists[step] && year !== null && year < Number(now.date.slice(0, 4));
      const when = year === null ? t("year_unknown")
        : t(data.exists[step] ? "year" : late ? "was_due" : "due", { year });
      item.append(el("span", { class: "step-note", text: `${t("step_now")} · ${when}` }));
    } else {
      item.append(el("span", { class: "unseen", text: t(`step_${state}`) }));
    }
    list.append(item);
  });
  list.dataset.count = String(data.statuses.length);
  const known = data.seen[i] || data.by[i];
  return block(t("ladder"), list, line(known ? "eye" : "flag", ...checked(data, i)));
}

/**
 * When somebody looked, and which office: the site's own, else whoever keeps the place's list.
 * @type {(data: Sites, i: number) => Child[]}
 */
function checked(data, i) {
  const by = data.checkers[data.by[i]], seen = data.seen[i];
  const who = by ? named(by, "") : seen ? named(data.keeper.zh, data.keeper.en) : { text: "", tag: null };
  if (!who.text) return [seen ? t("seen", { day: dayWords(seen) }) : t("seen_never")];
  const said = seen ? t("seen_by", { day: dayWords(seen) }) : t("seen_undated");
  const [before, after] = said.split("{who}"); // the name stands in its own language
  return [before, el("span", { text: who.text, lang: who.tag }), after];
}

/** @type {(data: Sites, i: number) => HTMLElement} */
function light(data, i) {
  const facts = data.facts(i), known = facts.filter(([, yes]) => yes).length;
  const unknown = facts.filter(([, yes]) => !yes).map(([key]) => t(`fact_${key}`));
  const bar = el("div", { class: "light", "aria-hidden": "true" });
  facts.forEach(([, yes]) => bar.append(el("span", { class: yes ? "on" : "off" })));
  return block(t("light", { n: known, all: facts.length }), bar,
    unknown.length ? el("p", { class: "soft", text: t("light_unknown", { what: unknown.join(t("comma")) }) })
      : el("p", { class: "soft", text: t("light_all") }));
}

/** @type {(data: Sites, i: number) => HTMLElement | null} */
function facilities(data, i) {
  const here = data.facilities.filter((name) => data.has(i, name));
  if (!here.length) return null; // the light below names what is not known
  const list = el("ul", { class: "facilities" });
  for (const name of here) list.append(el("li", {}, icon(name, 22), el("span", { text: t(`fac_${name}`) })));
  return block(t("facilities"), list);
}

/** @param {string} text */
const chinese = (text) => (/[\u3400-\u9fff]/.test(text) ? "zh-CN" : null);

/** @type {(data: Sites, i: number, now: Now) => HTMLElement | null} */
function hours(data, i, now) {
  const { text, tables, more } = data.openings[data.open[i]];
  if (!text) return null;
  const box = block(t("hours")), quote = el("p", { class: "quote", text, lang: chinese(text) });
  if (!tables) {
    box.append(el("p", { class: "soft", text: t("hours_as_written") }), quote);
    return box;
  }
  const table = el("dl", { class: "week" });
  for (const [days, list] of hoursWords(tables)) {
    table.append(el("dt", { text: days, class: list ? null : "season" }));
    if (list) table.append(el("dd", { text: list }));
  }
  const today = `today_${dayWord(kindOfDay(data.calendar, now.date))}`;
  box.append(table, el("p", { class: "soft", text: t(today, { day: t(`day_${now.day}`) }) }));
  if (more) box.append(el("p", { class: "soft", text: t("hours_more") }), quote);
  return box;
}

/**
 * What today is, for the line below the hours.
 * @param {string} kind
 */
function dayWord(kind) {
  if (isHoliday(kind)) return "holiday";
  if (kind === "") return "plain";
  return kind === "work" ? "work" : "doubt";
}

/** @type {(data: Sites, i: number, world: World, act: Act) => HTMLElement} */
function walking(data, i, world, act) {
  const box = el("div", { class: "walking" });
  if (!data.located(i)) return el("p", { class: "soft walking-none", text: t("no_place_long") });
  const walk = walkWords(data, i, world.reach);
  if (!walk) {
    box.append(line("walk", t("walk_ask")), el("div", { class: "pair" },
      button({ class: "wide", onclick: act.here }, icon("reach"), el("span", { text: t("near_me_long") })),
      button({ class: "wide quiet", onclick: act.pick }, icon("place"), el("span", { text: t("pick") }))));
    return box;
  }
  if (walk.minutes) {
    box.append(el("p", { class: "big" }, icon("walk", 26), el("b", { text: number(walk.minutes) }),
      el("span", { text: t(walk.about ? "minutes_direct" : "minutes_on_foot") })));
  }
  box.append(el("p", { class: "soft", text: walk.long }));
  return box;
}

/**
 * @param {Sites} data
 * @param {number} i
 * @param {World} world
 * @param {Act} act
 */
export function card(data, i, world, act) {
  const kind = data.kinds[data.kind[i]], status = data.statuses[data.status[i]];
  const name = nameOf(data, i), exists = data.exists[data.status[i]];
  const age = ages(data, i);
  const title = el("h2", { tabindex: "-1", text: name.text, lang: name.tag, id: "card-name" });
  const other = data.en[i] && data.zh[i] !== name.text
    ? el("p", { class: "other-name", lang: "zh-CN", text: data.zh[i] }) : null;
  const tags = el("p", { class: "tags" });
  if (data.demo[i]) tags.append(el("span", { class: "demo", text: t("demo") }));
  tags.append(age ? el("span", { class: "chip big-chip", text: t("for_ages", { age }) })
    : el("span", { class: "chip big-chip none", text: t("age_unknown") }));
  if (!exists) tags.append(el("span", { class: "later", text: statusWords(data, i, world.now) }));
  const where = [data.areas[data.area[i]], data.address[i]].filter(Boolean);
  const address = where.length > 1 && where[1].includes(where[0]) ? where[1] : where.join(" ");
  return el("article", { class: exists ? "card" : "card not-yet", "aria-labelledby": "card-name" },
    button({ class: "back", onclick: act.close }, icon("back"), el("span", { text: t("back") })),
    el("div", { class: "card-head" }, picture(kind, status, 56),
      el("div", {}, title, other, el("p", { class: "kind", text: kindOf(data, i) }))),
    tags,
    exists ? el("p", { class: "now" }, openBadge(openWords(data, i, world.now))) : null,
    walking(data, i, world, act),
    address ? line("place", el("span", { lang: "zh-CN", text: address })) : line("place", t("address_unknown")),
    facilities(data, i),
    hours(data, i, world.now),
    ladder(data, i, world.now),
    light(data, i),
    el("div", { class: "actions" },
      button({ class: "wide", onclick: act.share }, icon("share"), el("span", { text: t("share") })),
      data.located(i) ? button({ class: "wide quiet", onclick: () => act.from(i) },
        icon("walk"), el("span", { text: t("from_here") })) : null,
      report(data, i, act)));
}

/** @type {(data: Sites, i: number, act: Act) => HTMLElement} */
function report(data, i, act) {
  const { url, mail } = data.report;
  if (!url && !mail) return el("p", { class: "soft report-none", text: t("report_none") });
  const subject = t("report_subject", { name: data.zh[i], id: data.id[i] });
  const body = `${subject}\n${act.address()}\n\n`;
  const href = url || `mailto:${mail}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
  return el("a", { class: "wide quiet", href, rel: "noreferrer noopener", target: url ? "_blank" : null },
    icon("flag"), el("span", { text: t("report") }));
}
