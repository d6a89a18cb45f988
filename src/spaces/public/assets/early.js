// Light or dark before the first paint: the reader's own choice, else the phone's.
"use strict";
(function () {
  const asked = new URLSearchParams(location.search).get("theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let chosen = asked === "dark" || asked === "light" ? asked : "";
  try {
    chosen = chosen || localStorage.getItem("spaces-theme") || "";
  } catch { /* storage is switched off */ }
  const put = () => {
    document.documentElement.dataset.theme = chosen || (dark.matches ? "dark" : "light");
    document.dispatchEvent(new Event("spaces-theme"));
  };
  // The page's own button: the other of the two from now on.
  document.addEventListener("spaces-theme-other", () => {
    chosen = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    try {
      localStorage.setItem("spaces-theme", chosen);
    } catch { /* it lasts for this visit only */ }
    put();
  });
  dark.addEventListener("change", put);
  put();
})();
