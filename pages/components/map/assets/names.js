/* The names on the map: cities, regions, lakes, towns and sites, where there is room; a name is never on a mark or another name. Placed
 * for the whole country once a zoom, so that a pan changes nothing. */

import { FONTS, widthOf } from "./lettering.js";
import { nameRegions } from "./regions.js";
import { Room } from "./room.js";
import { svg } from "./shapes.js";
import { isClustered, isSized, isSmall, pixel, state } from "./state.js";

const LINE = 14; // px high
const LONGEST = 24; // letters of a name; the card has the whole
const LEAD = 60; // sites whose clusters are named at any zoom
const CLOSE = 7; // zoom from which all clusters are named
const DETAIL = 6.6; // zoom from which elements stand beside a name
const SMALL_TOWNS = 6.3; // zoom from which the third rank of towns is named
const A_NAME = { desk: 10500, phone: 9000 }; // px² of map a name in the first view

/** @type {any} */
const layers = {};
/** @type {{mark: Cluster, box: number[]}[]} */
let labels = [];
let room = new Room();

export function addNames(/** @type {any} */ found) {
  Object.assign(layers, found);
}

/** The corner of the world that the panes begin at. */
const local = (/** @type {{x: number, y: number}} */ point) => {
  const origin = state.map.getPixelOrigin();
  return { x: point.x - origin.x, y: point.y - origin.y };
};

/** In the first view, the window; closer, no limits: what lies outside is there when the reader gets to it. */
function limits() {
  if (state.map.getZoom() >= state.firstZoom + 0.3) return null;
  const view = state.map.getPixelBounds();
  const { x, y } = local(view.min);
  const size = state.map.getSize();
  return /** @type {[number, number, number, number]} */ ([x + 3, y + 3, x + size.x - 3, y + size.y - 3]);
}

/** What lies over the map takes room in the first view, where the map is not moved. */
function takeControls(/** @type {[number, number, number, number]} */ inView) {
  for (const node of state.map.getContainer().querySelectorAll(".leaflet-control")) {
    if (!node.offsetWidth) continue;
    let [x, y] = [inView[0] - 3, inView[1] - 3];
    for (let at = node; at && at !== state.map.getContainer(); at = at.offsetParent) { x += at.offsetLeft; y += at.offsetTop; }
    room.take([x, y, x + node.offsetWidth, y + node.offsetHeight]);
  }
}

/** Places all names anew. */
export function placeNames() {
  room = new Room();
  labels = [];
  const inView = limits();
  const names = document.createDocumentFragment();
  const dots = document.createDocumentFragment();
  for (const { point, radius } of state.clusters) {
    if (radius > 2.5) room.takeDisc(local(point).x, local(point).y, radius + 0.8);
  }
  if (inView) takeControls(inView);
  nameTowns(1, inView, names, dots);
  const [first, rest] = ordered();
  const left = nameSites(first, mostNames(), inView, names);
  nameRegions(layers.regions, room, false);
  if (!isSmall()) nameTowns(2, inView, names, dots);
  nameSites(rest, left, inView, names);
  if (state.map.getZoom() > SMALL_TOWNS) nameTowns(3, inView, names, dots);
  layers.dots.replaceChildren(dots);
  layers.names.replaceChildren(names);
  nameChosen();
}

/** Where the view was moved, regions that lost their name get it back; nothing else changes. */
export const followView = () => nameRegions(layers.regions, room, true);

/**
 * @param {number[]} box
 * @param {string} className
 * @param {DocumentFragment} where
 */
function write(box, className, where) {
  return svg("text", { x: box[0] + 2, y: box[1] + 11, class: className }, /** @type {any} */ (where));
}

/**
 * @param {number} rank
 * @param {any} inView
 * @param {DocumentFragment} names
 * @param {DocumentFragment} dots
 */
function nameTowns(rank, inView, names, dots) {
  const towns = (state.outlines?.towns || []).filter((/** @type {any} */ one) => one.rank === rank);
  for (const town of towns) nameTown(town, inView, names, dots);
}

/** A city has its dot in any case; a lesser town none without its name. */
function nameTown(/** @type {any} */ town, /** @type {any} */ inView, /** @type {any} */ names, /** @type {any} */ dots) {
  const { name, lat, lon, rank } = town;
  const isCity = rank === 1;
  const { x, y } = local(pixel(lat, lon));
  const spot = /** @type {[number, number, number, number]} */ ([x - 4, y - 4, x + 4, y + 4]);
  if (!isCity && !room.isFree(spot)) return;
  const box = room.beside({ x, y, radius: 3 }, widthOf(name, isCity ? FONTS.bold : FONTS.town), 13, inView);
  if (!box && !isCity) return;
  svg("circle", { cx: x, cy: y, r: isCity ? 3 : 2.2, class: `dot rank-${rank}` }, dots);
  room.take(spot);
  if (!box) return;
  room.take(box);
  write(box, `town rank-${rank}`, names).textContent = name;
}

/** How many names the view has room for. */
function mostNames() {
  const size = state.map.getSize();
  const beyond = state.map.getZoom() - state.firstZoom;
  if (beyond > 0.6) return Infinity;
  return Math.round(((size.x * size.y) / A_NAME[isSmall() ? "phone" : "desk"]) * (1 + Math.max(0, beyond) * 0.9));
}

/** A mark without a figure says nothing where figures are shown; a crowd of unimportant sites has no name worth its room. */
function isNamed(/** @type {Cluster} */ { anchor, members, radius }) {
  const zoom = state.map.getZoom();
  if (isSized() && !state.ratings.get(anchor.number)) return false;
  if (isSized() && state.overlay.kind !== "contradiction" && radius < 5 && zoom < 6.5) return false;
  return members.length === 1 || anchor.number <= LEAD || zoom >= CLOSE;
}

/** What stands behind a name: the amount, or close by the elements. */
function extraOf(/** @type {Cluster} */ { anchor, members, radius }) {
  if (isSized()) return radius > 13 && state.overlay.kind === "contradiction" ? "" : state.ratings.get(anchor.number)?.label || "";
  return isClustered() && members.length === 1 && state.map.getZoom() > DETAIL ? anchor.elements.split(" ").slice(0, 3).join(" ") : "";
}

/** The name of a mark, cut where it is very long, with how many more sites the mark stands for. */
function wordsOf(/** @type {Cluster} */ { anchor, members }) {
  const letters = [...anchor.name];
  const cut = letters.length > LONGEST ? letters.slice(0, LONGEST - 2).join("").trimEnd() + "…" : anchor.name;
  return members.length > 1 ? `${cut} +${members.length - 1}` : cut;
}

/** The marks that bear a name, by importance: those of which much is said, which come before the regions, and the others. */
function ordered() {
  const first = (/** @type {Cluster} */ one) => (one.anchor === state.focus ? 1 : 0);
  const named = state.names ? state.clusters.filter(isNamed) : [];
  named.sort((one, other) => first(other) - first(one) || one.anchor.number - other.anchor.number);
  const isStrong = (/** @type {Cluster} */ one) => one.anchor.strong || first(one) === 1;
  return [named.filter(isStrong), named.filter((one) => !isStrong(one))];
}

/**
 * Names some marks as long as there is room; returns how many names are left.
 *
 * @param {Cluster[]} marks
 * @param {number} most
 * @param {any} inView
 * @param {DocumentFragment} names
 */
function nameSites(marks, most, inView, names) {
  let left = most;
  for (const mark of marks) if (left > 0 && nameSite(mark, inView, names)) left -= 1;
  return left;
}

/** Writes the name of a mark where it finds room; tells whether it did. */
function nameSite(/** @type {Cluster} */ mark, /** @type {any} */ inView, /** @type {DocumentFragment} */ names) {
  const { anchor, radius } = mark;
  const [words, extra, isBold] = [wordsOf(mark), extraOf(mark), anchor.strong || isSized()];
  const width = widthOf(words, isBold ? FONTS.bold : FONTS.plain) + (extra ? widthOf(extra, FONTS.extra) + 5 : 0) + 1;
  const box = room.beside({ ...local(mark.point), radius }, width, LINE, inView);
  if (!box) return false;
  room.take(box);
  const node = write(box, isBold ? "site" : "site weak", names);
  node.textContent = words;
  node.dataset.site = anchor.id;
  if (extra) svg("tspan", { dx: 5, class: state.overlay.kind === "contradiction" ? "factor" : "extra" }, node).textContent = extra;
  labels.push({ mark, box });
  return true;
}

/** The name of the chosen site lies on top in a pill; the others stay where they are. */
function nameChosen() {
  layers.chosen.replaceChildren();
  const { focus } = state;
  const mark = focus && state.clusters.find((one) => one.members.includes(focus));
  if (!mark) return;
  const { x, y } = local(mark.point);
  const width = widthOf(focus.name, FONTS.bold) + 14;
  const own = labels.find((one) => one.mark === mark && mark.anchor === focus);
  const marks = new Room();
  for (const other of state.clusters) {
    if (other !== mark && other.radius > 2.5) marks.takeDisc(local(other.point).x, local(other.point).y, other.radius);
  }
  const free = marks.beside({ x, y, radius: mark.radius + 3 }, width, 16, null);
  const [left, top] = own ? [own.box[0] - 4, own.box[1] - 1] : free || [x + mark.radius + 5, y - 9];
  svg("rect", { x: left, y: top - 1, width, height: 18, rx: 5, class: "pill" }, layers.chosen);
  svg("text", { x: left + 7, y: top + 12, class: "pill-text" }, layers.chosen).textContent = focus.name;
}
