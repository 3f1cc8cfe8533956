"""Chunks of a batch: members drawn, marched, judged, reduced and stored."""
