/* The keys: one tab stop for all marks, arrows go from mark to mark, Enter opens. */

import { inView } from "./geometry.js";
import { buttons, buttonOf } from "./marks.js";
import { state } from "./state.js";
import { closeBox, hideTip, showTip } from "./tips.js";

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const PAN = 120; // px

/** @type {Site | null} where the keyboard is */
let current = null;
/** @type {Site | null} that gets the keyboard back when it is drawn again */
let refocus = null;

/** The marks in view, the most important first. */
function seen() {
  const found = [...buttons.values()].filter((one) => inView(state.map, one.mark.anchor));
  return found.sort((one, other) => one.mark.anchor.number - other.mark.anchor.number);
}

/** One mark takes the tab key: where the keyboard was, else the most important in view. */
export function rove() {
  const stop = buttonOf(current) || seen()[0];
  for (const button of buttons.values()) button.tabIndex = button === stop ? 0 : -1;
  const back = refocus && buttonOf(refocus);
  if (!back) return;
  refocus = null;
  back.focus({ preventScroll: true });
}

/** After a zoom into a cluster the keyboard stays with its anchor. */
export const keepFocus = (/** @type {Site} */ site) => { refocus = site; };

/**
 * The nearest mark in a direction: within a cone of 63 degrees to each side.
 *
 * @param {any} from
 * @param {[number, number]} direction
 * @param {any[]} all
 */
function toward(from, [right, down], all) {
  let best = null;
  let least = Infinity;
  for (const other of all) {
    if (other === from) continue;
    const [x, y] = [other.mark.point.x - from.mark.point.x, other.mark.point.y - from.mark.point.y];
    const ahead = x * right + y * down;
    const aside = Math.abs(x * down) + Math.abs(y * right);
    if (ahead <= 0 || aside > 2 * ahead) continue;
    if (ahead + 1.6 * aside < least) { least = ahead + 1.6 * aside; best = other; }
  }
  return best;
}

function zoom(/** @type {any} */ button, /** @type {number} */ steps) {
  keepFocus(button.mark.anchor);
  const { lat, lon } = button.mark.anchor;
  const wanted = Math.min(state.map.getMaxZoom(), Math.max(state.map.getMinZoom(), state.map.getZoom() + steps));
  state.touched = true;
  state.map.setZoomAround([lat, lon], wanted);
}

/**
 * The mark that a key leads to; null where it leads to none.
 *
 * @param {any} button
 * @param {string} key
 */
function target(button, key) {
  const all = seen();
  const at = all.indexOf(button);
  switch (key) {
    case "Home": return all[0];
    case "End": return all[all.length - 1];
    case "PageDown": return all[(at + 1) % all.length];
    case "PageUp": return all[(at + all.length - 1) % all.length];
    default: return ARROWS[key] ? toward(button, ARROWS[key], all) : null;
  }
}

/** What a key does at a mark besides: true where it does something. */
function act(/** @type {any} */ button, /** @type {KeyboardEvent} */ event) {
  const arrow = ARROWS[event.key];
  if (arrow && event.shiftKey) state.map.panBy([arrow[0] * PAN, arrow[1] * PAN]);
  else if (event.key === "+" || event.key === "=") zoom(button, 1);
  else if (event.key === "-") zoom(button, -1);
  else if (event.key === "Escape") { hideTip(); closeBox(); }
  else return false;
  return true;
}

/** Tells whether a key meant the map. */
function press(/** @type {any} */ button, /** @type {KeyboardEvent} */ event) {
  if (act(button, event)) return true;
  const next = target(button, event.key);
  next?.focus({ preventScroll: true });
  return Boolean(next) || event.key in ARROWS;
}

export function addKeys(/** @type {HTMLElement} */ pane) {
  const buttonAt = (/** @type {any} */ event) => event.target.closest?.(".mark");
  pane.addEventListener("keydown", (event) => {
    const button = buttonAt(event);
    if (button && press(button, event)) { event.preventDefault(); event.stopPropagation(); }
  });
  pane.addEventListener("focusin", (event) => {
    const button = buttonAt(event);
    if (!button) return;
    current = button.mark.anchor;
    for (const one of buttons.values()) one.tabIndex = one === button ? 0 : -1;
    if (button.matches(":focus-visible")) showTip(button);
  });
  pane.addEventListener("focusout", hideTip);
}
