// One symbol for both maps and the lists: the same steps on a canvas and as SVG.
import assert from "node:assert/strict";
import { test } from "node:test";
import { drawSymbol, letterInk, outline, picture, steps } from "../../src/spaces/graphics/scripts/symbols.js";

const MARK = { shape: "star", color: "#1b7837", letter: "园" };
const STATUSES = ["planned", "building", "built", "certified", "closed", "unknown"];
const SHAPES = ["circle", "square", "triangle", "diamond", "pentagon", "hexagon", "star", "cross", "line"];

/** @type {any} */
const world = globalThis;
world.Path2D = class {
  /** @param {string} d */
  constructor(d) {
    this.d = d;
  }
};
world.document = {
  createElementNS: (/** @type {string} */ _, /** @type {string} */ tag) => ({
    tag, children: [], props: /** @type {Record<string, string>} */ ({}), textContent: "",
    setAttribute(/** @type {string} */ name, /** @type {string} */ value) {
      this.props[name] = value;
    },
    append(/** @type {any[]} */ ...more) {
      this.children.push(.../** @type {never[]} */ (more));
    },
  }),
};

/** @typedef {{ what: string, color: string, width?: number, dash?: string, text?: string }} Done */

/**
 * What a canvas is asked to draw.
 * @returns {any}
 */
function canvas() {
  /** @type {Done[]} */
  const done = [];
  return {
    done, save() {}, restore() {}, translate() {}, scale() {}, clip() {}, beginPath() {},
    dashes: [], setLineDash(/** @type {number[]} */ dash) {
      this.dashes = dash;
    },
    stroke() {
      done.push({ what: "line", color: this.strokeStyle, width: this.lineWidth, dash: this.dashes.join(" ") });
    },
    fill() {
      done.push({ what: "fill", color: this.fillStyle });
    },
    fillRect() {
      done.push({ what: "half", color: this.fillStyle });
    },
    strokeText() {
      done.push({ what: "halo", color: this.strokeStyle });
    },
    fillText(/** @type {string} */ text) {
      done.push({ what: "letter", color: this.fillStyle, text });
    },
  };
}

/** @type {(status: string, r?: number) => Done[]} */
function onCanvas(status, r = 10) {
  const ctx = canvas();
  drawSymbol(ctx, MARK, status, 0, 0, r);
  return ctx.done;
}

/** @type {(status: string) => Done[]} */
function asPicture(status) {
  const { children } = /** @type {any} */ (picture(MARK, status));
  const drawn = children.filter((/** @type {any} */ node) => node.tag !== "clipPath");
  return drawn.flatMap((/** @type {any} */ { tag, props, textContent }) => {
    if (tag === "rect") return { what: "half", color: props.fill };
    if (tag === "text") {
      const halo = props.stroke ? [{ what: "halo", color: props.stroke }] : [];
      return [...halo, { what: "letter", color: props.fill, text: textContent }];
    }
    assert.equal(props.d, outline(MARK.shape));
    if (props.fill !== "none") return { what: "fill", color: props.fill };
    const width = Number(props["stroke-width"]), dash = props["stroke-dasharray"] || "";
    return { what: "line", color: props.stroke, width, dash };
  });
}

test("a canvas and a picture take the same steps", () => {
  for (const status of STATUSES) {
    assert.deepEqual(asPicture(status), onCanvas(status), status);
    assert.ok(onCanvas(status).length >= 3);
  }
});

test("statuses differ by more than a colour", () => {
  const forms = STATUSES.map((status) => steps("#000000", status).map(({ line, fill, half, ...form }) => (
    [line && "line", fill && "fill", half && "half", JSON.stringify(form)].join())));
  const drawn = forms.map((form) => form.join(";"));
  assert.equal(new Set(drawn).size, STATUSES.length);
  assert.ok(steps("#000000", "planned").some(({ dash }) => dash));
  assert.ok(steps("#000000", "building").some(({ half }) => half));
});

test("shapes differ, and an unknown one is a circle", () => {
  assert.equal(new Set(SHAPES.map(outline)).size, SHAPES.length);
  assert.equal(outline("heart"), outline("circle"));
});

test("a letter is written where it can be read, in an ink that stands out", () => {
  const texts = (/** @type {number} */ r) => onCanvas("built", r).filter(({ what }) => what === "letter");
  assert.deepEqual([texts(8.9).length, texts(9).length], [0, 1]);
  assert.equal(letterInk("#1b7837", "built").ink, "#ffffff");
  assert.equal(letterInk("#f6e58d", "built").ink, "#1d2a27");
  assert.equal(letterInk("#1b7837", "planned").ink, "#1b7837");
});

test("a small symbol keeps lines that can be seen", () => {
  /** Pixels on the screen of its border. */
  const width = (/** @type {number} */ r) => {
    const [border] = onCanvas("planned", r).filter(({ dash }) => dash);
    return (border.width || 0) * (r / 10);
  };
  assert.ok(Math.abs(width(4) - 1.8) < 1e-9);
  assert.ok(Math.abs(width(20) - 3.6) < 1e-9);
});
