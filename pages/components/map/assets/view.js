/* What part of the world the map shows: the country, a region, the sites shown, one site; in which projection. */

import { crsOf } from "./lambert.js";
import { inView } from "./geometry.js";
import { isCalm, isSmall, pixel, pixelsPerKm, state, visible } from "./state.js";

const EDGE = { desk: 14, phone: 5 }; // px around the country
const AROUND = 60; // px around chosen sites
const DEEPEST = 12; // zoom
const CLOSER = 0.5; // zoom steps by which a filter must narrow the view for the map to move
const SITE_ZOOM = 7; // of a site that the reader goes to
const LEAST_KM = 25; // around a site

let corners = /** @type {any} */ (null); // of the country, in pixels of zoom 0
let fitting = false;
let isAtSite = false; // the map went to the chosen site

/** The moves that the map makes by itself do not count as the reader's. */
export const isFitting = () => fitting;

/** Leaflet's bounds are two corners, which is wrong in a conic projection: points in pixels are right in any. */
function fitTo(/** @type {any} */ box, /** @type {number} */ edge, deepest = DEEPEST) {
  const size = state.map.getSize();
  const covered = box.getSize();
  const scale = Math.min((size.x - 2 * edge) / Math.max(covered.x, 1e-6), (size.y - 2 * edge) / Math.max(covered.y, 1e-6));
  return { center: state.map.unproject(box.getCenter(), 0), zoom: Math.min(deepest, Math.log2(Math.max(scale, 1))) };
}

function boxOf(/** @type {{lat: number, lon: number}[]} */ places) {
  return L.bounds(places.map(({ lat, lon }) => pixel(lat, lon, 0)));
}

/** The outline of the country where it has come, else a grid over its corners. */
function country() {
  if (state.outlines) return L.bounds(state.outlines.regions.flatMap(boxOfRegion));
  const [[south, west], [north, east]] = state.options.bounds;
  const steps = [0, 0.25, 0.5, 0.75, 1];
  return boxOf(steps.flatMap((x) => steps.map((y) => ({ lat: south + (north - south) * y, lon: west + (east - west) * x }))));
}

function move(/** @type {{center: any, zoom: number}} */ { center, zoom }, animate = false) {
  if (!state.map.getSize().x) return;
  fitting = true;
  state.map.setView(center, zoom, { animate: animate && !isCalm(), reset: !animate });
  if (!animate || isCalm()) fitting = false;
  else state.map.once("moveend", () => { fitting = false; });
}

/** Knows the country anew: its outline has come, the window or the projection is another. */
export function measureCountry() {
  corners = country();
  const size = state.map.getSize();
  if (!size.x || !size.y) return;
  const { zoom } = fitTo(corners, EDGE[isSmall() ? "phone" : "desk"]);
  state.firstZoom = zoom;
  const [wide, tall] = [corners.getSize().x * 0.12, corners.getSize().y * 0.17];
  const at = (/** @type {number} */ x, /** @type {number} */ y) => state.map.unproject([x, y], 0);
  state.map.options.minZoom = zoom - 0.35;
  state.map.setMaxBounds(L.latLngBounds(at(corners.min.x - wide, corners.max.y + tall), at(corners.max.x + wide, corners.min.y - tall)));
}

/** The first view of the map: a frame that the page asks for, else the country. */
function whole() {
  const { frame } = state.scene;
  const box = frame ? boxOf([0, 1].flatMap((i) => [0, 1].map((j) => ({ lat: frame[i][0], lon: frame[j][1] })))) : corners;
  return fitTo(box, EDGE[isSmall() ? "phone" : "desk"]);
}

export function home(animate = false) {
  isAtSite = false;
  move(whole(), animate);
}

/** Shows all sites that are there, and the regions that were chosen. */
function boxOfShown() {
  const box = boxOf(visible());
  const chosen = state.scene.regions || [];
  for (const region of state.outlines?.regions || []) {
    if (chosen.includes(region.iso)) for (const corner of boxOfRegion(region)) box.extend(corner);
  }
  return box.isValid() ? box : corners;
}

/** Corners of a region in pixels of zoom 0, worked out once in each projection. */
function boxOfRegion(/** @type {any} */ region) {
  const { code } = state.map.options.crs;
  if (region.boxOf !== code) {
    const { min, max } = boxOf(region.rings.flat().map((/** @type {number[]} */ [lon, lat]) => ({ lat, lon })));
    Object.assign(region, { boxOf: code, box: [min, max] });
  }
  return /** @type {any[]} */ (region.box);
}

export function showShown() {
  state.touched = true;
  move(fitTo(boxOfShown(), AROUND, 9), true);
}

/** The view of what a filter has left where that is much less than the country, else of the country. */
function filtered() {
  if (state.scene.frame) return whole();
  const target = fitTo(boxOfShown(), isSmall() ? 12 : 30, SITE_ZOOM);
  return target.zoom > state.firstZoom + CLOSER ? target : whole();
}

/** After a filter: goes to what is left; the reader's own view is left alone. */
export function followFilter(animate = true) {
  if (state.touched) return;
  isAtSite = false;
  const { center, zoom } = filtered();
  const off = pixel(center.lat, center.lng).distanceTo(state.map.project(state.map.getCenter()));
  if (Math.abs(zoom - state.map.getZoom()) > 0.01 || off > 1) move({ center, zoom }, animate);
}

/** The size of the window is another: the view that the map chose is chosen anew. */
export function refit() {
  measureCountry();
  if (state.touched) return;
  const wasAtSite = isAtSite;
  isAtSite = false;
  move(filtered());
  if (wasAtSite && state.focus) goTo(state.focus, { isFirst: true });
}

/**
 * Goes to a site: so near that its circle fits and it stands alone, if that can be.
 *
 * @param {Site} site
 * @param {{isFirst?: boolean}} how
 */
export function goTo(site, { isFirst = false } = {}) {
  const size = state.map.getSize();
  const km = Math.max(LEAST_KM, site.radius * 1.5);
  const fits = state.map.getZoom() + Math.log2(Math.min(size.x, size.y) / 2 / (km * pixelsPerKm(site.lat, site.lon)));
  const zoom = Math.max(isFirst ? 0 : state.map.getZoom(), Math.min(SITE_ZOOM, fits));
  if (!isFirst && inView(state.map, site) && zoom === state.map.getZoom()) return;
  isAtSite = true;
  move({ center: [site.lat, site.lon], zoom }, !isFirst);
}

/**
 * Goes so near that half of a cluster's sites stand alone, but no nearer than all of them fit.
 *
 * @param {Cluster} mark
 */
export function open(mark) {
  const box = boxOf(mark.members);
  const { center, zoom } = fitTo(box, 90);
  const [first, ...others] = mark.members.map(({ lat, lon }) => pixel(lat, lon, 0));
  const apart = others.map((one) => one.distanceTo(first)).filter((one) => one * 2 ** DEEPEST > 8).sort((one, other) => one - other);
  const need = Math.log2(28 / (apart[apart.length >> 1] || 1));
  state.touched = true;
  move({ center, zoom: Math.max(Math.min(zoom, need, DEEPEST), Math.min(DEEPEST, state.map.getZoom() + 1)) }, true);
}

/** Online tiles are made for Mercator: the map takes that as long as one is on, at the same scale. */
export function project(/** @type {boolean} */ isMercator) {
  const { map } = state;
  const crs = isMercator ? L.CRS.EPSG3857 : crsOf(state.options.lambert);
  if (map.options.crs.code === crs.code) return;
  const center = map.getCenter();
  const before = pixelsPerKm(center.lat, center.lng);
  map.options.crs = crs;
  const zoom = map.getZoom() + Math.log2(before / pixelsPerKm(center.lat, center.lng));
  map.options.minZoom = 0;
  map.setMaxBounds(null);
  move({ center, zoom });
  measureCountry();
}

/** Begins in our projection: folium made the map in Mercator. */
export function begin() {
  const { map } = state;
  Object.assign(map.options, { crs: crsOf(state.options.lambert), zoomSnap: 0, minZoom: 0, maxZoom: DEEPEST, maxBoundsViscosity: 1 });
  corners = country();
  measureCountry();
  home();
}
