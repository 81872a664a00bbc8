/* How high the map is: the frame takes what the window of the page allows. */

import { outerWindow } from "./page.js";
import { state } from "./state.js";

const SHARES = { phone: 0.46, desk: 0.5 }; // of the window's height on a phone; of the map's own width on a desk
const ABOVE = 235; // px of the page over a map that fills the window
const MAP = { least: 400, most: 760 }; // px
const SMALL = 500; // px: a map that is given no more than this keeps to it, with its legend
const LEAST = 60; // px below which there is no map at all
const LOW = 190; // px below which there are no tools
const LATE = [150, 400, 900]; // ms after which the page above a framed map has its height

/** @type {any} */
let root = null;
/** @type {any} */
let legend = null;
let given = 0;
let last = { x: 0, y: 0 };
let onResize = () => {};

/** Whether the page stands in the frame of an article. */
export function isFramed(/** @type {any} */ outer) {
  const query = new URLSearchParams(outer.location.search);
  return query.get("embed") === "true" && !query.has("print");
}

/** Whether the map is one of the small ones: of one place, or of the regions. */
export const isMinor = () => given <= SMALL;

/** Where the map begins on the page when nothing is scrolled. */
function topOf(/** @type {any} */ outer) {
  const box = /** @type {any} */ (window.frameElement);
  const scroller = box.closest("[data-testid=stMain]") || outer.document.scrollingElement;
  return Math.max(0, box.getBoundingClientRect().top + scroller.scrollTop);
}

/** How high that is which the page has below the map. */
function belowIt(/** @type {any} */ outer) {
  const box = /** @type {any} */ (window.frameElement);
  let sum = box.parentElement.getBoundingClientRect().bottom - box.getBoundingClientRect().bottom;
  for (let node = box.parentElement; node && !node.matches("[data-testid=stMain]"); node = node.parentElement) {
    const end = node.getBoundingClientRect().bottom;
    let lowest = end;
    for (let next = node.nextElementSibling; next; next = next.nextElementSibling) {
      const { top, bottom, height } = next.getBoundingClientRect();
      if (height && top >= end - 1) lowest = Math.max(lowest, bottom);
    }
    sum += lowest - end + parseFloat(outer.getComputedStyle(node).paddingBottom);
  }
  return sum + 1;
}

/** Height of the map without its legend, px. */
function wanted() {
  const below = () => (!legend || legend.hidden ? 0 : legend.offsetHeight);
  const folded = () => (!legend || legend.hidden ? 0 : legend.firstElementChild.offsetHeight);
  const outer = outerWindow();
  if (!outer) return given - below();
  if (isFramed(outer)) return Math.floor(Math.min(given, outer.innerHeight - topOf(outer) - belowIt(outer))) - below();
  if (isMinor()) return given - folded();
  if (outer.innerWidth < 700) return Math.round(Math.max(260, outer.innerHeight * SHARES.phone - folded()));
  const wide = window.innerWidth * SHARES.desk;
  return Math.round(Math.max(MAP.least, Math.min(wide, outer.innerHeight - ABOVE, MAP.most, given)));
}

/** Gives the map its height and tells the page; the legend is part of the frame. */
export function fitFrame() {
  if (!root) return;
  const isFull = Boolean(document.fullscreenElement);
  const outer = outerWindow();
  const isArticle = Boolean(outer && isFramed(outer));
  legend.hidden = false;
  if (isArticle && wanted() < LOW + 60) legend.hidden = true;
  const height = wanted();
  root.classList.toggle("gone", !isFull && height < LEAST);
  root.classList.toggle("low", !isFull && height < LOW);
  root.style.height = isFull ? `calc(100vh - ${legend.offsetHeight}px)` : Math.max(height, 1) + "px";
  tellPage();
}

function tellPage() {
  if (document.fullscreenElement || outerWindow()?.document.fullscreenElement) return; // the height outside is kept for the way back
  const height = root.classList.contains("gone") ? 1 : root.offsetHeight + (legend.hidden ? 0 : legend.offsetHeight);
  setHeight(Math.ceil(height));
}

let setHeight = (/** @type {number} */ height) => { void height; };

/**
 * @param {any} map The element of the map, which has the height that Python gave.
 * @param {any} below The legend.
 * @param {() => void} resized
 */
export function followSize(map, below, resized) {
  [root, legend, onResize] = [map, below, resized];
  const streamlit = /** @type {any} */ (window).Streamlit;
  setHeight = streamlit.setFrameHeight.bind(streamlit);
  streamlit.setFrameHeight = tellPage; // streamlit-folium would set it back after each run
  document.documentElement.classList.toggle("phone", (outerWindow() || window).innerWidth < 700);
  document.addEventListener("fullscreenchange", fitFrame);
  fitFrame();
  const outer = outerWindow();
  if (outer) followPage(outer);
  new ResizeObserver(() => {
    const size = { x: root.clientWidth, y: root.clientHeight };
    if (size.x === last.x && size.y === last.y) return;
    if (!last.x && size.x) fitFrame(); // it was hidden, and what is hidden has no height
    last = size;
    if (!size.x || !size.y) return;
    state.map.invalidateSize({ pan: false, animate: false });
    onResize();
  }).observe(root);
}

/** Takes the place of the map on the page before there is one: streamlit-folium gives its frame no height until then. */
export function promiseHeight() {
  const place = document.getElementById("map_div");
  const outer = outerWindow();
  given = place?.clientHeight || 560;
  if (place && outer && !isFramed(outer)) /** @type {any} */ (window).Streamlit.setFrameHeight(wanted());
}

function followPage(/** @type {any} */ outer) {
  let width = outer.innerWidth;
  const onWindow = () => {
    // a phone's address bar comes and goes while scrolling: no reason to resize
    if (outer.innerWidth < 700 && outer.innerWidth === width) return;
    width = outer.innerWidth;
    document.documentElement.classList.toggle("phone", width < 700);
    fitFrame();
  };
  outer.addEventListener("resize", onWindow);
  let words = /** @type {ResizeObserver | null} */ (null);
  if (isFramed(outer)) {
    for (const wait of LATE) window.setTimeout(fitFrame, wait);
    words = new ResizeObserver(fitFrame);
    const block = outer.document.querySelector("[data-testid=stMainBlockContainer]");
    if (block) words.observe(block);
  }
  window.addEventListener("pagehide", () => { outer.removeEventListener("resize", onWindow); words?.disconnect(); });
}

/** Whether the legend begins open: on a desk, below a map of full size. */
export function beginsOpen() {
  const outer = outerWindow();
  return !isMinor() && Boolean(outer) && !isFramed(outer) && /** @type {any} */ (outer).innerWidth >= 700;
}
