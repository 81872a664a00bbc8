"""Kazakhstan among countries: the editions of the world table and what a claim would mean in them.

``country_tables`` holds the editions and their ranks, ``ranks`` the place that a tonnage claimed of Kazakhstan would
give, ``world_totals`` the totals printed with the tables beside the sum of their countries. Read them in that order.
"""
