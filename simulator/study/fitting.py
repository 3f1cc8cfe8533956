"""What calibration, hold-outs and matching begin with: a city with its `calibration.yaml`, and a scenario to fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from simulator.errors import ScenarioError
from simulator.fit import CALIBRATION, Calibration, Case, Known, Observation, read_calibration
from simulator.model.glossary import read_glossary
from simulator.report.fit.outcome import Asked
from simulator.report.store import check_replaceable, result_folder
from simulator.scenario.layer import Layer
from simulator.scenario.merge import OVERRIDE, ScenarioTree, override
from simulator.scenario.place import Place
from simulator.scenario.read import Scalar
from simulator.scenario.resolve import resolve
from simulator.scenario.scenario import Scenario
from simulator.study.city import City, Together, open_city, read_city
from simulator.target import NO_HISTORY, named_series

__all__ = ["Fitting", "fitting_at", "folder_name", "known_of", "load_fitted", "open_fitting"]


@dataclass(frozen=True, eq=False)
class Fitting:
    """What is fitted: the model's defaults, what was known at a cut, and the command line over them.

    until:        the last year whose history counts; None: all of it.
    observations: until then. is_told: whether the file says what was known at the cut; true without a cut.
    """

    city: City
    calibration: Calibration
    scenario: Scenario
    observations: tuple[Observation, ...]
    until: int | None
    is_told: bool

    @property
    def case(self) -> Case:
        """The scenario of the model, for a batch."""
        return Case(self.city.model, self.city.case.labels, self.scenario)

    def asked(self, name: str) -> Asked:
        """Say what is fitted, for reports. name: of the folder of results."""
        city = self.city
        return Asked(name, city.reference, city.case, self.calibration, self.scenario, self.until, city.glossary)


def open_fitting(
    what: str, model: str | None, until: int | None, overrides: tuple[str, ...], output: Path | None
) -> tuple[Fitting, str]:
    """Read what is fitted to history up to a year, and name its folder of results; see the functions called.

    Raises: SimulatorError with every fault of the files and the command line, before anything is run.
    """
    city, calibration = load_fitted(model)
    _refuse_late(calibration, until)
    return fitting_at(city, calibration, until, overrides), folder_name(what, city, (until,), output)


def load_fitted(model: str | None) -> tuple[City, Calibration]:
    """Read a city, its glossary and its `calibration.yaml`; None takes the only city there is.

    Raises: SimulatorError with every fault of its tables, its history and those files at once.
    """
    reading, opened = Together(), open_city(model)
    city = read_city(opened, reading)
    calibration = None if city is None else reading(partial(_calibration, city))
    glossary = reading(partial(read_glossary, opened.folder.glossary, opened.model))
    reading.finish()
    assert city is not None and calibration is not None and glossary is not None
    return replace(city, glossary=glossary), calibration


def _calibration(city: City) -> Calibration:
    path = city.folder.folder / CALIBRATION
    return read_calibration(path, known_of(city), path.as_posix())


def known_of(city: City) -> Known:
    """Say what a calibration is held against: history only where it can be read."""
    history = None if city.case.history is NO_HISTORY else city.case.history
    series = () if history is not None else named_series(city.folder.history)
    return Known(city.names, city.case.labels, history, series)


def folder_name(what: str, city: City, cuts: Sequence[int | None], output: Path | None) -> str:
    """Name the folder of results: what is done, the model, and the years at which history is cut.

    output: where it will go; None: nowhere.
    Raises: OutputError where it cannot.
    """
    until = [str(each) for each in cuts if each is not None]
    name = f"{what}-{city.folder.name}" + (f"-until-{'-'.join(until)}" if until else "")
    if output is not None:
        check_replaceable(result_folder(output, (name,)))
    return name


def _refuse_late(calibration: Calibration, until: int | None) -> None:
    """Refuse a year after which nothing was observed. Raises: ScenarioError."""
    last = max(point.year for each in calibration.observations for point in each.points)
    if until is not None and until >= last:
        raise ScenarioError(
            f"command line: --until {until}: what {calibration.shown} takes of history ends in {last:.10g}, so nothing "
            "would be left out. Expected an earlier year. Choose one, or leave --until out."
        )


def fitting_at(city: City, calibration: Calibration, until: int | None, overrides: tuple[str, ...]) -> Fitting:
    """Make what is fitted to history up to a year.

    Raises: ScenarioError for values on the command line that are no names or hit a parameter; where nothing had been
            observed by then.
    """
    cut = None if until is None else calibration.holdout(until)
    shown = calibration.shown
    base = Layer(shown, shown, model=Scalar(city.folder.name, city.folder.name, Place(shown)))
    layers = (base,) if cut is None else (base, cut.layer)
    scenario = resolve(override(ScenarioTree(city.folder.name, layers), overrides), city.names)
    free = {each.name for each in calibration.parameters}
    taken = [each.name for each in scenario.settings if each.name in free and each.where.startswith(OVERRIDE)]
    if taken:
        raise ScenarioError(
            *(
                f"{OVERRIDE}: {name!r} is a parameter of {shown}, so the value set would count for nothing. "
                "Expected another constant. Leave it out."
                for name in taken
            )
        )
    observations = calibration.observations if until is None else calibration.until(until)
    if not observations:
        first = min(point.year for each in calibration.observations for point in each.points)
        raise ScenarioError(
            f"command line: --until {until}: nothing of {shown} had been observed by then. "
            f"Expected {first:.10g} or later. Choose a later year."
        )
    return Fitting(city, calibration, scenario, observations, until, until is None or cut is not None)
