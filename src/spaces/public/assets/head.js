// The fixed words around the list: title, place, language, light or dark, the foot.
/** @import { App } from "./app.js" */
import { button, byId, el } from "../../graphics/scripts/dom.js";
import { icon } from "./icons.js";
import { folder, page } from "./loading.js";
import { fill, named, speak, speech, t } from "./words.js";

export class Head {
  /** @param {App} app */
  constructor(app) {
    this.app = app;
  }

  async nextLanguage() {
    const all = this.app.data.languages;
    const next = all[(all.findIndex((one) => one.code === speech.code) + 1) % all.length];
    await speak(next, folder);
    this.app.state.lang = next.code;
    this.app.origin.measure();
    this.words();
    this.app.update({});
    this.app.views.show(this.app.view, false);
    byId("lang").focus();
  }

  words() {
    fill();
    const place = named(this.app.data.place.zh, this.app.data.place.en).text;
    this.app.places.words();
    document.title = t("title", { place });
    byId("demo").hidden = !this.app.data.demoCount;
    byId("demo").textContent = t("demo");
    byId("demo").title = t("demo_help");
    this.tools();
    this.app.sheet.words();
    this.app.map.words();
    this.app.map.redraw();
    this.note();
    byId("foot").replaceChildren(el("div", {},
      el("p", { text: t("as_of", { day: this.app.data.as_of }) }),
      this.app.data.approval ? el("p", { text: t("approval", { number: this.app.data.approval }) }) : null,
      button({ class: "link", id: "about-open", onclick: () => this.app.views.step("about") }, t("about")),
      button({ class: "link", onclick: () => this.app.share() }, t("share")),
      el("a", { class: "link", href: this.plain() }, t("list_plain"))));
  }

  /** Address of the same sites as plain text. */
  plain() {
    const { data } = this.app;
    const { code } = speech;
    return `${page.root}${data.place.code}/list${code === data.languages[0].code ? "" : `.${code}`}.html`;
  }

  tools() {
    const all = this.app.data.languages;
    const next = all[(all.findIndex((one) => one.code === speech.code) + 1) % all.length];
    const lang = byId("lang");
    lang.textContent = next.code === "en" ? "EN" : next.name.slice(0, 1);
    lang.lang = next.tag;
    lang.setAttribute("aria-label", next.name);
    const dark = page.theme === "dark";
    byId("theme").replaceChildren(icon(dark ? "sun" : "moon", 20));
    byId("theme").setAttribute("aria-label", t(dark ? "to_light" : "to_dark"));
  }

  note() {
    const parts = [t("map_note")];
    if (this.app.walks && this.app.walks.streets.head.demo) parts.push(t("map_note_demo"));
    if (this.app.data.approval) parts.push(t("approval", { number: this.app.data.approval }));
    byId("map-note").textContent = parts.join(" · ");
  }
}
