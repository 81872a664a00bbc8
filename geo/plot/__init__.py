"""Everything that is drawn: the interactive map, the map and charts of files, the family graph.

Read first ``palette`` (colours, groups), ``marks`` (a site as a mark) and ``overlays`` (what a mark can show besides).
The interactive map is ``folium_map`` with its ``map_texts``; all text passes through ``escaping``. Pictures are drawn
on a ``canvas``, in the font of ``text_layout``: ``static_map`` with its ``mark_shapes`` (shared as ``clusters`` says),
``map_names`` (where ``placement`` finds room) and ``map_legend``, and ``claims_chart``, put together in ``pictures``.
The charts of the screen are ``charts`` (claims, by ``chart_entries`` on an ``axis``) and ``count_bars``;
``family_graph`` shows who repeats whom.
"""
