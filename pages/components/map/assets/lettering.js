/* How wide texts are in the typefaces of the map. */

const SANS = '"Source Sans", "Source Sans Pro", "Segoe UI", "Noto Sans", system-ui, sans-serif';
export const FONTS = {
  bold: `600 12px ${SANS}`,
  plain: `400 11.5px ${SANS}`,
  extra: `400 12px ${SANS}`,
  town: `400 11px ${SANS}`,
  region: `500 12.5px ${SANS}`,
};

const context = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
/** @type {Map<string, number>} */
const widths = new Map();
/**
 * @param {string} words
 * @param {string} font
 * @param {number} [spacing] px a letter
 */
export function widthOf(words, font, spacing = 0) {
  const key = font + words;
  if (!widths.has(key)) {
    context.font = font;
    widths.set(key, context.measureText(words).width + spacing * words.length);
  }
  return /** @type {number} */ (widths.get(key));
}

/** The typeface has come: what was measured before was another. */
export const measureAnew = () => widths.clear();
