// Keeps what was opened once, so that the map opens again without a connection.
// Files whose name changes with their content are taken from the copy; pages are asked for anew.
"use strict";

const COPY = "spaces-map-1";
const LASTING = /\/(assets|data|walk)\//;
const MOST = 160; // files kept; the oldest go first

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

/** @type {(request: Request, answer: Response) => Promise<Response>} */
async function kept(request, answer) {
  if (!answer.ok || answer.redirected) return answer;
  const copy = await caches.open(COPY);
  await copy.put(plain(request), answer.clone());
  const keys = await copy.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST)).map((key) => copy.delete(key)));
  return answer;
}

/**
 * A page is one file whatever its address asks; where somebody walks is not worth a copy.
 * @param {Request} request
 */
function plain(request) {
  const url = new URL(request.url);
  return `${url.origin}${url.pathname}`;
}

/** @param {Request} request */
async function lasting(request) {
  const copy = await (await caches.open(COPY)).match(plain(request));
  return copy || kept(request, await fetch(request));
}

/** @param {Request} request */
async function renewed(request) {
  try {
    return await kept(request, await fetch(request));
  } catch (error) {
    const copy = await (await caches.open(COPY)).match(plain(request));
    if (copy) return copy;
    throw error;
  }
}

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const own = new URL("./", worker.location.href).pathname;
  if (request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (!url.pathname.startsWith(own)) return;
  const rest = url.pathname.slice(own.length);
  const page = rest === "" || /^[^/]*\/?(index\.html)?$/.test(rest) || rest === "places.json";
  if (LASTING.test(`/${rest}`)) event.respondWith(lasting(request));
  else if (page && rest !== "offline.js") event.respondWith(renewed(request));
});
