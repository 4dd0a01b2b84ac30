"""From addresses to fixes: many at once, with services or without, and by hand."""
