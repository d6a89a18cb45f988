// Cards and hover names. Every text is written with textContent; there is no other way in here.
"use strict";

(function (S) {
  function node(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = String(text);
    return made;
  }
  S.node = node;

  S.fill = (template, n) => template.replace("{n}", () => String(n));

  function number(value) {
    return Number(value).toLocaleString("en-US");
  }

  function people(p, w) {
    if (p.few) return w.few;
    return p.children === undefined ? "" : S.fill(w.people, number(p.children));
  }

  const metres = (n, w) => (n === undefined ? "" : S.fill(w.metres, number(n)));

  // How far the nearest site is: by the walk where it was walked, and the circle beside it.
  function far(p, w) {
    if (p.straight_m === undefined && !p.why) return [[w["field.nearest_m"], metres(p.nearest_m, w)]];
    return [
      [w["field.walk_m"], metres(p.nearest_m, w)],
      [w["field.straight_m"], metres(p.straight_m, w)],
      [w["field.why"], p.why && w[`why.${p.why}`]],
      [w["field.inside"], p.inside_percent && S.fill(w.percent, p.inside_percent)],
    ];
  }

  // Title and rows (word, value) of a card, by the drawing style of its layer.
  const CARDS = {
    sites: (p, w) => [p.name || w.unnamed, [
      [w["field.kind"], p.kind],
      [w["field.status"], w[`status_name.${p.status}`] || p.status],
      [w["field.year"], p.year],
      [w["field.address"], p.address],
      [w["field.area"], p.area],
      [w["field.lead"], (p.lead || []).join(w.between)],
    ]],
    cells: (p, w) => [w["field.cell"], [
      [w["field.state"], w[`state_name.${p.false_comfort ? "false_comfort" : p.state}`]],
      [w["field.children"], people(p, w)],
      [w["field.nearest"], p.nearest],
      ...far(p, w),
    ]],
    gaps: (p, w) => [S.fill(w["field.rank"], p.rank), [
      [w["field.children"], people(p, w)],
      [w["field.area"], p.area],
      [w["field.size"], p.area_km2 === undefined ? "" : S.fill(w.km2, p.area_km2)],
      [w["field.best"], p.best === undefined ? "" : S.fill(w.people, number(p.best))],
      [w["field.nearest"], p.nearest],
      ...far(p, w),
    ]],
    ways: (p, w) => [p.name || w.unnamed, [
      [w["field.kind"], p.kind],
      [w["field.minutes"], p.minutes === undefined ? "" : S.fill(w.minutes, p.minutes)],
      [w["field.walk_m"], metres(p.distance_m, w)],
      [w["field.state"], w[`state_name.${p.state}`]],
    ]],
  };

  S.CARDS = CARDS;
  S.people = people;

  S.card = function (style, feature, words) {
    const [title, rows] = CARDS[style](feature.properties, words);
    const card = node("div", "spaces-card");
    card.tabIndex = -1;
    card.setAttribute("role", "group");
    card.setAttribute("aria-label", title);
    card.append(node("h2", "", title));
    if (feature.properties.demo) card.append(node("p", "spaces-demo", words.demo));
    const list = card.appendChild(node("dl", ""));
    for (const [word, value] of rows) {
      if (value === undefined || value === null || value === "") continue;
      list.append(node("dt", "", word), node("dd", "", value));
    }
    return card;
  };

  S.hoverName = function (style, feature, words) {
    return node("span", "", CARDS[style](feature.properties, words)[0]);
  };

  // Room for the buttons on the left and the legend, so that no card opens under them.
  S.openCard = function (map, hit, latlng, words, focus) {
    const size = map.getSize();
    const legend = map.getContainer().querySelector(".spaces-legend");
    const narrow = size.x < 520;
    const right = narrow || !legend ? 12 : legend.offsetWidth + 18;
    const card = S.card(hit.style, hit.feature, words);
    const popup = L.popup({
      maxWidth: Math.min(300, size.x - 62 - right - 36),
      minWidth: 180,
      maxHeight: Math.max(140, size.y - 130),
      autoPanPaddingTopLeft: [62, narrow ? 64 : 12],
      autoPanPaddingBottomRight: [right, 12],
      className: "spaces-popup",
    }).setLatLng(latlng).setContent(card).openOn(map);
    const close = popup.getElement().querySelector(".leaflet-popup-close-button");
    if (close) {
      close.setAttribute("aria-label", words.close);
      close.removeAttribute("href");
      close.setAttribute("tabindex", "0");
      close.addEventListener("keydown", (e) => { if (e.key === "Enter") popup.close(); });
    }
    popup.getElement().addEventListener("keydown", (e) => { if (e.key === "Escape") popup.close(); });
    if (focus) card.focus({ preventScroll: true });
    popup.on("remove", () => { if (focus) map.getContainer().focus({ preventScroll: true }); });
    return popup;
  };
})(window.SpacesMap);
