/* The legend below the map: what the shapes and sizes mean, with counts; its lines are switches. */

import { element } from "./page.js";
import { disc, ring, shape, sizeOf, svg } from "./shapes.js";
import { fill, isClustered, isGraded, isSized, kindOf, number, state, text } from "./state.js";
import { kindName } from "./marks.js";

/** @type {any} */
let box = null;
/** @type {any} */
let rows = null;
let onChange = () => {};
let onResize = () => {};

/**
 * @param {{isOpen: boolean, changed: () => void, resized: () => void}} how
 */
export function addLegend({ isOpen, changed, resized }) {
  onChange = changed;
  onResize = resized;
  box = element("details", "legend");
  box.open = isOpen;
  const summary = box.appendChild(element("summary"));
  summary.append(element("span", "", text("legend")), element("small", "credit", text("attribution")));
  rows = box.appendChild(element("div", "rows"));
  box.addEventListener("toggle", () => onResize());
  state.map.getContainer().after(box);
  return box;
}

function drawing(/** @type {any} */ shown, /** @type {number} */ radius) {
  const node = svg("svg", { width: 2 * radius + 2, height: 2 * radius + 2, viewBox: `${-radius - 1} ${-radius - 1} ${2 * radius + 2} ${2 * radius + 2}`, "aria-hidden": "true" });
  node.append(shown);
  return node;
}

/** What a kind looks like on the map. */
function sample(/** @type {number} */ kind) {
  if (isGraded()) return disc(kind, 7);
  if (!isSized()) return shape(kind, 0.8);
  const colour = state.options.groups[kind].colour;
  return svg("circle", { r: 7, fill: colour, "fill-opacity": 0.5, stroke: colour });
}

/** Kinds that the legend lists: all that the data have, so that no line comes or goes; on a small map what is there. */
function kinds(/** @type {Map<number, number>} */ counts) {
  const isWhole = state.shown.length > 1 || !state.scene.focus;
  if (isGraded()) return state.overlay.levels.map((/** @type {string} */ _, /** @type {number} */ level) => level).reverse();
  const all = isWhole ? new Set(state.sites.map((/** @type {Site} */ site) => site.group)) : new Set(counts.keys());
  return [...all].sort((one, other) => one - other);
}

/** Writes how many sites a line stands for. */
function label(/** @type {any} */ button, /** @type {number} */ kind, /** @type {Map<number, number>} */ counts) {
  const count = number(counts.get(kind) || 0);
  button.title = fill(text("counted"), { name: kindName(kind), count });
  button.querySelector(".count").textContent = count;
}

function switchOf(/** @type {number} */ kind, /** @type {Map<number, number>} */ counts) {
  const button = element("button");
  button.type = "button";
  button.dataset.kind = isGraded() ? String(kind) : state.options.groups[kind].key;
  button.dataset.number = String(kind);
  button.setAttribute("aria-pressed", String(!state.off.has(kind)));
  button.append(drawing(sample(kind), 9), element("span", "word", kindName(kind)), element("span", "count"));
  label(button, kind, counts);
  button.addEventListener("click", () => {
    if (!state.off.delete(kind)) state.off.add(kind);
    button.setAttribute("aria-pressed", String(!state.off.has(kind)));
    onChange();
  });
  return button;
}

function note(/** @type {any} */ picture, /** @type {string} */ words) {
  const line = element("p");
  line.append(picture, element("span", "word", words));
  return line;
}

/** A soft circle around a mark. */
function softCircle() {
  const colour = state.options.groups[0].colour;
  const node = svg("g");
  svg("circle", { r: 11, fill: colour, "fill-opacity": 0.1, stroke: colour, "stroke-opacity": 0.55, "stroke-dasharray": "4 3" }, node);
  node.append(shape(0, 0.6));
  return drawing(node, 11);
}

function sizes() {
  const line = element("p", "sizes");
  const isContradiction = state.overlay.kind === "contradiction";
  for (const [amount, words] of state.overlay.steps) {
    const radius = sizeOf(amount);
    /** @type {Record<string, string>} */
    const look = isContradiction ? { fill: "var(--contradiction)" } : { fill: "none", stroke: "var(--muted)" };
    line.append(drawing(svg("circle", { r: radius, ...look }), radius), element("span", "word", words));
  }
  return line;
}

/** What the looks of a mark mean besides its kind. */
function notes() {
  const found = [];
  const { overlay } = state;
  if (overlay.kind) found.push(element("p", "title", overlay.title));
  if (isSized()) found.push(sizes(), note(drawing(svg("circle", { r: 2.4, fill: "var(--quiet)" }), 6), `${overlay.none}: ${number(state.shown.length - state.ratings.size)}`));
  if (isClustered()) {
    /** @type {[number, number][]} */
    const some = isGraded() ? [[2, 2], [3, 1]] : [[0, 2], [Math.min(3, state.options.groups.length - 1), 1]];
    found.push(note(drawing(ring(some, 10), 11), text("cluster")));
    if (state.circles) found.push(note(softCircle(), text("circle")));
    if (!overlay.kind && state.sites.some((/** @type {Site} */ site) => site.doubtful)) found.push(note(drawing(shape(0, 0.8, true), 9), text("doubtful")));
  }
  if (state.areas) found.push(note(drawing(svg("rect", { x: -9, y: -7, width: 18, height: 14, class: "hatched" }), 9), text("hatched")));
  return found;
}

/** How many sites of the view there are of each kind. */
function counted() {
  const counts = new Map();
  for (const one of state.shown) {
    const kind = kindOf(state.sites[one]);
    counts.set(kind, (counts.get(kind) || 0) + 1);
  }
  return counts;
}

/** What the legend was written for: where that stays, a filter changes only its numbers. */
let written = "";

/** Writes the legend anew: after a filter, another overlay, another layer. */
export function writeLegend() {
  const counts = counted();
  const { overlay, circles, areas, off, ratings } = state;
  const listed = isGraded() ? [] : kinds(counts);
  const numbers = isSized() ? [state.shown.length, ratings.size] : [];
  const key = JSON.stringify([overlay.kind, overlay.title, overlay.steps, circles, areas, listed, [...off], numbers]);
  if (key === written) {
    for (const button of rows.querySelectorAll("button")) label(button, Number(button.dataset.number), counts);
    return;
  }
  written = key;
  const isListed = !isSized() || state.overlay.kind !== "contradiction";
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.kind : undefined;
  const lines = isListed ? kinds(counts).map((/** @type {number} */ kind) => switchOf(kind, counts)) : [];
  rows.replaceChildren(...lines, ...notes());
  if (focused) rows.querySelector(`[data-kind="${focused}"]`)?.focus();
  onResize();
}
