/* How a mark looks: its shape, its ring, its size. Everything is drawn as SVG around (0, 0). */

import { COARSE, isGraded, isSized, kindOf, state } from "./state.js";

const NS = "http://www.w3.org/2000/svg";
const SCALES = { far: 0.74, near: 0.87 }; // of a shape in its box of 24 x 24
const RADII = { far: 6.2, near: 7.5, quiet: 2.4 }; // px
const NEAR = 0.9; // zoom steps above the first view from which marks are larger
const RING = 4.4; // px wide

/**
 * @param {string} tag
 * @param {Record<string, string | number>} [attributes]
 * @param {Element} [parent]
 * @returns {any}
 */
export function svg(tag, attributes = {}, parent = undefined) {
  const node = document.createElementNS(NS, tag);
  for (const name in attributes) node.setAttribute(name, String(attributes[name]));
  if (parent) parent.append(node);
  return node;
}

export const isNear = () => COARSE || state.map.getZoom() > state.firstZoom + NEAR;

/**
 * @param {number} amount Of a contradiction: a factor; else tonnes.
 */
export function sizeOf(amount) {
  if (state.overlay.kind === "contradiction") return 6 + 4.6 * Math.log10(Math.max(1, amount));
  const most = state.overlay.steps.at(-1)?.[0] || 1;
  return Math.min(34, Math.max(3.5, 30 * Math.sqrt(amount / most)));
}

/**
 * Radius of the mark of one site, px.
 *
 * @param {Site} site
 */
export function radiusOf(site) {
  if (!isSized()) return isNear() ? RADII.near : RADII.far;
  const rating = state.ratings.get(site.number);
  return rating ? sizeOf(rating.amount) : RADII.quiet;
}

/**
 * Colour of a kind of sites: of their group, or of their level; none for the level that is hollow.
 *
 * @param {number} kind
 */
export function colourOf(kind) {
  if (!isGraded()) return state.options.groups[kind].colour;
  const last = state.overlay.levels.length - 1;
  const { ramp } = state.options;
  return kind === 0 ? "" : ramp[ramp.length - 1 - (last - kind)];
}

/**
 * The shape of a group, with a rim in the colour of the land; hollow where the listing or the place is in doubt.
 *
 * @param {number} group
 * @param {number} scale
 * @param {boolean} [hollow]
 */
export function shape(group, scale, hollow = false) {
  const { colour, shape: d } = state.options.groups[group];
  /** @type {Record<string, string | number>} */
  const look = hollow ? { fill: "var(--land)", stroke: colour, "stroke-width": 2.4 } : { fill: colour, class: "rim" };
  return svg("path", { d, "fill-rule": "evenodd", transform: `scale(${scale})`, ...look });
}

/** The strongest colour of the ramp outlines all that shows a level. */
const strongest = () => state.options.ramp[state.options.ramp.length - 1];

/** A disc that shows a level: outlined in the strongest colour, hollow and dashed where there is nothing. */
export function disc(/** @type {number} */ level, /** @type {number} */ radius) {
  const colour = colourOf(level);
  const node = svg("g");
  svg("circle", { r: radius, class: "rim", fill: "var(--land)" }, node);
  const dash = colour ? "none" : "2 2";
  const edge = { stroke: strongest(), "stroke-width": 1.2, "stroke-dasharray": dash };
  svg("circle", { r: radius - 0.6, fill: colour || "var(--land)", ...edge }, node);
  return node;
}

/**
 * @param {Site} site
 */
function single(site) {
  const rating = state.ratings.get(site.number);
  const radius = radiusOf(site);
  if (isGraded()) return disc(kindOf(site), radius);
  if (!isSized()) return shape(site.group, isNear() ? SCALES.near : SCALES.far, site.doubtful);
  if (!rating) return svg("circle", { r: radius, fill: "var(--quiet)" });
  if (state.overlay.kind !== "contradiction") {
    const colour = state.options.groups[site.group].colour;
    return svg("circle", { r: radius, fill: colour, "fill-opacity": 0.5, stroke: colour, "stroke-width": 1.3 });
  }
  const node = svg("g");
  svg("circle", { r: radius, class: "rim", fill: "var(--contradiction)" }, node);
  if (radius > 13) svg("text", { class: "inside" }, node).textContent = rating.label.replace(/^×\s/, "×");
  return node;
}

/**
 * Kinds of some sites with how many of each, the most first.
 *
 * @param {Site[]} members
 * @returns {[number, number][]}
 */
export function parts(members) {
  const counts = new Map();
  for (const site of members) counts.set(kindOf(site), (counts.get(kindOf(site)) || 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
}

/**
 * A ring in segments by kind, with a number inside.
 *
 * @param {[number, number][]} kinds
 * @param {number} radius
 */
export function ring(kinds, radius) {
  const count = kinds.reduce((sum, [, one]) => sum + one, 0);
  const middle = radius - RING / 2;
  const round = 2 * Math.PI * middle;
  const gap = kinds.length > 1 ? 1.4 : 0;
  const node = svg("g");
  svg("circle", { r: radius + 1.2, fill: "var(--surface)" }, node);
  if (isGraded()) svg("circle", { r: radius, fill: "none", stroke: strongest(), "stroke-width": 0.8 }, node);
  let from = 0;
  for (const [kind, one] of kinds) {
    const length = (round * one) / count;
    const colour = colourOf(kind);
    const arc = { r: middle, fill: "none", stroke: colour, "stroke-width": RING, "stroke-dasharray": `${Math.max(0.8, length - gap)} ${round}` };
    if (colour) svg("circle", { ...arc, "stroke-dashoffset": -from, transform: "rotate(-90)" }, node);
    from += length;
  }
  svg("text", { class: "number" }, node).textContent = String(count);
  return node;
}

/**
 * What is drawn for a mark, with the ring that shows it hovered, focused or chosen.
 *
 * @param {Cluster} mark
 */
export function drawing(mark) {
  const node = svg("svg", { width: 1, height: 1, "aria-hidden": "true" });
  node.append(mark.members.length > 1 ? ring(parts(mark.members), mark.radius) : single(mark.anchor));
  svg("circle", { class: "halo", r: mark.radius + 3.5 }, node);
  return node;
}
