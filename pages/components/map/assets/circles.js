/* Where a site may lie: circles of true radius, cut off at the region where a source states that; and regions with sites that no source
 * places better. */

import { regionPath } from "./base.js";
import { unplacedIn } from "./regions.js";
import { svg } from "./shapes.js";
import { isClustered, pixel, pixelsPerKm, state } from "./state.js";

const BEYOND = 4; // px by which a circle must reach over its mark
const WIDEST = 0.6; // of the diagonal of the map: a wider one says nothing
const SAME = 0.004; // degrees: sites nearer than this lie at one place

/** @type {any} */
const layers = {};

export function addCircles(/** @type {any} */ found) {
  Object.assign(layers, found);
}

/**
 * Radius of the circle of a site, px.
 *
 * @param {Site} site
 */
const reach = (site) => (site.radius > state.options.pin ? site.radius * pixelsPerKm(site.lat, site.lon) : 0);

/**
 * @param {Site} site
 * @param {string} className
 * @param {DocumentFragment} where
 */
function circle(site, className, where) {
  const origin = state.map.getPixelOrigin();
  const colour = state.options.groups[site.group].colour;
  const look = { fill: colour, stroke: colour, class: className };
  if (site.outline.length) {
    const line = (/** @type {[number, number][]} */ corners) => corners.map(([lat, lon], i) => {
      const at = pixel(lat, lon);
      return `${i ? "L" : "M"}${(at.x - origin.x).toFixed(1)},${(at.y - origin.y).toFixed(1)}`;
    }).join("");
    svg("path", { d: site.outline.map((ring) => line(ring) + "Z").join(""), ...look }, /** @type {any} */ (where));
    return;
  }
  const at = pixel(site.lat, site.lon);
  svg("circle", { cx: at.x - origin.x, cy: at.y - origin.y, r: reach(site), ...look }, /** @type {any} */ (where));
}

/**
 * The sites whose circles are drawn; of a cluster only where all its sites lie at one place, and then the widest.
 *
 * @returns {Site[]}
 */
export function circled() {
  if (!state.circles || !isClustered()) return [];
  const size = state.map.getSize();
  const widest = Math.hypot(size.x, size.y) * WIDEST;
  return state.clusters.flatMap(({ anchor, members, radius }) => {
    const isOne = members.every((one) => Math.abs(one.lat - anchor.lat) + Math.abs(one.lon - anchor.lon) < SAME);
    const worst = members.reduce((one, other) => (other.radius > one.radius ? other : one));
    return isOne && reach(worst) > radius + BEYOND && reach(worst) < widest ? [worst] : [];
  });
}

/** Draws the circles anew. */
export function drawCircles() {
  const found = document.createDocumentFragment();
  for (const site of circled()) if (site !== state.focus) circle(site, "", found);
  for (const site of new Set([state.hovered, state.focus])) if (site && reach(site)) circle(site, "lit", found);
  layers.circles.replaceChildren(found);
}

/** Draws the regions that hold sites without a point, where the reader asks for them. */
export function drawAreas() {
  const found = document.createDocumentFragment();
  for (const region of (state.areas && state.outlines?.regions) || []) {
    if (!unplacedIn(region.iso)) continue;
    const node = svg("path", { d: regionPath(region), "data-region": region.iso }, /** @type {any} */ (found));
    node.dataset.count = String(unplacedIn(region.iso));
  }
  layers.areas.replaceChildren(found);
}
