"""The commands: the only room that prints, exits or knows click."""

from simulator.cli.door import main

__all__ = ["main"]
