/* The projection of the map: Lambert conformal conic, as in the pictures, on a sphere. The first half is plain numbers; the second is
 * what Leaflet needs of it. */

const RADIUS = 6378137; // m, as Leaflet's own projections have it

/**
 * Places to metres and back.
 *
 * @param {Lambert} parameters
 * @returns {{project: (lat: number, lon: number) => [number, number], unproject: (x: number, y: number) => [number, number]}}
 */
export function lambert({ lat_1: one, lat_2: two, lat_0: middle, lon_0: meridian }) {
  const rad = Math.PI / 180;
  const tan = (/** @type {number} */ lat) => Math.tan(Math.PI / 4 + (lat * rad) / 2);
  const n = Math.log(Math.cos(one * rad) / Math.cos(two * rad)) / Math.log(tan(two) / tan(one));
  const scale = (RADIUS * Math.cos(one * rad) * tan(one) ** n) / n;
  const base = scale / tan(middle) ** n;
  return {
    project(lat, lon) {
      const reach = scale / tan(lat) ** n;
      const angle = n * (lon - meridian) * rad;
      return [reach * Math.sin(angle), base - reach * Math.cos(angle)];
    },
    unproject(x, y) {
      const reach = Math.hypot(x, base - y);
      const lat = (2 * Math.atan((scale / reach) ** (1 / n)) - Math.PI / 2) / rad;
      return [lat, Math.atan2(x, base - y) / n / rad + meridian];
    },
  };
}

/**
 * The same as one of Leaflet's coordinate systems.
 *
 * @param {Lambert} parameters
 * @returns {any}
 */
export function crsOf(parameters) {
  const { project, unproject } = lambert(parameters);
  const step = 0.5 / (Math.PI * RADIUS);
  return L.extend({}, L.CRS, {
    code: "Lambert",
    R: RADIUS,
    distance: L.CRS.Earth.distance,
    infinite: true,
    wrapLng: null,
    transformation: new L.Transformation(step, 0.5, -step, 0.5),
    projection: {
      bounds: L.bounds([-1e7, -1e7], [1e7, 1e7]),
      project: (/** @type {any} */ { lat, lng }) => L.point(project(lat, lng)),
      unproject: (/** @type {any} */ { x, y }) => L.latLng(unproject(x, y)),
    },
  });
}
