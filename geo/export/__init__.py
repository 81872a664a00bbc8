"""A view as a file that can be taken away.

``registry`` lists the formats and writes any of them; read it first. ``formats`` says what a format is, ``replacement``
how a file is written whole or not at all. ``tabular`` makes the rows and GeoJSON, ``delimited`` writes CSV, ``gis`` the
GIS formats, ``workbook`` the spreadsheet, ``bundle`` the zip with its ``datapackage`` descriptor.
``works`` are what can be cited, ``citations`` their references.
"""
