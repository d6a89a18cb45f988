// Passing a view on: the phone's own sharing, a link to copy, a QR code to scan or to print.
import qrcode from "../../graphics/vendor/qrcode-generator/qrcode.js";
import { button, byId, el, svg } from "../../graphics/scripts/dom.js";
import { icon } from "./icons.js";
import { t } from "./words.js";

/** @param {string} text */
function code(text) {
  const made = qrcode(0, "M");
  made.addData(text);
  made.make();
  const n = made.getModuleCount();
  let path = "";
  for (let row = 0; row < n; row += 1) {
    for (let col = 0; col < n; col += 1) if (made.isDark(row, col)) path += `M${col} ${row}h1v1h-1z`;
  }
  return svg("svg", { viewBox: `-4 -4 ${n + 8} ${n + 8}`, class: "qr", role: "img", "aria-label": t("qr_label") },
    svg("rect", { x: -4, y: -4, width: n + 8, height: n + 8, fill: "#ffffff" }),
    svg("path", { d: path, fill: "#111111" }));
}

/**
 * Opens the ways to pass an address on.
 * @param {string} address
 * @param {string} title
 * @param {boolean} told whether the reader learns that the own place stays out of it
 */
export function share(address, title, told) {
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  const field = el("input", {
    type: "text", readonly: true, value: address, "aria-label": t("link"), onfocus: () => field.select(),
  });
  const done = el("p", { class: "soft", role: "status" });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      done.textContent = t("copied");
    } catch {
      field.focus();
      field.select();
      done.textContent = t("copy_yourself");
    }
  };
  const place = byId("where").textContent;
  const dialog = el("dialog", { class: "share poster", "aria-labelledby": "share-title" },
    el("div", { class: "share-head" }, el("h2", { id: "share-title", tabindex: "-1", text: t("share") }),
      button({ class: "tool", "aria-label": t("close"), onclick: () => dialog.close() }, icon("close"))),
    el("p", { class: "poster-title on-paper", text: t("title", { place }) }),
    el("p", { class: "share-name", text: title }),
    code(address),
    el("p", { class: "poster-what on-paper", text: t("poster_scan") }),
    el("p", { class: "on-paper", text: t("what") }),
    el("p", { class: "poster-link on-paper", text: address }), field,
    el("div", { class: "pair" },
      button({ class: "wide", onclick: copy }, el("span", { text: t("copy") })),
      "share" in navigator ? button({
        class: "wide quiet", onclick: () => navigator.share({ title, url: address }).catch(() => {}),
      }, el("span", { text: t("send") })) : null,
      button({ class: "wide quiet", onclick: () => window.print() }, icon("print"), el("span", { text: t("print") }))),
    done, told ? el("p", { class: "soft", text: t("share_private") }) : null);
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before) before.focus();
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  document.body.append(dialog);
  dialog.showModal();
}
