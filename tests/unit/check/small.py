"""Small models with units and texts, and what checks need of them."""

from pathlib import Path
from tempfile import TemporaryDirectory

from simulator.check.battery import Checked, run_battery
from simulator.check.checks_file import Subject, no_checks, read_checks
from simulator.check.runs import bench_of
from simulator.check.words import vocabulary_of
from simulator.model.build import build_model
from simulator.model.read import read_source
from simulator.scenario.names import names_of

# A town whose people are born, die and move out; outputs follow. name = equation | unit | text
TOWN = """
people = INTEG(births-deaths-movers,initial people) | person | Residents.
initial people = 1000 | person [100,5000] | Residents at the start. Source: census.
births = people*birth rate | person/Year | Births.
birth rate = 0.02 | 1/Year [0,0.05] | Births a resident; assumption.
deaths = people*death rate | person/Year | Deaths.
death rate = 0.01 | 1/Year [0,0.05] | Deaths a resident. Source: yearbook.
movers = people*moving | person/Year | People who leave.
moving = 0.005 | 1/Year [0,0.1] | Leavers a resident; assumption.
output = people*output a head | yuan/Year | Output.
output a head = 50 | yuan/person/Year [10,100] | Output of a resident; assumption.
check people = people-people | person | Balance, 0.
"""
CONTROL = """
INITIAL TIME = 2020 | Year | Start.
FINAL TIME = 2030 | Year | End.
TIME STEP = 0.25 | Year | Step.
SAVEPER = 1 | Year | Saved.
"""


def town_text(equations: str = TOWN) -> str:
    """Write a Vensim file; a line without | is a range."""
    rows = [line.split("|") for line in (equations + CONTROL).splitlines() if line.strip()]
    padded = [[each.strip() for each in (*row, "", "")[:3]] for row in rows]
    return "{UTF-8}\n" + "".join(f"{equation}\n\t~\t{unit}\n\t~\t{text}\n\t|\n\n" for equation, unit, text in padded)


def written(folder: Path, equations: str = TOWN, name: str = "town") -> Path:
    """Write a model file."""
    path = folder / f"{name}.mdl"
    path.write_text(town_text(equations), encoding="utf-8")
    return path


def source_and_model(equations: str = TOWN):
    """Read a small model."""
    with TemporaryDirectory() as folder:
        source = read_source(written(Path(folder), equations))
        return source, build_model(source)


def subject_of(model) -> Subject:
    """Say what checks of a bare model speak of."""
    period = (model.settings.initial_time, model.settings.final_time)
    return Subject("", names_of(model, (), None), vocabulary_of(model), period)


def checks_of(model, text: str):
    """Read a file of checks."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "town.checks.yaml"
        path.write_text(text, encoding="utf-8")
        return read_checks(path, "town.checks.yaml", subject_of(model))


def bench(model, checks=None):
    """Prepare a model and run what its checks start from."""
    checks = checks or no_checks(subject_of(model))
    names = (*vocabulary_of(model).shown, *sorted(checks.names & set(model.units)))
    return bench_of(model, checks, tuple(dict.fromkeys(names)), None)


def results_of(equations: str = TOWN, checks: str = "", readme: str = ""):
    """Run the battery. Returns: name of a check -> its result."""
    source, model = source_and_model(equations)
    read = checks_of(model, checks) if checks else no_checks(subject_of(model))
    results = run_battery(Checked(source, model, read, readme=readme), lambda part: None)
    return {result.name: result for result in results}


def told(result) -> list[tuple[str, str]]:
    """List what a check found: subject, key of the words."""
    return [(each.subject, each.told.key) for each in result.findings]
