"""The folder of a description."""

from simulator.report.describe.write import description_folder, write_description
from simulator.structure.found import Structure
from tests.unit.report.describe.dairy import dairy


def test_what_is_written(tmp_path):
    folder = write_description(dairy(), tmp_path, [dairy().number("cows")])
    assert folder == description_folder(tmp_path, "dairy") == tmp_path / "dairy-model"
    names = {path.name for path in folder.iterdir()}
    assert names == {
        *("model.md", "model.zh.md", "figures", "manifest.json"),
        *("variables.csv", "links.csv", "loops.csv", "dominance.csv"),
    }
    rows = (folder / "loops.csv").read_text(encoding="utf-8-sig").splitlines()
    assert rows[1].startswith("R,More cows have more calves.,奶牛越多小牛越多。,R1,R,1.0,1")
    pictures = {path.name for path in (folder / "figures").iterdir()}
    for language, name in (("en", "model.md"), ("zh", "model.zh.md")):
        text = (folder / name).read_text(encoding="utf-8")
        assert f"figures/model-herd-{language}.png" in text
        assert {f"model-{each}-{language}.png" for each in ("overview", "herd", "loops-cows")} <= pictures


def test_what_drives_a_variable_is_found_once(tmp_path, monkeypatch):
    asked = []

    def dominance(structure, variable):
        asked.append(variable)

    monkeypatch.setattr(Structure, "dominance", dominance)
    cows = dairy().number("cows")
    folder = write_description(dairy(), tmp_path, [cows])
    assert asked == [cows]
    assert "model-loops-cows-en.png" not in {path.name for path in (folder / "figures").iterdir()}
