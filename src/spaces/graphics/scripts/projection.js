// Where a place on earth stands on the world map of the browser, and how long a degree is there.

const HALF = 128; // half of the world's width in pixels at zoom 0

/**
 * Web Mercator (EPSG:3857) in pixels of the world at zoom 0.
 * @param {number} lon degrees
 * @param {number} lat degrees
 * @returns {[number, number]}
 */
export function worldXY(lon, lat) {
  const sin = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
  return [HALF + (lon * HALF) / 180, HALF - (HALF / Math.PI) * Math.atanh(sin)];
}

/**
 * Metres per degree of longitude and of latitude, on the ellipsoid of WGS-84.
 * @param {number} lat degrees
 * @returns {[number, number]}
 */
export function perDegree(lat) {
  const a = 6378137, e2 = 0.00669437999014, s = Math.sin((lat * Math.PI) / 180);
  const w = 1 - e2 * s * s;
  const north = (a * (1 - e2)) / w ** 1.5, east = a / Math.sqrt(w);
  return [(east * Math.cos((lat * Math.PI) / 180) * Math.PI) / 180, (north * Math.PI) / 180];
}

/**
 * Pixels of the screen that a metre takes at a latitude and zoom.
 * @param {number} lat degrees
 * @param {number} zoom
 * @returns {number}
 */
export function pixelsPerMetre(lat, zoom) {
  return (2 ** zoom * 2 * HALF) / (40075016.686 * Math.cos((lat * Math.PI) / 180));
}
