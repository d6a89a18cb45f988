// Keeps the page's own `lang` with the language of the link, which every control writes.
"use strict";

(function () {
  const TAGS = { zh: "zh-CN" };
  const first = document.documentElement.lang;

  function follow() {
    const asked = new URLSearchParams(window.location.search).get("lang");
    const known = asked && /^[a-z]{2}$/.test(asked) ? TAGS[asked] || asked : first;
    if (document.documentElement.lang !== known) document.documentElement.lang = known;
  }

  for (const name of ["pushState", "replaceState"]) {
    const own = window.history[name];
    window.history[name] = function (...args) {
      const out = own.apply(this, args);
      follow();
      return out;
    };
  }
  window.addEventListener("popstate", follow);
  follow();
})();
