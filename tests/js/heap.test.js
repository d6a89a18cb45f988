// The heap of the walk search gives out the nearest first, however much is put in meanwhile.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Heap } from "../../src/spaces/public/assets/heap.js";

/** A row of numbers that is the same on every run. */
function* numbers() {
  for (let state = 12345; ; state = (state * 1103515245 + 12345) % 2147483648) yield state / 2147483648;
}

test("what goes in comes out in order, past the room that it began with", () => {
  const heap = new Heap(4), chance = numbers();
  const all = Array.from({ length: 500 }, (_, node) => ({ far: /** @type {number} */ (chance.next().value), node }));
  for (const { far, node } of all) heap.push(far, node);
  const out = all.map(() => heap.pop());
  const right = [...all].sort((a, b) => a.far - b.far);
  assert.deepEqual(out, right.map(({ far, node }) => [far, node]));
  assert.equal(heap.size, 0);
});

test("pushes and pops may alternate", () => {
  const heap = new Heap(1), chance = numbers();
  /** @type {number[]} */
  let held = [];
  for (let k = 0; k < 400; k += 1) {
    const far = /** @type {number} */ (chance.next().value);
    heap.push(far, k);
    held = [...held, far].sort((a, b) => a - b);
    if (k % 3 === 2) assert.equal(heap.pop()[0], held.shift());
  }
});
