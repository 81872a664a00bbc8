"""The arithmetic of published figures: from a row of claims.csv to what contradicts what.

Read in this order: ``intervals`` and ``units`` (numbers), ``figures`` (a claim as a set of possible values),
``comparability`` (why two figures may not be set against each other), ``verdicts`` (two figures), ``arithmetic`` (what
tonnes imply), ``readings`` (what an ambiguous basis may mean), ``statements`` and ``conflicts`` (all claims of a
subject). Beside them: ``totals`` (sums), ``families`` and ``drift`` (who repeats whom, and what changed), ``sentences``
(phrases with values).
"""
