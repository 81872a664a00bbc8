import assert from "node:assert/strict";
import { test } from "node:test";

import { loaded, read } from "./scripts.js";

const { unpack, holds, parseTable } = loaded("contract.js", "mapContract");

const COLUMNS = {
  mark: ["lat", "lon", "outline", "sites"],
  site: ["id", "name", "symbol", "family", "precision", "radius", "doubtful", "elements", "caption"],
  rated: ["level", "remark"],
};
const PIN = ["a", "A", "W", 3, 1, 2, 0, "W Mo", ""];
const CIRCLE = ["b", "B", "Nd", 0, 3, 40, 1, "Nd", "a claim"];

test("cells get their names back", () => {
  const place = unpack(COLUMNS, [48, 72, [], [PIN]]);
  assert.deepEqual([place.lat, place.lon, place.outline], [48, 72, []]);
  assert.deepEqual(place.sites, [{
    id: "a", name: "A", symbol: "W", family: 3, precision: 1, radius: 2, doubtful: false, elements: "W Mo", caption: "",
  }]);
});

test("cells follow the columns, not their place", () => {
  const columns = { ...COLUMNS, site: [...COLUMNS.site].reverse(), mark: [...COLUMNS.mark].reverse() };
  const turned = unpack(columns, [[[...PIN].reverse()], [], 72, 48]);
  assert.deepEqual(turned, unpack(COLUMNS, [48, 72, [], [PIN]]));
});

test("a site may say more where the marks show claims", () => {
  const [plain, rated] = unpack(COLUMNS, [48, 72, [], [PIN, [...CIRCLE, 2, "differ 12 times"]]]).sites;
  assert.deepEqual([plain.level, plain.remark], [undefined, undefined]);
  assert.deepEqual([rated.level, rated.remark], [2, "differ 12 times"]);
  assert.equal(rated.doubtful, true);
});

test("the widest site is the one whose circle is drawn", () => {
  assert.equal(unpack(COLUMNS, [48, 72, [], [PIN, CIRCLE]]).widest.id, "b");
  assert.equal(unpack(COLUMNS, [48, 72, [], [PIN, [...PIN.slice(0, 1), "second", ...PIN.slice(2)]]]).widest.name, "A");
});

test("outlines are steps from the mark's point", () => {
  const { outline } = unpack(COLUMNS, [48, 72, [[0, 100, -250, 0], [1000, 0]], [PIN]]);
  assert.deepEqual(outline, [[[48, 72.1], [47.75, 72]], [[49, 72]]]);
});

test("a cell too many or too few is an error, not another site", () => {
  const wrong = [PIN.slice(1), [...PIN, 1], [...PIN, 1, "more", "still more"]];
  for (const cells of wrong) assert.throws(() => unpack(COLUMNS, [48, 72, [], [cells]]), /cells for the columns id, name/);
  assert.throws(() => unpack(COLUMNS, [48, 72, [PIN]]), /3 cells for the columns lat, lon, outline, sites/);
  assert.throws(() => unpack(COLUMNS, [48, 72, [], [PIN], 1]), /5 cells for the columns/);
});

test("a row tells whether it holds a site", () => {
  const row = [48, 72, [], [PIN, CIRCLE]];
  assert.equal(holds(COLUMNS, row, "b"), true);
  assert.equal(holds(COLUMNS, row, "A"), false);
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
