/* Scale, graticule, and the coordinates under the pointer. */

import { inside, roundLength } from "./geometry.js";
import { element } from "./page.js";
import { svg } from "./shapes.js";
import { fill, isSmall, number, pixel, pixelsPerKm, state, text } from "./state.js";

const STEPS = /** @type {const} */ ([[6, 5], [7.5, 2], [9, 1], [99, 0.25]]); // below a zoom: degrees between lines
const REACH = { south: 34, north: 62, west: 38, east: 97 }; // degrees that the lines cover

/** @type {any} */
const parts = {};

export function addEdges(/** @type {any} */ layer) {
  parts.layer = layer;
  const bar = new L.Control({ position: "bottomleft" });
  bar.onAdd = () => {
    parts.scale = element("div", "scale");
    parts.scale.append(element("i"), element("span"));
    return parts.scale;
  };
  bar.addTo(state.map);
  parts.pointer = element("div", "pointer");
  parts.pointer.setAttribute("aria-hidden", "true");
  state.map.getContainer().append(parts.pointer);
  state.map.on("mousemove", (/** @type {any} */ { latlng }) => {
    const region = regionAt(latlng.lng, latlng.lat);
    parts.pointer.textContent = [coordinates(latlng.lat, latlng.lng), region?.name].filter(Boolean).join(" · ");
  });
  state.map.on("mouseout", () => { parts.pointer.textContent = ""; });
}

/** Digits that a pixel is worth: finer ones would be noise. */
export function coordinates(/** @type {number} */ lat, /** @type {number} */ lon) {
  const digits = Math.max(2, Math.min(5, Math.round(state.map.getZoom() / 2.2)));
  return fill(text("coordinates"), { lat: lat.toFixed(digits), lon: lon.toFixed(digits) });
}

/** The region at a place; a city lies inside its region, so cities are asked first. */
export function regionAt(/** @type {number} */ lon, /** @type {number} */ lat) {
  return state.outlines?.regions.find((/** @type {any} */ one) => inside(one.rings, lon, lat));
}

function drawScale() {
  const { lat, lng } = state.map.getCenter();
  const scale = pixelsPerKm(lat, lng);
  const km = roundLength((isSmall() ? 90 : 130) / scale);
  parts.scale.querySelector("i").style.width = km * scale + "px";
  parts.scale.querySelector("span").textContent = km < 1 ? fill(text("metres"), { m: number(km * 1000) }) : fill(text("kilometres"), { km: number(km) });
}

/**
 * @param {number[][]} places Latitude and longitude.
 */
function path(places) {
  const origin = state.map.getPixelOrigin();
  return places.map(([lat, lon], i) => {
    const at = pixel(lat, lon);
    return `${i ? "L" : "M"}${(at.x - origin.x).toFixed(1)},${(at.y - origin.y).toFixed(1)}`;
  }).join("");
}

/** The round numbers of degrees between two. */
function steps(/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ step) {
  const found = [];
  for (let at = Math.ceil(from / step) * step; at < to; at += step) found.push(at);
  return found;
}

function drawGraticule() {
  const found = document.createDocumentFragment();
  if (state.graticule) {
    const zoom = state.map.getZoom();
    const step = (STEPS.find(([below]) => zoom < below) ?? STEPS[3])[1];
    const [origin, view, bounds] = [state.map.getPixelOrigin(), state.map.getPixelBounds(), state.map.getBounds()];
    const put = (/** @type {string} */ words, /** @type {number} */ x, /** @type {number} */ y) => {
      svg("text", { x: x - origin.x, y: y - origin.y, class: "degree" }, /** @type {any} */ (found)).textContent = words;
    };
    for (const lon of steps(Math.max(REACH.west, bounds.getWest()), Math.min(REACH.east, bounds.getEast()), step)) {
      const line = [];
      for (let lat = REACH.south; lat <= REACH.north; lat += 0.5) line.push([lat, lon]);
      svg("path", { d: path(line), class: "meridian" }, /** @type {any} */ (found));
      put(`${Number(lon.toFixed(2))}°`, pixel(bounds.getNorth(), lon).x + 3, view.min.y + 12);
    }
    for (const lat of steps(Math.max(REACH.south, bounds.getSouth()), Math.min(REACH.north, bounds.getNorth()), step)) {
      const line = [];
      for (let lon = REACH.west; lon <= REACH.east; lon += 0.5) line.push([lat, lon]);
      svg("path", { d: path(line), class: "meridian" }, /** @type {any} */ (found));
      put(`${Number(lat.toFixed(2))}°`, view.max.x - 34, pixel(lat, bounds.getEast()).y - 3);
    }
  }
  parts.layer.replaceChildren(found);
}

export function drawEdges() {
  drawScale();
  drawGraticule();
}
