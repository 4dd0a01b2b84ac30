"""Plate outlines people upload: GeoJSON or a zipped shapefile, read by our own checks alone."""
