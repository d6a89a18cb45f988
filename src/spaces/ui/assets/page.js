// Keeps the page's own `lang` with the language of the link, which every control writes; and the
// page with the place of the public map that it frames, when a reader goes to another one there.
"use strict";

(function () {
  /** @type {Record<string, string>} */
  const TAGS = { zh: "zh-CN" };
  const first = document.documentElement.lang;

  function follow() {
    const asked = new URLSearchParams(window.location.search).get("lang");
    const known = asked && /^[a-z]{2}$/.test(asked) ? TAGS[asked] || asked : first;
    if (document.documentElement.lang !== known) document.documentElement.lang = known;
  }

  for (const name of /** @type {const} */ (["pushState", "replaceState"])) {
    const own = window.history[name];
    window.history[name] = (...args) => {
      own.apply(window.history, args);
      follow();
    };
  }
  window.addEventListener("popstate", follow);
  follow();

  /** @param {string} address */
  function place(address) {
    return new URL(address, window.location.href).searchParams.get("place");
  }

  /**
   * The map's own way to another place loads a page into the frame: its address is ours to read.
   * @param {Event} event
   */
  function framed(event) {
    const frame = event.target;
    if (!(frame instanceof HTMLIFrameElement) || !/\/public\/[^/]*\/?$/.test(frame.src.split("?")[0])) return;
    let there = "";
    try {
      there = frame.contentWindow ? frame.contentWindow.location.href : "";
    } catch { /* a page of somebody else */ }
    if (!there) return;
    const [asked, shown] = [place(frame.src), place(there)];
    if (!asked || !shown || asked === shown) return;
    const lang = new URL(there).searchParams.get("lang");
    const query = new URLSearchParams(lang ? { place: shown, lang } : { place: shown });
    window.location.assign(`${window.location.pathname}?${query}`);
  }
  document.addEventListener("load", framed, true);
})();
