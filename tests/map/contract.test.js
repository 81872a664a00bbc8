import assert from "node:assert/strict";
import { test } from "node:test";

import { named, parseTable, ratingsOf, sitesOf } from "../../pages/components/map/assets/contract.js";
import { read } from "./scripts.js";

const COLUMNS = {
  site: ["id", "name", "group", "lat", "lon", "precision", "radius", "doubtful", "strong", "region", "elements", "caption", "outline"],
  rating: ["site", "level", "remark", "amount", "label"],
};
const PIN = ["a", "A", 3, 48, 72, 1, 2, 0, 1, "KZ-35", "W Mo", "", []];
const CIRCLE = ["b", "B", 0, 48, 72, 3, 40, 1, 0, "", "Nd", "a claim", [[0, 100, -250, 0], [1000, 0]]];

test("cells get their names back, and a site its number", () => {
  const [one, other] = sitesOf(COLUMNS, [PIN, CIRCLE]);
  assert.deepEqual(one, {
    id: "a", name: "A", group: 3, lat: 48, lon: 72, precision: 1, radius: 2, doubtful: false, strong: true, region: "KZ-35",
    elements: "W Mo", caption: "", outline: [], number: 0,
  });
  assert.deepEqual([other.number, other.doubtful, other.strong], [1, true, false]);
});

test("cells follow the columns, not their place", () => {
  const columns = { ...COLUMNS, site: [...COLUMNS.site].reverse() };
  assert.deepEqual(sitesOf(columns, [[...CIRCLE].reverse()]), sitesOf(COLUMNS, [CIRCLE]));
});

test("outlines are steps from the site's point", () => {
  const [{ outline }] = sitesOf(COLUMNS, [CIRCLE]);
  assert.deepEqual(outline, [[[48, 72.1], [47.75, 72]], [[49, 72]]]);
});

test("a cell too many or too few is an error, not another site", () => {
  for (const cells of [PIN.slice(1), [...PIN, 1]]) assert.throws(() => sitesOf(COLUMNS, [cells]), /cells for the columns id, name/);
  assert.throws(() => named(["a"], [1, 2]), /2 cells for the columns a/);
});

test("ratings are found by the number of their site; without an overlay there are none", () => {
  const found = ratingsOf(COLUMNS, { ratings: [[7, 2, "differ 12 times", 12, "× 12"]] });
  assert.deepEqual([...found], [[7, { site: 7, level: 2, remark: "differ 12 times", amount: 12, label: "× 12" }]]);
  assert.equal(ratingsOf(COLUMNS, undefined).size, 0);
});

test("rows of a table are objects", () => {
  assert.deepEqual(parseTable("name,rank\nAlmaty,1\nAbai,\n"), [{ name: "Almaty", rank: "1" }, { name: "Abai", rank: "" }]);
  assert.deepEqual(parseTable("name,rank\r\nAlmaty,1"), [{ name: "Almaty", rank: "1" }]);
  assert.deepEqual(parseTable(""), []);
});

test("cells may be quoted", () => {
  assert.deepEqual(parseTable('a,b\n"one, ""two""\nthree",4\n"",5\n'), [{ a: 'one, "two"\nthree', b: "4" }, { a: "", b: "5" }]);
});

test("the real towns can be read", () => {
  const towns = parseTable(read("data/places.csv"));
  assert.ok(towns.length > 50);
  for (const { lat, lon, rank } of towns) assert.ok(Number(lat) > 40 && Number(lon) > 46 && Number(rank) >= 1);
});
