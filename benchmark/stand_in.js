/* Points every address outside this machine at the benchmark's own server, before any other script runs. */
(() => {
  const kinds = [[HTMLScriptElement, "src"], [HTMLLinkElement, "href"], [HTMLImageElement, "src"]];
  for (const [kind, name] of kinds) {
    const own = Object.getOwnPropertyDescriptor(kind.prototype, name);
    const set = function (address) { own.set.call(this, String(address).replace(/^https:\/\//, "__ADDRESS__/")); };
    Object.defineProperty(kind.prototype, name, { ...own, set });
  }
})();
