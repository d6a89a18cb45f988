// What a card says of a feature: its title, and rows of a word and a value.
/** @import { Feature, Words } from "./config.ts" */

/** @typedef {Feature["properties"]} Properties */
/** @typedef {[word: string, value: unknown]} Row a row without a value is left out */
/** @typedef {[title: string, rows: Row[]]} Card */

/** @type {(template: string, n: string | number) => string} */
const fill = (template, n) => template.replace("{n}", () => String(n));

/** @type {(value: number) => string} */
const number = (value) => Number(value).toLocaleString("en-US");

/** @type {(p: Properties, w: Words) => string} */
function people(p, w) {
  if (p.few) return w.few;
  return p.children === undefined ? "" : fill(w.people, number(p.children));
}

/** @type {(n: number | undefined, w: Words) => string} */
const metres = (n, w) => (n === undefined ? "" : fill(w.metres, number(n)));

/**
 * How far the nearest site is: by the walk where it was walked, and the circle beside it.
 * @type {(p: Properties, w: Words) => Row[]}
 */
function far(p, w) {
  if (p.straight_m === undefined && !p.why) {
    const by = p.by && fill(w["field.nearest_by"], w[`ruler.${p.by}`]);
    return [[by || w["field.nearest_m"], metres(p.nearest_m, w)]];
  }
  return [
    [w["field.walk_m"], metres(p.nearest_m, w)],
    [w["field.straight_m"], metres(p.straight_m, w)],
    [w["field.why"], p.why && w[`why.${p.why}`]],
    [w["field.inside"], p.inside_percent && fill(w.percent, p.inside_percent)],
  ];
}

/**
 * By the drawing style of a layer; a style that is not here has no cards.
 * @type {Record<string, (p: Properties, w: Words) => Card>}
 */
export const CARDS = {
  sites: (p, w) => [p.name || w.unnamed, [
    [w["field.kind"], p.kind],
    [w["field.status"], w[`status_name.${p.status}`] || p.status],
    [w["field.year"], p.year],
    [w["field.address"], p.address],
    [w["field.area"], p.area],
    [w["field.lead"], (p.lead || []).join(w.between)],
  ]],
  cells: (p, w) => [w["field.cell"], [
    [w["field.state"], w[`state_name.${p.false_comfort ? "false_comfort" : p.state}`]],
    [w["field.children"], people(p, w)],
    [w["field.nearest"], p.nearest],
    ...far(p, w),
  ]],
  gaps: (p, w) => [fill(w["field.rank"], p.rank), [
    [w["field.children"], people(p, w)],
    [w["field.area"], p.area],
    [w["field.size"], p.area_km2 === undefined ? "" : fill(w.km2, p.area_km2)],
    [w["field.best"], p.best === undefined ? "" : fill(w.people, number(p.best))],
    [w["field.nearest"], p.nearest],
    ...far(p, w),
  ]],
  ways: (p, w) => [p.name || w.unnamed, [
    [w["field.kind"], p.kind],
    [w["field.minutes"], p.minutes === undefined ? "" : fill(w.minutes, p.minutes)],
    [w["field.walk_m"], metres(p.distance_m, w)],
    [w["field.state"], w[`state_name.${p.state}`]],
  ]],
  school_crossings: (p, w) => [(p.rank ? `${p.rank}. ` : "") + (p.name || w["school.crossing"]), [
    [w["school.guarding"], w[`school.${p.role}`]],
    [w["school.children"], people(p, w)],
    [w["school.schools"], p.schools],
  ]],
  school_streets: (p, w) => [p.name || w["school.street"], [
    [w["school.treatment"], w[`school.${p.role}`]],
    [w["school.children"], people(p, w)],
    [w["school.length"], p.metres === undefined ? "" : metres(Math.round(p.metres), w)],
  ]],
};
