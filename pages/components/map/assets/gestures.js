/* How the map is moved without taking the page from the reader: the wheel scrolls the page until the map was clicked or Ctrl is held; on a
 * phone one finger scrolls the page and two move the map. */

import { element } from "./page.js";
import { COARSE, state, text } from "./state.js";

const SHOWN = 1100; // ms that a hint is seen

/** @type {any} */
let box = null;
let timer = 0;

function hint(/** @type {string} */ words) {
  box.textContent = words;
  box.hidden = false;
  window.clearTimeout(timer);
  timer = window.setTimeout(() => { box.hidden = true; }, SHOWN);
}

export function addGestures() {
  const { map } = state;
  const root = map.getContainer();
  box = root.appendChild(element("div", "hint"));
  box.hidden = true;
  map.keyboard.disable();
  if (COARSE) map.doubleClickZoom.disable();
  if (COARSE) map.dragging.disable(); // Leaflet then leaves one finger to the page and keeps two for itself
  let isActive = false;
  root.addEventListener("pointerdown", () => { isActive = true; });
  root.addEventListener("mouseleave", () => { isActive = false; });
  root.parentNode.addEventListener("wheel", (/** @type {WheelEvent} */ event) => {
    if (event.ctrlKey || isActive || document.fullscreenElement) return;
    event.stopPropagation();
    hint(text("wheel"));
  }, { capture: true, passive: true });
  root.addEventListener("touchmove", (/** @type {TouchEvent} */ event) => {
    if (event.touches.length === 1) hint(text("fingers"));
    else box.hidden = true;
  }, { passive: true });
}
