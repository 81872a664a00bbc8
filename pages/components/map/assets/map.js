/* Draws the map that geo/plot/folium_map.py describes: base map from our own files, marks, names, legend.
 *
 * The page of streamlit-folium calls deposits.start(map, options) once and deposits.sites(group, rows, scene) whenever the sites
 * change; contract.js says what these hold. Text reaches the document through textContent only. */
(function () {
  "use strict";

  const MOST_BUILT = 2000; // marks kept for their return
  const SMALLEST = 7; // px: a circle smaller than this is drawn this large
  const NEAR_ZOOM = 7; // the zoom to which the map goes for a site that is too small to see
  const TOWN_ZOOM = { 1: 3.4, 2: 5.6, 3: 7 }; // zoom from which towns of a rank have names
  const DASHES = ["", "7 3", "2 3", "9 3 2 3"]; // one for each precision, the surest first
  const NS = "http://www.w3.org/2000/svg";
  const THICK = [2.6, 3.8, 5.2]; // px: rings of contradictions, by how far the claims are apart
  const CHIP = { height: 17, letter: 7.4, pad: 11 };
  const SCALE = { desk: 1, phone: 0.85 }; // size of the chips
  const REACH = { desk: 66, phone: 52 }; // px: how far a chip may stand from its site before it joins another of its kind
  const JOINED = { desk: 80, phone: 80 }; // px: how far the other may be
  const SOFT = { weight: 1.2, opacity: 0.7, fillOpacity: 0.08 }; // circles let the land be read through them
  const LIFTED = { weight: 1.8, opacity: 1, fillOpacity: 0.22 }; // the circle under the pointer
  const SLOW = 500; // ms after which the frame says that the map is being drawn
  const LOWEST = 440; // px: height of the map below which the page scrolls instead
  const BELOW = 18; // px: what stays free below the map
  const LEAST = 130; // px: height below which an article's frame has no map
  const LOW = 260; // px: height below which the map has no room for legend and tools
  const AFTER = 80; // ms after which the legend finds its size: the sites come first
  const ROW = 34; // px: height of the folded legend in one row
  const CONTROLS = 54; // px: what the controls take at the left edge
  const FADING = [0.1, 0.3, 0.55, 0.8, 1]; // how strong the neighbours' borders are, by their step in neighbours.json
  const EDGE = { desk: 8, phone: 20 }; // px: what stays free around the country for the chips at its borders
  const KEPT = "deposits view"; // what the tab's memory calls the view that a map leaves to the next
  const LATE = [150, 400, 900]; // ms after which the page above the map may have grown
  const SAMPLE = { family: "refractory", symbol: "W" }; // what the legend shows a fill, a ring or a level at
  const PATIENCE = 8000; // ms after which the map shows itself without its outlines

  /** @type {any} */
  let map = null;
  /** @type {Options} */
  let options;
  /** @type {any} */
  let tip = null;
  /** @type {Record<"countries" | "regions" | "towns", any[]>} */
  const names = { countries: [], regions: [], towns: [] };
  /** @type {any[]} */
  let marks = [];
  let leaders = null;
  let holder = null; // the layer that holds the marks
  const built = new Map(); // what a row says and how it is looked at, to its mark
  /** @type {string | null} */
  let focus = null;
  let drawn = false;
  let touched = false; // the user moved the map: it no longer fits itself to the country
  let fitting = false;
  let legendBox = null;
  /** @type {string | null} */
  let picked = null; // id that the last click on this map chose
  let byKeyboard = null; // id whose chip gets the keyboard's focus back after a redraw
  let returning = false; // the chip gets it back: no news to the reader
  let lastRender = null;
  /** @type {Scene["frame"] | null} */
  let frame = null; // corners of the first view, if not the whole country
  let kept = null; // the view that the map before this one had, in another language or theme
  let areas = false; // a click beside the sites picks the region
  let outlines = [];
  /** @type {string[]} */
  let chosenRegions = []; // ISO codes of the regions of the filter
  let frontier = null; // their outline
  let counts = []; // one for each family: its line in the folded legend, its number, its line in the open one
  let furniture = null; // where the controls lie, in the container
  let naming = 0; // how often chips were placed: names are for the last time only
  let veil = null; // what the reader sees meanwhile
  /** @type {any} */
  let popup = null; // the list of sites at one place
  let tiles = null; // the online background that is on
  const missing = new Set(["styles", "base", "sites"]); // what the map waits for before it shows itself
  /** @type {Rings | null} */
  let rings = null; // what the marks show of the claims: kind, title, levels
  let ratingBox = null; // the part of the legend that explains it

  /* ---- document helpers ---- */

  function element(tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  function svg(tag, attributes) {
    const node = document.createElementNS(NS, tag);
    for (const name in attributes) node.setAttribute(name, attributes[name]);
    return node;
  }

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  }

  /* ---- start ---- */

  /**
   * @param {any} theMap Leaflet's map, already in the page.
   * @param {Options} theOptions
   */
  function start(theMap, theOptions) {
    map = theMap;
    options = theOptions;
    // Leaflet would move each mark and canvas in three dimensions, for which the browser keeps a layer each: a hundred of
    // them make every frame of the whole page dear. With this flag it moves them in two, and they share a few.
    Object.assign(L.Browser, { ie3d: true });
    const root = map.getContainer();
    root.setAttribute("role", "region");
    // a tap gives the map the keyboard; the page around must not scroll to it under the finger
    root.focus = (how) => HTMLElement.prototype.focus.call(root, { ...how, preventScroll: true });
    root.setAttribute("aria-label", options.texts.map_label);
    document.documentElement.lang = options.texts.language;
    root.classList.add("deposits", options.theme);
    hide(root);
    for (const name in options.colours) root.style.setProperty("--" + name, options.colours[name]);
    kept = leftView();
    leaveView();
    addStyles();
    addPanes();
    followSize(root);
    addControls();
    root.prepend(root.querySelector(".leaflet-control-container")); // the tab key meets the controls before the marks
    map.on("movestart zoomstart", moved);
    map.on("moveend", leaveView);
    map.on("zoomend", () => { furniture = null; arrange(); });
    map.on("click", closeTip);
    map.on("popupclose", () => { if (!touched) fit(); });
    guardWheel(root);
    map.on("click", pickArea);
    tip = L.tooltip({ className: "site-tip", direction: "auto", offset: [12, 0], opacity: 1 });
    loadBase();
  }

  /* A wheel over the map scrolls the page, until the reader has clicked into the map or holds Ctrl. */
  function guardWheel(root) {
    map.scrollWheelZoom.disable();
    map.on("mousedown", () => map.scrollWheelZoom.enable());
    root.addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
    root.addEventListener("wheel", (event) => { if (event.ctrlKey) map.scrollWheelZoom.enable(); }, { capture: true });
  }

  /* What the frame shows from its first moment: the land's colour, and if it takes long, one sentence. */
  function promise() {
    const described = window.depositsOptions;
    const place = document.getElementById("map_div");
    if (!described || !place) return;
    preload([described.links.contract, described.links.geometry, described.links.leaflet_script]);
    veil = element("div");
    veil.setAttribute("role", "status");
    veil.style.cssText = "position:fixed;inset:0;z-index:2000;box-sizing:border-box;border-radius:6px;display:flex;align-items:center;"
      + "justify-content:center;font:14px sans-serif;background:" + described.colours.abroad + ";color:" + described.colours.muted;
    document.body.appendChild(veil);
    document.body.style.margin = "0";
    if (outerWindow() && place.clientHeight) window.Streamlit.setFrameHeight(wantedHeight(place.clientHeight));
    window.setTimeout(() => { if (veil) veil.textContent = described.texts.drawing; }, Math.max(0, SLOW - performance.now()));
  }

  /* streamlit-folium asks for a script when it has the one before; so the rest come at once. */
  function preload(addresses) {
    for (const href of addresses) document.body.appendChild(Object.assign(element("link"), { rel: "preload", as: "script", href }));
  }

  /* A map without land or without sites is never seen. */
  function hide(root) {
    root.style.visibility = "hidden";
    window.setTimeout(() => { for (const part of [...missing]) here(part); }, PATIENCE);
  }

  function here(part) {
    missing.delete(part);
    if (missing.size) return;
    if (veil) veil.remove();
    veil = null;
    map.getContainer().style.visibility = "";
  }

  /* Style sheets go into the body: streamlit-folium writes the head anew, which would load them twice. */
  function addStyles() {
    const sheets = [options.links.leaflet_style, options.links.style];
    let waiting = sheets.length;
    const done = () => {
      waiting -= 1;
      if (waiting === 0) { fold(); resized(); arrange(); here("styles"); }
    };
    for (const address of sheets) {
      const link = element("link");
      link.rel = "stylesheet";
      link.href = address;
      link.onload = done;
      link.onerror = done;
      document.body.appendChild(link);
    }
  }

  function addPanes() {
    const panes = { land: 210, lines: 230, leaders: 450, names: 480 };
    for (const name in panes) {
      map.createPane(name).style.zIndex = panes[name];
      map.getPane(name).style.pointerEvents = "none";
    }
  }

  /* ---- size and view ---- */

  function outerWindow() {
    try {
      return window.parent.innerHeight ? window.parent : null;
    } catch {
      return null; // embedded from another origin
    }
  }

  function wantedHeight(given) {
    const outer = outerWindow();
    if (!outer) return given;
    if (isFramed(outer)) {
      const room = Math.floor(Math.min(given, outer.innerHeight - topOf(outer) - belowIt(outer)));
      return room < LEAST ? 1 : room;
    }
    const share = outer.innerWidth < 700 ? outer.innerHeight * 0.62 : Math.max(LOWEST, outer.innerHeight - topOf(outer) - BELOW);
    return Math.round(Math.max(300, Math.min(share, given)));
  }

  /* Whether the page stands in the frame of an article. */
  function isFramed(outer) {
    const query = new URLSearchParams(outer.location.search);
    return query.get("embed") === "true" && !query.has("print");
  }

  /* How high that is which the page has below the map. */
  function belowIt(outer) {
    /** @type {any} */
    const box = window.frameElement; // an article's page always has the map in one
    let sum = box.parentElement.getBoundingClientRect().bottom - box.getBoundingClientRect().bottom;
    for (let node = box.parentElement; node && !node.matches("[data-testid=stMain]"); node = node.parentElement) {
      const end = node.getBoundingClientRect().bottom;
      let last = end;
      for (let next = node.nextElementSibling; next; next = next.nextElementSibling) {
        const { top, bottom, height } = next.getBoundingClientRect();
        if (height && top >= end - 1) last = Math.max(last, bottom);
      }
      sum += last - end + parseFloat(outer.getComputedStyle(node).paddingBottom);
    }
    return sum + 1;
  }

  /* Where the map begins on the page when nothing is scrolled. */
  function topOf(outer) {
    const box = window.frameElement;
    if (!box) return 220;
    const scroller = box.closest("[data-testid=stMain]") || outer.document.scrollingElement;
    return Math.max(0, box.getBoundingClientRect().top + scroller.scrollTop);
  }

  /* The height given from Python is the largest one; the iframe takes what the window allows. */
  function followSize(root) {
    const given = root.clientHeight || 560;
    let height = wantedHeight(given);
    const tellStreamlit = window.Streamlit.setFrameHeight;
    window.Streamlit.setFrameHeight = () => tellStreamlit(height);
    const apply = () => {
      root.style.height = document.fullscreenElement ? "100vh" : height + "px";
      root.classList.toggle("gone", height < LEAST);
      root.classList.toggle("low", height < LOW && !document.fullscreenElement);
      tellStreamlit(height);
    };
    document.addEventListener("fullscreenchange", () => { map.closePopup(); apply(); });
    const onWindow = () => {
      const whole = outerWindow()?.document.fullscreenElement;
      if (whole || document.fullscreenElement) return; // the height outside is kept for the way back
      const next = wantedHeight(given);
      // a phone's address bar comes and goes while scrolling: no reason to resize
      if (Math.abs(next - height) > 70 || !isPhone()) { height = next; apply(); }
    };
    apply();
    const outer = outerWindow();
    // the map is sent first: what comes above it later pushes it down
    for (const wait of LATE) window.setTimeout(() => { if (!touched && Math.abs(wantedHeight(given) - height) > 8) onWindow(); }, wait);
    if (outer) {
      outer.addEventListener("resize", onWindow);
      const words = new ResizeObserver(() => {
        if (Math.abs(wantedHeight(given) - height) > 1) { height = wantedHeight(given); apply(); }
      });
      const block = isFramed(outer) && outer.document.querySelector("[data-testid=stMainBlockContainer]");
      if (block) words.observe(block);
      window.addEventListener("pagehide", () => { outer.removeEventListener("resize", onWindow); words.disconnect(); });
    }
    new ResizeObserver(resized).observe(root);
    fit();
  }

  function isPhone() {
    return map.getSize().x < 620; // Leaflet remembers it: no layout for each mark
  }

  function resized() {
    map.invalidateSize({ pan: touched || Boolean(kept), animate: false });
    fold();
    if (!touched) fit();
  }

  /* Any zoom, not only whole steps; where the map is tall enough the country lies above the legend. */
  function fit() {
    const size = map.getSize();
    if (!size.x || !size.y) return;
    const spare = legendBox ? Math.min(legendBox.offsetHeight + 24, size.y * 0.5) : 0;
    const edge = EDGE[isPhone() ? "phone" : "desk"];
    const snap = map.options.zoomSnap;
    fitting = true;
    map.options.zoomSnap = 0.02;
    if (kept) map.setView(kept.center, kept.zoom, { animate: false });
    else map.fitBounds(frame || options.bounds, { animate: false, paddingTopLeft: [edge, edge], paddingBottomRight: [edge, 6 + spare] });
    map.options.zoomSnap = snap;
    fitting = false;
  }

  /* A map in another language or theme is a new one; it begins where the one before it was left. */
  function leaveView() {
    const left = touched || kept ? JSON.stringify({ of: viewed(), look: lookOf(), center: map.getCenter(), zoom: map.getZoom() }) : "";
    try {
      window.sessionStorage.setItem(KEPT, left);
    } catch {
      // a browser that lends no memory to frames: the view starts anew
    }
  }

  function leftView() {
    try {
      const left = JSON.parse(window.sessionStorage.getItem(KEPT) || "null");
      window.sessionStorage.removeItem(KEPT);
      return left && left.of === viewed() && left.look !== lookOf() ? left : null;
    } catch {
      return null;
    }
  }

  function lookOf() {
    return options.texts.language + " " + options.theme;
  }

  /* The page's address without its language. */
  function viewed() {
    const outer = outerWindow();
    if (!outer) return null;
    const query = new URLSearchParams(outer.location.search);
    for (const name of ["lang", "v"]) query.delete(name);
    query.sort();
    return outer.location.pathname + "?" + query;
  }

  function showAll() {
    touched = false;
    kept = null;
    map.closePopup();
    fit();
  }

  /* The smallest view that holds all marks with their circles. */
  function showMarks() {
    if (!marks.length) return;
    const bounds = L.latLngBounds([]);
    for (const mark of marks) bounds.extend(mark.at.toBounds(Math.max(mark.radius, 10) * 2000));
    touched = true;
    map.closePopup();
    const how = { maxZoom: NEAR_ZOOM + 1, padding: [24, 24], duration: 0.7 };
    if (isCalm()) map.fitBounds(bounds, Object.assign(how, { animate: false }));
    else map.flyToBounds(bounds, how);
  }

  function isCalm() {
    return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  /* ---- controls ---- */

  function addControls() {
    const texts = options.texts;
    L.control.zoom({ position: "topleft", zoomInTitle: texts.zoom_in, zoomOutTitle: texts.zoom_out }).addTo(map);
    addControl("topleft", tools());
    addCredit();
    addControl("bottomright", legend());
    // on a phone the legend takes the whole width: the scale lies above it
    new (scale())({ position: isPhone() ? "bottomright" : "bottomleft", imperial: false }).addTo(map);
    addBackgrounds();
  }

  function addControl(position, node) {
    const control = new L.Control({ position });
    control.onAdd = () => node;
    L.DomEvent.disableClickPropagation(node);
    L.DomEvent.disableScrollPropagation(node);
    control.addTo(map);
    return control;
  }

  function tools() {
    const bar = element("div", "leaflet-bar tools");
    const texts = options.texts;
    bar.appendChild(tool("home", texts.whole_country, "M3 10.5 10 4l7 6.5M5.5 9v7h9V9", showAll));
    bar.appendChild(tool("selection", texts.selection, "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4M7.4 10a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0-5.2 0", showMarks));
    if (document.fullscreenEnabled) bar.appendChild(fullScreenTool());
    return bar;
  }

  function tool(className, name, path, act) {
    const button = element("button", className);
    button.type = "button";
    call(button, name);
    button.appendChild(picture(path));
    button.addEventListener("click", act);
    return button;
  }

  function call(node, name) {
    node.title = name;
    node.setAttribute("aria-label", name);
  }

  function picture(path) {
    const drawing = svg("svg", { viewBox: "0 0 20 20", width: 18, height: 18, "aria-hidden": "true" });
    drawing.appendChild(svg("path", { d: path, fill: "none", stroke: "currentColor", "stroke-width": 1.8, "stroke-linejoin": "round" }));
    return drawing;
  }

  function fullScreenTool() {
    const texts = options.texts;
    const button = tool("full-screen", texts.full_screen, "M8 3H3v5M12 3h5v5M17 12v5h-5M8 17H3v-5M3 3l5 5M17 3l-5 5M17 17l-5-5M3 17l5-5", () => {
      if (document.fullscreenElement) document.exitFullscreen();
      else document.documentElement.requestFullscreen().catch(() => { button.hidden = true; });
    });
    document.addEventListener("fullscreenchange", () => call(button, document.fullscreenElement ? texts.leave_full_screen : texts.full_screen));
    return button;
  }

  /* Leaflet's scale with the units of the language. */
  const scale = () => /** @type {any} */ (L.Control.Scale).extend({
    _updateMetric(/** @type {number} */ most) {
      const metres = this._getRoundNum(most);
      const { texts } = options;
      const text = metres < 1000 ? fill(texts.metres, { m: metres }) : fill(texts.kilometres, { km: number(metres / 1000) });
      this._updateScale(this._mScale, safeLabel(text), metres / most);
    },
  });

  function number(value) {
    return value.toLocaleString(options.texts.language);
  }

  function addCredit() {
    addControl("bottomright", element("div", "credit", options.texts.attribution));
  }

  /* The online backgrounds: off at first; the outlines stay until a tile has come, and without a network one sentence says so. */
  function addBackgrounds() {
    if (!options.tiles.length) return;
    const box = element("details", "backgrounds leaflet-bar");
    const summary = box.appendChild(element("summary"));
    call(summary, options.texts.layers);
    summary.appendChild(picture("M10 3 3 6.6l7 3.6 7-3.6L10 3ZM3 10l7 3.6 7-3.6M3 13.4 10 17l7-3.6"));
    const list = box.appendChild(element("div"));
    list.setAttribute("role", "radiogroup");
    list.setAttribute("aria-label", options.texts.layers);
    list.appendChild(background(options.texts.outlines, null));
    for (const tile of options.tiles) list.appendChild(background(options.texts[tile.key], tile));
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      box.open = false;
      summary.focus();
    });
    map.on("click", () => { box.open = false; });
    addControl("topright", box);
  }

  function background(text, tile) {
    const line = element("label");
    const button = line.appendChild(element("input"));
    Object.assign(button, { type: "radio", name: "background", checked: !tile });
    line.appendChild(element("span", "", text));
    const layer = tile && L.tileLayer(tile.url, { maxNativeZoom: tile.max_zoom, maxZoom: 18, crossOrigin: true });
    if (layer) {
      layer.on("tileerror", () => notice(options.texts.tiles_failed));
      layer.on("tileload", () => { map.getContainer().classList.add("tiled"); notice(""); });
    }
    button.addEventListener("change", () => lay(layer, tile));
    return line;
  }

  function lay(layer, tile) {
    if (tiles) tiles.remove();
    tiles = layer;
    map.getContainer().classList.remove("tiled");
    notice("");
    if (layer) layer.addTo(map);
    map.getContainer().querySelector(".credit").textContent = [options.texts.attribution, tile && tile.credit].filter(Boolean).join(" ");
    furniture = null;
  }

  /* Leaflet writes these labels as HTML. */
  function safeLabel(text) {
    return element("span", "", text).innerHTML;
  }

  function notice(text) {
    let node = map.getContainer().querySelector(".notice");
    if (!node && text) {
      node = element("div", "notice");
      node.setAttribute("role", "status");
      map.getContainer().appendChild(node);
    }
    if (node) { node.textContent = text; node.hidden = !text; }
  }

  /* ---- legend ---- */

  function legend() {
    const texts = options.texts;
    const box = element("details", "legend");
    legendBox = box;
    box.addEventListener("toggle", () => { furniture = null; if (!touched) fit(); });
    box.appendChild(folded());
    const columns = box.appendChild(element("div", "columns"));
    ratingBox = columns.appendChild(element("ul"));
    ratingBox.hidden = true;
    const list = element("ul");
    list.appendChild(element("li", "heading", texts.colour));
    options.families.forEach((family, index) => {
      counts[index].line = list.appendChild(legendLine(chip(sampleOf(index), 1), texts[family.key]));
    });
    columns.appendChild(list);
    const rules = element("ul");
    rules.appendChild(element("li", "heading", texts.filling));
    const sample = sampleAt("dataset_point");
    const filled = rules.appendChild(legendLine(chip(sample, 1), texts.pin));
    filled.classList.add("filled");
    rules.appendChild(legendLine(softCircle(), texts.circle));
    rules.appendChild(legendLine(chip(Object.assign({}, sample, { doubtful: true }), 1), texts.doubtful));
    rules.appendChild(legendLine(chip(sample, 3), texts.crowd));
    columns.appendChild(rules);
    const places = element("ul");
    places.appendChild(element("li", "heading", texts.ring));
    options.precisions.forEach((name, index) => places.appendChild(legendLine(ring(index), texts[name])));
    columns.appendChild(places);
    return box;
  }

  function sampleOf(index) {
    return { ...sampleAt("exact"), family: index, symbol: options.families[index].symbols[0] };
  }

  /* The site that the legend draws where its colour does not matter, known as exactly as a precision says. */
  function sampleAt(precision) {
    const family = options.families.findIndex(({ key }) => key === SAMPLE.family);
    return { symbol: SAMPLE.symbol, family, precision: options.precisions.indexOf(precision), radius: 0, doubtful: false };
  }

  /* The folded legend: each colour in a word, with how many sites of it are on the map. */
  function folded() {
    const line = element("summary");
    line.appendChild(element("b", "", options.texts.legend));
    counts = options.families.map((family, index) => {
      const item = line.appendChild(element("span", "colour"));
      item.dataset.family = family.key;
      item.appendChild(chip(sampleOf(index), 1));
      item.appendChild(element("span", "word", options.texts[family.key + "_short"]));
      const figure = item.appendChild(element("span", "count"));
      return { item, figure, name: options.texts[family.key] };
    });
    return line;
  }

  /* The legend lists what is on the map and nothing else. */
  function count() {
    const found = counts.map(() => 0);
    for (const mark of marks) for (const site of mark.sites) found[site.family] += 1;
    const before = counts.filter(({ item }) => !item.hidden).length;
    counts.forEach(({ item, figure, line, name }, index) => {
      figure.textContent = number(found[index]);
      item.title = fill(options.texts.counted, { name, count: number(found[index]) });
      item.hidden = line.hidden = !found[index];
    });
    if (before !== found.filter(Boolean).length) window.setTimeout(() => { fold(); arrange(); }, AFTER);
  }

  /* The folded legend takes two rows at most, one where the map is narrow: without its words, or as a mere button, if it must. */
  function fold() {
    furniture = null;
    if (!legendBox) return;
    const most = isPhone() ? ROW : 2 * ROW - 8;
    for (const terseness of [[], ["terse"], ["terse", "mute"], ["bare"]]) {
      legendBox.classList.remove("terse", "mute", "bare");
      legendBox.classList.add(...terseness);
      if (legendBox.firstChild.offsetHeight <= most) return;
    }
  }

  /* The legend says what the marks show of the claims; a fill that shows evidence no longer shows the place. */
  function explainRings() {
    ratingBox.textContent = "";
    ratingBox.hidden = !rings;
    legendBox.querySelector(".filled").hidden = rings?.kind === "evidence";
    if (!rings) return;
    ratingBox.appendChild(element("li", "heading", rings.title));
    rings.levels.forEach((text, level) => {
      ratingBox.appendChild(legendLine(chip(Object.assign(sampleAt("exact"), { level }), 1), text));
    });
  }

  function moved() {
    if (fitting) return;
    touched = true;
    kept = null;
  }

  function legendLine(drawing, text) {
    const line = element("li");
    const cell = element("span", "sample");
    cell.appendChild(drawing);
    line.appendChild(cell);
    line.appendChild(element("span", "", text));
    return line;
  }

  function softCircle() {
    const { colour } = options.families[sampleAt("exact").family];
    const drawing = svg("svg", { width: 30, height: 24, viewBox: "-15 -12 30 24", "aria-hidden": "true" });
    drawing.appendChild(svg("circle", {
      r: 11, fill: colour, "fill-opacity": 0.14, stroke: colour, "stroke-width": 1.4, "stroke-dasharray": DASHES[1],
    }));
    const letters = svg("text", { class: "soft", "text-anchor": "middle", y: 4 });
    letters.textContent = SAMPLE.symbol;
    drawing.appendChild(letters);
    return drawing;
  }

  function ring(index) {
    const drawing = svg("svg", { width: 30, height: 8, viewBox: "0 0 30 8", "aria-hidden": "true" });
    drawing.appendChild(svg("path", {
      d: "M1 4H29", stroke: "currentColor", "stroke-width": 1.8, "stroke-dasharray": DASHES[index],
    }));
    return drawing;
  }

  /* ---- base map ---- */

  /**
   * @template Parsed
   * @param {string} address
   * @param {(answer: Response) => Promise<Parsed>} parse
   */
  function read(address, parse) {
    return fetch(address).then((answer) => {
      if (!answer.ok) throw new Error(address + ": " + answer.status);
      return parse(answer);
    });
  }

  function loadBase() {
    const links = options.links;
    Promise.all([
      read(links.basemap, (answer) => answer.json()),
      read(links.regions, (answer) => answer.json()),
      read(links.places, (answer) => answer.text()),
      read(links.neighbours, (answer) => answer.json()),
    ]).then(([basemap, regions, places, neighbours]) => {
      drawLand(basemap, regions, neighbours);
      nameCountries(basemap, neighbours);
      nameRegions(regions);
      nameTowns(mapContract.parseTable(places));
      bound();
      arrange();
      here("base");
      map.getContainer().dataset.base = "ready";
    }).catch(() => { notice(options.texts.base_failed); here("base"); });
  }

  /** @type {Record<string, L.Canvas>} */
  const canvases = {};

  function layerOf(features, pane, style) {
    const renderer = (canvases[pane] ??= L.canvas({ pane, padding: 0.4 }));
    /** @type {any} */
    const collection = { type: "FeatureCollection", features };
    /** @type {any} */
    const how = { pane, renderer, interactive: false, style: Object.assign({ renderer, pane, smoothFactor: 0.6 }, style) };
    return L.geoJSON(collection, how).addTo(map);
  }

  function drawLand(basemap, regions, neighbours) {
    const colours = options.colours;
    const kind = (name) => basemap.features.filter((feature) => feature.properties.kind === name);
    const land = { fill: true, fillOpacity: 1, weight: 1 };
    layerOf(kind("country"), "land", { fillColor: colours.abroad, fillOpacity: 1, stroke: false });
    FADING.forEach((opacity, step) => {
      layerOf(kind("country").map((feature) => bordersOf(feature, neighbours, step)), "land", { color: colours.line, weight: 1, opacity });
    });
    layerOf(regions.features, "land", Object.assign({ fillColor: colours.land, color: colours.land }, land));
    layerOf(kind("lake"), "land", { fillColor: colours.water, fillOpacity: 1, stroke: false });
    layerOf(regions.features, "lines", { fill: false, color: colours.border, weight: 1, opacity: 0.75 });
  }

  /* The neighbours are cut off at a rectangle: its sides are no borders, and the borders fade towards them, a step at a time. */
  function bordersOf(feature, neighbours, step) {
    const runs = neighbours[feature.properties.name_en]?.borders ?? [];
    const coordinates = mapGeometry.linesOf(mapGeometry.ringsOf(feature), runs, step);
    return { type: "Feature", properties: {}, geometry: { type: "MultiLineString", coordinates } };
  }

  function nameOf(properties) {
    return properties["name_" + options.texts.language] || properties.name_en || "";
  }

  function addName(lat, lon, text, className) {
    const node = element("span", className, text);
    const icon = L.divIcon({ className: "name", iconSize: [0, 0], html: node });
    L.marker([lat, lon], { icon, pane: "names", interactive: false, keyboard: false }).addTo(map);
    return node;
  }

  /* A neighbour's name stands where its land near Kazakhstan is widest. */
  function nameCountries(basemap, neighbours) {
    for (const { properties } of basemap.features.filter((feature) => feature.properties.kind === "country")) {
      const place = neighbours[properties.name_en]?.label;
      if (!place) continue;
      const [lat, lon] = place;
      const node = addName(lat, lon, nameOf(properties), "country-name");
      names.countries.push({ node, at: L.latLng(lat, lon), rings: null });
    }
  }

  /* Where the page asks for it, a click beside the sites picks the region. */
  function pickArea(event) {
    if (!areas) return;
    const hit = outlines.find((one) => mapGeometry.inside(one.rings, event.latlng.lng, event.latlng.lat));
    if (hit) window.Streamlit.setComponentValue({ area: hit.iso, at: Date.now() });
  }

  function nameRegions(regions) {
    const kind = new RegExp(options.kind, "i"); // what every region's Russian or Kazakh name says beside the name itself
    outlines = regions.features.map((feature) => ({ iso: feature.properties.region_iso, rings: mapGeometry.ringsOf(feature) }));
    // a city lies inside its region: look there first
    outlines.sort((one, other) => one.rings.flat().length - other.rings.flat().length);
    names.regions = regions.features.filter((feature) => feature.properties.type !== "city").map((feature) => {
      const properties = feature.properties;
      const bounds = L.geoJSON(feature).getBounds();
      const text = nameOf(properties).replace(kind, "").replace(/ (?=\S{5})/, "\n").replace(/-(?=\S{5})/, "-\n");
      const node = addName(properties.label_lat, properties.label_lon, text, "region-name");
      const at = L.latLng(properties.label_lat, properties.label_lon);
      return { node, bounds, iso: properties.region_iso, rings: mapGeometry.ringsOf(feature), at };
    });
  }

  /* The regions of the filter stand out. */
  function bound() {
    if (frontier) frontier.remove();
    frontier = null;
    const shown = outlines.filter((one) => chosenRegions.includes(one.iso));
    for (const name of names.regions) name.node.classList.toggle("chosen", chosenRegions.includes(name.iso));
    if (!shown.length) return;
    const corners = shown.flatMap((one) => one.rings.map((line) => line.map(([lon, lat]) => [lat, lon])));
    const style = { color: options.colours.text, weight: 2, opacity: 0.75, interactive: false, smoothFactor: 0.6 };
    frontier = L.polyline(corners.map((line) => [...line, line[0]]), Object.assign({ pane: "lines" }, style)).addTo(map);
  }

  function nameTowns(rows) {
    names.towns = rows.map((row) => {
      const at = L.latLng(Number(row.lat), Number(row.lon));
      const rank = Number(row.rank);
      return { node: addName(at.lat, at.lng, nameOf(row), "town-name rank-" + rank), at, rank };
    }).sort((one, other) => one.rank - other.rank);
  }

  /* ---- marks ---- */

  /**
   * A place of the contract, and all that the map will hang on it.
   *
   * @param {Row} row
   * @returns {any}
   */
  function unpack(row) {
    const place = mapContract.unpack(options.columns, row);
    return { ...place, at: L.latLng(place.lat, place.lon), radius: place.widest.radius, pin: place.widest.radius <= options.pin };
  }

  function has(mark, id) {
    return mark.sites.some((site) => site.id === id);
  }

  /**
   * Draws the sites of the rows, and what goes with them.
   *
   * @param {L.FeatureGroup} group
   * @param {Row[]} rows
   * @param {Scene} scene
   */
  function sites(group, rows, scene) {
    const isNew = (scene.focus || null) !== focus;
    const first = !drawn;
    const isReframed = String(scene.frame || null) !== String(frame);
    const mine = picked !== null && picked === scene.focus;
    drawn = true;
    set(scene);
    exchange(rows);
    count();
    // the group is not on the map yet: the marks have no place before it is
    group.once("add", () => {
      const asLeft = first && kept;
      if (isReframed && !asLeft) showAll();
      arrange();
      restoreKeyboard();
      if (isNew && focus) turnTo(focus, { first, mine, asLeft, approach: Boolean(scene.approach) });
      here("sites");
    });
    leaveView();
    map.getContainer().dataset.sites = String(marks.reduce((sum, mark) => sum + mark.sites.length, 0));
  }

  /**
   * Takes over what the scene says beside the sites.
   *
   * @param {Scene} scene
   */
  function set(scene) {
    const regions = scene.regions || [];
    focus = scene.focus || null;
    areas = Boolean(scene.areas);
    frame = scene.frame || null;
    map.getContainer().classList.toggle("areas", areas);
    closeTip();
    map.closePopup();
    if (scene.rings || rings) {
      rings = scene.rings || null;
      explainRings();
    }
    if (String(regions) !== String(chosenRegions)) { chosenRegions = regions; bound(); }
  }

  /* A site that was just chosen is to be seen, unless the reader left the map so or chose it on this map; its card, too. */
  function turnTo(id, { first, mine, asLeft, approach }) {
    if (!asLeft && (!first || approach)) goTo(id, first);
    if (first) return;
    if (!mine) comeIntoView();
    if (document.fullscreenElement || cardBelow()) tell(id);
  }

  /* What stays on the map is left alone, and what comes back is not built anew: a change of the filter is felt at once. */
  function exchange(rows) {
    if (!holder) {
      holder = L.layerGroup().addTo(map);
      leaders = L.polyline([], { pane: "leaders", interactive: false, weight: 1, color: options.colours.text, opacity: 0.55 });
      leaders.addTo(holder);
    }
    if (built.size > MOST_BUILT) built.clear();
    const shown = new Set(marks);
    const look = JSON.stringify(rings);
    marks = rows.map((row) => built.get(keyOf(row, look)) || build(row, look));
    const wanted = new Set(marks);
    for (const mark of shown) if (!wanted.has(mark)) holder.removeLayer(mark.group);
    const coming = marks.filter((mark) => !shown.has(mark));
    for (const mark of coming) {
      mark.node.classList.remove("near");
      holder.addLayer(mark.group);
    }
    if (!coming.length) return;
    for (const mark of marks) mark.shape.bringToFront();
    // the order of the document is that of the tab key: from west to east. Only what comes is put into its place: a node
    // that is moved while the reader presses on it would lose the click
    const pane = map.getPane("markerPane");
    const isNew = new Set(coming);
    let next = null;
    for (const mark of marks.slice().sort((one, other) => other.at.lng - one.at.lng)) {
      const icon = mark.node.parentNode;
      if (isNew.has(mark)) pane.insertBefore(icon, next);
      next = icon;
    }
  }

  function keyOf(row, look) {
    const isChosen = focus !== null && mapContract.holds(options.columns, row, focus);
    return JSON.stringify(row) + isChosen + look;
  }

  function build(row, look) {
    const mark = unpack(row);
    mark.group = L.layerGroup();
    addMark(mark);
    built.set(keyOf(row, look), mark);
    return mark;
  }

  /* A circle of true radius that never shrinks below a visible size. */
  const SoftCircle = () => /** @type {any} */ (L.Circle).extend({
    _project() {
      /** @type {any} */ (L.Circle.prototype)._project.call(this);
      if (this._radius < SMALLEST) {
        this._radius = this._radiusY = SMALLEST;
        this._updateBounds();
      }
    },
  });

  function addMark(mark) {
    const colour = options.families[mark.widest.family].colour;
    mark.chosen = focus !== null && has(mark, focus);
    if (mark.pin) {
      mark.shape = L.circleMarker(mark.at, {
        radius: 4, weight: 1.5, color: options.colours.surface, fillColor: colour, fillOpacity: 1,
      });
    } else {
      const style = {
        ...SOFT, color: colour, fillColor: colour, dashArray: DASHES[mark.widest.precision], bubblingMouseEvents: false,
        ...(mark.chosen ? { color: options.colours.accent, weight: 3, opacity: 0.9, fillOpacity: 0.18 } : {}),
      };
      const Circle = SoftCircle();
      mark.circle = new Circle(mark.at, Object.assign({ radius: mark.radius * 1000 }, style));
      mark.polygon = mark.outline.length ? L.polygon(mark.outline.map((corners) => [corners]), style) : null;
      mark.shape = mark.circle;
    }
    for (const shape of [mark.shape, mark.polygon]) if (shape) listen(shape, mark, null);
    mark.shape.addTo(mark.group);
    label(mark).addTo(mark.group);
  }

  function label(mark) {
    const node = element("div", "chip");
    mark.node = node;
    mark.crowd = [];
    if (mark.chosen) node.classList.add("chosen");
    node.dataset.sites = mark.sites.map((site) => site.id).join(" ");
    node.dataset.family = options.families[faceOf(mark).family].key;
    dress(mark);
    const icon = L.divIcon({ className: "chip-place", iconSize: [0, 0], html: node });
    const height = mark.chosen ? 5000 : mark.pin ? 1000 : 0;
    const marker = L.marker(mark.at, { icon, keyboard: false, zIndexOffset: height });
    node.tabIndex = 0;
    node.setAttribute("role", "button");
    node.setAttribute("aria-pressed", String(mark.chosen));
    node.addEventListener("focus", () => {
      marker.setZIndexOffset(9000);
      if (returning || !node.matches(":focus-visible")) return;
      if (!map.getBounds().contains(mark.at)) map.panTo(mark.at, { animate: false });
      showTip(mark, mark.at);
    });
    node.addEventListener("blur", () => { marker.setZIndexOffset(height); closeTip(); });
    node.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { closeTip(); map.closePopup(); }
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      choose(everySite(mark), mark.at, true);
    });
    listen(marker, mark, mark.at);
    return marker;
  }

  /* The sites that a chip stands for: those of its mark, and of the marks that joined it for want of room. */
  function everySite(mark) {
    return mark.crowd.length ? mark.crowd.reduce((found, one) => found.concat(one.sites), mark.sites) : mark.sites;
  }

  function faceOf(mark) {
    const all = everySite(mark);
    const face = rated(mark.sites.find((site) => site.id === focus) || mark.sites[0], all);
    const precision = mark.crowd.length ? Math.max(...all.map((site) => site.precision)) : face.precision;
    return Object.assign({}, face, { precision });
  }

  /* Draws the chip, if it stands for other sites than when it was drawn last. */
  function dress(mark) {
    const all = everySite(mark);
    const look = all.map((site) => site.id).join(" ");
    if (mark.look === look) return;
    const face = faceOf(mark);
    mark.look = look;
    mark.chipWidth = chipWidth(chipText(face, all.length), face.doubtful);
    mark.node.replaceChildren(chip(face, all.length));
    if (rings && face.level !== undefined) mark.node.dataset.level = String(face.level);
    mark.node.dataset.crowd = mark.crowd.length ? look : "";
    mark.node.setAttribute("aria-label", spoken(mark));
  }

  /* Several sites in one mark show the highest level among them. */
  function rated(site, all) {
    const levels = all.map((one) => one.level).filter((level) => level !== undefined);
    return levels.length ? Object.assign({}, site, { level: Math.max(...levels) }) : site;
  }

  function spoken(mark) {
    const remarked = (site, text) => (site.remark ? text + ", " + site.remark : text);
    const all = everySite(mark);
    if (all.length === 1) return remarked(all[0], all[0].name + ", " + whereabouts(all[0]));
    return crowdName(mark, all) + ": " + all.map((site) => remarked(site, site.name)).join(", ");
  }

  function crowdName(mark, all) {
    return fill(mark.crowd.length ? options.texts.near : options.texts.several, { count: number(all.length) });
  }

  /* Hover shows the tip; a click on a chip is meant for it, one on a circle for all circles that lie there. */
  function listen(layer, mark, at) {
    layer.on("mouseover", (event) => { lift(mark, true); showTip(mark, at || event.latlng); });
    layer.on("mouseout", () => { lift(mark, false); closeTip(); });
    layer.on("click", (event) => {
      L.DomEvent.stopPropagation(event);
      const found = at ? everySite(mark) : sitesAt(event.latlng, mark);
      choose(found, event.latlng || mark.at, false);
    });
  }

  function lift(mark, up) {
    mark.node.classList.toggle("near", up);
    for (const one of [mark, ...mark.crowd]) if (!one.pin && !one.chosen) one.shape.setStyle(up ? LIFTED : SOFT);
  }

  /* All sites whose dot or circle lies under the finger, the surest first. */
  function sitesAt(place, hit) {
    const point = map.latLngToLayerPoint(place);
    const holdsPlace = (corners) => mapGeometry.inside([corners.map(([lat, lon]) => [lon, lat])], place.lng, place.lat);
    const covers = (mark) => {
      if (mark.shape === mark.polygon) return mark.outline.some(holdsPlace);
      return point.distanceTo(mark.point) <= mark.px + 2;
    };
    const found = marks.filter((mark) => mark === hit || covers(mark));
    return found.sort((one, other) => one.radius - other.radius).flatMap((mark) => mark.sites);
  }

  function choose(found, at, keyboard) {
    closeTip();
    if (found.length === 1) pick(found[0].id, keyboard);
    else openList(found, at, keyboard);
  }

  function pick(id, keyboard) {
    picked = id;
    byKeyboard = keyboard ? id : null;
    map.closePopup();
    window.Streamlit.setComponentValue({ site: id, at: Date.now() });
  }

  function openList(found, at, keyboard) {
    const box = element("div", "site-list");
    box.appendChild(element("p", "", options.texts.here));
    for (const site of found) {
      const button = element("button");
      button.type = "button";
      button.appendChild(chip(site, 1));
      button.appendChild(element("span", "", site.name));
      button.appendChild(element("small", "", fill(options.texts.within, { km: number(site.radius) })));
      button.addEventListener("click", (event) => pick(site.id, event.detail === 0));
      box.appendChild(button);
    }
    pop(box, at);
    if (keyboard) box.querySelector("button").focus();
  }

  /* Where the card is out of sight, in full screen or on a phone, the map itself tells of the site and leads to the card. */
  function tell(id) {
    const mark = marks.find((one) => has(one, id));
    if (!mark) return;
    const box = element("div", "site-tell");
    describe(box, mark.sites.find((site) => site.id === id));
    if (!document.fullscreenElement) {
      const button = box.appendChild(element("button", "to-card", options.texts.card));
      button.type = "button";
      button.addEventListener("click", () => cardBelow()?.scrollIntoView({ block: "start", behavior: isCalm() ? "auto" : "smooth" }));
    }
    closeTip();
    pop(box, mark.at);
  }

  /* The heading of the card, where the window is too narrow for it to stand beside the map. */
  function cardBelow() {
    const column = window.frameElement && window.frameElement.closest("[data-testid=stColumn]");
    const next = column && column.nextElementSibling;
    if (!next || next.getBoundingClientRect().top < column.getBoundingClientRect().bottom - 1) return null;
    return next.querySelector("h2") || next;
  }

  /* The map makes room for what pops up, and takes its first view again afterwards unless the reader moved it. */
  function pop(box, at) {
    const room = map.getSize().x - CONTROLS - 60; // the popup stands beside the controls, not under them
    popup = L.popup({
      className: "site-popup", maxWidth: Math.max(150, Math.min(280, room)), minWidth: 150, maxHeight: 330,
      autoPanPaddingTopLeft: [CONTROLS, 12], autoPanPaddingBottomRight: [12, 20],
    });
    popup.setLatLng(at).setContent(box);
    fitting = true;
    popup.openOn(map);
    fitting = false;
    call(popup.getElement().querySelector(".leaflet-popup-close-button"), options.texts.close);
  }

  function restoreKeyboard() {
    const mark = byKeyboard && marks.find((one) => has(one, byKeyboard));
    byKeyboard = null;
    returning = true;
    if (mark) mark.node.focus({ preventScroll: true });
    returning = false;
  }

  /* ---- what a chip looks like ---- */

  function chipText(site, many) {
    return site.symbol + (many > 1 ? "×" + many : "") + (site.doubtful ? "?" : "") + (contradicts(site) ? " ≠" : "");
  }

  function contradicts(site) {
    return rings?.kind === "contradiction" && site.level >= 0;
  }

  /* How far the fill covers: where it shows evidence, the more the better established; else by the place. */
  function filling(site, pin) {
    if (rings && rings.kind === "evidence" && site.level >= 0) return site.level / (rings.levels.length - 1);
    return site.doubtful ? 0 : pin ? 1 : 0.2;
  }

  function chipWidth(text, small) {
    return Math.max(20, text.length * CHIP.letter * (small ? 0.86 : 1) + CHIP.pad);
  }

  /* Filled: known to 5 km; tinted: somewhere in its circle; empty and smaller: in doubt. The ring is the precision. */
  function chip(site, many) {
    const family = options.families[site.family];
    const text = chipText(site, many);
    const width = chipWidth(text, site.doubtful);
    const height = site.doubtful ? CHIP.height - 2 : CHIP.height;
    const pin = site.radius <= options.pin;
    const drawing = svg("svg", {
      width: width + 4, height: height + 4, viewBox: [-width / 2 - 2, -height / 2 - 2, width + 4, height + 4].join(" "),
      "aria-hidden": "true",
    });
    const box = (shrink, attributes) => drawing.appendChild(svg("rect", Object.assign({
      x: shrink - width / 2, y: shrink - height / 2, width: width - 2 * shrink, height: height - 2 * shrink,
      rx: height / 2 - shrink,
    }, attributes)));
    box(0, { class: "back" });
    const cover = filling(site, pin);
    if (cover === 1) box(2.2, { fill: family.colour });
    else if (cover) box(0, { fill: family.colour, "fill-opacity": cover });
    const thick = contradicts(site) ? THICK[Math.min(site.level, THICK.length - 1)] : 0;
    const edge = box(-thick / 2, { class: "ring", fill: "none", stroke: family.colour, "stroke-dasharray": DASHES[site.precision] });
    if (thick) {
      edge.style.strokeWidth = thick;
      edge.removeAttribute("stroke-dasharray");
    }
    const letters = svg("text", { "text-anchor": "middle", y: 3.9, class: site.doubtful ? "small" : "" });
    letters.textContent = text;
    if (cover > 0.7) letters.style.fill = family.ink;
    drawing.appendChild(letters);
    return drawing;
  }

  /* ---- tip ---- */

  function whereabouts(site) {
    const name = options.precisions[site.precision];
    return options.texts[name] + ", " + fill(options.texts.within, { km: number(site.radius) });
  }

  function showTip(mark, at) {
    if (popup && popup.isOpen()) return;
    const box = element("div");
    const all = everySite(mark);
    if (all.length === 1) describe(box, all[0]);
    else {
      box.appendChild(element("b", "", crowdName(mark, all)));
      for (const site of all) box.appendChild(element("p", "", [site.name, site.elements, site.remark].filter(Boolean).join(": ")));
      if (!mark.crowd.length) box.appendChild(element("p", "muted", whereabouts(mark.widest)));
    }
    tip.setContent(box).setLatLng(at);
    map.openTooltip(tip);
    keepInside(tip.getElement());
  }

  /* Leaflet moves a tip to the other side, but not down from the upper edge or up from the lower one. */
  function keepInside(node) {
    node.style.marginTop = "";
    const room = map.getContainer().getBoundingClientRect();
    const box = node.getBoundingClientRect();
    const shift = Math.max(0, room.top + 4 - box.top) - Math.max(0, box.bottom + 4 - room.bottom);
    if (shift) node.style.marginTop = parseFloat(getComputedStyle(node).marginTop) + shift + "px";
  }

  function describe(box, site) {
    box.appendChild(element("b", "", site.name));
    if (site.elements) box.appendChild(element("p", "elements", site.elements));
    box.appendChild(element("p", "muted", whereabouts(site)));
    if (site.caption) {
      const line = box.appendChild(element("p", "caption"));
      line.appendChild(element("small", "", options.texts.claimed));
      line.appendChild(document.createTextNode(site.caption));
    }
    if (site.remark) box.appendChild(element("p", "remark", site.remark));
  }

  function closeTip() {
    if (tip) map.closeTooltip(tip);
  }

  /* ---- arrangement: every chip, then names of regions, then towns, without collisions ---- */

  function pixels(mark) {
    const edge = map.latLngToLayerPoint([mark.at.lat + mark.radius / mapGeometry.KM_A_DEGREE, mark.at.lng]);
    return Math.max(SMALLEST, Math.abs(edge.y - mark.point.y));
  }

  /* The chips at once, for they are what a filter changes; the names of the base map give way when the chips are painted. */
  function arrange() {
    if (!map || !map._loaded) return;
    const size = isPhone() ? "phone" : "desk";
    for (const mark of marks) {
      mark.scale = SCALE[size];
      mark.point = map.latLngToLayerPoint(mark.at);
      mark.px = mark.pin ? 4 : pixels(mark);
      showShape(mark);
    }
    const taken = placeChips(size);
    naming += 1;
    const mine = naming;
    window.requestAnimationFrame(() => window.setTimeout(() => { if (mine === naming) nameAll(taken); }));
  }

  function nameAll(taken) {
    taken.push(...controlBoxes());
    placeTowns(taken, names.towns.filter((town) => town.rank === 1));
    placeNames(taken);
    placeTowns(taken, names.towns.filter((town) => town.rank > 1));
  }

  /* Where the controls lie: no name of the base map goes under them. */
  function controlBoxes() {
    const root = map.getContainer();
    if (!furniture) {
      const from = root.getBoundingClientRect();
      furniture = [...root.querySelectorAll(".leaflet-control")].map((node) => {
        const box = node.getBoundingClientRect();
        return { left: box.left - from.left, right: box.right - from.left, top: box.top - from.top, bottom: box.bottom - from.top };
      });
    }
    const shift = map.containerPointToLayerPoint([0, 0]);
    return furniture.map((box) => (
      { left: box.left + shift.x, right: box.right + shift.x, top: box.top + shift.y, bottom: box.bottom + shift.y }
    ));
  }

  /* A clipped circle that is too small to see is drawn as a small whole one. */
  function showShape(mark) {
    if (!mark.polygon) return;
    const wanted = mark.px > SMALLEST + 1 ? mark.polygon : mark.circle;
    if (wanted === mark.shape) return;
    mark.group.removeLayer(mark.shape);
    mark.shape = wanted.addTo(mark.group);
    for (const other of marks.slice(marks.indexOf(mark))) other.shape.bringToFront();
  }

  /* The chosen site first, then the surest. A chip that finds no room near its site joins one of its kind that stands near; for
   * those that now say more, and so are wider, all are placed once more. */
  function placeChips(size) {
    const order = marks.slice().sort((one, other) => other.chosen - one.chosen || one.px - other.px);
    for (const mark of order) { mark.crowd = []; mark.host = null; dress(mark); }
    let taken = seatAll(order, size, true);
    const seated = order.filter((mark) => !mark.host);
    if (seated.length < order.length) {
      for (const mark of seated) dress(mark);
      taken = seatAll(seated, size, false);
    }
    for (const mark of order) {
      mark.node.hidden = Boolean(mark.host);
      const [x, y] = mark.step;
      mark.node.style.transform = "translate(calc(-50% + " + x + "px), calc(-50% + " + y + "px)) scale(" + mark.scale + ")";
    }
    leaders && leaders.setLatLngs(order.map(leader).filter(Boolean));
    return taken;
  }

  function seatAll(order, size, canJoin) {
    const taken = [];
    const seated = [];
    const near = mapGeometry.STEPS.filter((step) => step.distance <= REACH[size]);
    for (const mark of order) {
      mark.step = stepOf(mark, taken, near, true);
      if (!mark.step && canJoin) mark.host = hostOf(mark, seated, JOINED[size]);
      if (mark.host) { mark.host.crowd.push(mark); mark.step = mapGeometry.STEPS[0]; continue; }
      mark.step = mark.step || stepOf(mark, taken, near, false) || stepOf(mark, taken, mapGeometry.STEPS, false) || mapGeometry.STEPS[0];
      taken.push(chipBox(mark, mark.step));
      seated.push(mark);
    }
    return taken;
  }

  function chipBox(mark, step) {
    return mapGeometry.boxAt(mark.point.add(step), mark.chipWidth * mark.scale + 2, CHIP.height * mark.scale + 2);
  }

  /* Nearest place for a chip that is free of other chips and, if wanted, covers no other site. */
  function stepOf(mark, taken, steps, clear) {
    return steps.find((step) => {
      const box = chipBox(mark, step);
      if (!mapGeometry.isFree(box, taken)) return false;
      return !clear || !marks.some((other) => other !== mark && mapGeometry.overlap(box, mapGeometry.boxAt(other.point, 8, 8)));
    });
  }

  /* The nearest chip that says the same of its site: colour, letters, how surely the place is known, what it shows of the claims. */
  function hostOf(mark, seated, reach) {
    if (mark.chosen) return null;
    let host = null;
    for (const one of seated) {
      if (one.chosen || kindOf(one) !== kindOf(mark)) continue;
      const distance = mark.point.distanceTo(one.point.add(one.step));
      if (distance <= reach) { host = one; reach = distance; }
    }
    return host;
  }

  function kindOf(mark) {
    const face = rated(mark.sites[0], mark.sites);
    return [face.family, face.symbol, face.doubtful, mark.pin, face.level].join(" ");
  }

  /* A thin line from a site to its chip, where that stands beside it. */
  function leader(mark) {
    const host = mark.host || mark;
    const end = host.point.add(host.step);
    const distance = mark.point.distanceTo(end);
    if (distance === 0 || distance + 4 < mark.px) return null;
    const from = mark.point.add(end.subtract(mark.point).multiplyBy(mark.px / distance));
    return [map.layerPointToLatLng(from), map.layerPointToLatLng(end)];
  }

  function placeNames(taken) {
    const isChosen = (name) => chosenRegions.includes(name.iso);
    for (const region of names.regions.slice().sort((one, other) => Number(isChosen(other)) - Number(isChosen(one)))) {
      const edges = [region.bounds.getWest(), region.bounds.getEast()].map((lon) => map.latLngToLayerPoint([region.at.lat, lon]).x);
      const room = (edges[1] - edges[0]) * 0.95;
      const fits = (tight) => sizeOf(region, tight).x < room && placeName(region, sizeOf(region, tight), taken, mapGeometry.SHIFTS, false);
      if (fits(false) || fits(true)) continue;
      region.node.hidden = true;
      if (isChosen(region)) placeName(region, sizeOf(region, true), taken, mapGeometry.SHIFTS, true);
    }
    for (const country of names.countries) placeName(country, sizeOf(country, false), taken, mapGeometry.SHIFTS.slice(0, 9), false);
  }

  /* The nearest place in its region that is free of all else; without one the name waits for a closer look, but a chosen region
   * keeps its name, if need be beside it. */
  function placeName(name, size, taken, shifts, keep) {
    const point = map.latLngToLayerPoint(name.at);
    const box = (shift) => mapGeometry.boxAt(point.add(shift), size.x, size.y);
    const fits = (shift) => within(name, shift, point, size);
    const free = (shift) => mapGeometry.isFree(box(shift), taken);
    let shift = shifts.find((one) => free(one) && fits(one));
    if (!shift && keep) shift = shifts.find(free) || shifts[0];
    name.node.hidden = !shift;
    if (!shift) return false;
    name.node.style.transform = "translate(calc(-50% + " + shift[0] + "px), calc(-50% + " + shift[1] + "px))";
    taken.push(box(shift));
    return true;
  }

  /* Whether a name lies in its region; asked for the same few places again and again, so kept until the zoom changes. */
  function within(name, shift, point, size) {
    if (!name.rings) return true;
    const zoom = map.getZoom();
    if (name.zoom !== zoom) { name.zoom = zoom; name.fits = new Map(); }
    const key = size.x + " " + shift;
    if (!name.fits.has(key)) name.fits.set(key, lies(name.rings, point.add(shift), size));
    return name.fits.get(key);
  }

  function lies(outline, point, size) {
    return [-0.35, 0, 0.35].every((part) => {
      const at = map.layerPointToLatLng(point.add([part * size.x, 0]));
      return mapGeometry.inside(outline, at.lng, at.lat);
    });
  }

  function placeTowns(taken, towns) {
    const zoom = map.getZoom();
    for (const town of towns) {
      const size = sizeOf(town, false);
      const point = map.latLngToLayerPoint(town.at);
      const sides = zoom >= (TOWN_ZOOM[town.rank] || 7) ? [1, -1] : [];
      const box = (side) => mapGeometry.boxAt(point.add([(side * size.x) / 2, 0]), size.x + 6, size.y);
      const side = sides.find((one) => mapGeometry.isFree(box(one), taken));
      town.node.hidden = !side;
      if (!side) continue;
      town.node.classList.toggle("left", side < 0);
      taken.push(box(side));
    }
  }

  /* What room a name takes, set wide or tight; measured once each. */
  function sizeOf(name, tight) {
    name.node.hidden = false;
    name.node.classList.toggle("tight", tight);
    const known = tight ? "narrow" : "size";
    if (!name[known] || !name[known].x) name[known] = { x: name.node.offsetWidth + 4, y: name.node.offsetHeight };
    return name[known];
  }

  /* ---- going to a site ---- */

  function goTo(id, atOnce) {
    const mark = marks.find((one) => has(one, id));
    if (!mark) return;
    const inView = map.getBounds().pad(-0.05).contains(mark.at);
    const tiny = mark.pin ? map.getZoom() < NEAR_ZOOM - 1 : mark.px < 14;
    if (inView && (!tiny || picked === id)) { picked = null; return; }
    picked = null;
    const around = mark.at.toBounds(Math.max(mark.radius, 30) * 2000);
    const zoom = Math.min(NEAR_ZOOM, map.getBoundsZoom(around.pad(0.6)));
    const quiet = atOnce || isCalm();
    const target = inView || map.getZoom() < zoom ? Math.max(map.getZoom(), zoom) : map.getZoom();
    if (quiet) map.setView(mark.at, target, { animate: false });
    else map.flyTo(mark.at, target, { duration: 0.7 });
  }

  /* A site chosen in a row far below the map is to be seen: the page comes back to the map. */
  function comeIntoView() {
    const box = window.frameElement;
    if (!box || document.fullscreenElement) return;
    const { top, bottom, height } = box.getBoundingClientRect();
    const seen = Math.min(bottom, window.parent.innerHeight) - Math.max(top, 0);
    if (seen < 0.6 * height) box.scrollIntoView({ block: "nearest", behavior: isCalm() ? "auto" : "smooth" });
  }

  /* streamlit-folium drops what arrives while it still loads scripts: keep the last of it and hand it in again. */
  function watchRenders() {
    const streamlit = window.Streamlit;
    if (!streamlit || !streamlit.events) return;
    streamlit.events.addEventListener(streamlit.RENDER_EVENT, (event) => {
      if (!window.map) lastRender = /** @type {CustomEvent} */ (event).detail;
    });
    const handIn = window.setInterval(() => {
      if (!window.map) return;
      window.clearInterval(handIn);
      if (lastRender) streamlit.events.dispatchEvent(new CustomEvent(streamlit.RENDER_EVENT, { detail: lastRender }));
      lastRender = null;
    }, 50);
  }

  promise();
  watchRenders();
  window.deposits = { start, sites };
})();
