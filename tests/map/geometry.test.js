import assert from "node:assert/strict";
import { test } from "node:test";

import { loaded, read } from "./scripts.js";

const { STEPS, SHIFTS, ringsOf, linesOf, inside, boxAt, overlap, isFree } = loaded("geometry.js", "mapGeometry");

const SQUARE = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]];
const HOLE = [[1, 1], [1, 3], [3, 3], [3, 1], [1, 1]];
const BESIDE = [[6, 0], [8, 0], [8, 2], [6, 0]];

test("the rings of one polygon and of several are one list", () => {
  assert.deepEqual(ringsOf({ geometry: { type: "Polygon", coordinates: [SQUARE, HOLE] } }), [SQUARE, HOLE]);
  assert.deepEqual(ringsOf({ geometry: { type: "MultiPolygon", coordinates: [[SQUARE, HOLE], [BESIDE]] } }), [SQUARE, HOLE, BESIDE]);
});

test("a point in a hole or beside all rings is not inside", () => {
  const rings = [SQUARE, HOLE, BESIDE];
  assert.equal(inside(rings, 0.5, 0.5), true);
  assert.equal(inside(rings, 2, 2), false);
  assert.equal(inside(rings, 7.5, 0.5), true);
  assert.equal(inside(rings, 5, 1), false);
  assert.equal(inside([], 1, 1), false);
});

test("a line goes on as long as its step does, and a new one begins where that comes back", () => {
  const runs = [[4, 1, -1, 1, 4, 2]];
  assert.deepEqual(linesOf([SQUARE], runs, 4), [[[0, 0], [4, 0]], [[4, 4], [0, 4], [0, 0]]]);
  assert.deepEqual(linesOf([SQUARE], runs, -1), [[[4, 0], [4, 4]]]);
  assert.deepEqual(linesOf([SQUARE], runs, 0), []);
});

test("a ring of which nothing is known has no lines", () => {
  assert.deepEqual(linesOf([SQUARE, BESIDE], [], 4), []);
  assert.deepEqual(linesOf([SQUARE, BESIDE], [[4, 4]], 4), [SQUARE]);
});

test("the lines of all steps make up the outlines of the real neighbours", () => {
  const known = JSON.parse(read("data/neighbours.json"));
  const { features } = JSON.parse(read("data/basemap.geojson"));
  const countries = features.filter(({ properties }) => properties.kind === "country");
  assert.deepEqual(countries.map(({ properties }) => properties.name_en), Object.keys(known));
  for (const feature of countries) {
    const rings = ringsOf(feature);
    const { borders } = known[feature.properties.name_en];
    const drawn = [-1, 0, 1, 2, 3, 4].flatMap((step) => linesOf(rings, borders, step));
    const stretches = (lines) => lines.flatMap((line) => line.slice(1).map((corner, index) => [line[index], corner].join(" ")));
    assert.deepEqual(stretches(drawn).sort(), stretches(rings).sort());
  }
});

test("a box has its point in the middle", () => {
  assert.deepEqual(boxAt({ x: 10, y: 20 }, 6, 4), { left: 7, right: 13, top: 18, bottom: 22 });
});

test("boxes that only touch do not overlap", () => {
  const box = boxAt({ x: 0, y: 0 }, 10, 10);
  assert.equal(overlap(box, boxAt({ x: 10, y: 0 }, 10, 10)), false);
  assert.equal(overlap(box, boxAt({ x: 9, y: 0 }, 10, 10)), true);
  assert.equal(overlap(box, boxAt({ x: 0, y: 10 }, 10, 10)), false);
  assert.equal(overlap(box, boxAt({ x: 0, y: -9 }, 10, 10)), true);
});

test("a box is free where it covers none of those that are taken", () => {
  const taken = [boxAt({ x: 0, y: 0 }, 10, 10), boxAt({ x: 30, y: 0 }, 10, 10)];
  assert.equal(isFree(boxAt({ x: 15, y: 0 }, 10, 10), taken), true);
  assert.equal(isFree(boxAt({ x: 27, y: 3 }, 10, 10), taken), false);
  assert.equal(isFree(boxAt({ x: 27, y: 3 }, 10, 10), []), true);
});

test("a chip is tried on its site first, then farther and farther away", () => {
  assert.equal(STEPS.length, 1 + 6 * 16);
  assert.deepEqual([...STEPS[0]], [0, 0]);
  const distances = STEPS.map((step) => step.distance);
  assert.deepEqual(distances, distances.slice().sort((one, other) => one - other));
  for (const step of STEPS) assert.ok(Math.abs(Math.hypot(step[0] / 1.25, step[1]) - step.distance) < 1e-9);
});

test("a name is tried at its place first, then farther and farther away", () => {
  assert.deepEqual(SHIFTS[0], [0, 0]);
  assert.equal(new Set(SHIFTS.map(String)).size, 13 * 15);
  const distances = SHIFTS.map((shift) => Math.hypot(...shift));
  assert.deepEqual(distances, distances.slice().sort((one, other) => one - other));
});
