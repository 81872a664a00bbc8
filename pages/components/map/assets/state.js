/* What the map knows and shows. One map a page: the frame of streamlit-folium is a world of its own. */

import { ratingsOf } from "./contract.js";

/**
 * A mark on the screen: one site, or several that are too close to draw.
 *
 * @typedef {object} Cluster
 * @property {Site} anchor Its most important site: the mark stands there.
 * @property {Site[]} members The anchor first.
 * @property {number} radius Pixels.
 * @property {{x: number, y: number}} point Pixels of the world at this zoom.
 */

/** No overlay: the marks show what is found at their sites. */
const FOUND = /** @type {Overlay} */ (/** @type {unknown} */ ({ kind: "", title: "", levels: [], steps: [], none: "", ratings: [] }));

export const COARSE = window.matchMedia("(pointer: coarse)").matches;

export const state = {
  /** @type {any} Leaflet's map */
  map: null,
  /** @type {Options} */
  options: /** @type {any} */ (null),
  /** @type {Site[]} */
  sites: [],
  /** @type {number[]} numbers of the sites of the view */
  shown: [],
  /** @type {Set<number>} numbers of groups, or levels, that the legend hides */
  off: new Set(),
  /** @type {Cluster[]} */
  clusters: [],
  /** @type {Scene} */
  scene: {},
  overlay: FOUND,
  /** @type {Map<number, Rating>} */
  ratings: new Map(),
  /** @type {Site | null} */
  focus: null,
  /** @type {Site | null} */
  hovered: null,
  firstZoom: 4, // of the view that shows the whole country
  touched: false, // the reader moved the map: it no longer fits itself
  names: true,
  circles: true,
  areas: false, // sites without a point
  graticule: false,
  /** @type {Tile | null} the online background that has come */
  tile: null,
  background: "", // its name from when it is asked for
  /** @type {any} of regions, countries, lakes and towns, when they have come */
  outlines: null,
};

/** @param {string} key */
export const text = (key) => state.options.texts[key];

/**
 * @param {string} words
 * @param {Record<string, string | number>} values
 */
export function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** @param {number} value */
export const number = (value) => value.toLocaleString(state.options.texts.language);

/** Whether marks too close to draw become one: where their sizes say something, none may hide. */
export const isClustered = () => !isSized();

/** Whether the size of a mark says something. */
export const isSized = () => ["contradiction", "ore", "element", "oxide"].includes(state.overlay.kind);

/** Whether the marks show levels of the ramp. */
export const isGraded = () => ["evidence", "status"].includes(state.overlay.kind);

/**
 * What the legend counts and hides a site by: the number of its group or of its level.
 *
 * @param {Site} site
 */
export const kindOf = (site) => (isGraded() ? state.ratings.get(site.number)?.level ?? 0 : site.group);

/** The sites on the map: of the view, less those that the legend hides. */
export const visible = () => state.shown.map((one) => state.sites[one]).filter((site) => !state.off.has(kindOf(site)));

export const isSmall = () => state.map.getSize().x < 620;

export const isCalm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * @param {number} lat
 * @param {number} lon
 * @param {number} [zoom]
 */
export const pixel = (lat, lon, zoom) => state.map.project([lat, lon], zoom ?? state.map.getZoom());

/**
 * Pixels a kilometre at a place; the projection is conformal, so in every direction.
 *
 * @param {number} lat
 * @param {number} lon
 */
export const pixelsPerKm = (lat, lon) => pixel(lat - 0.05, lon).distanceTo(pixel(lat + 0.05, lon)) / (0.1 * 111.195);

/**
 * Takes over what the app says.
 *
 * @param {number[]} shown
 * @param {Scene} scene
 * @param {boolean} isLate Whether it answers an earlier switch than the last: the legend then stays as the reader left it.
 */
export function take(shown, scene, isLate) {
  const overlay = scene.overlay ?? FOUND;
  if (overlay.kind !== state.overlay.kind || (scene.switches && !isLate)) state.off = new Set(scene.switches?.off);
  const focus = state.sites.find((one) => one.id === scene.focus) || null;
  Object.assign(state, { scene, overlay, focus, shown: shown.filter((one) => one < state.sites.length) });
  state.ratings = ratingsOf(state.options.columns, scene.overlay);
}
