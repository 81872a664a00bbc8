"""The arithmetic of published figures: from a row of claims.csv to what contradicts what.

Read in this order: ``intervals`` and ``units`` (numbers), ``figure`` (a claim as a set of possible values),
``category_codes`` and ``ledger`` (rows made into figures, and their ledger), ``comparability`` (why two figures may
not be set against each other), ``pair_remarks`` and ``verdicts`` (two figures), ``arithmetic`` (what tonnes imply),
``readings`` (what an ambiguous basis may mean), ``derivations`` (which tonnage is another times the average grade),
``statements``, ``basis_splits`` and ``conflicts`` (all claims of a subject), ``containment`` (parts of a site against
the whole).
Beside them: ``totals`` (sums), ``family_tree``, ``families`` and ``drift`` (who repeats whom, and what changed),
``sentences`` (phrases with values).
"""
