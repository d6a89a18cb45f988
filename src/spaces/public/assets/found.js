// How many were found, what to take back when nothing was, and what does not say.
/** @import { App } from "./app.js" */
/** @import { State } from "./link.js" */
import { button, byId } from "../../graphics/scripts/dom.js";
import { loosening } from "./filters.js";
import { fresh } from "./link.js";
import { nothing } from "./list.js";
import { tell } from "./toast.js";
import { number, t } from "./words.js";

const SHORT = 16;

export class Found {
  /** @param {App} app */
  constructor(app) {
    this.app = app;
  }

  /** @param {{ unknown: number }} found */
  counted(found) {
    const { state, rows, data } = this.app;
    const count = byId("count"), n = rows.length;
    const values = { n: number(n), all: number(data.count) };
    const text = t(n === data.count ? "count_all" : "count", values);
    if (count.textContent !== text) tell(text);
    count.textContent = text;
    const { reach } = this.app;
    byId("basis").textContent = reach ? t(reach.basis, { walker: reach.walker }) : t("basis_none");
    const message = byId("message");
    message.replaceChildren();
    if (!n) {
      const loosen = loosening(data, this.app.filters).map((one) => ({ ...one, label: this.label(one.key) }));
      message.append(nothing(loosen, (key) => this.loosen(key), () => this.reset(true)));
    }
    byId("unsaid").replaceChildren();
    if (found.unknown && !state.unknown) {
      byId("unsaid").append(button({ class: "hint", onclick: () => {
        this.app.update({ unknown: true });
        byId("count").focus();
      } },
        t("unknown_n", { n: number(found.unknown) })));
    }
  }

  /** @param {string} key */
  label(key) {
    const { state, data } = this.app;
    if (key === "q") return t("quoted", { text: state.q.length > SHORT ? `${state.q.slice(0, SHORT)}…` : state.q });
    if (key === "age" && state.age !== null) {
      const [from, to] = data.bands[state.age].ages;
      return t("ages", { from, to });
    }
    if (key === "kind") return t("kind");
    if (key === "open") return state.open === "now" ? t("open_now") : t("when");
    if (key === "walk") return t("within", { n: data.minutes });
    if (key === "built") return t("built_only");
    return t(`fac_${key.slice(4)}`);
  }

  /** @param {string} key */
  loosen(key) {
    if (key === "q") this.app.searchBox.value = "";
    const { state } = this.app;
    if (key.startsWith("fac:")) {
      const fac = new Set(state.fac);
      fac.delete(key.slice(4));
      this.app.update({ fac });
    } else {
      /** @type {Record<string, Partial<State>>} */
      const without = { q: { q: "" }, age: { age: null }, kind: { kinds: new Set() }, open: { open: null },
        walk: { walk: false }, built: { built: false } };
      this.app.update(without[key]);
    }
    byId("count").focus();
  }

  /** @param {boolean} all the search and the age too */
  reset(all) {
    const { kinds, fac, open, built, walk, unknown, q, age } = fresh();
    if (all) this.app.searchBox.value = "";
    this.app.update({ kinds, fac, open, built, walk, unknown, ...(all ? { q, age } : {}) });
  }
}
