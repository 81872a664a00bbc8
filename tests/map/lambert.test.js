import assert from "node:assert/strict";
import { test } from "node:test";

import { lambert } from "../../pages/components/map/assets/lambert.js";

const { project, unproject } = lambert({ lat_1: 43, lat_2: 53, lat_0: 48.5, lon_0: 67 });
const PLACES = [[48.5, 67], [40.6, 46.5], [55.4, 87.3], [0, 0], [43.25, 76.91], [-80, -170]];

test("the middle is at the middle", () => {
  const [x, y] = project(48.5, 67);
  assert.ok(Math.abs(x) < 1e-6 && Math.abs(y) < 1e-6);
});

test("there and back is the same place", () => {
  for (const [lat, lon] of PLACES) {
    const [again, along] = unproject(...project(lat, lon));
    assert.ok(Math.abs(again - lat) < 1e-9 && Math.abs(along - lon) < 1e-9, `${lat}, ${lon} came back as ${again}, ${along}`);
  }
});

test("the map is conformal: a step north is as long as a step east", () => {
  for (const [lat, lon] of PLACES.slice(0, 3)) {
    const [x, y] = project(lat, lon);
    const north = project(lat + 0.001, lon);
    const east = project(lat, lon + 0.001 / Math.cos((lat * Math.PI) / 180));
    const [up, right] = [Math.hypot(north[0] - x, north[1] - y), Math.hypot(east[0] - x, east[1] - y)];
    assert.ok(Math.abs(up / right - 1) < 1e-4);
  }
});
