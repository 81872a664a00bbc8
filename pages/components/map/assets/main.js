/* The map: what happens when it begins, and when the app says what to show. Begin to read here; clicks.js has what the reader does. */

import { followAddress, keepAddress } from "./address.js";
import { addBase, makePaths, redraw } from "./base.js";
import { addCircles, drawAreas, drawCircles } from "./circles.js";
import { sitesOf } from "./contract.js";
import { listen } from "./clicks.js";
import { addEdges, drawEdges } from "./edges.js";
import { addGestures } from "./gestures.js";
import { addKeys, rove } from "./keyboard.js";
import { addLegend, writeLegend } from "./legend.js";
import { measureAnew } from "./lettering.js";
import { addMarks, forget, layout, onLayout } from "./marks.js";
import { addNames, placeNames } from "./names.js";
import { readOutlines } from "./outlines.js";
import { announce, comeIntoView, element, knowsSwitches, outerWindow, placeCard, tellSwitches, wasPickedHere } from "./page.js";
import { svg } from "./shapes.js";
import { beginsOpen, fitFrame, followSize, promiseHeight } from "./size.js";
import { fill, number, state, take, text, visible } from "./state.js";
import { addTips, closeBox, tellOf } from "./tips.js";
import { addTools, countUnplaced, lay, notice } from "./tools.js";
import * as view from "./view.js";

const PATIENCE = 8000; // ms after which the map shows itself without its outlines
const PANES = /** @type {const} */ ({ areas: 410, regions: 415, dots: 416, circles: 420, marks: 620, names: 630, edges: 640 });

let reveal = () => {};
let isBegun = false; // sites were shown once
let timer = 0;
/** @type {any} */
let layers = {};
/** @type {[number[], Scene] | null} */
let pending = null;

/**
 * @param {Options} options
 * @param {() => void} shown Called when there is something to see.
 */
export function begin(options, shown) {
  state.options = options;
  state.sites = sitesOf(options.columns, options.sites);
  promiseHeight();
  const missing = new Set(["base", "sites"]);
  const here = (/** @type {string} */ part) => {
    missing.delete(part);
    if (missing.size) return;
    state.map.getContainer().style.visibility = "";
    shown();
  };
  reveal = () => here("sites");
  return { start: (/** @type {any} */ map) => start(map, here), sites };
}

/* Panes in which one svg draws; names and circles take no clicks. */
function addPanes(/** @type {any} */ map) {
  /** @type {any} */
  const found = {};
  for (const [name, depth] of Object.entries(PANES)) {
    const pane = map.createPane(name);
    pane.style.zIndex = depth;
    if (name === "marks") { found.marks = pane; continue; }
    pane.classList.add("leaflet-zoom-hide");
    if (name !== "areas") pane.style.pointerEvents = "none";
    found[name] = svg("svg", { class: "over " + name, width: 1, height: 1, "aria-hidden": "true" }, pane);
  }
  found.chosen = svg("svg", { class: "over names", width: 1, height: 1, "aria-hidden": "true" }, map.getPane("names"));
  return found;
}

function start(/** @type {any} */ map, /** @type {(part: string) => void} */ here) {
  state.map = map;
  // in three dimensions the browser would keep a layer for each pane and canvas, which makes every frame of the whole page dear
  Object.assign(L.Browser, { ie3d: true });
  const root = map.getContainer();
  dress(root);
  layers = addPanes(map);
  addMarks(layers.marks);
  addNames(layers);
  addCircles(layers);
  addTips(root);
  addTools();
  addEdges(layers.edges);
  addGestures();
  addKeys(layers.marks);
  const legend = addLegend({ isOpen: beginsOpen(), changed: switched, resized: fitFrame });
  followSize(root, legend, () => { if (map.getSize().x) { view.refit(); settle(); } });
  map.invalidateSize({ pan: false, animate: false });
  view.begin();
  listen(layers, settle);
  followAddress((key) => lay(state.options.tiles.find((/** @type {Tile} */ one) => one.key === key) || null));
  window.setTimeout(() => { here("base"); reveal(); }, PATIENCE);
  readOutlines().then(() => { land(); here("base"); root.dataset.base = "ready"; })
    .catch(() => { notice(text("base_failed")); here("base"); });
  loadFont();
  if (pending) sites(...pending);
}

function dress(/** @type {any} */ root) {
  root.style.visibility = "hidden";
  root.setAttribute("role", "region");
  root.setAttribute("aria-label", `${text("map_label")}. ${text("keys")}`);
  root.removeAttribute("tabindex");
  root.classList.add("deposits", state.options.theme);
  document.documentElement.lang = state.options.texts.language;
  if (outerWindow() && window.frameElement) window.frameElement.setAttribute("title", text("map_label"));
  for (const name in state.options.colours) document.documentElement.style.setProperty("--" + name, state.options.colours[name]);
  const spoken = root.appendChild(element("div", "spoken"));
  spoken.setAttribute("role", "status");
  const defs = root.appendChild(svg("svg", { width: 0, height: 0, "aria-hidden": "true", style: "position:absolute" }));
  const pattern = svg("pattern", { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse" }, defs);
  for (const at of [1.5, 4.5]) svg("circle", { cx: at, cy: at, r: 1 }, pattern);
}

function land() {
  makePaths();
  view.refit();
  addBase();
  if (isBegun) settle();
}

/* The typeface of the page, which the browser has already; without it the map is written in another. */
function loadFont() {
  const { font } = state.options.links;
  if (!font) return;
  const face = new FontFace("Source Sans", `url(${JSON.stringify(new URL(font, document.baseURI).href)})`, { weight: "200 900" });
  face.load().then((loaded) => {
    document.fonts.add(loaded);
    measureAnew();
    if (isBegun) placeNames();
    fitFrame();
  }).catch(() => {});
}

/* ---- what the app says ---- */

/**
 * Shows the sites of a view, by number, and all that goes with them.
 *
 * @param {number[]} shown
 * @param {Scene} scene
 */
function sites(shown, scene) {
  if (!state.map) { pending = [shown, scene]; return; }
  pending = null;
  const before = state.scene;
  const isOther = (/** @type {"regions" | "frame"} */ name) => String(before[name]) !== String(scene[name]);
  const wasOff = [...state.off].sort().join();
  const isOtherSet = state.shown.join() !== shown.join() || isOther("regions");
  take(shown, scene, !knowsSwitches(scene.switches?.echo ?? 0));
  const isFiltered = isBegun && (isOtherSet || wasOff !== [...state.off].sort().join());
  if (JSON.stringify(before.overlay) !== JSON.stringify(scene.overlay)) forget();
  closeBox();
  state.map.getContainer().classList.toggle("areas", Boolean(scene.areas));
  if (isOther("regions")) redraw();
  writeLegend();
  countUnplaced();
  look(isOther("frame"), isFiltered);
  settle();
  turnTo(before.focus, scene);
  isBegun = true;
  keepAddress();
  reveal();
}

/* Where the map looks now: at another frame, or at what a filter has left. */
function look(/** @type {boolean} */ isFramed, /** @type {boolean} */ isFiltered) {
  if (isFramed && (isBegun || !state.touched)) { state.touched = false; view.home(); }
  if (!isBegun) view.followFilter(false);
  if (isFiltered) afterPaint(() => view.followFilter()); // the sites first, the way there afterwards
  if (isFiltered) announce(fill(text("shown"), { count: number(visible().length) }));
}

/* A site that was just chosen is to be seen, unless the reader chose it on this map. */
function turnTo(/** @type {string | undefined} */ before, /** @type {Scene} */ scene) {
  const { focus } = state;
  placeCard();
  if (!focus || scene.focus === before) return;
  const isMine = wasPickedHere(scene.focus);
  if (!isMine && (isBegun || scene.approach)) view.goTo(focus, { isFirst: !isBegun });
  if (!isMine && isBegun) comeIntoView();
  if (document.fullscreenElement) tellOf(focus);
}

/* The legend hides or shows a kind; where the app follows, header, table and address come after. */
function switched() {
  if (state.scene.switches) tellSwitches([...state.off]);
  layout();
  announce(fill(text("shown"), { count: number(visible().length) }));
}

/* Everything that depends on zoom, size and what is shown; names come a moment later, so that the marks are there at once. */
function settle() {
  if (!state.map.getSize().x) return;
  layout();
  drawEdges();
}

function later() {
  window.cancelAnimationFrame(timer);
  timer = afterPaint(() => { placeNames(); drawCircles(); });
}

const afterPaint = (/** @type {() => void} */ act) => window.requestAnimationFrame(() => window.setTimeout(act, 0));

onLayout(() => { rove(); drawAreas(); later(); });
