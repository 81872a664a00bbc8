/* The page around the map's frame: its window, what a click tells it, where the card lies. Never needed: in an article of another
 * origin the map has no page. */

import { isCalm, state } from "./state.js";

/** The window of the page; null where the browser keeps it from us. */
export function outerWindow() {
  try {
    return window.parent.innerHeight ? window.parent : null;
  } catch {
    return null;
  }
}

/** Elements of streamlit-folium and ours in its frame. */
export function element(/** @type {string} */ tag, className = "", words = "") {
  /** @type {any} */
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (words) node.textContent = words;
  return node;
}

/** Names a button for the pointer and for those who do not see it. */
export function call(/** @type {any} */ node, /** @type {string} */ name) {
  node.title = name;
  node.setAttribute("aria-label", name);
}

/** What the legend hides, and when the reader last said so: the app keeps one value of a map, so it goes along with every click. */
/** @type {{off?: number[], offAt?: number}} */
let switches = {};
/** @type {object} the last click */
let last = {};

/** Tells the app what the reader chose; nothing else ever sends it anything. */
export function tell(/** @type {object} */ value) {
  last = { ...value, at: Date.now() };
  send();
}

/** Tells the app which lines of the legend are off. */
export function tellSwitches(/** @type {number[]} */ off) {
  switches = { off, offAt: Date.now() };
  send();
}

const send = () => /** @type {any} */ (window).Streamlit.setComponentValue({ ...last, ...switches });

/** Whether the app has heard the last switch: an answer to an earlier one is late. */
export const knowsSwitches = (/** @type {number} */ echo) => echo >= (switches.offAt ?? 0);

/** @type {string | null} id that the last click on this map chose */
let picked = null;

export function pick(/** @type {string} */ id) {
  picked = id;
  tell({ site: id });
}

export const wasPickedHere = (/** @type {string | undefined} */ id) => picked !== null && picked === id;

/** The card in the page steps aside where the chosen mark would lie under it; the map does not move. */
export function placeCard() {
  const outer = outerWindow();
  const { focus, map } = state;
  if (!outer || !focus) return;
  const side = map.latLngToContainerPoint([focus.lat, focus.lon]).x > map.getSize().x - 360 ? "left" : "right";
  const height = map.getSize().y + 2 + "px";
  const { dataset, style } = outer.document.documentElement;
  // to write what is there already would make the whole page find its styles anew
  if (dataset.cardSide !== side) dataset.cardSide = side;
  if (style.getPropertyValue("--map-height") !== height) style.setProperty("--map-height", height);
}

/** Says a change to those who do not see it. */
export function announce(/** @type {string} */ words) {
  const node = document.querySelector(".spoken");
  if (node && node.textContent !== words) node.textContent = words;
}

/** A site that was chosen in the table is to be seen: the page scrolls back to the map. */
export function comeIntoView() {
  const outer = outerWindow();
  const box = window.frameElement;
  if (!outer || !box || document.fullscreenElement) return;
  const { top, bottom, height } = box.getBoundingClientRect();
  const seen = Math.min(bottom, outer.innerHeight) - Math.max(top, 0);
  if (seen < 0.6 * Math.min(height, outer.innerHeight)) box.scrollIntoView({ block: "nearest", behavior: isCalm() ? "auto" : "smooth" });
}
