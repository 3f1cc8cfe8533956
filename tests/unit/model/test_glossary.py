"""The glossary; its faults are in tests/fault/test_bad_structure.py."""

from simulator.model.build import load_model
from simulator.model.glossary import NO_GLOSSARY, Entry, read_glossary
from tests.small_models import model_text


def test_names_of_variables_and_groups(tmp_path):
    path = tmp_path / "m.mdl"
    path.write_text(model_text("") + "****\n\t.Farms\n****~\n|\ncows= 1 ~~|\n", encoding="utf-8")
    model = load_model(path)
    table = tmp_path / "glossary.csv"
    table.write_text("\ufeffvariable,zh,about_zh\nCows,奶牛,一头头数。\n.farms,农场,\n", encoding="utf-8")
    found = read_glossary(table, model)
    assert found.of("cows") == Entry("奶牛", "一头头数。")
    assert found.of_group("Farms") == Entry("农场")
    assert found.of("Farms") is None
    assert read_glossary(tmp_path / "none.csv", model) == NO_GLOSSARY
