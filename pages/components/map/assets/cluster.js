/* Which sites share a mark. Numbers in, numbers out: tests/map/ runs this file alone, against the same cases as geo/plot/clusters.py. */

/** @typedef {{x: number, y: number, radius: number}} Place Of one site: where, and how large its own mark is. */
/** @typedef {{anchor: number, members: number[], radius: number}} Group Numbers of places; the anchor is the first member. */
/** @typedef {{gap: number, least?: number, radiusOf?: (count: number) => number}} Rules Pixels between marks, and between middles. */

/**
 * Radius of the mark of several sites.
 *
 * @param {number} count
 */
export function clusterRadius(count) {
  if (count < 5) return 10;
  if (count < 10) return 11.5;
  return count < 20 ? 14 : 17;
}

/** Square of how far apart two marks must stand. */
function needed(/** @type {Rules} */ { gap, least = 0 }, /** @type {number} */ one, /** @type {number} */ other) {
  return Math.max(one + other + gap, least) ** 2;
}

/** Square of how far apart two places are. */
const apart = (/** @type {Place} */ one, /** @type {Place} */ other) => (one.x - other.x) ** 2 + (one.y - other.y) ** 2;

/**
 * Gives each place a mark: the nearest one that is too near, else its own; a follower never its own where there is another.
 *
 * @param {Place[]} places
 * @param {Set<number>} followers
 * @param {Rules} rules
 */
function sharedOut(places, followers, rules) {
  const radiusOf = rules.radiusOf ?? clusterRadius;
  /** @type {Group[]} */
  const groups = [];
  places.forEach((place, number) => {
    /** @type {Group | null} */
    let host = null;
    let nearest = Infinity;
    for (const group of groups) {
      const distance = apart(places[group.anchor], place);
      if (distance >= nearest) continue;
      if (followers.has(number) || distance < needed(rules, group.radius, place.radius)) { host = group; nearest = distance; }
    }
    if (!host) { groups.push({ anchor: number, members: [number], radius: place.radius }); return; }
    host.members.push(number);
    host.radius = radiusOf(host.members.length);
  });
  return groups;
}

/**
 * Greedy: places by importance. One too near to a mark joins the nearest mark, else it gets its own. Where a mark has grown over another,
 * the less important of the two may not lead again, and all is shared out anew: at most as many rounds as places.
 *
 * @param {Place[]} places The most important first.
 * @param {Rules} rules
 * @returns {Group[]} In the order of their anchors.
 */
export function cluster(places, rules) {
  const followers = new Set();
  let groups = sharedOut(places, followers, rules);
  for (let round = 0; round < places.length; round += 1) {
    /** @type {Group[]} */
    const kept = [];
    for (const group of groups) {
      const isUnder = kept.some((other) => apart(places[other.anchor], places[group.anchor]) < needed(rules, other.radius, group.radius));
      if (isUnder) followers.add(group.anchor);
      else kept.push(group);
    }
    if (kept.length === groups.length) break;
    groups = sharedOut(places, followers, rules);
  }
  return groups;
}
