/* The outlines that the map is drawn from: read once, and brought into the form that the map works with. */

import { parseTable } from "./contract.js";
import { ringsOf } from "./geometry.js";
import { state } from "./state.js";

/**
 * @template Parsed
 * @param {string} address
 * @param {(answer: Response) => Promise<Parsed>} parse
 */
async function read(address, parse) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(address + ": " + answer.status);
  return parse(answer);
}

const nameOf = (/** @type {any} */ properties) => properties["name_" + state.options.texts.language] || properties.name_en || "";

/** A region: a city has no name of its own beside its town's. */
function regionOf(/** @type {any} */ feature, /** @type {any} */ inside) {
  const { properties } = feature;
  const kind = new RegExp(state.options.kind, "i"); // what every region's Russian or Kazakh name says beside the name itself
  const name = nameOf(properties).replace(kind, "").trim();
  return {
    iso: properties.region_iso,
    name,
    words: properties.type === "city" ? "" : name,
    lat: properties.label_lat,
    lon: properties.label_lon,
    rings: ringsOf(feature),
    inside: inside[properties.region_iso] || [],
  };
}

/** The middle of what a lake covers. */
function placeOf(/** @type {any} */ feature) {
  const points = ringsOf(feature)[0];
  const [lons, lats] = [points.map(([lon]) => lon), points.map(([, lat]) => lat)];
  const middle = (/** @type {number[]} */ found) => (Math.min(...found) + Math.max(...found)) / 2;
  return { words: nameOf(feature.properties), lat: middle(lats), lon: middle(lons) };
}

const LARGE_LAKES = 3; // seas and lakes that are named

export async function readOutlines() {
  const { links } = state.options;
  const json = (/** @type {Response} */ answer) => answer.json();
  const [shapes, regions, towns, neighbours] = await Promise.all([
    read(links.basemap, json),
    read(links.regions, json),
    read(links.places, (answer) => answer.text()),
    read(links.neighbours, json),
  ]);
  const of = (/** @type {string} */ kind) => shapes.features.filter((/** @type {any} */ one) => one.properties.kind === kind);
  const found = regions.features.map((/** @type {any} */ one) => regionOf(one, neighbours.inside || {}));
  state.outlines = {
    shapes: shapes.features,
    neighbours,
    // a city lies inside its region: it is drawn last and asked first
    regions: found.sort((/** @type {any} */ one, /** @type {any} */ other) => one.rings.flat().length - other.rings.flat().length),
    countries: of("country").filter((/** @type {any} */ one) => neighbours[one.properties.name_en]?.label).map((/** @type {any} */ one) => {
      const [lat, lon] = neighbours[one.properties.name_en].label;
      return { words: nameOf(one.properties), lat, lon };
    }),
    lakes: of("lake").slice(0, LARGE_LAKES).map(placeOf),
    towns: parseTable(towns).map((row) => ({ name: nameOf(row), lat: Number(row.lat), lon: Number(row.lon), rank: Number(row.rank) })),
  };
}
