/* The buttons on the map: zoom, the country, the sites shown, full screen, a point, and what else is shown. */

import { redraw } from "./base.js";
import { drawAreas, drawCircles } from "./circles.js";
import { drawEdges } from "./edges.js";
import { writeLegend } from "./legend.js";
import { forget, layout } from "./marks.js";
import { placeNames } from "./names.js";
import { call, element } from "./page.js";
import { togglePoint } from "./point.js";
import { svg } from "./shapes.js";
import { fill, number, state, text } from "./state.js";
import { home, project, showShown } from "./view.js";
import { makePaths } from "./base.js";
import { leaveAddress } from "./address.js";

const ICONS = {
  in: "M10 4v12M4 10h12",
  out: "M4 10h12",
  home: "M3 10.5 10 4l7 6.5M5.5 9v7h9V9",
  selection: "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4M7.4 10a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0-5.2 0",
  screen: "M8 3H3v5M12 3h5v5M17 12v5h-5M8 17H3v-5M3 3l5 5M17 3l-5 5M17 17l-5-5M3 17l5-5",
  point: "M10 2v5M10 13v5M2 10h5M13 10h5M10 10h.01",
  layers: "M10 3 3 6.6l7 3.6 7-3.6L10 3ZM3 10l7 3.6 7-3.6M3 13.4 10 17l7-3.6",
};

/** @type {any} */
let tiles = null;
/** @type {any} */
let unplacedLine = null;

function picture(/** @type {string} */ path) {
  const drawing = svg("svg", { viewBox: "0 0 20 20", width: 18, height: 18, "aria-hidden": "true" });
  svg("path", { d: path, fill: "none", stroke: "currentColor", "stroke-width": 1.8, "stroke-linejoin": "round", "stroke-linecap": "round" }, drawing);
  return drawing;
}

function tool(/** @type {string} */ className, /** @type {string} */ name, /** @type {string} */ path, /** @type {() => void} */ act) {
  const button = element("button", className);
  button.type = "button";
  call(button, name);
  button.append(picture(path));
  button.addEventListener("click", act);
  return button;
}

function addControl(/** @type {L.ControlPosition} */ position, /** @type {any} */ node) {
  const control = new L.Control({ position });
  control.onAdd = () => node;
  L.DomEvent.disableClickPropagation(node);
  L.DomEvent.disableScrollPropagation(node);
  control.addTo(state.map);
}

export function addTools() {
  const { map } = state;
  const bar = element("div", "tools");
  const byHand = (/** @type {() => void} */ act) => () => { state.touched = true; act(); };
  bar.append(
    tool("zoom-in", text("zoom_in"), ICONS.in, byHand(() => map.zoomIn(1))),
    tool("zoom-out", text("zoom_out"), ICONS.out, byHand(() => map.zoomOut(1))),
    tool("home", text("whole_country"), ICONS.home, () => { state.touched = false; home(true); }),
    tool("selection", text("selection"), ICONS.selection, showShown),
  );
  const point = tool("point", text("point"), ICONS.point, () => point.setAttribute("aria-pressed", String(togglePoint())));
  point.setAttribute("aria-pressed", "false");
  bar.append(point);
  if (document.fullscreenEnabled) bar.append(fullScreen());
  addControl("topleft", bar);
  addControl("topright", layers());
}

function fullScreen() {
  const button = tool("full-screen", text("full_screen"), ICONS.screen, () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen().catch(() => { button.hidden = true; });
  });
  document.addEventListener("fullscreenchange", () => call(button, text(document.fullscreenElement ? "leave_full_screen" : "full_screen")));
  return button;
}

/* ---- what else is shown ---- */

function layers() {
  const box = element("details", "layers");
  const summary = box.appendChild(element("summary"));
  summary.append(picture(ICONS.layers), element("span", "", text("view")));
  const list = box.appendChild(element("div"));
  list.append(tick("names", text("site_names"), placeNames), tick("circles", text("circles"), () => { drawCircles(); writeLegend(); }));
  unplacedLine = list.appendChild(tick("areas", "", () => { drawAreas(); placeNames(); writeLegend(); }));
  list.append(tick("graticule", text("graticule"), drawEdges));
  if (state.options.tiles.length) list.append(backgrounds());
  box.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape") return;
    box.open = false;
    summary.focus();
  });
  state.map.on("click", () => { box.open = false; });
  return box;
}

/** How many sites of the view have no point. */
export function countUnplaced() {
  const count = (state.scene.unplaced || []).length;
  unplacedLine.querySelector("span").textContent = fill(text("unplaced"), { count: number(count) });
  unplacedLine.hidden = !count;
}

function tick(/** @type {"names" | "circles" | "areas" | "graticule"} */ what, /** @type {string} */ words, /** @type {() => void} */ act) {
  const line = element("label");
  const input = line.appendChild(element("input"));
  Object.assign(input, { type: "checkbox", checked: state[what], name: what });
  line.append(element("span", "", words));
  input.addEventListener("change", () => { state[what] = input.checked; act(); });
  return line;
}

function backgrounds() {
  const list = element("div", "backgrounds");
  list.setAttribute("role", "radiogroup");
  list.setAttribute("aria-label", text("layers"));
  list.append(element("b", "", text("layers")), background(text("outlines"), null));
  for (const tile of state.options.tiles) list.append(background(text(tile.key), tile));
  return list;
}

function background(/** @type {string} */ words, /** @type {Tile | null} */ tile) {
  const line = element("label");
  const button = line.appendChild(element("input"));
  Object.assign(button, { type: "radio", name: "background", value: tile ? tile.key : "outlines", checked: !tile });
  line.append(element("span", "", words));
  button.addEventListener("change", () => lay(tile));
  return line;
}

/** Lays an online background below the marks; the outlines stay until a tile has come, and without a network one sentence says so. */
export function lay(/** @type {Tile | null} */ tile) {
  tiles?.remove();
  tiles = null;
  notice("");
  if (tile) {
    tiles = L.tileLayer(tile.url, { maxNativeZoom: tile.max_zoom, maxZoom: 18, crossOrigin: true });
    tiles.on("tileerror", () => notice(text("tiles_failed")));
    tiles.once("tileload", () => { notice(""); over(tile); });
    reproject(true);
    tiles.addTo(state.map);
  } else {
    over(null);
    reproject(false);
  }
  /** @type {any} */ (document.querySelector(".credit")).textContent = [text("attribution"), tile && tile.credit].filter(Boolean).join(" ");
  for (const input of state.map.getContainer().querySelectorAll("[name=background]")) input.checked = input.value === (tile ? tile.key : "outlines");
  state.background = tile ? tile.key : "";
  leaveAddress();
}

function over(/** @type {Tile | null} */ tile) {
  state.tile = tile;
  state.map.getContainer().classList.toggle("tiled", Boolean(tile));
  redraw();
}

function reproject(/** @type {boolean} */ isMercator) {
  project(isMercator);
  if (state.outlines) makePaths();
  forget();
  redraw();
  layout();
  drawEdges();
}

export function notice(/** @type {string} */ words) {
  const root = state.map.getContainer();
  let node = root.querySelector(".notice");
  if (!node) {
    node = root.appendChild(element("div", "notice"));
    node.setAttribute("role", "status");
  }
  node.textContent = words;
  node.hidden = !words;
}
