"""The text of a model file, or a fault that says why there is none."""

from __future__ import annotations

from pathlib import Path

from simulator.encoding import Unreadable
from simulator.encoding import read_text as text_of
from simulator.errors import ModelError


def read_text(path: Path) -> str:
    """Return the text of a model file; raise ModelError where there is none."""
    text = text_of(path, "a model file")
    if isinstance(text, Unreadable):
        raise ModelError(text.at(path))
    if not text.strip():
        raise ModelError(f"{path}: the file is empty. Expected a Vensim or XMILE model. Save the model again.")
    return text
