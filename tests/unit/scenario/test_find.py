"""Which file a name stands for."""

from pathlib import Path

from simulator.scenario.find import Found, find_extended, find_scenario, scenario_names
from simulator.scenario.place import Fault, Place
from simulator.scenario.read import Scalar
from simulator.shipped import shipped_folder


def name(text: str) -> Scalar:
    """Write a reference as `extends` holds it."""
    return Scalar(text, text, Place("mine.yaml", 1, 10))


def found(reference: str) -> Found:
    """Find a scenario that is there."""
    each = find_scenario(reference)
    assert isinstance(each, Found)
    return each


def test_a_shipped_scenario_is_found_from_any_folder(write):
    write()
    assert found("plan") == Found(shipped_folder("scenarios") / "plan.yaml", "scenarios/plan.yaml")
    assert found("imposed-growth-5.5").name == "imposed-growth-5.5"


def test_ones_own_scenarios_come_first(write):
    write(scenarios__plan="", mine="")
    assert found("plan").path == Path("scenarios/plan.yaml")
    assert found("mine.yaml") == Found(Path("mine.yaml"), "mine.yaml")
    assert found("./scenarios/plan.yaml").shown == "scenarios/plan.yaml"


def test_a_folder_does_not_hide_a_scenario_of_its_name(write):
    write(plan__inside="")
    assert found("plan").path.parent == shipped_folder("scenarios")


def test_yml_will_do(write):
    write()
    Path("mine.yml").write_text("", encoding="utf-8")
    Path("scenarios").mkdir()
    Path("scenarios/other.yml").write_text("", encoding="utf-8")
    assert found("mine.yml").name == "mine"
    assert found("other").path == Path("scenarios/other.yml")


def test_a_name_without_suffix_keeps_its_dots(write):
    write()
    Path("a.b").write_text("", encoding="utf-8")
    assert found("a.b").name == "a.b"


def test_extended_names_are_looked_up_beside_the_file_first(write):
    write(folder__mine="", folder__baseline="", scenarios__baseline="", scenarios__other="")
    child = found("folder/mine.yaml")
    assert find_extended(name("baseline"), child) == Found(Path("folder/baseline.yaml"), "folder/baseline.yaml")
    assert find_extended(name("other"), child) == Found(Path("scenarios/other.yaml"), "scenarios/other.yaml")
    shipped = find_extended(name("green"), child)
    assert isinstance(shipped, Found)
    assert shipped.path.parent == shipped_folder("scenarios")


def test_extended_paths_start_from_the_file(write):
    write(folder__mine="", base="")
    extended = find_extended(name("../base.yaml"), found("folder/mine.yaml"))
    assert isinstance(extended, Found)
    assert extended.shown == "base.yaml"
    assert extended.path.resolve() == Path("base.yaml").resolve()


def test_a_shipped_scenario_extends_its_shipped_neighbour(write):
    write(scenarios__baseline="")
    extended = find_extended(name("baseline"), found("plan"))
    assert isinstance(extended, Found)
    assert extended.path.parent == shipped_folder("scenarios")


def test_what_is_not_there(write):
    write(mine="")
    told = "no scenario 'basline'. Nearest: 'baseline'. Rename or remove it."
    assert find_extended(name("basline"), found("mine.yaml")) == Fault(Place("mine.yaml", 1, 10), told)
    assert find_scenario("basline") == Fault(Place("command line"), told)
    assert isinstance(find_extended(name("no/file.yaml"), found("mine.yaml")), Fault)


def test_names_that_can_be_used(write):
    write(scenarios__mine="")
    names = scenario_names()
    assert "mine" in names
    assert "baseline" in names
    assert list(names) == sorted(set(names))


def test_no_name_at_all():
    assert str(find_scenario(" ")) == (
        "command line: the name of the scenario is empty. Expected a scenario's name or a path. Write one."
    )


def test_a_name_that_spreadsheets_would_run_is_refused(write):
    write(**{"=plan": ""})
    path = next(Path().rglob("=plan.yaml"))
    fault = find_scenario(path)
    assert isinstance(fault, Fault)
    assert str(fault) == (
        f"{path.as_posix()}: the scenario's name, '=plan', begins with '=', and spreadsheets run such cells. "
        "Expected a letter or a digit first. Rename the file."
    )
