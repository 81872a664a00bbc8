"""What a file that is taken away must say of its rights, beside the licence that the descriptor of the data gives."""

from __future__ import annotations

OUTLINES = "Outlines: Natural Earth (public domain), changed and generalised, not for legal use."
DUTY = "Cite the source of each figure as well as this collection."
