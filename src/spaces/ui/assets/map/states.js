// Whether children reach a site: the colour of each state, and which of them the map speaks of loudly.

/** @type {Record<string, string>} */
export const STATE_COLORS = {
  covered: "#1d8f7a", uncovered: "#c4500a", unknown: "#6b7773", gap: "#7a2500",
  reached: "#1d8f7a", beyond: "#c4500a", false_comfort: "#7d2f8f", unreachable: "#8f1330",
  unsnapped: "#3f5b86",
};
/** States of children whom no walk leads to a site. */
export const LOUD = new Set(["uncovered", "beyond", "false_comfort", "unreachable"]);
