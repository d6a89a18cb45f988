// The frame around the map: its height on a phone, light and dark, the lines under it, notices.
"use strict";

(function (S) {
  const NARROW = 520;
  const COMPACT = 820; // an open legend would cover a third of such a map or more
  const CONTENT = /data-spaces="([A-Za-z0-9+/=]*)"/;

  // What the page asks for: base64 of JSON, from the element that came with the map or with a
  // later message of the page.
  S.read = function (html) {
    const found = CONTENT.exec(html || "");
    if (!found || !found[1]) return null;
    const bytes = Uint8Array.from(atob(found[1]), (c) => c.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  };

  S.address = function (path) {
    const root = new URL("../../", window.location.href);
    const url = new URL(path, root);
    if (url.origin !== root.origin || !url.pathname.startsWith(`${root.pathname}layers/`)) {
      throw new Error("not a layer of this application");
    }
    return url;
  };

  S.Frame = class {
    constructor(map) {
      this.map = map;
      this.notes = document.body.appendChild(S.node("div", "spaces-notes"));
      this.notice = map.getContainer().appendChild(S.node("div", "spaces-notice"));
      this.notice.setAttribute("role", "status");
      this.notice.hidden = true;
      this.messages = new Map();
      window.addEventListener("resize", () => this.layout());
    }

    get narrow() {
      return document.documentElement.clientWidth <= NARROW;
    }

    get compact() {
      return document.documentElement.clientWidth <= COMPACT;
    }

    show(config) {
      this.config = config;
      document.documentElement.lang = config.lang === "zh" ? "zh-CN" : config.lang;
      document.title = config.title || config.words.label;
      this.notes.replaceChildren(...config.notes.map((line) => S.node("span", "", line)));
      const box = this.map.getContainer();
      box.setAttribute("role", "application");
      const title = config.title || config.words.label;
      box.setAttribute("aria-label", config.words.how.replace("{title}", () => title));
      this.layout();
    }

    // A phone gets a map of about half its screen, so that the page can still be scrolled.
    layout() {
      if (!this.config) return;
      const foot = this.notes.offsetHeight;
      let height = this.config.height;
      if (this.narrow) height = Math.min(height, Math.max(340, Math.round(this.screen() * 0.56)));
      document.documentElement.style.setProperty("--foot", `${foot}px`);
      const whole = height + foot;
      if (whole !== this.whole) {
        this.whole = whole;
        window.Streamlit.setFrameHeight(whole);
      }
      this.map.invalidateSize({ animate: false, pan: false });
    }

    screen() {
      try {
        return window.parent.innerHeight || window.screen.height;
      } catch {
        return window.screen.height;
      }
    }

    theme(theme) {
      const dark = Boolean(theme && theme.base === "dark");
      if (document.documentElement.classList.contains("dark") === dark) return false;
      document.documentElement.classList.toggle("dark", dark);
      return true;
    }

    // One line per subject; an empty text takes the subject's line away.
    say(subject, text) {
      if (text) this.messages.set(subject, text);
      else this.messages.delete(subject);
      const lines = [...this.messages.values()].map((line) => S.node("p", "", line));
      this.notice.replaceChildren(...lines);
      this.notice.hidden = lines.length === 0;
    }
  };
})(window.SpacesMap);
