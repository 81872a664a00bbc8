"""Tools of the developers: lock files, generated parts of the READMEs, the base map."""
