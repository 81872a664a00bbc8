/* The marks: which sites stand alone, which share one, and where. Each stands at the true place of its site. */

import { cluster } from "./cluster.js";
import { drawing, isNear, parts, radiusOf } from "./shapes.js";
import { COARSE, fill, isClustered, isGraded, isSized, number, pixel, state, text, visible } from "./state.js";

const GAP = 2; // px between two marks
const FINGER = 24; // px that a mark takes under a finger
const AROUND = 300; // px around the view in which marks are kept
const MOST_BUILT = 600; // buttons in stock
const KEPT = 24; // layouts that are remembered: back and forth costs nothing

/** @type {Map<string, any>} buttons on the map, by what they show */
export const buttons = new Map();
/** @type {Map<string, any>} all that were built: what comes back is not built anew */
const stock = new Map();
/** @type {Map<string, Cluster[]>} */
const layouts = new Map();
/** @type {HTMLElement | null} */
let pane = null;
/** @type {(() => void)[]} */
const after = [];

/** What is done when the marks stand anew: names, circles, the tab stop. */
export const onLayout = (/** @type {() => void} */ act) => after.push(act);

export function addMarks(/** @type {HTMLElement} */ where) {
  pane = where;
}

/** Forgets how marks looked: another overlay, another projection. */
export function forget() {
  layouts.clear();
  for (const button of buttons.values()) button.remove();
  buttons.clear();
  stock.clear();
}

/**
 * @param {Site[]} sites
 * @returns {Cluster[]}
 */
function arrange(sites) {
  const places = sites.map((site) => ({ ...pixel(site.lat, site.lon), radius: radiusOf(site) }));
  if (!isClustered()) return sites.map((site, i) => ({ anchor: site, members: [site], radius: places[i].radius, point: places[i] }));
  return cluster(places, { gap: GAP, least: COARSE ? FINGER : 0 }).map(({ anchor, members, radius }) => ({
    anchor: sites[anchor],
    members: members.map((one) => sites[one]),
    radius,
    point: places[anchor],
  }));
}

/** Works out the marks of this zoom and draws them. */
export function layout() {
  const sites = visible();
  const key = [state.map.getZoom(), state.map.options.crs.code, state.overlay.kind, isNear(), sites.map((one) => one.number)].join("|");
  let found = layouts.get(key);
  if (!found) {
    if (layouts.size > KEPT) layouts.clear();
    if (stock.size > MOST_BUILT) stock.clear();
    layouts.set(key, (found = arrange(sites)));
  }
  state.clusters = found;
  paint();
  for (const act of after) act();
}

/**
 * @param {Cluster} mark
 */
function keyOf(mark) {
  const looks = mark.members.length > 1 ? mark.members.map((one) => one.number).join() : mark.anchor.number;
  return [looks, isNear(), mark.radius].join("|");
}

/** The button of a mark: the one that was built for it before, else a new one. */
function buttonFor(/** @type {Cluster} */ mark, /** @type {string} */ key) {
  const button = stock.get(key) || build(mark);
  stock.set(key, button);
  buttons.set(key, button);
  return button;
}

/** Puts the marks of the view on the screen; one that stays keeps its node, so that no click on it is lost. */
export function paint() {
  const origin = state.map.getPixelOrigin();
  const view = state.map.getPixelBounds();
  const around = L.bounds(view.min.subtract([AROUND, AROUND]), view.max.add([AROUND, AROUND]));
  const kept = new Set();
  const coming = document.createDocumentFragment();
  for (const mark of state.clusters) {
    const { x, y } = mark.point;
    if (!around.contains([x, y])) continue;
    const key = keyOf(mark);
    kept.add(key);
    let button = buttons.get(key);
    if (!button) coming.append((button = buttonFor(mark, key)));
    button.mark = mark;
    button.style.transform = `translate(${x - origin.x}px,${y - origin.y}px)`;
    show(button);
  }
  for (const [key, button] of buttons) if (!kept.has(key)) { button.remove(); buttons.delete(key); }
  pane?.append(coming);
  state.map.getContainer().dataset.sites = state.clusters.map((one) => one.members.map((site) => site.id).join(" ")).join(" ");
}

/**
 * @param {Cluster} mark
 */
function build(mark) {
  /** @type {any} */
  const button = document.createElement("button");
  button.type = "button";
  button.className = "mark leaflet-zoom-animated";
  button.tabIndex = -1;
  const size = Math.max(2 * mark.radius + 3, COARSE ? FINGER : 10);
  button.style.setProperty("--size", size + "px");
  button.dataset.sites = mark.members.map((site) => site.id).join(" ");
  button.dataset.group = state.options.groups[mark.anchor.group].key;
  button.setAttribute("aria-label", spoken(mark));
  button.append(drawing(mark));
  const depth = isSized() ? Math.round(mark.radius * (state.overlay.kind === "contradiction" ? 10 : -10)) : -mark.members.length;
  button.style.zIndex = String(500 + depth);
  return button;
}

/** A mark says by its ring whether it is chosen. */
function show(/** @type {any} */ button) {
  const isChosen = state.focus !== null && button.mark.members.includes(state.focus);
  button.classList.toggle("chosen", isChosen);
  button.setAttribute("aria-pressed", String(isChosen));
}

/**
 * The words of what a ring or a shape stands for.
 *
 * @param {number} kind
 */
export function kindName(kind) {
  return isGraded() ? state.overlay.levels[kind] : text(state.options.groups[kind].key);
}

/**
 * @param {Cluster} mark
 */
function spoken({ anchor, members }) {
  if (members.length === 1) return [anchor.name, kindName(isGraded() ? state.ratings.get(anchor.number)?.level ?? 0 : anchor.group), anchor.elements, place(anchor), remark(anchor)].filter(Boolean).join(", ");
  const kinds = parts(members).map(([kind, count]) => `${kindName(kind)} ${number(count)}`);
  return [fill(text("cluster_name"), { name: anchor.name, count: number(members.length) }), ...kinds, text("zooms_in")].join(", ");
}

/**
 * How exactly a place is known, in words.
 *
 * @param {Site} site
 */
export function place(site) {
  const exact = text(state.options.precisions[site.precision]);
  return site.radius ? `${exact}, ${fill(text("within"), { km: number(site.radius) })}` : exact;
}

/**
 * What the overlay says of a site; without one, its headline claim.
 *
 * @param {Site} site
 */
export const remark = (site) => state.ratings.get(site.number)?.remark || "";

/**
 * The button of the mark that shows a site.
 *
 * @param {Site | null} site
 */
export const buttonOf = (site) => [...buttons.values()].find((one) => site !== null && one.mark.members.includes(site));
