"""A city's folder is found by name from anywhere, and its absence is told."""

from pathlib import Path

import pytest

from simulator.errors import ModelError
from simulator.model import folder
from simulator.model.folder import ModelFolder, find_model, known_models, only_model


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with models/smalltown, and nothing shipped."""
    (tmp_path / "models" / "smalltown").mkdir(parents=True)
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(folder, "shipped_folder", lambda kind: tmp_path / "empty")
    return tmp_path


def test_a_model_is_found_by_name_and_by_path(place: Path) -> None:
    (place / "models" / "smalltown" / "smalltown.xmile").write_text("<x/>")
    by_name, by_path = find_model("smalltown"), find_model("models/smalltown")
    assert by_name == ModelFolder("smalltown", Path("models/smalltown"))
    assert by_path.name == "smalltown"
    assert by_name.model == Path("models/smalltown/smalltown.xmile")
    assert {each.name for each in (by_name.targets, by_name.labels, by_name.history, by_name.levers)} == {
        "targets.csv",
        "labels.csv",
        "history.csv",
        "levers.yaml",
    }


def test_an_unknown_model_names_the_nearest(place: Path) -> None:
    with pytest.raises(ModelError) as caught:
        find_model("smaltown")
    assert str(caught.value) == "models: no model 'smaltown'. Nearest: 'smalltown'. Rename or remove it."


@pytest.mark.parametrize("name", ["", ".", ".."])
def test_a_name_that_is_no_name_is_refused(place: Path, name: str) -> None:
    with pytest.raises(ModelError, match="no model"):
        find_model(name)


def test_a_folder_without_a_model_file_says_what_it_lacks(place: Path) -> None:
    with pytest.raises(ModelError) as caught:
        _ = find_model("smalltown").model
    assert str(caught.value) == (
        "models/smalltown: no model file. Expected smalltown.mdl or smalltown.xmile. "
        "Put the model there under that name."
    )


def test_the_only_model_needs_no_name(place: Path) -> None:
    assert only_model() == "smalltown"
    (place / "models" / "bigtown").mkdir()
    assert known_models() == ("bigtown", "smalltown")
    with pytest.raises(ModelError) as caught:
        only_model()
    assert str(caught.value) == "models: no model is named. Expected one of bigtown, smalltown. Name it."
