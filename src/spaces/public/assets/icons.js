// Line drawings on a grid of 24; each always stands beside its word.
import { svg } from "../../graphics/scripts/dom.js";

/** @type {Record<string, string>} */
const PATHS = {
  free: "M3.500 7h17v3a2 2 0 0 0 0 4v3h-17v-3a2 2 0 0 0 0-4zM9 12l2.300 2.300L15.500 10",
  nursing_room: "M9 3h6M10 3v3M14 3v3M8 6h8v3l1.500 2V19a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2v-8L8 9zM7 14h5M7 17h3",
  child_toilet: "M8 6.500a2 2 0 1 0 0-.01M5.500 21v-5L4 13l2-3.500h4l2 3.500-1.500 3v5M16 12h5v2a4 4 0 0 1-3 3.900V21h-2v-3",
  toilet: "M6 3h5v9H6zM6 12h13a6.500 6.500 0 0 1-5 6V21H8v-4a5 5 0 0 1-2-4z",
  cover: "M12 3a9 9 0 0 1 9 9H3a9 9 0 0 1 9-9zM12 12v6.500a2 2 0 0 1-4 0M12 2v1",
  shade: "M12 3a5 5 0 0 1 5 5 4 4 0 0 1-1 7.800H8A4 4 0 0 1 7 8a5 5 0 0 1 5-5zM12 11v10M12 17l-3-2.500M12 15l2.500-2",
  indoor: "M3 11.500L12 4l9 7.500M5.500 10v10h13V10M10 20v-6h4v6",
  water: "M12 3c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11zM9 14.500a3 3 0 0 0 3 3",
  wheelchair: "M11 4.500a1.500 1.500 0 1 0 0-.01M11 8v6h5l2.500 5H21M11 10.500h4M8.500 11a5.500 5.500 0 1 0 6.500 7.500",
  stroller: "M4 4h2l3 9h9a7 7 0 0 0-7-8v8M9 13l-1 3h9M8.500 20a1.500 1.500 0 1 0 0-.01M16.500 20a1.500 1.500 0 1 0 0-.01",
  parking: "M5 3h14v18H5zM10 17V7h3.500a3 3 0 0 1 0 6H10",
  english: "M4 4.500h16v11H11L7 20v-4.500H4zM8.500 13l3.500-6.500 3.500 6.500M9.800 10.800h4.400",
  sign_language: "M8 12V6a1.300 1.300 0 0 1 2.600 0v5V4.500a1.300 1.300 0 0 1 2.600 0V11 5.500a1.300 1.300 0 0 1 2.600 0V12v-3a1.300 1.300 0 0 1 2.600 0v6a6 6 0 0 1-6 6h-1a5 5 0 0 1-4-2l-3.500-5a1.400 1.400 0 0 1 2.200-1.700L8 14z",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5.500l3.500 2",
  walk: "M13 4.500a1.500 1.500 0 1 0 0-.01M12 8l-3 3v3M12 8l1 6 3 3v4M13 14l-4 7M13 10l3 2.500h2.500",
  child: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 14c1 2.500 2.500 3.500 4 3.500s3-1 4-3.500M9 9.500v.8M15 9.500v.8",
  place: "M12 3c4 0 7 3 7 7 0 5-5 8.500-7 11-2-2.500-7-6-7-11 0-4 3-7 7-7zM12 7.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z",
  filter: "M4 6h16M7 12h10M10 18h4",
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6L6 18",
  share: "M12 15V4M8 7.500L12 4l4 3.500M5 12v8h14v-8",
  code: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 14h2v2M14 18h2v2M18 18h2v2",
  flag: "M6 21V4M6 5h11l-2.500 4L17 13H6",
  print: "M7 9V3h10v6M7 17H4v-8h16v8h-3M7 14h10v7H7z",
  check: "M5 12.500l4.500 4.500L19 7.500",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400",
  moon: "M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500z",
  eye: "M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12zM12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z",
  reach: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
};

/**
 * @param {string} name an unknown one is drawn as a place
 * @param {number} size pixels
 */
export function icon(name, size = 20) {
  return svg("svg", {
    viewBox: "0 0 24 24", width: size, height: size, class: "icon", "aria-hidden": "true",
  }, svg("path", { d: PATHS[name] || PATHS.place }));
}
