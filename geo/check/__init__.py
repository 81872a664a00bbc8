"""The reality check: everything that is wrong with the claims of a subject, in words.

``containment_report`` sets parts against their whole, ``plausibility`` tests single figures and documents,
``questions`` asks what the strongest contradictions make a reader ask. ``reports`` chooses what is told, in which order
and under which heading; ``as_text`` writes it for a terminal, ``as_json`` for programs. For the screen, ``highlights``
says what stands out, ``group_table`` and ``excerpts`` show one group of claims. Read ``geo.claims.conflicts`` first,
then ``reports``.
"""
