"""Every bad scenario ends in one message that says where, what, what was expected and what to do."""

from pathlib import Path

import pytest

from tests.scenarios import KNOWN, faults_of, load_scenario

HERE = Path(__file__).parent


FAULTS = {
    "bad_a_batch": (
        "bad_a_batch.yaml:2:1: 'uncertain', the range of growth rates of GDP and 'sample' make a batch. "
        "Expected a single scenario. Run it with simulator batch bad_a_batch.yaml, or remove them.",
        "bad_a_batch.yaml:8:3: no lever or constant 'hukuo effort'. Nearest: 'hukou effort'. Rename or remove it.",
    ),
    "bad_alias": (
        "bad_alias.yaml:4:14: the alias *many repeats what an anchor names. Expected the value itself. "
        "Write it out, or use extends.",
    ),
    "bad_colon": (
        "bad_colon.yaml:2:11: this is not YAML: a second ': ' in a line. Expected one. "
        "Put a text that holds ': ' in quotes.",
    ),
    "bad_cycle_a": (
        ""
        "bad_cycle_c.yaml:1:11: extends goes in a circle: bad_cycle_a -> bad_cycle_b -> bad_cycle_c -> bad_cycle_a. "
        "Expected an end. Remove one of these extends.",
    ),
    "bad_cycle_self": (
        "bad_cycle_self.yaml:2:10: extends goes in a circle: bad_cycle_self -> bad_cycle_self. "
        "Expected an end. Remove one of these extends.",
    ),
    "bad_empty": (
        "bad_empty.yaml: the file is empty. Expected a map of keys and values. Write one, or name another file.",
    ),
    "bad_gbk": (
        "bad_gbk.yaml:2:7: byte 0xb5 is not UTF-8; the file looks like GBK. Expected UTF-8. Save the file as UTF-8.",
    ),
    "bad_growth_unit": (
        "bad_growth_unit.yaml:3:32: wind starts in 2026 is 5.5. "
        "Expected a rate with its unit, such as 5.5 %/year or 0.055 /year. Write it so.",
        "bad_growth_unit.yaml:5:17: GDP: growth is 5.5. "
        "Expected a rate with its unit, such as 5.5 %/year or 0.055 /year. Write it so.",
    ),
    "bad_impose": (
        "bad_impose.yaml:3:8: GDP is 5508. "
        "Expected {growth: 5.5 %/year, from: 2025} or a path {2025: ..., 2030: ...}. Write one of the two.",
        "bad_impose.yaml:4:15: population has no from. "
        "Expected {growth: 5.5 %/year, from: 2025} or a path {2025: ..., 2030: ...}. Add it.",
        "bad_impose.yaml:5:31: urbanization rate: growth is '1 %'. "
        "Expected a rate with its unit, such as 5.5 %/year or 0.055 /year. Write it so.",
        "bad_impose.yaml:5:42: urbanization rate is imposed from 2052, outside the run from 2020 to 2035. "
        "Expected a year in it. Correct the year.",
        "bad_impose.yaml:5:48: no key 'until'. Expected one of 'from', 'growth'. Rename or remove it.",
        "bad_impose.yaml:6:15: employment is imposed from 2036, outside the run from 2020 to 2035. "
        "Expected a year in it. Correct the year.",
    ),
    "bad_key": (
        "bad_key.yaml:2:1: no key 'extend'. Nearest: 'extends'. Rename or remove it.",
        "bad_key.yaml:3:1: no key 'sets'. Nearest: 'set'. Rename or remove it.",
    ),
    "bad_key_twice": (
        "bad_key_twice.yaml:4:3: key 'hukou effort' appears twice, first in line 3. Expected it once. Remove one.",
        "bad_key_twice.yaml:5:1: key 'set' appears twice, first in line 2. Expected it once. Remove one.",
    ),
    "bad_letter": (
        "bad_letter.yaml:2:8: character '\\x07' is not allowed in YAML. Expected printable text. Remove it.",
    ),
    "bad_lever_twice": (
        "bad_lever_twice.yaml:4:3: 'Hukou_Effort' is the same name as 'hukou effort' in line 3. "
        "Expected it once. Remove one of the two.",
    ),
    "bad_list": (
        "bad_list.yaml:1:1: the file holds a list. Expected a map with keys such as name, extends, set. Write one.",
    ),
    "bad_many": (
        "bad_many.yaml:1:25: no language 'fr'. Expected one of 'en', 'zh'. Rename or remove it.",
        "bad_many.yaml:3:1: no key 'seed'. Nearest: 'sweep'. Rename or remove it.",
        "bad_many.yaml:5:17: hukou effort is 2. Expected -0.5 to 0.5. Choose a value in that range.",
        "bad_many.yaml:6:3: no lever or constant 'wind start'. Nearest: 'wind starts', 'PV starts'. "
        "Rename or remove it.",
        "bad_many.yaml:7:25: PV starts: multiply is 'twice'. Expected a number. Write one, without quotes.",
        "bad_many.yaml:8:19: must run hours is a list. "
        "Expected a number or a path such as {2025: 0, 2028: 0.01}. Write one.",
        "bad_many.yaml:10:17: GDP: growth is '-120 %/year'. Expected more than -100 %/year. Write a larger rate.",
    ),
    "bad_misspelt_lever": (
        "bad_misspelt_lever.yaml:3:3: no lever or constant 'hukuo effort'. Nearest: 'hukou effort'. "
        "Rename or remove it.",
    ),
    "bad_no_model": (
        "bad_no_model.yaml: no model is named. "
        "Expected 'model: NAME', here or in a scenario that this one extends. Add it.",
    ),
    "bad_not_utf8": ("bad_not_utf8.yaml:2:10: byte 0xe9 is not UTF-8. Expected UTF-8. Save the file as UTF-8.",),
    "bad_only_comment": (
        "bad_only_comment.yaml: the file is empty. Expected a map of keys and values. Write one, or name another file.",
    ),
    "bad_parent": (
        "bad_parent.yaml:1:10: no scenario 'basline'. Nearest: 'baseline', 'bad_side'. Rename or remove it.",
    ),
    "bad_range": (
        "bad_range.yaml:3:17: hukou effort is 0.9. Expected -0.5 to 0.5. Choose a value in that range.",
        "bad_range.yaml:4:16: wind starts is 400 in 2030. Expected 0 to 200. Choose a value in that range.",
    ),
    "bad_schedule_empty": (
        "bad_schedule_empty.yaml:3:16: wind starts has no years. Expected year: value pairs. Write at least one.",
        "bad_schedule_empty.yaml:4:24: hukou effort has no years. Expected year: value pairs. Write at least one.",
        "bad_schedule_empty.yaml:5:23: PV starts has no years. Expected year: value pairs. Write at least one.",
        "bad_schedule_empty.yaml:6:3: storage starts is nothing. Expected a number. Write one, without quotes.",
    ),
    "bad_schedule_text": (
        "bad_schedule_text.yaml:3:23: wind starts in 2026 is 'many'. Expected a number. Write one, without quotes.",
        "bad_schedule_text.yaml:3:29: wind starts has 'soon' for a year. Expected a number. Correct it.",
        "bad_schedule_text.yaml:4:24: hukou effort in 2026 is 'high'. Expected a number. Write one, without quotes.",
        "bad_schedule_text.yaml:5:14: PV starts is 'fast'. Expected a number. Write one, without quotes.",
    ),
    "bad_schedule_twice": (
        "bad_schedule_twice.yaml:3:27: wind starts has year 2026.0 after 2026. "
        "Expected years that increase. Sort them, each year once.",
    ),
    "bad_schedule_unsorted": (
        "bad_schedule_unsorted.yaml:3:27: wind starts has year 2026 after 2030. "
        "Expected years that increase. Sort them, each year once.",
    ),
    "bad_side": (
        "bad_side.yaml:3:3: the model produces 'GDP', so it cannot be set. Expected a constant. Move it to impose.",
        "bad_side.yaml:4:3: 'productivity growth' has elements. "
        "Expected one of 'productivity growth[trad]', 'productivity growth[emer]'. Name the element.",
        "bad_side.yaml:6:3: 'hukou effort' is a constant, so it is not imposed. "
        "Expected a produced variable. Move it to set.",
        "bad_side.yaml:7:3: no variable 'gdp per head'. Nearest: 'GDP per capita'. Rename or remove it.",
    ),
    "bad_tab": (
        "bad_tab.yaml:3:1: this is not YAML: a tab at the beginning of a line. Expected spaces. Replace the tab.",
    ),
    "bad_tag": (
        "bad_tag.yaml:3:16: the tag tag:yaml.org,2002:python/name:os.system has no meaning here. "
        "Expected plain YAML. Remove the tag.",
    ),
    "bad_two_documents": (
        "bad_two_documents.yaml:2:1: this is not YAML: a second document after ---. Expected one a file. "
        "Put it into a file of its own.",
    ),
    "bad_utf16": (
        "bad_utf16.yaml:1:1: byte 0xff is not UTF-8; the file looks like UTF-16. Expected UTF-8. "
        "Save the file as UTF-8.",
    ),
    "bad_value": (
        "bad_value.yaml:3:17: hukou effort is true. Expected a number. Write one, without quotes.",
        "bad_value.yaml:4:16: wind starts is .inf. Expected a finite number. Write one.",
        "bad_value.yaml:5:14: PV starts is '5 %/year'. Expected wanKW/Year or another unit of that kind. "
        "Correct the unit.",
        "bad_value.yaml:6:20: storage starts has 'multiply' beside other keys. "
        "Expected one of step, growth, multiply, add, or years. Keep one.",
        "bad_value.yaml:7:18: no year or kind of path 'multipy'. Nearest: 'multiply'. Rename or remove it.",
        "bad_value.yaml:8:28: data centre load: step is 20. Expected years, {step: {2026: ...}}. Add them.",
        "bad_value.yaml:9:19: must run hours is '2000'. Expected a number. Write one, without quotes.",
        "bad_value.yaml:10:19: thermal starts is 1e999. Expected a finite number. Write one.",
        "bad_value.yaml:11:16: grid factor is '3 apples': unit 'apples': no unit 'apples'. "
        "Nearest: 'wanPeople', 'people'. Write one that is known.",
    ),
}

# A circle is told once, from the file that was asked for; these two are its other members.
MEMBERS = {"bad_cycle_b", "bad_cycle_c"}


@pytest.fixture(autouse=True)
def _in_this_folder(monkeypatch):
    monkeypatch.chdir(HERE)


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_every_fault_of_a_file_at_once(name):
    assert faults_of(f"{name}.yaml") == FAULTS[name]


def test_every_bad_file_is_tried():
    files = {path.stem for path in HERE.glob("bad_*.yaml") if not path.stem.startswith(("bad_batch_", "bad_checks"))}
    assert files == set(FAULTS) | MEMBERS


def test_missing_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "green-mine.yaml").write_text("extends: green\n", encoding="utf-8")
    near = "no such file. Nearest: 'green-mine'. Correct the path, or give a scenario's name."
    assert faults_of("gren-mine.yaml") == (f"gren-mine.yaml: {near}",)
    plain = "no such file. Expected a YAML file. Correct the path, or give a scenario's name."
    assert faults_of("nowhere/x.yaml") == (f"nowhere/x.yaml: {plain}",)


def test_unknown_name():
    assert faults_of("gren") == ("command line: no scenario 'gren'. Nearest: 'green'. Rename or remove it.",)


def test_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").mkdir()
    (tmp_path / "folder").mkdir()
    told = "this is a directory. Expected a YAML file. Name a file in it."
    assert faults_of("mine.yaml") == (f"mine.yaml: {told}",)
    assert faults_of("folder") == (f"folder: {told}",)


def test_nothing_but_brackets(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deep.yaml").write_text("[" * 500 + "]" * 500, encoding="utf-8")
    told = "lists or maps are nested too deeply. Expected a few levels. Flatten it."
    assert faults_of("deep.yaml") == (f"deep.yaml: {told}",)


def test_faults_of_parents_are_told_too(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.yaml").write_text("model: city\nset:\n  wind start: 1\n", encoding="utf-8")
    (tmp_path / "new.yaml").write_text("extends: old\nmodle: x\nset:\n  PV start: 1\n", encoding="utf-8")
    assert faults_of("new.yaml") == (
        "new.yaml:2:1: no key 'modle'. Nearest: 'model'. Rename or remove it.",
        "new.yaml:4:3: no lever or constant 'PV start'. Nearest: 'PV starts', 'wind starts'. Rename or remove it.",
        "old.yaml:3:3: no lever or constant 'wind start'. Nearest: 'wind starts', 'PV starts'. Rename or remove it.",
    )


def test_a_long_chain_is_told_as_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for number in range(300):
        Path(f"d{number}.yaml").write_text(f"extends: d{number + 1}\n", encoding="utf-8")
    Path("d300.yaml").write_text("extends: baseline\n", encoding="utf-8")
    assert faults_of("d0.yaml") == (
        "d0.yaml: extends leads through more than 50 files: d0 -> d1 -> ... -> d49 -> d50. Expected fewer. "
        "Join some of them.",
    )
    assert load_scenario("d252.yaml", KNOWN).sources[-1] == "d252.yaml"
