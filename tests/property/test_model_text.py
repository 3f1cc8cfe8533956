"""Whatever is done to the text of a model, reading it gives a model or a ModelError that names the file; no crash."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import ModelError
from simulator.model.build import load_model
from simulator.model.model import Model

MODELS = Path(__file__).parents[1] / "oracle" / "models"
TEXTS = {
    ".mdl": (MODELS / "subscripts.mdl").read_text(encoding="utf-8"),
    ".xmile": (Path(__file__).parents[1] / "unit" / "model" / "town.xmile").read_text(encoding="utf-8"),
}
SIGNS = '()[]~|"{}=:!*^-,<&\\\n\0½'
WORDS = "IF THEN ELSE(;SUM(;INTEG(;DELAY N(;NOT ;IF ;THEN ;ELSE ;Time;1e309;:EXCEPT:;->;&lt;;人口"
PIECES = st.sampled_from([*SIGNS, *WORDS.split(";")])


def read(path: Path, text: str) -> Model | None:
    path.write_text(text, encoding="utf-8")
    try:
        return load_model(path)
    except ModelError as error:
        assert error.faults and all(fault.startswith(str(path)) for fault in error.faults)
        return None


@pytest.fixture(scope="module", params=sorted(TEXTS))
def file(request, tmp_path_factory) -> tuple[Path, str]:
    return tmp_path_factory.mktemp("text") / f"model{request.param}", TEXTS[request.param]


def test_the_whole_text_is_a_model(file):
    assert read(*file)


@settings(max_examples=60, deadline=None)
@given(at=st.floats(0, 1))
def test_a_text_cut_short(file, at):
    path, text = file
    read(path, text[: int(at * len(text))])


@settings(max_examples=120, deadline=None)
@given(changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), PIECES), min_size=1, max_size=4))
def test_a_text_with_pieces_put_in_and_taken_out(file, changes):
    path, text = file
    for share, removed, piece in changes:
        place = int(share * len(text))
        text = text[:place] + piece + text[place + removed :]
    read(path, text)
