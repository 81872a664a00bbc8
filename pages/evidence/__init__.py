"""Pages that show who says what."""
