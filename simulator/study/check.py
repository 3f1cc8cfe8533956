"""Checking a model: a city with its file of checks, or a bare model file with one beside it, if there is one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from simulator.check import Checked, Past, Subject, no_checks, read_checks, run_battery, vocabulary_of
from simulator.model.build import build_model
from simulator.model.folder import MODEL_SUFFIXES
from simulator.model.model import Model
from simulator.model.read import read_source
from simulator.report.check.battery_report import BatteryReport
from simulator.scenario.names import ModelNames, names_of
from simulator.study.city import City, load_city

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
    city = load_city(reference)
    path = city.folder.folder / CHECKS
    past = Past(city.case.labels, city.case.history)
    subject = _subject(city.model, city.names, city)
    checks = read_checks(path, path.as_posix(), subject) if path.is_file() else no_checks(subject)
    readme = city.folder.folder / "README.md"
    text = readme.read_text(encoding="utf-8", errors="replace") if readme.is_file() else ""
    checked = Checked(read_source(city.folder.model), city.model, checks, past, text)
    return BatteryReport(city.folder.name, city.model.digest, checks.shown, run_battery(checked, tell))


def _bare(path: Path, tell: Callable[[str], None]) -> BatteryReport:
    """Check a model file alone."""
    source = read_source(path)
    model = build_model(source)
    subject = _subject(model, names_of(model, (), None))
    beside = path.with_name(f"{path.stem}.{CHECKS}")
    checks = read_checks(beside, beside.as_posix(), subject) if beside.is_file() else no_checks(subject)
    readme = path.with_name("README.md")
    text = readme.read_text(encoding="utf-8", errors="replace") if readme.is_file() else ""
    return BatteryReport(
        model.name, model.digest, checks.shown, run_battery(Checked(source, model, checks, None, text), tell)
    )


def _subject(model: Model, names: ModelNames, city: City | None = None) -> Subject:
    """Say what checks may speak of."""
    period = (model.settings.initial_time, model.settings.final_time)
    labelled = tuple(each.variable for each in city.case.labels) if city else ()
    series: dict[str, dict[str, None]] = {}
    for point in city.case.history.points if city else ():
        series.setdefault(point.variable, {})[point.series] = None
    recorded = {variable: tuple(found) for variable, found in series.items()}
    return Subject(city.folder.name if city else "", names, vocabulary_of(model), period, labelled, recorded)
