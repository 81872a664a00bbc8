/* The script that streamlit-folium loads first, a classic one: it takes the place of the map until the modules are there, and keeps what
 * the app says meanwhile. */

(function () {
  "use strict";

  const SLOW = 400; // ms after which a word says that the map is being drawn
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const options = /** @type {any} */ (window.depositsOptions);
  const { links, texts, colours } = options;
  /** @type {any} */
  const waiting = { start: null, sites: null };

  // streamlit-folium writes the head anew, which would load what stands there twice: so all goes into the body
  function add(/** @type {Record<string, string>} */ attributes) {
    document.body.appendChild(Object.assign(document.createElement("link"), attributes));
  }

  add({ rel: "stylesheet", href: links.leaflet_style });
  add({ rel: "stylesheet", href: links.style });
  add({ rel: "preload", as: "script", href: links.leaflet_script });
  for (const name of links.modules.split(" ")) add({ rel: "modulepreload", href: new URL(name, here).href });

  // what the frame shows from its first moment: the land's colour, and if it takes long, one sentence
  const veil = document.createElement("div");
  veil.className = "veil";
  veil.setAttribute("role", "status");
  veil.style.cssText = "position:fixed;inset:0;z-index:2000;box-sizing:border-box;border-radius:8px;display:flex;align-items:center;"
    + "justify-content:center;font:14px sans-serif;background:" + colours.abroad + ";color:" + colours.muted;
  document.body.style.margin = "0";
  document.body.appendChild(veil);
  const slow = window.setTimeout(() => { veil.textContent = texts.drawing; }, Math.max(0, SLOW - performance.now()));

  window.deposits = {
    start: (map) => { waiting.start = map; },
    sites: (_, shown, scene) => { waiting.sites = [shown, scene]; },
  };

  // streamlit-folium drops what arrives while it still loads scripts: the last of it is handed in again
  const streamlit = window.Streamlit;
  /** @type {any} */
  let lastRender = null;
  streamlit.events.addEventListener(streamlit.RENDER_EVENT, (event) => {
    if (!window.map) lastRender = /** @type {CustomEvent} */ (event).detail;
  });
  const handIn = window.setInterval(() => {
    if (!window.map) return;
    window.clearInterval(handIn);
    if (lastRender) streamlit.events.dispatchEvent(new CustomEvent(streamlit.RENDER_EVENT, { detail: lastRender }));
    lastRender = null;
  }, 50);

  import(new URL("./main.js", here).href).then((main) => {
    const begun = main.begin(options, () => { window.clearTimeout(slow); veil.remove(); });
    window.deposits = { start: begun.start, sites: (_, shown, scene) => begun.sites(shown, scene) };
    if (waiting.start) begun.start(waiting.start);
    if (waiting.sites) begun.sites(...waiting.sites);
  }).catch((fault) => {
    window.clearTimeout(slow);
    veil.textContent = texts.script_failed;
    console.warn(fault);
  });
})();
