"""The data folder as objects: bytes -> rows -> faults -> frames -> Catalog -> Selection -> View.

Read in that order: ``schema`` (datapackage.json), ``reader`` (files into rows), ``validation`` (all faults at once),
``loader`` (the way from folder to catalog), ``model`` (Catalog, Selection, View), ``vocabularies``
and ``facets`` (the filters, each declared once), ``selection`` (from a selection to a view).
Around them: ``search`` and ``folding`` (names in any spelling), ``tables``, ``titles``, ``headlines``, ``subjects`` and
``regions`` (what people read), ``evidence``, ``versions``, ``rights`` and ``permalinks``.
"""
