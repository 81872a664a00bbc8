"""A view as a file that can be taken away.

``registry`` lists the formats and writes any of them; read it first. ``formats`` says what a format is,
``atomic_write`` how a file is written whole or not at all. ``table_columns`` makes the rows and GeoJSON, ``csv_files``
writes CSV, ``gis`` the GIS formats, ``workbook`` the spreadsheet, ``bundle`` the zip with its ``datapackage``
descriptor. ``works`` are what can be cited, ``citations`` their references.
"""
