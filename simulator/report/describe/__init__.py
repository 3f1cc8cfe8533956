"""A model as a document: equations by sector with units, ranges, sources, causes, history, targets; loops; pictures."""
