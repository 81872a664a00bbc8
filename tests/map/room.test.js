import assert from "node:assert/strict";
import { test } from "node:test";

import { Room } from "../../pages/components/map/assets/room.js";

const MARK = { x: 100, y: 100, radius: 6 };

test("an empty room is free, a taken box is not; boxes that touch share nothing", () => {
  const room = new Room();
  assert.equal(room.isFree([0, 0, 10, 10]), true);
  room.take([0, 0, 10, 10]);
  assert.equal(room.isFree([9, 9, 20, 20]), false);
  assert.equal(room.isFree([10, 0, 20, 10]), true);
});

test("a box that spans many cells is found in each", () => {
  const room = new Room();
  room.take([-500, -20, 500, 20]);
  for (const x of [-450, -64, 0, 63, 64, 450]) assert.equal(room.isFree([x, 0, x + 1, 1]), false);
});

test("a mark is a disc: the corners of its box are free", () => {
  const room = new Room();
  room.takeDisc(100, 100, 10);
  assert.equal(room.isFree([108.5, 108.5, 130, 120]), true);
  assert.equal(room.isFree([106, 106, 130, 120]), false);
});

test("what is taken is measured", () => {
  const room = new Room();
  room.take([0, 0, 10, 10]);
  assert.equal(room.taken([5, 5, 20, 20]), 25);
});

test("a name stands at the right where that is free", () => {
  const box = new Room().beside(MARK, 40, 14, null);
  assert.deepEqual(box, [108, 93, 152, 107]);
});

test("where all places are taken there is no name; else the first that is free", () => {
  const room = new Room();
  room.takeDisc(100, 100, 6);
  const seen = new Set();
  for (let i = 0; i < 12; i += 1) {
    const box = room.beside(MARK, 40, 14, null);
    if (!box) break;
    assert.ok(!seen.has(String(box)));
    seen.add(String(box));
    room.take(box);
  }
  assert.ok(seen.size >= 4);
  room.take([0, 0, 300, 300]);
  assert.equal(room.beside(MARK, 40, 14, null), null);
});

test("a name keeps within its limits", () => {
  const box = new Room().beside(MARK, 40, 14, [0, 0, 120, 300]);
  assert.ok(box[2] <= 120);
  assert.equal(new Room().beside(MARK, 40, 14, [90, 90, 110, 110]), null);
});
