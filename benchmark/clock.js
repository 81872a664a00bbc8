/* Runs in every frame before its own scripts. The top frame keeps the times: of the click, and of the moment when
 * a frame has painted what bench.wanted describes. All in milliseconds of one clock. */
(() => {
  const since = performance.timeOrigin;

  if (window === window.top) {
    window.bench = { wanted: __WANTED__, begun: since, painted: null, met: false };
    window.benchArm = (wanted) => Object.assign(window.bench, { wanted, begun: null, painted: null, met: false });
    window.addEventListener("pointerup", (event) => {
      if (window.bench.wanted && window.bench.begun === null) window.bench.begun = since + event.timeStamp;
    }, true);
  }

  const bench = window.top.bench;
  const painted = () => { bench.painted = since + performance.now(); };

  /* The first task after a frame was produced: what was wanted is on the screen. */
  const afterPaint = () => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = painted;
    channel.port2.postMessage(null);
  });

  const text = (node) => (bench.wanted.attribute ? node.getAttribute(bench.wanted.attribute) : node.textContent);

  function isThere() {
    const nodes = [...document.querySelectorAll(bench.wanted.selector)];
    if (!nodes.length) return false;
    const found = nodes.flatMap((node) => text(node).split(" ")).sort().join(" ");
    return found === bench.wanted.words && getComputedStyle(nodes[0]).visibility === "visible";
  }

  function look() {
    if (bench.met || !bench.wanted || bench.begun === null || !isThere()) return;
    bench.met = true;
    afterPaint();
  }

  /* A frame keeps its window, and so this script, when its first empty document gives way to the real one. */
  const observer = new MutationObserver(look);
  const what = { subtree: true, childList: true, characterData: true, attributes: true };
  let observed = null;
  function attend() {
    if (document !== observed) observer.observe(document, what);
    observed = document;
    look();
  }
  attend();
  for (const name of ["DOMContentLoaded", "load", "message"]) window.addEventListener(name, attend, true);
})();
