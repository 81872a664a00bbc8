"""Shared pieces of the screen: the only place that caches, keeps session state, and draws the map."""
