/* A point of the reader's: its coordinates to copy, how far it is from the one before, and which sites lie nearest. */

import { coordinates, regionAt } from "./edges.js";
import { kmBetween } from "./geometry.js";
import { element } from "./page.js";
import { fill, number, state, text, visible } from "./state.js";
import { closeBox, line, openBox } from "./tips.js";

const NEAREST = 5;

let isOn = false;
/** @type {{lat: number, lon: number} | null} */
let before = null;

export const isPointing = () => isOn;

/** Turns the tool on or off; on, a click on the map tells of the point. */
export function togglePoint() {
  isOn = !isOn;
  before = null;
  state.map.getContainer().classList.toggle("pointing", isOn);
  if (!isOn) closeBox();
  return isOn;
}

const kilometres = (/** @type {number} */ km) => number(km < 10 ? Math.round(km * 10) / 10 : Math.round(km));

/**
 * Tells of a point.
 *
 * @param {number} lat
 * @param {number} lon
 */
export function tellOfPoint(lat, lon) {
  const here = { lat, lon };
  const region = regionAt(lon, lat);
  const words = coordinates(lat, lon);
  const box = openBox("site-list point-box", words);
  if (region) box.append(element("p", "", region.name));
  if (before) box.append(element("p", "", fill(text("from_before"), { km: kilometres(kmBetween(before, here)) })));
  before = here;
  const copy = box.appendChild(element("button", "copy", text("copy")));
  copy.type = "button";
  copy.addEventListener("click", () => {
    const digits = words.match(/[\d.]+/g) || [];
    const plain = digits.slice(0, 2).join(", ");
    const failed = () => { copy.textContent = plain; }; // a page without a safe line has no clipboard: the reader copies by hand
    if (!navigator.clipboard) failed();
    else navigator.clipboard.writeText(plain).then(() => { copy.textContent = text("copied"); }, failed);
  });
  const near = visible().map((site) => ({ site, km: kmBetween(here, site) })).sort((one, other) => one.km - other.km);
  if (near.length) box.append(element("p", "quiet", text("nearest")));
  for (const { site, km } of near.slice(0, NEAREST)) box.append(line(site, fill(text("kilometres"), { km: kilometres(km) })));
}
