"""Pages about the data themselves."""
