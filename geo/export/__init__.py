"""A view as a file that can be taken away.

``registry`` lists the formats and writes any of them; read it first. ``tabular`` makes the rows, as CSV and GeoJSON;
``gis`` the GIS formats, ``workbook`` the spreadsheet, ``bundle`` the zip with its ``datapackage`` descriptor and
``citations``.
"""
