"""Checking a model: a city with its file of checks, or a bare model file with one beside it, if there is one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from simulator.check import Checked, Past, Subject, no_checks, read_checks, run_battery, vocabulary_of
from simulator.check.condition import Checks
from simulator.model.build import build_model
from simulator.model.folder import MODEL_SUFFIXES
from simulator.model.model import Model
from simulator.model.read import read_source
from simulator.model.source import SourceModel
from simulator.report.check.battery_report import BatteryReport
from simulator.scenario.names import ModelNames, names_of
from simulator.study.city import City, Together, open_city, read_city
from simulator.target import NO_HISTORY, History

__all__ = ["CHECKS", "check_model"]

CHECKS = "checks.yaml"


def check_model(reference: str | None, tell: Callable[[str], None]) -> BatteryReport:
    """Run the battery on a model.

    reference: a city's name or folder, or a model file; None takes the only city there is.
    tell:      told the part that begins.
    Raises:    SimulatorError with every fault of the model and of the file of checks.
    """
    if reference is not None and reference.lower().endswith(MODEL_SUFFIXES):
        return _bare(Path(reference), tell)
    reading, sources = Together(), list[SourceModel]()

    def load(path: Path) -> Model:
        sources.append(read_source(path))
        return build_model(sources[0])

    city = read_city(open_city(reference, load), reading)
    checks = None if city is None else reading(partial(_checks, city))
    reading.finish()
    assert city is not None and checks is not None
    past = Past(city.case.labels, city.case.history)
    readme = city.folder.folder / "README.md"
    text = readme.read_text(encoding="utf-8", errors="replace") if readme.is_file() else ""
    checked = Checked(sources[0], city.model, checks, past, text)
    return BatteryReport(city.folder.name, city.model.digest, checks.shown, run_battery(checked, tell))


def _checks(city: City) -> Checks:
    """Read what is expected of a city's model."""
    path, subject = city.folder.folder / CHECKS, _subject(city.model, city.names, city)
    return read_checks(path, path.as_posix(), subject) if path.exists() else no_checks(subject)


def _bare(path: Path, tell: Callable[[str], None]) -> BatteryReport:
    """Check a model file alone."""
    source = read_source(path)
    model = build_model(source)
    subject = _subject(model, names_of(model, (), None))
    beside = path.with_name(f"{path.stem}.{CHECKS}")
    checks = read_checks(beside, beside.as_posix(), subject) if beside.exists() else no_checks(subject)
    readme = path.with_name("README.md")
    text = readme.read_text(encoding="utf-8", errors="replace") if readme.is_file() else ""
    return BatteryReport(
        model.name, model.digest, checks.shown, run_battery(Checked(source, model, checks, None, text), tell)
    )


def _subject(model: Model, names: ModelNames, city: City | None = None) -> Subject:
    """Say what checks may speak of."""
    period = (model.settings.initial_time, model.settings.final_time)
    labelled = tuple(each.variable for each in city.case.labels) if city else ()
    name = city.folder.name if city else ""
    return Subject(name, names, vocabulary_of(model), period, labelled, _recorded(city.case.history) if city else {})


def _recorded(history: History) -> dict[str, tuple[str, ...]] | None:
    """List the series of every variable; None where history cannot be read."""
    if history is NO_HISTORY:
        return None
    series: dict[str, dict[str, None]] = {}
    for point in history.points:
        series.setdefault(point.variable, {})[point.series] = None
    return {variable: tuple(found) for variable, found in series.items()}
