"""Tools of the developers: serving, lock files, generated parts of the READMEs, the base map."""
