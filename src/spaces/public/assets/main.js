// Opens the public map: loads the place, reads the address, and says so where that fails.
import { button, byId, el } from "../../graphics/scripts/dom.js";
import { App } from "./app.js";
import { loadSites, page } from "./loading.js";

const FAILED = {
  zh: ["地图没有打开。请检查网络，再试一次。", "再试一次", "文字列表"],
  en: ["The map did not open. Please check the connection and try again.", "Try again", "Plain list"],
};

/** The sentences may not have come: a few stand here. */
function failed() {
  const english = new URLSearchParams(location.search).get("lang") === "en";
  const [said, again, plain] = FAILED[english ? "en" : "zh"];
  byId("count").textContent = said;
  const file = `${page.root}${page.place}/list${english ? ".en" : ""}.html`;
  byId("message").replaceChildren(button({ class: "wide", onclick: () => location.reload() }, again),
    el("a", { class: "wide quiet", href: file }, plain));
}

async function open() {
  const app = new App(await loadSites());
  Object.assign(window, { spacesPublic: app }); // for a look from the browser's console
  await app.start();
}

open().catch((error) => {
  failed();
  throw error; // the console says why
});
