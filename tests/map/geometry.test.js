import assert from "node:assert/strict";
import { test } from "node:test";

import { inside, inView, kmBetween, linesOf, ringsOf, roundLength } from "../../pages/components/map/assets/geometry.js";
import { read } from "./scripts.js";

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
  assert.deepEqual([...countries.map(({ properties }) => properties.name_en), "inside"], Object.keys(known));
  for (const feature of countries) {
    const rings = ringsOf(feature);
    const { borders } = known[feature.properties.name_en];
    const drawn = [-1, 0, 1, 2, 3, 4].flatMap((step) => linesOf(rings, borders, step));
    const stretches = (lines) => lines.flatMap((line) => line.slice(1).map((corner, index) => [line[index], corner].join(" ")));
    assert.deepEqual(stretches(drawn).sort(), stretches(rings).sort());
  }
});

test("kilometres are those of a sphere", () => {
  assert.equal(kmBetween({ lat: 48, lon: 67 }, { lat: 48, lon: 67 }), 0);
  assert.ok(Math.abs(kmBetween({ lat: 48, lon: 67 }, { lat: 49, lon: 67 }) - 111.19) < 0.01);
  const [astana, almaty] = [{ lat: 51.1801, lon: 71.446 }, { lat: 43.2525, lon: 76.9115 }];
  assert.ok(Math.abs(kmBetween(astana, almaty) - 972) < 5);
});

test("a scale bar has a round length, no longer than there is room for", () => {
  assert.deepEqual([199, 200, 99, 1, 0.7, 4900].map(roundLength), [100, 200, 50, 1, 0.5, 2000]);
});

test("a place is in view up to the edge", () => {
  const map = { latLngToContainerPoint: ([lat, lon]) => ({ x: lon, y: lat }), getSize: () => ({ x: 10, y: 5 }) };
  assert.equal(inView(map, { lat: 5, lon: 10 }), true);
  assert.equal(inView(map, { lat: 5.1, lon: 10 }), false);
  assert.equal(inView(map, { lat: 2, lon: -1 }), false);
});

test("the names of the real regions may stand inside them", () => {
  const known = JSON.parse(read("data/neighbours.json")).inside;
  const { features } = JSON.parse(read("data/regions.geojson"));
  assert.deepEqual(Object.keys(known).sort(), features.map(({ properties }) => properties.region_iso).sort());
  for (const feature of features) {
    for (const [lat, lon, km] of known[feature.properties.region_iso]) {
      assert.ok(inside(ringsOf(feature), lon, lat));
      assert.ok(km >= 0 && km < 500);
    }
  }
});
