"""The arithmetic of published figures: from a row of claims.csv to what contradicts what.

Read in this order: ``intervals`` and ``units`` (numbers), ``figure`` (a claim as a set of possible values),
``row_words`` and ``figures`` (rows made into figures, and their ledger), ``comparability`` (why two figures may not be
set against each other), ``pairs`` and ``verdicts`` (two figures), ``arithmetic`` (what tonnes imply), ``readings``
(what an ambiguous basis may mean), ``derivations`` (which tonnage comes of which), ``statements``, ``splits`` and
``conflicts`` (all claims of a subject), ``nesting`` (parts of a site against the whole). Beside them: ``totals``
(sums), ``family_tree``, ``families`` and ``drift`` (who repeats whom, and what changed), ``sentences`` (phrases with
values).
"""
