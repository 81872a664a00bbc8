/* Draws the map that geo/maps.py describes: base map from our own files, marks, names, legend.
 *
 * The page of streamlit-folium calls deposits.start(map, options) once and deposits.sites(group, rows, focus, approach, frame, areas,
 * rings) whenever the sites change; rings only where the marks show something of the claims. Text reaches the document through textContent only. */
(function () {
  "use strict";

  const SMALLEST = 7; // px: a circle smaller than this is drawn this large
  const NEAR_ZOOM = 7; // the zoom to which the map goes for a site that is too small to see
  const TOWN_ZOOM = { 1: 3.4, 2: 5.6, 3: 7 }; // zoom from which towns of a rank have names
  const DASHES = ["", "7 3", "2 3", "9 3 2 3"]; // one for each precision, the surest first
  const COUNTRY_SHAPE = 1.72; // width by height of Kazakhstan on this projection
  const NS = "http://www.w3.org/2000/svg";
  const THICK = [2.6, 3.8, 5.2]; // px: rings of contradictions, by how far the claims are apart
  const CHIP = { height: 17, letter: 7.4, pad: 11 };

  let map = null;
  let options = null;
  let tip = null;
  const names = { countries: [], regions: [], towns: [] };
  let marks = [];
  let leaders = null;
  let focus = null;
  let drawn = false;
  let touched = false; // the user moved the map: it no longer fits itself to the country
  let fitting = false;
  let legendBox = null;
  let legendIsChosen = false; // the user opened or closed the legend
  let picked = null; // id that the last click on this map chose
  let byKeyboard = null; // id whose chip gets the keyboard's focus back after a redraw
  let lastRender = null;
  let frame = null; // corners of the first view, if not the whole country
  let areas = false; // a click beside the sites picks the region
  let outlines = [];
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

  function start(theMap, theOptions) {
    map = theMap;
    options = theOptions;
    const root = map.getContainer();
    root.setAttribute("role", "region");
    // a tap gives the map the keyboard; the page around must not scroll to it under the finger
    root.focus = (how) => HTMLElement.prototype.focus.call(root, { ...how, preventScroll: true });
    root.setAttribute("aria-label", options.texts.map_label);
    document.documentElement.lang = options.texts.language;
    root.classList.add("deposits", options.theme);
    for (const name in options.colours) root.style.setProperty("--" + name, options.colours[name]);
    addStyles(root);
    addPanes();
    followSize(root);
    addControls();
    map.on("movestart zoomstart", moved);
    map.on("zoomend", arrange);
    map.on("click", closeTip);
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

  /* Style sheets go into the body: streamlit-folium writes the head anew, which would load them twice. */
  function addStyles(root) {
    const sheets = [options.links.leaflet_style, options.links.style];
    root.style.visibility = "hidden";
    let waiting = sheets.length;
    const done = () => {
      waiting -= 1;
      if (waiting === 0) { root.style.visibility = ""; resized(); arrange(); }
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
    const panes = { land: 210, water: 220, lines: 230, leaders: 450, names: 480 };
    for (const name in panes) {
      map.createPane(name).style.zIndex = panes[name];
      map.getPane(name).style.pointerEvents = "none";
    }
  }

  /* ---- size and view ---- */

  function outerWindow() {
    try {
      return window.parent.innerHeight ? window.parent : null;
    } catch (error) {
      return null; // embedded from another origin
    }
  }

  function wantedHeight(given) {
    const outer = outerWindow();
    if (!outer) return given;
    const share = outer.innerWidth < 700 ? outer.innerHeight * 0.62 : outer.innerHeight - 220;
    return Math.round(Math.max(300, Math.min(share, given)));
  }

  /* The height given from Python is the largest one; the iframe takes what the window allows. */
  function followSize(root) {
    const given = root.clientHeight || 560;
    let height = wantedHeight(given);
    const tellStreamlit = window.Streamlit.setFrameHeight;
    window.Streamlit.setFrameHeight = () => tellStreamlit(height);
    const apply = () => {
      root.style.height = height + "px";
      tellStreamlit(height);
    };
    const onWindow = () => {
      const next = wantedHeight(given);
      // a phone's address bar comes and goes while scrolling: no reason to resize
      if (Math.abs(next - height) > 70 || !isPhone()) { height = next; apply(); }
    };
    apply();
    const outer = outerWindow();
    if (outer) {
      outer.addEventListener("resize", onWindow);
      window.addEventListener("pagehide", () => outer.removeEventListener("resize", onWindow));
    }
    new ResizeObserver(resized).observe(root);
    fit();
  }

  function isPhone() {
    return map.getSize().x < 620; // Leaflet remembers it: no layout for each mark
  }

  function resized() {
    map.invalidateSize({ pan: false, animate: false });
    fitLegend();
    if (!touched) fit();
  }

  /* Any zoom, not only whole steps; where the map is tall enough the country lies above the open legend. */
  function fit() {
    const size = map.getSize();
    if (!size.x || !size.y) return;
    const key = map.getContainer().querySelector(".legend[open]");
    const spare = key ? Math.min(key.offsetHeight + 24, size.y * 0.4) : 0;
    const snap = map.options.zoomSnap;
    fitting = true;
    map.options.zoomSnap = 0.02;
    map.fitBounds(frame || options.bounds, { animate: false, paddingTopLeft: [6, 6], paddingBottomRight: [6, 6 + spare] });
    map.options.zoomSnap = snap;
    fitting = false;
  }

  function showAll() {
    touched = false;
    map.closePopup();
    fitLegend();
    fit();
  }

  /* ---- controls ---- */

  function addControls() {
    const texts = options.texts;
    L.control.zoom({ position: "topleft", zoomInTitle: texts.zoom_in, zoomOutTitle: texts.zoom_out }).addTo(map);
    addControl("topleft", homeButton());
    L.control.scale({ position: "bottomleft", imperial: false }).addTo(map);
    addCredit();
    addControl("bottomright", legend());
    addBackgrounds();
  }

  function addControl(position, node) {
    const control = L.control({ position });
    control.onAdd = () => node;
    L.DomEvent.disableClickPropagation(node);
    L.DomEvent.disableScrollPropagation(node);
    control.addTo(map);
    return control;
  }

  function homeButton() {
    const bar = element("div", "leaflet-bar");
    const button = element("a", "home");
    button.href = "#";
    button.title = options.texts.whole_country;
    button.setAttribute("role", "button");
    button.setAttribute("aria-label", options.texts.whole_country);
    const drawing = svg("svg", { viewBox: "0 0 20 20", width: 18, height: 18, "aria-hidden": "true" });
    drawing.appendChild(svg("path", {
      d: "M3 8V3h5M12 3h5v5M17 12v5h-5M8 17H3v-5", fill: "none", stroke: "currentColor", "stroke-width": 2,
    }));
    button.appendChild(drawing);
    button.addEventListener("click", (event) => { event.preventDefault(); showAll(); });
    bar.appendChild(button);
    return bar;
  }

  function addCredit() {
    const node = element("div", "credit", options.texts.attribution);
    const control = addControl("bottomright", node);
    map.on("baselayerchange", (event) => {
      const extra = event.layer.credit ? " " + event.layer.credit : "";
      control.getContainer().textContent = options.texts.attribution + extra;
    });
  }

  /* The online backgrounds: off at first; the outlines stay until a tile has come, and without a network one sentence says so. */
  function addBackgrounds() {
    const choices = {};
    choices[safeLabel(options.texts.outlines)] = L.layerGroup().addTo(map);
    for (const tile of options.tiles) {
      const layer = L.tileLayer(tile.url, { maxNativeZoom: tile.max_zoom, maxZoom: 18, crossOrigin: true });
      layer.credit = tile.credit;
      layer.on("tileerror", () => notice(options.texts.tiles_failed));
      layer.on("tileload", () => { map.getContainer().classList.add("tiled"); notice(""); });
      choices[safeLabel(options.texts[tile.key])] = layer;
    }
    if (!options.tiles.length) return;
    const control = L.control.layers(choices, {}, { position: "topright", collapsed: true }).addTo(map);
    const toggle = control.getContainer().querySelector(".leaflet-control-layers-toggle");
    toggle.title = options.texts.layers;
    toggle.setAttribute("aria-label", options.texts.layers);
    map.on("baselayerchange", () => { map.getContainer().classList.remove("tiled"); notice(""); });
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
    fitLegend();
    box.addEventListener("click", () => { legendIsChosen = true; });
    box.addEventListener("toggle", () => { if (!touched) fit(); });
    box.appendChild(element("summary", "", texts.legend));
    const columns = box.appendChild(element("div", "columns"));
    ratingBox = columns.appendChild(element("ul"));
    ratingBox.hidden = true;
    const list = element("ul");
    options.families.forEach((family, index) => {
      const site = { symbol: family.symbols[0], family: index, precision: 0, radius: 0, doubtful: false };
      list.appendChild(legendLine(chip(site, 1), texts[family.key]));
    });
    columns.appendChild(list);
    const rules = element("ul");
    const sample = { symbol: "W", family: 3, precision: 1, radius: 0, doubtful: false };
    const filled = rules.appendChild(legendLine(chip(sample, 1), texts.pin));
    filled.classList.add("filled");
    rules.appendChild(legendLine(softCircle(), texts.circle));
    rules.appendChild(legendLine(chip(Object.assign({}, sample, { doubtful: true }), 1), texts.doubtful));
    columns.appendChild(rules);
    const places = element("ul");
    places.appendChild(element("li", "heading", texts.ring));
    options.precisions.forEach((name, index) => places.appendChild(legendLine(ring(index), texts[name])));
    columns.appendChild(places);
    return box;
  }

  /* The legend says what the marks show of the claims; a fill that shows evidence no longer shows the place. */
  function explainRings() {
    ratingBox.textContent = "";
    ratingBox.hidden = !rings;
    legendBox.querySelector(".filled").hidden = Boolean(rings) && rings.kind === "evidence";
    if (!rings) return;
    ratingBox.appendChild(element("li", "heading", rings.title));
    rings.levels.forEach((text, level) => {
      const sample = { symbol: "W", family: 3, precision: 0, radius: 0, doubtful: false, level };
      ratingBox.appendChild(legendLine(chip(sample, 1), text));
    });
  }

  /* Until the user opens or closes it, the legend is open where the whole country leaves it room. */
  function fitLegend() {
    if (!legendBox || legendIsChosen) return;
    const room = map.getSize();
    legendBox.open = !touched && !frame && room.x >= 560 && room.y - 190 >= (0.85 * room.x) / COUNTRY_SHAPE;
  }

  function moved() {
    if (fitting || touched) return;
    touched = true;
    fitLegend();
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
    const colour = options.families[3].colour;
    const drawing = svg("svg", { width: 30, height: 24, viewBox: "-15 -12 30 24", "aria-hidden": "true" });
    drawing.appendChild(svg("circle", {
      r: 11, fill: colour, "fill-opacity": 0.14, stroke: colour, "stroke-width": 1.4, "stroke-dasharray": DASHES[1],
    }));
    const label = svg("text", { class: "soft", "text-anchor": "middle", y: 4 });
    label.textContent = "W";
    drawing.appendChild(label);
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
    ]).then(([basemap, regions, places]) => {
      drawLand(basemap, regions);
      nameCountries(basemap);
      nameRegions(regions);
      nameTowns(parseTable(places));
      arrange();
      map.getContainer().dataset.base = "ready";
    }).catch(() => notice(options.texts.base_failed));
  }

  function layerOf(features, pane, style) {
    const renderer = L.canvas({ pane, padding: 0.4 });
    return L.geoJSON({ type: "FeatureCollection", features }, {
      pane, renderer, interactive: false, style: Object.assign({ renderer, pane, smoothFactor: 0.6 }, style),
    }).addTo(map);
  }

  function drawLand(basemap, regions) {
    const colours = options.colours;
    const kind = (name) => basemap.features.filter((feature) => feature.properties.kind === name);
    const land = { fill: true, fillOpacity: 1, weight: 1 };
    layerOf(kind("country"), "land", { fillColor: colours.abroad, fillOpacity: 1, stroke: false });
    layerOf(kind("country").map(bordersOf(basemap)), "land", { color: colours.line, weight: 1 });
    layerOf(regions.features, "land", Object.assign({ fillColor: colours.land, color: colours.land }, land));
    layerOf(kind("lake"), "water", { fillColor: colours.water, fillOpacity: 1, stroke: false });
    layerOf(regions.features, "lines", { fill: false, color: colours.border, weight: 1, opacity: 0.75 });
  }

  /* The neighbours are cut off at a rectangle: its sides are no borders. */
  function bordersOf(basemap) {
    const frame = L.geoJSON(basemap).getBounds();
    const sides = [frame.getWest(), frame.getEast(), frame.getSouth(), frame.getNorth()];
    const same = (one, other) => Math.abs(one - other) < 1e-3;
    const onSide = (one, other) => sides.some((side, index) => {
      const axis = index < 2 ? 0 : 1;
      return same(one[axis], side) && same(other[axis], side);
    });
    return (feature) => {
      const lines = [];
      for (const corners of ringsOf(feature)) {
        let line = [corners[0]];
        for (let i = 1; i < corners.length; i += 1) {
          if (onSide(corners[i - 1], corners[i])) { lines.push(line); line = []; }
          line.push(corners[i]);
        }
        lines.push(line);
      }
      const coordinates = lines.filter((line) => line.length > 1);
      return { type: "Feature", properties: {}, geometry: { type: "MultiLineString", coordinates } };
    };
  }

  function ringsOf(feature) {
    const shape = feature.geometry;
    return shape.type === "Polygon" ? shape.coordinates : shape.coordinates.flat();
  }

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
  function nameCountries(basemap) {
    const [[south, west], [north, east]] = options.bounds;
    const isCountry = (feature) => feature.properties.kind === "country" && feature.properties.name_en !== "Kazakhstan";
    for (const feature of basemap.features.filter(isCountry)) {
      const rings = ringsOf(feature);
      let best = { room: 0.9 };
      for (let lat = south - 2; lat <= north + 0.5; lat += 0.5) {
        for (let lon = west + 4; lon <= east - 4; lon += 0.8) {
          if (!inside(rings, lon, lat)) continue;
          const room = Math.min(...rings.flat().map(([x, y]) => Math.hypot((x - lon) * 0.68, y - lat)));
          if (room > best.room) best = { room, lat, lon };
        }
      }
      if (best.lat === undefined) continue;
      const node = addName(best.lat, best.lon, nameOf(feature.properties), "country-name");
      names.countries.push({ node, at: L.latLng(best.lat, best.lon), rings: null });
    }
  }

  /* Where the page asks for it, a click beside the sites picks the region. */
  function pickArea(event) {
    if (!areas) return;
    const hit = outlines.find((one) => inside(one.rings, event.latlng.lng, event.latlng.lat));
    if (hit) window.Streamlit.setComponentValue({ area: hit.iso, at: Date.now() });
  }

  function nameRegions(regions) {
    outlines = regions.features.map((feature) => ({ iso: feature.properties.region_iso, rings: ringsOf(feature) }));
    // a city lies inside its region: look there first
    outlines.sort((one, other) => one.rings.flat().length - other.rings.flat().length);
    names.regions = regions.features.filter((feature) => feature.properties.type !== "city").map((feature) => {
      const properties = feature.properties;
      const bounds = L.geoJSON(feature).getBounds();
      const text = nameOf(properties).replace(/ (?=\S{5})/, "\n");
      const node = addName(properties.label_lat, properties.label_lon, text, "region-name");
      return { node, bounds, rings: ringsOf(feature), at: L.latLng(properties.label_lat, properties.label_lon) };
    });
  }

  function nameTowns(rows) {
    names.towns = rows.map((row) => {
      const at = L.latLng(Number(row.lat), Number(row.lon));
      const rank = Number(row.rank);
      return { node: addName(at.lat, at.lng, nameOf(row), "town-name rank-" + rank), at, rank };
    }).sort((one, other) => one.rank - other.rank);
  }

  /* Rows of a CSV text as objects; cells may be quoted. */
  function parseTable(text) {
    const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g;
    const rows = [];
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

  /* ---- marks ---- */

  function unpack(row) {
    const [lat, lon, outline, cells] = row;
    const sites = cells.map(([id, name, symbol, family, precision, radius, doubtful, elements, caption, level, remark]) => (
      { id, name, symbol, family, precision, radius, doubtful: Boolean(doubtful), elements, caption, level, remark }
    ));
    const widest = sites.reduce((one, other) => (other.radius > one.radius ? other : one));
    const rings = outline.map((steps) => {
      const corners = [];
      for (let i = 0; i < steps.length; i += 2) corners.push([lat + steps[i] / 1000, lon + steps[i + 1] / 1000]);
      return corners;
    });
    return { at: L.latLng(lat, lon), sites, widest, rings, radius: widest.radius, pin: widest.radius <= options.pin };
  }

  function has(mark, id) {
    return mark.sites.some((site) => site.id === id);
  }

  function sites(group, rows, chosen, approach, wanted, canPickAreas, wantedRings) {
    const isNew = chosen !== focus;
    const first = !drawn;
    focus = chosen;
    drawn = true;
    areas = canPickAreas;
    map.getContainer().classList.toggle("areas", areas);
    const isReframed = String(wanted) !== String(frame);
    frame = wanted;
    closeTip();
    map.closePopup();
    if (wantedRings || rings) {
      rings = wantedRings || null;
      explainRings();
    }
    marks = rows.map(unpack);
    for (const mark of marks) addMark(group, mark);
    leaders = L.polyline([], { pane: "leaders", interactive: false, weight: 1, color: options.colours.text, opacity: 0.55 });
    leaders.addTo(group);
    // the group is not on the map yet: the marks have no place before it is
    group.once("add", () => {
      if (isReframed) showAll();
      arrange();
      restoreKeyboard();
      if (isNew && focus && (!first || approach)) goTo(focus, first);
    });
    map.getContainer().dataset.sites = String(marks.reduce((sum, mark) => sum + mark.sites.length, 0));
  }

  /* A circle of true radius that never shrinks below a visible size. */
  const SoftCircle = () => L.Circle.extend({
    _project() {
      L.Circle.prototype._project.call(this);
      if (this._radius < SMALLEST) {
        this._radius = this._radiusY = SMALLEST;
        this._updateBounds();
      }
    },
  });

  function addMark(group, mark) {
    const colour = options.families[mark.widest.family].colour;
    mark.chosen = focus !== null && has(mark, focus);
    if (mark.pin) {
      mark.shape = L.circleMarker(mark.at, {
        radius: 4, weight: 1.5, color: options.colours.surface, fillColor: colour, fillOpacity: 1,
      });
    } else {
      const style = {
        color: mark.chosen ? options.colours.accent : colour, weight: mark.chosen ? 3 : 1.4, opacity: 0.9,
        dashArray: DASHES[mark.widest.precision], fillColor: colour, fillOpacity: mark.chosen ? 0.2 : 0.1,
        bubblingMouseEvents: false,
      };
      const Circle = SoftCircle();
      mark.circle = new Circle(mark.at, Object.assign({ radius: mark.radius * 1000 }, style));
      mark.polygon = mark.rings.length ? L.polygon(mark.rings.map((corners) => [corners]), style) : null;
      mark.shape = mark.circle;
    }
    for (const shape of [mark.shape, mark.polygon]) if (shape) listen(shape, mark, null);
    mark.shape.addTo(group);
    mark.group = group;
    mark.label = label(mark).addTo(group);
  }

  function label(mark) {
    const best = rated(mark.sites.find((site) => site.id === focus) || mark.sites[0], mark.sites);
    const node = element("div", "chip");
    node.appendChild(chip(best, mark.sites.length));
    if (mark.chosen) node.classList.add("chosen");
    if (rings && best.level !== undefined) node.dataset.level = String(best.level);
    node.dataset.sites = mark.sites.map((site) => site.id).join(" ");
    node.dataset.family = options.families[best.family].key;
    mark.chipWidth = chipWidth(chipText(best, mark.sites.length), best.doubtful);
    mark.node = node;
    const icon = L.divIcon({ className: "chip-place", iconSize: [0, 0], html: node });
    const marker = L.marker(mark.at, { icon, keyboard: false, zIndexOffset: mark.chosen ? 5000 : mark.pin ? 1000 : 0 });
    node.tabIndex = 0;
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", spoken(mark));
    node.setAttribute("aria-pressed", String(mark.chosen));
    node.addEventListener("focus", () => { if (node.matches(":focus-visible")) showTip(mark, mark.at); });
    node.addEventListener("blur", closeTip);
    node.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { closeTip(); map.closePopup(); }
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      choose(mark.sites, mark.at, true);
    });
    listen(marker, mark, mark.at);
    return marker;
  }

  /* Several sites in one mark show the highest level among them. */
  function rated(site, all) {
    const levels = all.map((one) => one.level).filter((level) => level !== undefined);
    return levels.length ? Object.assign({}, site, { level: Math.max(...levels) }) : site;
  }

  function spoken(mark) {
    const remarked = (site, text) => (site.remark ? text + ", " + site.remark : text);
    if (mark.sites.length === 1) return remarked(mark.sites[0], mark.sites[0].name + ", " + whereabouts(mark.sites[0]));
    const every = mark.sites.map((site) => remarked(site, site.name)).join(", ");
    return fill(options.texts.several, { count: mark.sites.length }) + ": " + every;
  }

  /* Hover shows the tip; a click on a chip is meant for it, one on a circle for all circles that lie there. */
  function listen(layer, mark, at) {
    layer.on("mouseover", (event) => { mark.node.classList.add("near"); showTip(mark, at || event.latlng); });
    layer.on("mouseout", () => { mark.node.classList.remove("near"); closeTip(); });
    layer.on("click", (event) => {
      L.DomEvent.stopPropagation(event);
      const here = at ? mark.sites : sitesAt(event.latlng, mark);
      choose(here, event.latlng || mark.at, false);
    });
  }

  function sitesAt(point, hit) {
    const found = marks.filter((mark) => mark === hit || (!mark.pin && map.distance(point, mark.at) <= mark.radius * 1000));
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
      button.appendChild(element("small", "", fill(options.texts.within, { km: site.radius })));
      button.addEventListener("click", (event) => pick(site.id, event.detail === 0));
      box.appendChild(button);
    }
    const popup = L.popup({ className: "site-popup", maxWidth: 280, maxHeight: 330, autoPanPadding: [20, 20] });
    popup.setLatLng(at).setContent(box).openOn(map);
    popup.getElement().querySelector(".leaflet-popup-close-button").setAttribute("aria-label", options.texts.close);
    if (keyboard) box.querySelector("button").focus();
  }

  function restoreKeyboard() {
    const mark = byKeyboard && marks.find((one) => has(one, byKeyboard));
    byKeyboard = null;
    if (mark) mark.node.focus({ preventScroll: true });
  }

  /* ---- what a chip looks like ---- */

  function chipText(site, count) {
    return site.symbol + (count > 1 ? "×" + count : "") + (site.doubtful ? "?" : "") + (contradicts(site) ? " ≠" : "");
  }

  function contradicts(site) {
    return Boolean(rings) && rings.kind === "contradiction" && site.level >= 0;
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
  function chip(site, count) {
    const family = options.families[site.family];
    const text = chipText(site, count);
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
    const label = svg("text", { "text-anchor": "middle", y: 3.9, class: site.doubtful ? "small" : "" });
    label.textContent = text;
    if (cover > 0.7) label.style.fill = family.ink;
    drawing.appendChild(label);
    return drawing;
  }

  /* ---- tip ---- */

  function whereabouts(site) {
    const name = options.precisions[site.precision];
    return options.texts[name] + ", " + fill(options.texts.within, { km: site.radius });
  }

  function showTip(mark, at) {
    const box = element("div");
    if (mark.sites.length === 1) describe(box, mark.sites[0]);
    else {
      box.appendChild(element("b", "", fill(options.texts.several, { count: mark.sites.length })));
      for (const site of mark.sites) box.appendChild(element("p", "", [site.name, site.elements, site.remark].filter(Boolean).join(": ")));
      box.appendChild(element("p", "muted", whereabouts(mark.widest)));
    }
    tip.setContent(box).setLatLng(at);
    map.openTooltip(tip);
  }

  function describe(box, site) {
    box.appendChild(element("b", "", site.name));
    if (site.elements) box.appendChild(element("p", "", site.elements));
    box.appendChild(element("p", "muted", whereabouts(site)));
    if (site.caption) box.appendChild(element("p", "caption", site.caption));
    if (site.remark) box.appendChild(element("p", "remark", site.remark));
  }

  function closeTip() {
    if (tip) map.closeTooltip(tip);
  }

  /* ---- arrangement: every chip, then names of regions, then towns, without collisions ---- */

  function boxAt(point, width, height) {
    return { left: point.x - width / 2, right: point.x + width / 2, top: point.y - height / 2, bottom: point.y + height / 2 };
  }

  function overlap(one, other) {
    return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
  }

  function pixels(mark) {
    const edge = map.latLngToLayerPoint([mark.at.lat + mark.radius / 111.2, mark.at.lng]);
    return Math.max(SMALLEST, Math.abs(edge.y - mark.point.y));
  }

  const STEPS = (function () {
    const steps = [[0, 0]];
    for (const distance of [15, 22, 30, 40, 52, 66]) {
      for (let i = 0; i < 16; i += 1) {
        const angle = (i * Math.PI) / 8;
        steps.push([Math.cos(angle) * distance * 1.25, Math.sin(angle) * distance]);
      }
    }
    return steps;
  })();

  const SHIFTS = (function () {
    const shifts = [];
    for (const y of [0, -15, 15, -30, 30, -45, 45, -60, 60]) for (const x of [0, -28, 28, -56, 56, -84, 84]) shifts.push([x, y]);
    return shifts.sort((one, other) => Math.hypot(...one) - Math.hypot(...other));
  })();

  function arrange() {
    if (!map || !map._loaded) return;
    const taken = [];
    const scale = isPhone() ? 0.8 : 1;
    for (const mark of marks) {
      mark.scale = scale;
      mark.width = mark.chipWidth * scale;
      mark.point = map.latLngToLayerPoint(mark.at);
      mark.px = mark.pin ? 4 : pixels(mark);
      showShape(mark);
    }
    const order = marks.slice().sort((one, other) => other.chosen - one.chosen || one.px - other.px);
    leaders && leaders.setLatLngs(order.map((mark) => placeChip(mark, taken)).filter(Boolean));
    placeTowns(taken, names.towns.filter((town) => town.rank === 1));
    placeNames(taken);
    placeTowns(taken, names.towns.filter((town) => town.rank > 1));
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

  function placeChip(mark, taken) {
    const height = CHIP.height * mark.scale + 2;
    const free = (step, anchors) => {
      const box = boxAt(mark.point.add(step), mark.width + 2, height);
      if (taken.some((other) => overlap(box, other))) return null;
      const covers = (other) => other !== mark && overlap(box, boxAt(other.point, 8, 8));
      return anchors && marks.some(covers) ? null : box;
    };
    let step = STEPS.find((one) => free(one, true)) || STEPS.find((one) => free(one, false)) || STEPS[0];
    taken.push(boxAt(mark.point.add(step), mark.width + 2, height));
    mark.node.style.transform = "translate(calc(-50% + " + step[0] + "px), calc(-50% + " + step[1] + "px)) scale(" + mark.scale + ")";
    const distance = Math.hypot(step[0], step[1]);
    if (distance === 0 || distance + 4 < mark.px) return null;
    const from = mark.point.add([(step[0] * mark.px) / distance, (step[1] * mark.px) / distance]);
    return [map.layerPointToLatLng(from), map.layerPointToLatLng(mark.point.add(step))];
  }

  function placeNames(taken) {
    for (const region of names.regions) {
      const edges = [region.bounds.getWest(), region.bounds.getEast()].map((lon) => map.latLngToLayerPoint([region.at.lat, lon]).x);
      const size = sizeOf(region);
      if (size.x < (edges[1] - edges[0]) * (isPhone() ? 0.8 : 0.95)) placeName(region, size, taken, SHIFTS);
      else region.node.hidden = true;
    }
    for (const country of names.countries) placeName(country, sizeOf(country), taken, SHIFTS.slice(0, 9));
  }

  /* Where the name lies in its region free of all others, else where the fewest chips cover it. */
  function placeName(name, size, taken, shifts) {
    const point = map.latLngToLayerPoint(name.at);
    const box = (shift) => boxAt(point.add(shift), size.x, size.y);
    const covered = (shift) => taken.reduce((sum, other) => sum + (overlap(box(shift), other) ? (other.name ? 1000 : 1) : 0), 0);
    let shift = null;
    let least = name.rings ? 1000 : 1;
    for (const one of shifts) {
      const count = least && within(name.rings, point.add(one), size) ? covered(one) : Infinity;
      if (count < least) { least = count; shift = one; }
    }
    if (!shift && name.rings && covered([0, 0]) < 1000) shift = [0, 0];
    name.node.hidden = !shift;
    if (!shift) return;
    name.node.style.transform = "translate(calc(-50% + " + shift[0] + "px), calc(-50% + " + shift[1] + "px))";
    taken.push(Object.assign(box(shift), { name: true }));
  }

  function within(rings, point, size) {
    return !rings || [-0.35, 0, 0.35].every((part) => {
      const at = map.layerPointToLatLng(point.add([part * size.x, 0]));
      return inside(rings, at.lng, at.lat);
    });
  }

  function placeTowns(taken, towns) {
    const zoom = map.getZoom();
    for (const town of towns) {
      const size = sizeOf(town);
      const point = map.latLngToLayerPoint(town.at);
      const sides = zoom >= (TOWN_ZOOM[town.rank] || 7) ? [1, -1] : [];
      const box = (side) => boxAt(point.add([(side * size.x) / 2, 0]), size.x + 6, size.y);
      const side = sides.find((one) => !taken.some((other) => overlap(box(one), other)));
      town.node.hidden = !side;
      if (!side) continue;
      town.node.classList.toggle("left", side < 0);
      taken.push(Object.assign(box(side), { name: true }));
    }
  }

  function sizeOf(name) {
    name.node.hidden = false;
    if (!name.size || !name.size.x) name.size = { x: name.node.offsetWidth + 4, y: name.node.offsetHeight };
    return name.size;
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
    const quiet = atOnce || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const target = inView || map.getZoom() < zoom ? Math.max(map.getZoom(), zoom) : map.getZoom();
    if (quiet) map.setView(mark.at, target, { animate: false });
    else map.flyTo(mark.at, target, { duration: 0.7 });
  }

  /* streamlit-folium drops what arrives while it still loads scripts: keep the last of it and hand it in again. */
  function watchRenders() {
    const streamlit = window.Streamlit;
    if (!streamlit || !streamlit.events) return;
    streamlit.events.addEventListener(streamlit.RENDER_EVENT, (event) => {
      if (!window.map) lastRender = event.detail;
    });
    const handIn = window.setInterval(() => {
      if (!window.map) return;
      window.clearInterval(handIn);
      if (lastRender) streamlit.events.dispatchEvent(new CustomEvent(streamlit.RENDER_EVENT, { detail: lastRender }));
      lastRender = null;
    }, 50);
  }

  watchRenders();
  window.deposits = { start, sites };
})();
