/* What Python and the map's script say to each other: the names of all that geo/plot/folium_map.py sends, and how rows of bare cells get
 * their names back. No Leaflet, no document: tests/map/ runs this file alone. A test holds the names against geo/plot/folium_map.py. */

/**
 * All that stays while the map does: one file for a theme and a language.
 *
 * @typedef {object} Options
 * @property {[[number, number], [number, number]]} bounds South-west and north-east corner of Kazakhstan: latitude, longitude.
 * @property {number} pin Kilometres: a place known to this or better is a pin.
 * @property {string} kind Pattern of what a region's Russian or Kazakh name says beside the name itself.
 * @property {"light" | "dark"} theme
 * @property {Record<string, string>} colours Of land, water, text ..., by name.
 * @property {Family[]} families A site names its family by its number in this list.
 * @property {string[]} precisions Kinds of known places, the surest first; a site names its own by its number in this list.
 * @property {Columns} columns
 * @property {Record<string, string>} texts In the reader's language; {km} and {count} stand for numbers.
 * @property {Record<string, string>} links Addresses of the map's files.
 * @property {Tile[]} tiles
 */

/**
 * One colour of the map.
 *
 * @typedef {object} Family
 * @property {string} key
 * @property {string} colour
 * @property {string} ink Colour of letters on it.
 * @property {string[]} symbols Of its elements, the first on its sample in the legend.
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
 * Names of the cells of a row: of a mark, of each of its sites, and of what a site has besides where marks show claims.
 *
 * @typedef {object} Columns
 * @property {string[]} mark
 * @property {string[]} site
 * @property {string[]} rated
 */

/**
 * All that changes between two runs, beside the rows; what is left out is as at first.
 *
 * @typedef {object} Scene
 * @property {string} [focus] Id of the chosen site.
 * @property {boolean} [approach] Whether a map that has just appeared goes to it.
 * @property {[[number, number], [number, number]]} [frame] Corners of the first view, in place of the whole country.
 * @property {boolean} [areas] Whether a click beside the sites picks the region.
 * @property {string[]} [regions] ISO codes of the chosen regions.
 * @property {Rings} [rings]
 */

/**
 * What the marks show of the claims.
 *
 * @typedef {object} Rings
 * @property {"contradiction" | "evidence"} kind
 * @property {string} title
 * @property {string[]} levels Words of the legend; a site names its level by its number in this list.
 */

/**
 * @typedef {object} Site
 * @property {string} id
 * @property {string} name
 * @property {string} symbol
 * @property {number} family
 * @property {number} precision
 * @property {number} radius Kilometres within which it lies.
 * @property {boolean} doubtful
 * @property {string} elements
 * @property {string} caption
 * @property {number} [level]
 * @property {string} [remark]
 */

/**
 * What stands at one point: one site, or several.
 *
 * @typedef {object} Place
 * @property {number} lat
 * @property {number} lon
 * @property {Site[]} sites
 * @property {Site} widest The one that is known worst: its circle is drawn.
 * @property {[number, number][][]} outline The circle where it is cut off: corners, latitude and longitude in degrees.
 */

/** @typedef {any[]} Row Cells in the order of the columns. */

/* exported mapContract */
const mapContract = (function () {
  "use strict";

  /**
   * Cells under their names; as many cells as names, or the page and the server are of two minds.
   *
   * @param {string[]} names
   * @param {any[]} cells
   * @returns {Record<string, any>}
   */
  function named(names, cells) {
    if (cells.length !== names.length) throw new Error(`${cells.length} cells for the columns ${names.join(", ")}`);
    return Object.fromEntries(names.map((name, index) => [name, cells[index]]));
  }

  /**
   * @param {Columns} columns
   * @param {any[]} cells
   * @returns {Site}
   */
  function siteOf(columns, cells) {
    const names = cells.length > columns.site.length ? [...columns.site, ...columns.rated] : columns.site;
    const site = named(names, cells);
    return /** @type {Site} */ ({ ...site, doubtful: Boolean(site.doubtful) });
  }

  /**
   * A row as the map draws it; outlines come as thousandths of a degree from the mark's point.
   *
   * @param {Columns} columns
   * @param {Row} row
   * @returns {Place}
   */
  function unpack(columns, row) {
    const mark = named(columns.mark, row);
    /** @type {Site[]} */
    const sites = mark.sites.map((/** @type {any[]} */ cells) => siteOf(columns, cells));
    const widest = sites.reduce((one, other) => (other.radius > one.radius ? other : one));
    const outline = mark.outline.map((/** @type {number[]} */ steps) => {
      /** @type {[number, number][]} */
      const corners = [];
      for (let i = 0; i < steps.length; i += 2) corners.push([mark.lat + steps[i] / 1000, mark.lon + steps[i + 1] / 1000]);
      return corners;
    });
    return { lat: mark.lat, lon: mark.lon, sites, widest, outline };
  }

  /**
   * Whether a site is among those of a row; asked of every row, so the row is not unpacked for it.
   *
   * @param {Columns} columns
   * @param {Row} row
   * @param {string} id
   */
  function holds(columns, row, id) {
    const key = columns.site.indexOf("id");
    return row[columns.mark.indexOf("sites")].some((/** @type {any[]} */ cells) => cells[key] === id);
  }

  /**
   * Rows of a CSV text as objects; cells may be quoted.
   *
   * @param {string} text
   * @returns {Record<string, string>[]}
   */
  function parseTable(text) {
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

  return { unpack, holds, parseTable };
})();
