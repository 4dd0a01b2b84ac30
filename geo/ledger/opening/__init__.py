"""From a file to the cells of its sheets: nothing in it is trusted, nothing of it is lost."""
