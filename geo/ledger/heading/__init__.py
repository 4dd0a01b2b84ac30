"""From the cells of a sheet to a table: what is the heading, what each column means."""
