"""Exports: a folder of results read back, and written for other tools, a format a file."""
