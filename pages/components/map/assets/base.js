/* The land: neighbours, regions, lakes and borders on one canvas. Paths are made once in the pixels of zoom 0. */

import { linesOf, ringsOf } from "./geometry.js";
import { pixel, state } from "./state.js";

const AROUND = 0.3; // of the window on each side that is drawn beyond it
const FADING = [0.12, 0.3, 0.5, 0.75, 1]; // strength of a neighbour's border, from the edge of the data inwards

/** @type {any} */
let paths = null;
/** @type {any} */
let layer = null;

/**
 * @param {number[][][]} rings
 * @param {boolean} isClosed
 * @param {Path2D} path
 */
function trace(rings, isClosed, path) {
  for (const ring of rings) {
    ring.forEach(([lon, lat], i) => {
      const { x, y } = pixel(lat, lon, 0);
      if (i) path.lineTo(x, y);
      else path.moveTo(x, y);
    });
    if (isClosed) path.closePath();
  }
  return path;
}

/** Makes the paths: once, and again in another projection. */
export function makePaths() {
  const { regions, shapes, neighbours } = state.outlines;
  const of = (/** @type {string} */ kind) => shapes.filter((/** @type {any} */ one) => one.properties.kind === kind);
  const borders = (/** @type {number} */ step) => of("country").reduce((/** @type {Path2D} */ path, /** @type {any} */ one) => {
    const runs = neighbours[one.properties.name_en]?.borders || [];
    return trace(linesOf(ringsOf(one), runs, step), false, path);
  }, new Path2D());
  paths = {
    borders: FADING.map((_, step) => borders(step)),
    abroad: of("country").reduce((/** @type {Path2D} */ path, /** @type {any} */ one) => trace(ringsOf(one), true, path), new Path2D()),
    land: regions.reduce((/** @type {Path2D} */ path, /** @type {any} */ one) => trace(one.rings, true, path), new Path2D()),
    lakes: of("lake").reduce((/** @type {Path2D} */ path, /** @type {any} */ one) => trace(ringsOf(one), true, path), new Path2D()),
  };
}

/** The outline of a region as an SVG path, in pixels of the panes. */
export function regionPath(/** @type {any} */ region) {
  const origin = state.map.getPixelOrigin();
  const point = (/** @type {number[]} */ [lon, lat], /** @type {number} */ i) => {
    const at = pixel(lat, lon);
    return `${i ? "L" : "M"}${(at.x - origin.x).toFixed(1)},${(at.y - origin.y).toFixed(1)}`;
  };
  return region.rings.map((/** @type {number[][]} */ ring) => ring.map(point).join("") + "Z").join("");
}

const colour = (/** @type {string} */ name) => state.options.colours[name];

/** Draws the land on the canvas; over online tiles only the borders. */
function draw(/** @type {any} */ pen, /** @type {number} */ scale) {
  const stroke = (/** @type {Path2D} */ path, /** @type {string} */ name, /** @type {number} */ width, opacity = 1) => {
    pen.globalAlpha = opacity;
    pen.strokeStyle = colour(name);
    pen.lineWidth = width / scale;
    pen.stroke(path);
    pen.globalAlpha = 1;
  };
  const paint = (/** @type {Path2D} */ path, /** @type {string} */ name) => { pen.fillStyle = colour(name); pen.fill(path); };
  if (state.tile) {
    stroke(paths.land, "border", 1, 0.8);
    return outline(stroke);
  }
  paths.borders.forEach((/** @type {Path2D} */ path, /** @type {number} */ step) => stroke(path, "line", 1, FADING[step]));
  stroke(paths.land, "glow", 9);
  stroke(paths.land, "border", 2.8);
  paint(paths.land, "land");
  stroke(paths.land, "land", 0.5);
  paint(paths.lakes, "water");
  stroke(paths.lakes, "shore", 0.8);
  stroke(paths.land, "line", 1);
  return outline(stroke);
}

/** The chosen regions stand out. */
function outline(/** @type {any} */ stroke) {
  for (const region of state.outlines.regions) {
    if ((state.scene.regions || []).includes(region.iso)) stroke(trace(region.rings, true, new Path2D()), "text", 1.8, 0.75);
  }
}

export function addBase() {
  const Base = /** @type {any} */ (L.Layer).extend({
    onAdd(/** @type {any} */ map) {
      this.canvas = L.DomUtil.create("canvas", "land leaflet-zoom-animated", map.getPane("tilePane"));
      this.canvas.style.transformOrigin = "0 0";
      this.canvas.style.zIndex = "2";
      this.draw();
    },
    getEvents() {
      return {
        moveend: this.draw,
        zoomanim: (/** @type {any} */ event) => this.put(event.center, event.zoom),
        zoom: () => this.put(state.map.getCenter(), state.map.getZoom()),
      };
    },
    put(/** @type {any} */ center, /** @type {number} */ zoom) {
      if (!this.corner) return;
      const at = state.map._latLngToNewLayerPoint(this.corner, zoom, center);
      L.DomUtil.setTransform(this.canvas, at, state.map.getZoomScale(zoom, this.zoom));
    },
    draw() {
      if (!paths) return;
      const size = state.map.getSize();
      if (!size.x || !size.y) return; // hidden: drawn when it is shown
      const around = size.multiplyBy(AROUND)._round();
      const corner = state.map.getPixelBounds().min.subtract(around);
      const [wide, tall, density] = [size.x + 2 * around.x, size.y + 2 * around.y, window.devicePixelRatio || 1];
      this.zoom = state.map.getZoom();
      this.corner = state.map.unproject(corner, this.zoom);
      const scale = 2 ** this.zoom;
      Object.assign(this.canvas, { width: wide * density, height: tall * density });
      Object.assign(this.canvas.style, { width: wide + "px", height: tall + "px" });
      L.DomUtil.setTransform(this.canvas, corner.subtract(state.map.getPixelOrigin()), 1);
      const pen = this.canvas.getContext("2d");
      if (!state.tile) { pen.fillStyle = colour("abroad"); pen.fillRect(0, 0, wide * density, tall * density); }
      pen.setTransform(density * scale, 0, 0, density * scale, -corner.x * density, -corner.y * density);
      pen.lineJoin = "round";
      draw(pen, scale);
    },
  });
  layer = new Base();
  layer.addTo(state.map);
}

/** Draws the land anew: another region is chosen, another background lies below. */
export const redraw = () => layer?.draw();
