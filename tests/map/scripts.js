/* The map's scripts are classic ones, made for a page; here they run in Node, which has no page. */

import { readFileSync } from "node:fs";
import vm from "node:vm";

const ROOT = new URL("../../", import.meta.url);

export function read(path) {
  return readFileSync(new URL(path, ROOT), "utf8");
}

/* Runs a script of the map and returns the constant that it leaves to the others. */
export function loaded(file, name) {
  vm.runInThisContext(read("pages/components/map/assets/" + file), { filename: file });
  return vm.runInThisContext(name);
}
