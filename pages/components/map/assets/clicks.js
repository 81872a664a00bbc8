/* What the reader does on the map: moves it, points at a mark, clicks one or beside it. */

import { circled } from "./circles.js";
import { drawEdges, regionAt } from "./edges.js";
import { inside, kmBetween } from "./geometry.js";
import { keepFocus, rove } from "./keyboard.js";
import { buttonOf, paint } from "./marks.js";
import { followView } from "./names.js";
import { pick, placeCard, tell } from "./page.js";
import { isPointing, tellOfPoint } from "./point.js";
import { state } from "./state.js";
import { closeBox, hideTip, listSites, listUnplaced, showTip } from "./tips.js";
import { isFitting, open } from "./view.js";

const ONE_PLACE = 0.4; // km: sites nearer than this are listed, for no zoom parts them

/** @type {any} */
let layers = {};
/** @type {number | null} */
let lastZoom = null;

/**
 * Hears what the reader does.
 *
 * @param {any} found The panes.
 * @param {() => void} settle Draws all that depends on the zoom.
 */
export function listen(found, settle) {
  const { map } = state;
  layers = found;
  // Leaflet itself brings the map back into its bounds, also after a change of its size: that is no move of the reader
  map.on("movestart zoomstart", () => { if (!isFitting() && !map._enforcingBounds) state.touched = true; hideTip(); });
  map.on("zoomanim", (/** @type {any} */ { center, zoom }) => place((lat, lon) => map._latLngToNewLayerPoint([lat, lon], zoom, center)));
  map.on("zoom", () => place((lat, lon) => map.latLngToLayerPoint([lat, lon])));
  map.on("moveend", () => {
    if (map.getZoom() === lastZoom) { paint(); rove(); followView(); drawEdges(); } else settle();
    lastZoom = map.getZoom();
    placeCard();
  });
  map.on("click", (/** @type {any} */ { latlng }) => clicked(latlng));
  const at = (/** @type {(button: any) => void} */ act) => (/** @type {any} */ event) => {
    const button = event.target.closest?.(".mark");
    if (button) { event.stopPropagation(); act(button); }
  };
  layers.marks.addEventListener("click", at(openMark));
  layers.marks.addEventListener("mouseover", at(showTip));
  layers.marks.addEventListener("mouseout", hideTip);
}

/* Marks stay at their places while a zoom is under way. */
function place(/** @type {(lat: number, lon: number) => any} */ pointOf) {
  for (const button of layers.marks.querySelectorAll(".mark")) {
    const { x, y } = pointOf(button.mark.anchor.lat, button.mark.anchor.lon);
    button.style.transform = `translate(${x}px,${y}px)`;
  }
}

function openMark(/** @type {any} */ button) {
  const { anchor, members } = button.mark;
  hideTip();
  if (members.length === 1) { pick(anchor.id); return; }
  const far = Math.max(...members.map((/** @type {Site} */ one) => kmBetween(one, anchor)));
  if (far < ONE_PLACE || state.map.getZoom() > state.map.getMaxZoom() - 0.5) { listSites(members, button); return; }
  if (document.activeElement === button) keepFocus(anchor);
  open(button.mark);
}

/* A click beside the marks: a point, the region, the circles or the area that lie there. */
function clicked(/** @type {any} */ { lat, lng }) {
  hideTip();
  if (isPointing()) { tellOfPoint(lat, lng); return; }
  const region = regionAt(lng, lat);
  if (state.scene.areas) { if (region) tell({ area: region.iso }); return; }
  const held = circlesAt(lat, lng);
  if (held.length === 1) pick(held[0].id);
  else if (held.length) listSites(held, buttonOf(held[0]));
  else if (region && layers.areas.querySelector(`[data-region="${region.iso}"]`)) listUnplaced(region.iso);
  else closeBox();
}

/* Sites whose circle, as drawn, holds a place; with all that lie at the same place. */
function circlesAt(/** @type {number} */ lat, /** @type {number} */ lon) {
  const holds = (/** @type {Site} */ one) => (one.outline.length
    ? one.outline.some((ring) => inside([ring.map(([y, x]) => [x, y])], lon, lat))
    : kmBetween(one, { lat, lon }) <= one.radius);
  const widest = circled().filter(holds);
  return state.clusters.filter(({ members }) => widest.some((one) => members.includes(one))).flatMap(({ members }) => members);
}
