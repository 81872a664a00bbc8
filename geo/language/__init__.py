"""The words of the screen: what is said, and how each language says it.

Holds the texts and their translation, figures and rows in words, counts, Kazakh endings, and the glossary. It knows
nothing of the data beyond the rows it is given. Read first ``translation`` (``say``, texts, numbers, dates), then
``numbers`` (digits), ``wording`` (a claim's figure, a place, a date), ``plurals`` (counts), ``kazakh`` (endings),
``codes`` (codes of the data that the code knows by name) and ``glossary``.
"""
