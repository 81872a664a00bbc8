"""Everything that is drawn: the interactive map, the map and charts of files, the family graph.

Read first ``palette`` (colours, groups), ``marks`` (a site as a mark) and ``overlays`` (what a mark can show besides).
The interactive map is ``folium_map``, whose texts pass through ``escaping``. Pictures are drawn on a ``canvas``:
``static_map`` with its ``placement``, ``claims_chart``, together in ``pictures``. ``charts`` are those of the screen,
``family_graph`` who repeats whom.
"""
