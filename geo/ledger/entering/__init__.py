"""From a table's rows to entries: a module for each thing a row tells of a project."""
