"""Geocoding services of the internet behind one shape, asked only after the gazetteer."""
