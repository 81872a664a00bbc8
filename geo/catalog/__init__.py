"""The data folder as objects: bytes -> rows -> faults -> frames -> Catalog -> Selection -> View.

Read in that order: ``schema`` and ``descriptor`` (datapackage.json), ``reader`` (files into rows), ``validation`` (all
faults at once), ``loader`` (the way from folder to catalog), ``model`` (Catalog, Selection, View), ``choices`` and
``filters`` (the filters, each declared once), ``selection`` (from a selection to a view). What is worked out of these
once is kept on them: ``caching``. Around them: ``search``, ``name_index`` and ``folding`` (names in any spelling),
``tables``, ``regions``, ``titles``, ``headlines`` and ``subjects`` (what people read), ``evidence``, ``versions``,
``rights`` and ``permalinks``.
"""
