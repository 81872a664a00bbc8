"""What changed between two states of the data folder.

``changes`` finds the differences, row by row and field by field, and which contradictions came and went;
``descriptions`` tells them in words and as plain values. Read ``changes`` first.
"""
