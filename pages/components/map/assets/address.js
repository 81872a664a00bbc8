/* The view in the page's address: a reload and a link bring it back. The map writes it itself, so the app is not asked. */

import { outerWindow } from "./page.js";
import { isFramed, isMinor } from "./size.js";
import { state } from "./state.js";

const NAME = "at"; // latitude, longitude, zoom, background
const WAIT = 250; // ms after a move
const LATE = [150, 400, 900]; // ms after which a browser without the Navigation API may have another address

let timer = 0;
/** @type {any} */
let outer = null;

/** Small maps and frames of articles leave the address alone. */
const isOurs = () => outer && !isMinor() && !isFramed(outer);

function wanted() {
  if (!state.touched && !state.background) return "";
  const { lat, lng } = state.map.getCenter();
  return [lat.toFixed(3), lng.toFixed(3), state.map.getZoom().toFixed(2), ...(state.background ? [state.background] : [])].join(",");
}

/** Writes the view into the address, without a step in the history. */
function write() {
  if (!isOurs()) return;
  const address = new URL(outer.location.href);
  const at = wanted();
  if ((address.searchParams.get(NAME) || "") === at) return;
  if (at) address.searchParams.set(NAME, at);
  else address.searchParams.delete(NAME);
  const query = address.search.replace(/%2C/g, ",");
  outer.history.replaceState(outer.history.state, "", address.pathname + query + address.hash);
}

export function leaveAddress() {
  window.clearTimeout(timer);
  timer = window.setTimeout(write, WAIT);
  if (outer) outer.depositsView = { of: pathOf(), at: wanted() };
}

/** The page and its region: what a remembered view belongs to. */
function pathOf() {
  return outer.location.pathname + "?" + (new URLSearchParams(outer.location.search).get("area") || "");
}

/** What the address says, or the map before this one in another language or theme. */
function read() {
  const kept = outer.depositsView;
  const said = isOurs() ? new URLSearchParams(outer.location.search).get(NAME) : "";
  const found = said || (kept && kept.of === pathOf() ? kept.at : "");
  const match = /^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)(?:,(\w+))?$/.exec(found || "");
  if (!match) return null;
  const [lat, lon, zoom] = match.slice(1, 4).map(Number);
  if (Math.abs(lat) > 85 || Math.abs(lon) > 180) return null;
  return { lat, lon, zoom, background: match[4] || "" };
}

/**
 * Takes over the view of the address, and follows it through the browser's buttons.
 *
 * @param {(background: string) => void} lay Puts an online background on.
 */
export function followAddress(lay) {
  outer = outerWindow();
  if (!outer) return;
  const take = () => {
    const found = read();
    if (!found) return false;
    state.touched = true;
    if (found.background !== (state.background || "")) lay(found.background);
    state.map.setView([found.lat, found.lon], found.zoom, { animate: false });
    return true;
  };
  take();
  state.map.on("moveend", leaveAddress);
  const navigation = outer.navigation;
  const back = (/** @type {any} */ event) => { if (event.navigationType !== "traverse" || !take()) leaveAddress(); };
  navigation?.addEventListener("currententrychange", back);
  window.addEventListener("pagehide", () => navigation?.removeEventListener("currententrychange", back));
}

/** The app has answered: it may have written another address, without the view. */
export function keepAddress() {
  if (!outer || outer.navigation) return;
  for (const wait of LATE) window.setTimeout(write, wait);
}
