// Going over to another place: its name in the head opens the list, a tap on a name goes there.
/** @import { App } from "./app.js" */
/** @import { Listed } from "./payload.ts" */
import { button, byId, el } from "../../graphics/scripts/dom.js";
import { icon } from "./icons.js";
import { fresh, written } from "./link.js";
import { atHome, loadPlaces, page } from "./loading.js";
import { named, speech, t } from "./words.js";

export class Places {
  /** @param {App} app */
  constructor(app) {
    this.app = app;
    /** @type {Listed[]} */
    this.all = [];
    byId("place").addEventListener("click", () => this.open());
  }

  /** Offers the list, where there is another place to go to. */
  async offer() {
    this.all = await loadPlaces().catch(() => []);
    this.words();
  }

  words() {
    const place = named(this.app.data.place.zh, this.app.data.place.en);
    const several = this.all.length > 1;
    byId("place").hidden = !several;
    byId("where").hidden = several;
    byId("where").textContent = byId("place-name").textContent = place.text;
    byId("place").setAttribute("aria-label", t("place_change", { place: place.text }));
  }

  /**
   * Language, age and filters go along; the search, the start and the open card stay behind.
   * @param {string} code
   */
  link(code) {
    const { state } = this.app;
    const { q, at, walk, site } = fresh();
    const asked = written({ ...state, q, at, walk, site }, this.app.data, speech.code, code);
    return `${atHome() ? `${page.root}${code}/` : location.pathname}${asked}`;
  }

  open() {
    const here = this.app.data.place.code;
    const list = el("ul", { class: "places" });
    for (const { code, zh, en } of this.all) {
      const { text, tag } = named(zh, en), own = code === here;
      list.append(el("li", {}, el("a", { href: this.link(code), lang: tag, "aria-current": own ? "page" : null },
        el("span", { text }), own ? icon("check", 20) : null)));
    }
    const dialog = el("dialog", { class: "share", "aria-labelledby": "places-title" },
      el("div", { class: "share-head" }, el("h2", { id: "places-title", tabindex: "-1", text: t("places") }),
        button({ class: "tool", "aria-label": t("close"), onclick: () => dialog.close() }, icon("close"))),
      list);
    dialog.addEventListener("close", () => {
      dialog.remove();
      byId("place").focus();
    });
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    document.body.append(dialog);
    dialog.showModal();
    /** @type {HTMLElement | null} */
    const own = list.querySelector("a[aria-current]");
    if (own) own.focus();
  }
}
