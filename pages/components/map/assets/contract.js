/* What Python and the map say to each other: the names of all that geo/plot/folium_map.py sends, and how rows of bare cells get their
 * names back. No Leaflet, no document: tests/map/ runs this file alone. A test holds the names against geo/plot/folium_map.py. */

/**
 * All that stays while the map does: one file for the data, a theme and a language.
 *
 * @typedef {object} Options
 * @property {[[number, number], [number, number]]} bounds South-west and north-east corner of Kazakhstan: latitude, longitude.
 * @property {Lambert} lambert
 * @property {number} pin Kilometres: a place known to this or better needs no circle.
 * @property {string} kind Pattern of what a region's Russian or Kazakh name says beside the name itself.
 * @property {"light" | "dark"} theme
 * @property {Record<string, string>} colours Of land, water, text ..., by name.
 * @property {string[]} ramp Colours of the levels of an overlay, the weakest first; the level before them is hollow.
 * @property {Group[]} groups A site names its group by its number in this list.
 * @property {string[]} precisions Kinds of known places, the surest first; a site names its own by its number in this list.
 * @property {Columns} columns
 * @property {Record<string, string>} texts In the reader's language; {km} and {count} stand for numbers.
 * @property {Record<string, string>} links Addresses of the map's files.
 * @property {Tile[]} tiles
 * @property {any[][]} sites Rows of all sites that have a point, the most important first; a site is known by its number in this list.
 * @property {[string, string, string][]} unplaced Id, name and region of all sites without a point.
 */

/**
 * Lambert conformal conic: two true parallels and the middle, degrees.
 *
 * @typedef {object} Lambert
 * @property {number} lat_1
 * @property {number} lat_2
 * @property {number} lat_0
 * @property {number} lon_0
 */

/**
 * What a colour and a shape of the map stand for.
 *
 * @typedef {object} Group
 * @property {string} key Names its text.
 * @property {string} colour
 * @property {string} shape Data of an SVG path in a box of 24 x 24 around the middle.
 */

/**
 * One online background.
 *
 * @typedef {object} Tile
 * @property {string} key Names its text.
 * @property {string} url
 * @property {string} credit
 * @property {number} max_zoom
 */

/**
 * Names of the cells of a row: of a site, and of what its mark shows of the claims.
 *
 * @typedef {object} Columns
 * @property {string[]} site
 * @property {string[]} rating
 */

/**
 * All that changes between two runs, beside the numbers of the sites; what is left out is as at first.
 *
 * @typedef {object} Scene
 * @property {string} [focus] Id of the chosen site.
 * @property {number[]} [unplaced] Numbers of the sites without a point that belong to the view.
 * @property {[number, string][]} [captions] Lines about sites in place of their own, by number.
 * @property {boolean} [approach] Whether a map that has just appeared goes to the chosen site.
 * @property {[[number, number], [number, number]]} [frame] Corners of the first view, in place of the whole country.
 * @property {boolean} [areas] Whether a click beside the sites picks the region.
 * @property {string[]} [regions] ISO codes of the chosen regions.
 * @property {Overlay} [overlay]
 * @property {Switches} [switches] Where the app follows the switches of the legend: the sites shown are then those of all its lines.
 */

/**
 * Lines of the legend that are off.
 *
 * @typedef {object} Switches
 * @property {number[]} off Numbers of groups, or of levels of the overlay.
 * @property {number} echo When the reader last switched on this map, as far as the app knows; 0 for never.
 */

/**
 * What the marks show of the claims.
 *
 * @typedef {object} Overlay
 * @property {"contradiction" | "evidence" | "ore" | "element" | "oxide" | "status"} kind
 * @property {string} title
 * @property {string[]} levels Words of the legend; a rating names its level by its number in this list.
 * @property {[number, string][]} steps Amounts that the legend shows, with their words.
 * @property {string} none Words of the legend for a site without a rating.
 * @property {any[][]} ratings Rows.
 */

/**
 * @typedef {object} Rating
 * @property {number} site Number of the site.
 * @property {number} level
 * @property {string} remark
 * @property {number} amount What the size of the mark stands for.
 * @property {string} label The amount in words.
 */

/**
 * A site that has a point.
 *
 * @typedef {object} Site
 * @property {string} id
 * @property {string} name
 * @property {number} group
 * @property {number} lat
 * @property {number} lon
 * @property {number} precision
 * @property {number} radius Kilometres within which it lies.
 * @property {boolean} doubtful
 * @property {boolean} strong Whether its name is bold.
 * @property {string} region ISO code; empty where it is not settled.
 * @property {string} elements
 * @property {string} caption
 * @property {[number, number][][]} outline The circle where it is cut off: corners, latitude and longitude in degrees.
 * @property {number} number Its place among all sites: the lower, the more important.
 */

/**
 * Cells under their names; as many cells as names, or the page and the server are of two minds.
 *
 * @param {string[]} names
 * @param {any[]} cells
 * @returns {Record<string, any>}
 */
export function named(names, cells) {
  if (cells.length !== names.length) throw new Error(`${cells.length} cells for the columns ${names.join(", ")}`);
  return Object.fromEntries(names.map((name, index) => [name, cells[index]]));
}

/**
 * Sites as the map draws them; outlines come as thousandths of a degree from the site's point.
 *
 * @param {Columns} columns
 * @param {any[][]} rows
 * @returns {Site[]}
 */
export function sitesOf(columns, rows) {
  return rows.map((row, number) => {
    const site = named(columns.site, row);
    const outline = site.outline.map((/** @type {number[]} */ steps) => {
      /** @type {[number, number][]} */
      const corners = [];
      for (let i = 0; i < steps.length; i += 2) corners.push([site.lat + steps[i] / 1000, site.lon + steps[i + 1] / 1000]);
      return corners;
    });
    return /** @type {Site} */ ({ ...site, doubtful: Boolean(site.doubtful), strong: Boolean(site.strong), outline, number });
  });
}

/**
 * Ratings by the number of their site.
 *
 * @param {Columns} columns
 * @param {Overlay | undefined} overlay
 * @returns {Map<number, Rating>}
 */
export function ratingsOf(columns, overlay) {
  const rows = overlay ? overlay.ratings : [];
  return new Map(rows.map((row) => [row[0], /** @type {Rating} */ (named(columns.rating, row))]));
}

/**
 * Rows of a CSV text as objects; cells may be quoted.
 *
 * @param {string} text
 * @returns {Record<string, string>[]}
 */
export function parseTable(text) {
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g;
  const rows = [];
  /** @type {string[]} */
  let row = [];
  for (const match of text.matchAll(cells)) {
    if (match.index === text.length && !row.length) break;
    row.push(match[1] === undefined ? match[2] : match[1].replace(/""/g, '"'));
    if (match[3] !== ",") { rows.push(row); row = []; }
    if (match[3] === "") break;
  }
  const head = rows.shift() || [];
  return rows.map((one) => Object.fromEntries(head.map((name, index) => [name, one[index] || ""])));
}
