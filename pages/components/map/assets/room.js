/* What room is taken on the map, and where a name finds some. Pixels in, pixels out: tests/map/ runs this file alone. */

/** @typedef {[number, number, number, number]} Box Left, top, right, bottom. */
/** @typedef {{box: Box, disc: [number, number, number] | null}} Thing A box, or the disc in it: x, y, radius. */

const CELL = 64; // px
const SIDE = 2; // px left and right of a name
const DIAGONAL = 0.71; // of the radius: where a slanting name meets the mark

/** Where a name may stand beside its mark, the best first: right and left, the corners, above and below, then shifted. */
const PLACES = [[1, 0], [-1, 0], [1, -1], [1, 1], [-1, -1], [-1, 1], [0, -1], [0, 1], [0.5, -1], [-0.5, -1], [0.5, 1], [-0.5, 1]];

export class Room {
  constructor() {
    /** @type {Map<string, Thing[]>} */
    this.cells = new Map();
  }

  /** @param {Box} box */
  static keys([left, top, right, bottom]) {
    const keys = [];
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x += 1) {
      for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y += 1) keys.push(x + "," + y);
    }
    return keys;
  }

  /** @param {Thing} thing */
  put(thing) {
    for (const key of Room.keys(thing.box)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(thing);
      else this.cells.set(key, [thing]);
    }
  }

  /** @param {Box} box */
  take(box) {
    this.put({ box, disc: null });
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} radius
   */
  takeDisc(x, y, radius) {
    this.put({ box: [x - radius, y - radius, x + radius, y + radius], disc: [x, y, radius] });
  }

  /**
   * Area of a box that is taken, px².
   *
   * @param {Box} box
   * @param {boolean} [any] Whether the first thing found is enough.
   */
  taken(box, any = false) {
    let area = 0;
    for (const key of Room.keys(box)) {
      for (const { box: other, disc } of this.cells.get(key) || []) {
        const width = Math.min(box[2], other[2]) - Math.max(box[0], other[0]);
        const height = Math.min(box[3], other[3]) - Math.max(box[1], other[1]);
        if (width <= 0 || height <= 0 || (disc && !touches(box, disc))) continue;
        area += width * height;
        if (any) return area;
      }
    }
    return area;
  }

  /** @param {Box} box */
  isFree(box) {
    return this.taken(box, true) === 0;
  }

  /**
   * The first free place for a name beside a mark; null where there is none.
   *
   * @param {{x: number, y: number, radius: number}} mark
   * @param {number} width
   * @param {number} height
   * @param {Box | null} limits
   * @returns {Box | null}
   */
  beside(mark, width, height, limits) {
    for (const place of PLACES) {
      const box = boxBeside(mark, width, height, place);
      if (limits && (box[0] < limits[0] || box[1] < limits[1] || box[2] > limits[2] || box[3] > limits[3])) continue;
      if (this.isFree(box)) return box;
    }
    return null;
  }
}

/**
 * @param {Box} box
 * @param {[number, number, number]} disc
 */
function touches([left, top, right, bottom], [x, y, radius]) {
  return Math.hypot(Math.max(left, Math.min(x, right)) - x, Math.max(top, Math.min(y, bottom)) - y) < radius;
}

/**
 * @param {{x: number, y: number, radius: number}} mark
 * @param {number} width
 * @param {number} height
 * @param {number[]} place
 * @returns {Box}
 */
function boxBeside({ x, y, radius }, width, height, [right, down]) {
  const level = Math.abs(right) < 1 && down !== 0; // above or below
  const away = right && down && !level ? DIAGONAL * (radius + 1.5) : radius + 2;
  const whole = width + 2 * SIDE;
  let left = right > 0 ? x + away : x - away - whole;
  if (level) left = x - whole / 2 + right * width * 0.6;
  let top = y - height / 2;
  if (down) top = down > 0 ? y + away : y - away - height;
  return [left, top, left + whole, top + height];
}
