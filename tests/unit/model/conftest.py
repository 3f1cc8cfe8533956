"""What the tests of the reader share: pieces of text as files, and small sources."""

from pathlib import Path

import pytest

from simulator.model.passage import FileText, Passage
from simulator.model.read import read_source
from simulator.model.source import SourceModel
from tests.small_models import Times, model_text

SPAN = Times()


@pytest.fixture
def passage():
    """Return a function that makes a passage of a text, every character in its place."""

    def passage_of(text: str) -> Passage:
        return FileText(Path("m.mdl"), text).passage(0, len(text))

    return passage_of


@pytest.fixture
def source(tmp_path):
    """Return a function that reads equations, one a line, as a Vensim file."""

    def source_of(equations: str, times: Times = SPAN) -> SourceModel:
        path = tmp_path / "m.mdl"
        path.write_text(model_text(equations, times), encoding="utf-8")
        return read_source(path)

    return source_of
