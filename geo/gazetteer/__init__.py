"""Places known without the internet: names, roads, crossings, house numbers, extents."""
