import assert from "node:assert/strict";
import { test } from "node:test";

import { cluster, clusterRadius } from "../../pages/components/map/assets/cluster.js";
import { read } from "./scripts.js";

const RULES = { gap: 2 };
const place = (x, y, radius = 6) => ({ x, y, radius });

/* Numbers from a seed: the same in every run. */
function numbers(seed) {
  let state = seed;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

function scattered(count, width, seed = 9) {
  const next = numbers(seed);
  return Array.from({ length: count }, () => place(next() * width, (next() * width) / 2));
}

function check(places, found, rules = RULES) {
  const members = found.flatMap((one) => one.members);
  assert.deepEqual(members.slice().sort((a, b) => a - b), places.map((_, i) => i), "every site is in exactly one mark");
  found.forEach((one, i) => {
    assert.equal(one.members[0], one.anchor);
    assert.equal(one.radius, one.members.length > 1 ? clusterRadius(one.members.length) : places[one.anchor].radius);
    for (const other of found.slice(0, i)) {
      const apart = Math.hypot(places[one.anchor].x - places[other.anchor].x, places[one.anchor].y - places[other.anchor].y);
      assert.ok(apart >= Math.max(one.radius + other.radius + rules.gap, rules.least ?? 0) - 1e-9, "no mark lies on another");
    }
  });
}

test("what is far apart stands alone", () => {
  assert.deepEqual(cluster([place(0, 0), place(100, 0)], RULES), [
    { anchor: 0, members: [0], radius: 6 }, { anchor: 1, members: [1], radius: 6 },
  ]);
});

test("what is too near joins the more important one, which stays at its place", () => {
  assert.deepEqual(cluster([place(50, 50), place(55, 50)], RULES), [{ anchor: 0, members: [0, 1], radius: 10 }]);
});

test("a thousand sites at one point are one mark", () => {
  const [one, ...others] = cluster(Array.from({ length: 1000 }, () => place(3, 4)), RULES);
  assert.equal(others.length, 0);
  assert.deepEqual([one.anchor, one.members.length, one.radius], [0, 1000, 17]);
});

test("no sites are no marks", () => assert.deepEqual(cluster([], RULES), []));

for (const [count, width] of [[80, 1100], [250, 1100], [1000, 1100], [250, 350], [1000, 12000]]) {
  test(`${count} sites on ${width} px: each in one mark, none on another, the same in every run`, () => {
    const places = scattered(count, width);
    const found = cluster(places, RULES);
    check(places, found);
    assert.deepEqual(found, cluster(places, RULES));
  });
}

test("under a finger marks keep their distance", () => {
  const places = scattered(250, 350);
  check(places, cluster(places, { gap: 2, least: 24 }), { gap: 2, least: 24 });
});

test("places outside the window count like any other", () => {
  const places = [place(-1000.5, -3), place(-998, -3), place(1e6, 1e6)];
  check(places, cluster(places, RULES));
});

test("a mark grows with the sites it stands for", () => {
  assert.deepEqual([2, 4, 5, 9, 10, 19, 20, 500].map(clusterRadius), [10, 10, 11.5, 11.5, 14, 14, 17, 17]);
});

test("the map and the pictures make the same marks of the same sites", () => {
  const cases = JSON.parse(read("tests/data/clusters.json"));
  assert.ok(cases.length > 20);
  for (const { name, single, gap, least, places, clusters } of cases) {
    const found = cluster(places.map(([x, y]) => place(x, y, single)), { gap, least });
    assert.deepEqual(found.map(({ anchor, members, radius }) => [anchor, members, radius]), clusters, name);
  }
});
