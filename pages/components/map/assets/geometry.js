/* Shapes in degrees: what lies inside what, how far apart. Numbers in, numbers out: tests/map/ runs this file alone. */

/** @typedef {number[]} Corner Longitude and latitude in degrees, as GeoJSON has them. */

const EARTH = 6371.0088; // km: mean radius

/**
 * All rings of a polygon or of several, as one list.
 *
 * @param {{geometry: any}} feature
 * @returns {Corner[][]}
 */
export function ringsOf(feature) {
  const shape = feature.geometry;
  return shape.type === "Polygon" ? shape.coordinates : shape.coordinates.flat();
}

/**
 * The lines of an outline that fade as strongly as one step says.
 *
 * @param {Corner[][]} rings
 * @param {number[][]} runs For each ring pairs of a step and how many stretches in a row are of it: data/neighbours.json.
 * @param {number} step
 * @returns {Corner[][]}
 */
export function linesOf(rings, runs, step) {
  /** @type {Corner[][]} */
  const lines = [];
  rings.forEach((ring, index) => {
    const run = runs[index] || [];
    for (let i = 0, from = 0; i < run.length; from += run[i + 1], i += 2) {
      if (run[i] === step) lines.push(ring.slice(from, from + run[i + 1] + 1));
    }
  });
  return lines;
}

/**
 * Whether a point lies inside, but not in a hole.
 *
 * @param {Corner[][]} rings
 * @param {number} lon
 * @param {number} lat
 */
export function inside(rings, lon, lat) {
  let odd = false;
  for (const corners of rings) {
    for (let i = 0, j = corners.length - 1; i < corners.length; j = i, i += 1) {
      const [x1, y1] = corners[i];
      const [x2, y2] = corners[j];
      if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) odd = !odd;
    }
  }
  return odd;
}

/**
 * Kilometres between two points on a sphere: within half a per cent of the true distance.
 *
 * @param {{lat: number, lon: number}} one
 * @param {{lat: number, lon: number}} other
 */
export function kmBetween(one, other) {
  const rad = Math.PI / 180;
  const height = Math.sin(((other.lat - one.lat) * rad) / 2) ** 2;
  const width = Math.sin(((other.lon - one.lon) * rad) / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.sqrt(height + Math.cos(one.lat * rad) * Math.cos(other.lat * rad) * width));
}

/**
 * A round length for a scale bar: 1, 2 or 5 times a power of ten, no longer than given.
 *
 * @param {number} most
 */
export function roundLength(most) {
  const power = 10 ** Math.floor(Math.log10(most));
  return [5, 2, 1].map((step) => step * power).find((length) => length <= most * (1 + 1e-9)) ?? power;
}

/**
 * Whether a place lies in the view of a map.
 *
 * @param {any} map
 * @param {{lat: number, lon: number}} place
 */
export function inView(map, { lat, lon }) {
  const { x, y } = map.latLngToContainerPoint([lat, lon]);
  const size = map.getSize();
  return x >= 0 && y >= 0 && x <= size.x && y <= size.y;
}
