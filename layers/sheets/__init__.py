"""The sheets of the workbook, each made from what `geo` says and from nothing else."""
