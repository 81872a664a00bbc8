/* Names of regions, lakes and countries; the chosen region's before all. A name stays while it is in view, so that a drag shuffles none. */

import { FONTS, widthOf } from "./lettering.js";
import { svg } from "./shapes.js";
import { fill, isSmall, number, pixel, pixelsPerKm, state, text } from "./state.js";

const HEIGHT = 14; // px
const MARGIN = { desk: 30, phone: 10 }; // px from the edge of the view that a name keeps
const SPACED = 0.9; // px between its letters

/** @type {Map<string, any>} where the name of a region stands at this zoom */
const places = new Map();

/**
 * @param {Element} layer
 * @param {import("./room.js").Room} room
 * @param {boolean} isPan Whether only the view was moved.
 */
export function nameRegions(layer, room, isPan) {
  if (!isPan) places.clear();
  if (!state.outlines) return;
  const names = document.createDocumentFragment();
  nameCountries(names);
  nameLakes(names, room);
  const chosen = state.scene.regions || [];
  const rank = (/** @type {any} */ region) => (chosen.includes(region.iso) ? 1 : 0);
  const isFar = isSmall() && state.map.getZoom() <= 4.6;
  const listed = state.outlines.regions.filter((/** @type {any} */ one) => one.words && (!isFar || rank(one)));
  listed.sort((/** @type {any} */ one, /** @type {any} */ other) => rank(other) - rank(one));
  for (const region of listed) {
    nameRegion(region, Boolean(rank(region)), room, names);
  }
  layer.replaceChildren(names);
}

/**
 * @param {string} words
 * @param {{x: number, y: number}} at Pixels of the world.
 * @param {string} className
 * @param {DocumentFragment} where
 */
function write(words, at, className, where) {
  const origin = state.map.getPixelOrigin();
  svg("text", { x: at.x - origin.x, y: at.y - origin.y + 4, class: className }, /** @type {any} */ (where)).textContent = words;
}

/** @param {DocumentFragment} names */
function nameCountries(names) {
  if (isSmall() && state.map.getZoom() <= 4.4) return;
  for (const { words, lat, lon } of state.outlines.countries) write(words.toUpperCase(), pixel(lat, lon), "country", names);
}

/**
 * @param {DocumentFragment} names
 * @param {import("./room.js").Room} room
 */
function nameLakes(names, room) {
  if (isSmall() && state.map.getZoom() < state.firstZoom + 0.5) return;
  for (const { words, lat, lon } of state.outlines.lakes) {
    const at = pixel(lat, lon);
    const box = boxAt(at, widthOf(words, FONTS.town));
    if (!room.isFree(box)) continue;
    room.take(box);
    write(words, at, "lake", names);
  }
}

/**
 * @param {{x: number, y: number}} at Pixels of the world.
 * @param {number} width
 * @param {number} [below] px more at the bottom
 * @returns {[number, number, number, number]}
 */
function boxAt(at, width, below = 0) {
  const origin = state.map.getPixelOrigin();
  const [x, y] = [at.x - origin.x, at.y - origin.y];
  return [x - width / 2, y - HEIGHT / 2, x + width / 2, y + HEIGHT / 2 + below];
}

function isInView(/** @type {{x: number, y: number}} */ { x, y }) {
  const view = state.map.getPixelBounds();
  const margin = MARGIN[isSmall() ? "phone" : "desk"];
  return x > view.min.x + margin && x < view.max.x - margin && y > view.min.y + margin && y < view.max.y - margin;
}

/**
 * The place inside a region where its name covers least, lies in the land and near the middle.
 *
 * @param {any} region
 * @param {number} width
 * @param {number} below
 * @param {import("./room.js").Room} room
 */
function bestPlace(region, width, below, room) {
  const middle = pixel(region.lat, region.lon);
  const scale = pixelsPerKm(48, 67);
  let best = null;
  for (const [lat, lon, km] of [[region.lat, region.lon, 40], ...region.inside]) {
    const at = pixel(lat, lon);
    if (!isInView(at)) continue;
    const hit = room.taken(boxAt(at, width, below));
    const score = hit * 3 + 0.35 * at.distanceTo(middle) + Math.max(0, width / 2 - km * scale) * 2;
    if (!best || score < best.score) best = { score, at, hit };
  }
  return best;
}

/**
 * The place of a region's name: the one it had, as long as that is in view; none where it would lie on something, but for a chosen one.
 *
 * @param {any} region
 * @param {boolean} isChosen
 * @param {number} width
 * @param {number} below
 * @param {import("./room.js").Room} room
 */
function placeOf(region, isChosen, width, below, room) {
  const old = places.get(region.iso);
  if (old && isInView(old.at)) return old;
  const found = bestPlace(region, width, below, room);
  if (!found || (found.hit > 0 && !isChosen)) return null;
  places.set(region.iso, found);
  room.take(boxAt(found.at, width + 4, below));
  return found;
}

/**
 * @param {any} region
 * @param {boolean} isChosen
 * @param {import("./room.js").Room} room
 * @param {DocumentFragment} names
 */
function nameRegion(region, isChosen, room, names) {
  const without = state.areas ? unplacedIn(region.iso) : 0;
  const note = without ? fill(text("without_point"), { count: number(without) }) : "";
  const width = Math.max(widthOf(region.words, FONTS.region, SPACED) + 4, note ? widthOf(note, FONTS.town) : 0);
  const place = placeOf(region, isChosen, width, note ? HEIGHT : 0, room);
  if (!place) return;
  write(region.words, place.at, isChosen ? "region chosen" : "region", names);
  if (note) write(note, { x: place.at.x, y: place.at.y + HEIGHT }, "badge", names);
}

/** How many sites of the view have no point and lie in a region. */
export function unplacedIn(/** @type {string} */ iso) {
  return (state.scene.unplaced || []).filter((one) => state.options.unplaced[one][2] === iso).length;
}
