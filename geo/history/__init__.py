"""What changed between two states of the data folder.

``changes`` compares two states, or puts an earlier one together again; read it first. ``rows`` holds the rows as text
and what differs in them, ``turns`` the verdicts that changed. ``descriptions`` says it in words and as plain values.
"""
