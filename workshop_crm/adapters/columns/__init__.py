"""Columns of numbers in files of Apache Arrow's format, which every process maps into memory instead of reading them."""
