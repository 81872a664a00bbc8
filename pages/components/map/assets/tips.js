/* What the map says of a mark: a tip when it is pointed at, a list of the sites at one place, a word in full screen. */

import { drawCircles } from "./circles.js";
import { kindName, place, remark } from "./marks.js";
import { element, pick } from "./page.js";
import { parts, shape, svg } from "./shapes.js";
import { fill, isGraded, number, state, text } from "./state.js";

const NAMED = 4; // sites that the tip of a cluster names
/** @type {any} */
let tip = null;
/** @type {any} */
let list = null;

export function addTips(/** @type {HTMLElement} */ box) {
  tip = box.appendChild(element("div", "tip"));
  tip.hidden = true;
}

const caption = (/** @type {Site} */ site) => new Map(state.scene.captions || []).get(site.number) ?? site.caption;

/**
 * Adds the words on a site to a box.
 *
 * @param {HTMLElement} box
 * @param {Site} site
 */
function describe(box, site) {
  box.append(element("b", "", site.name));
  box.append(element("p", "", `${text(state.options.groups[site.group].key)}: ${site.elements || "?"}`));
  box.append(element("p", "quiet", place(site)));
  if (caption(site)) box.append(element("p", "quiet", `${text("claimed")}: ${caption(site)}`));
  if (remark(site)) box.append(element("p", "remark", remark(site)));
  if (site.doubtful) box.append(element("p", "quiet", text("doubtful")));
}

/** Shows the tip of a mark beside it, inside the map. */
export function showTip(/** @type {any} */ button) {
  const { anchor, members, radius } = button.mark;
  tip.replaceChildren();
  if (members.length > 1) {
    tip.append(element("b", "", fill(text("cluster_name"), { name: anchor.name, count: number(members.length) })));
    for (const [kind, count] of parts(members)) tip.append(element("p", "", `${number(count)} · ${kindName(kind)}`));
    const named = members.slice(0, NAMED).map((/** @type {Site} */ site) => site.name).join(", ");
    tip.append(element("p", "quiet", named + (members.length > NAMED ? " …" : "")), element("p", "quiet", text("zooms_in")));
  } else describe(tip, anchor);
  tip.hidden = false;
  const frame = state.map.getContainer().getBoundingClientRect();
  const box = button.getBoundingClientRect();
  const [x, y] = [(box.left + box.right) / 2 - frame.left, (box.top + box.bottom) / 2 - frame.top];
  const right = x + radius + 8;
  const left = right + tip.offsetWidth > frame.width ? x - radius - 8 - tip.offsetWidth : right;
  tip.style.left = Math.max(4, Math.min(left, frame.width - tip.offsetWidth - 4)) + "px";
  tip.style.top = Math.min(Math.max(4, y + radius + 4), frame.height - tip.offsetHeight - 4) + "px";
  state.hovered = members.length === 1 ? anchor : null;
  drawCircles();
}

export function hideTip() {
  if (!tip || tip.hidden) return;
  tip.hidden = true;
  if (!state.hovered) return;
  state.hovered = null;
  drawCircles();
}

/**
 * A box over the map with a heading and a button that closes it; the last one goes.
 *
 * @param {string} className
 * @param {string} heading
 * @param {any} [back] What gets the keyboard when it closes.
 */
export function openBox(className, heading, back = null) {
  closeBox();
  list = element("section", "box " + className);
  L.DomEvent.disableClickPropagation(list).disableScrollPropagation(list);
  const close = list.appendChild(element("button", "close", "×"));
  close.type = "button";
  close.setAttribute("aria-label", text("close"));
  close.addEventListener("click", () => { closeBox(); back?.focus(); });
  list.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => { if (event.key === "Escape") { event.stopPropagation(); closeBox(); back?.focus(); } });
  list.append(element("b", "heading", heading));
  state.map.getContainer().append(list);
  return list;
}

export function closeBox() {
  list?.remove();
  list = null;
}

/**
 * One line of a list: a sample, a name and a word.
 *
 * @param {Site} site
 * @param {string} words
 */
export function line(site, words) {
  const button = element("button");
  button.type = "button";
  const drawing = svg("svg", { width: 18, height: 18, viewBox: "-9 -9 18 18", "aria-hidden": "true" });
  drawing.append(shape(site.group, 0.74, site.doubtful));
  button.append(drawing, element("span", "", site.name), element("small", "", words));
  button.addEventListener("click", () => { closeBox(); pick(site.id); });
  return button;
}

/**
 * Lists the sites that lie at one place.
 *
 * @param {Site[]} sites
 * @param {any} back
 */
export function listSites(sites, back) {
  hideTip();
  const box = openBox("site-list", fill(text("several"), { count: number(sites.length) }), back);
  for (const site of sites) box.append(line(site, isGraded() ? kindName(state.ratings.get(site.number)?.level ?? 0) : fill(text("within"), { km: number(site.radius) })));
  box.querySelector(".close ~ button")?.focus();
}

/**
 * Lists the sites of which no source says where in a region they lie.
 *
 * @param {string} iso
 */
export function listUnplaced(iso) {
  const box = openBox("site-list", text("unplaced_here"));
  for (const one of state.scene.unplaced || []) {
    const [id, name, region] = state.options.unplaced[one];
    if (region !== iso) continue;
    const button = box.appendChild(element("button", "", name));
    button.type = "button";
    button.addEventListener("click", () => { closeBox(); pick(id); });
  }
}

/** In full screen the card is out of sight: the map tells of the site itself. */
export function tellOf(/** @type {Site} */ site) {
  describe(openBox("site-tell", ""), site);
}
