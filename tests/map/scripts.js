/* Files that the tests of the map's modules read. */

import { readFileSync } from "node:fs";

const ROOT = new URL("../../", import.meta.url);

export function read(path) {
  return readFileSync(new URL(path, ROOT), "utf8");
}
