"""Model text to equations over dimensions: slots, index maps, order."""
