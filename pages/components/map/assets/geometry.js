/* Shapes and boxes: what lies inside what, what covers what, where a name or a chip may stand. Numbers in, numbers out: no Leaflet,
 * no document. tests/map/ runs this file alone. */

/** @typedef {number[]} Corner Longitude and latitude in degrees, as GeoJSON has them. */
/** @typedef {{left: number, right: number, top: number, bottom: number}} Box Pixels. */
/** @typedef {number[] & {distance: number}} Step Pixels to the right and down, and how far that is. */

/* exported mapGeometry */
const mapGeometry = (function () {
  "use strict";

  const KM_A_DEGREE = 111.2; // of latitude
  const DISTANCES = [15, 22, 30, 40, 52, 66]; // px: circles around a site on which its chip may stand
  const WIDER = 1.25; // a chip is wider than high, and so are its circles
  const BEARINGS = 16; // places on each of them

  /**
   * All rings of a polygon or of several, as one list.
   *
   * @param {{geometry: any}} feature
   * @returns {Corner[][]}
   */
  function ringsOf(feature) {
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
  function linesOf(rings, runs, step) {
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
  function inside(rings, lon, lat) {
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
   * @param {{x: number, y: number}} point Its middle.
   * @param {number} width
   * @param {number} height
   * @returns {Box}
   */
  function boxAt(point, width, height) {
    return { left: point.x - width / 2, right: point.x + width / 2, top: point.y - height / 2, bottom: point.y + height / 2 };
  }

  /**
   * @param {Box} one
   * @param {Box} other
   */
  function overlap(one, other) {
    return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
  }

  /**
   * @param {Box} box
   * @param {Box[]} taken
   */
  function isFree(box, taken) {
    return !taken.some((other) => overlap(box, other));
  }

  /**
   * Where a chip may stand, the nearest place first: on its site, then on circles around it.
   *
   * @returns {Step[]}
   */
  function chipSteps() {
    const steps = [Object.assign([0, 0], { distance: 0 })];
    for (const distance of DISTANCES) {
      for (let i = 0; i < BEARINGS; i += 1) {
        const angle = (i * 2 * Math.PI) / BEARINGS;
        steps.push(Object.assign([Math.cos(angle) * distance * WIDER, Math.sin(angle) * distance], { distance }));
      }
    }
    return steps;
  }

  /**
   * Where a name may stand, the nearest place first: pixels to the right and down.
   *
   * @returns {[number, number][]}
   */
  function nameShifts() {
    /** @type {[number, number][]} */
    const shifts = [];
    for (let y = -84; y <= 84; y += 12) for (let x = -120; x <= 120; x += 20) shifts.push([x, y]);
    return shifts.sort((one, other) => Math.hypot(...one) - Math.hypot(...other));
  }

  return { KM_A_DEGREE, STEPS: chipSteps(), SHIFTS: nameShifts(), ringsOf, linesOf, inside, boxAt, overlap, isFree };
})();
