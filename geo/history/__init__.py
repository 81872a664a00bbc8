"""What changed between two states of the data folder.

``changes`` compares two states, or puts an earlier one together again; read it first. ``row_changes`` holds the rows as
text and what differs in them, ``verdict_changes`` the verdicts that changed. ``descriptions`` says it in words and as
plain values.
"""
