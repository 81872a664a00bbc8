"""The data folder as objects: bytes -> rows -> faults -> frames -> Catalog -> Selection -> View.

Read in that order: ``schema`` (datapackage.json), ``reader`` (files into rows), ``validation`` (all faults at once),
``loader`` (the way from folder to catalog), ``model`` (Catalog, Selection, View), ``selection`` (filters).
Around them: ``search`` and ``folding`` (names in any spelling), ``tables``, ``titles``, ``headlines``, ``subjects``
(what people read), ``evidence``, ``versions``, ``rights`` and ``permalinks``.
"""
