"""The map on the screen: ``map`` draws it, ``leaflet`` serves its files, ``assets`` holds its script and style."""
