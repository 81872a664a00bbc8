"""Tests of everything: a folder a package, and beside them what mirrors no single module."""
