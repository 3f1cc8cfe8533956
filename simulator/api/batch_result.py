"""What a batch gives: inputs, values, margins and verdicts of every member, shares and bands of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.api.bands import BatchBands, read_bands
from simulator.api.cubes import dataset_of
from simulator.api.frames import frame_of
from simulator.api.kept import Kept
from simulator.api.parts import About, Table, table_of
from simulator.errors import OutputError, unknown_name
from simulator.report.export.result import find_result, read_result
from simulator.report.export.sheet import Column, Sheet
from simulator.target import VERDICTS

if TYPE_CHECKING:
    import pandas
    import xarray

__all__ = ["BatchResult", "open_batch", "read_batch_result"]

# Columns of the summary that hold whole numbers, and blanks.
WHOLE = ("year", "n")

Row = dict[str, str | int | float | None]


@dataclass(frozen=True, eq=False)
class BatchResult:
    """The results of a batch. Arrays are read from its folder when asked for; select asks for fewer of them.

    folder:      of the results. manifest: what was run, with what.
    scenarios:   names of the base scenarios, which all have the same members.
    n_members:   of each scenario.
    input_names: what members differ in. target_ids: the targets that members have a value of.
    """

    folder: Path
    manifest: dict[str, Any]
    scenarios: tuple[str, ...]
    n_members: int
    input_names: tuple[str, ...]
    target_ids: tuple[str, ...]
    sheet: Sheet
    members: Table | None
    trajectories: Table | None
    kept: Kept

    def select(self, targets: Sequence[str] | None = None, inputs: Sequence[str] | None = None) -> BatchResult:
        """Take fewer targets and inputs; None leaves all. Raises: KeyError with the nearest names."""
        chosen = []
        for names, kind, known in ((targets, "target", self.target_ids), (inputs, "input", self.input_names)):
            for name in names or ():
                if name not in known:
                    raise KeyError(unknown_name(str(self.folder), f"{kind} of members", name, known))
            chosen.append(known if names is None else tuple(names))
        return replace(self, target_ids=chosen[0], input_names=chosen[1])

    @cached_property
    def inputs(self) -> np.ndarray:
        """(input, member). The same in every scenario: the constant's model unit, or as its input acts."""
        return self._members.numbers(self.input_names, self.n_members)

    @cached_property
    def values(self) -> np.ndarray:
        """(scenario, target, member). The measured value, the target's unit; nan where there is none."""
        return self._shaped(self._members.numbers([f"{each}_value" for each in self.target_ids]))

    @cached_property
    def margins(self) -> np.ndarray:
        """(scenario, target, member). Signed, the target's unit; 0 or more is met."""
        return self._shaped(self._members.numbers([f"{each}_margin" for each in self.target_ids]))

    @cached_property
    def verdicts(self) -> np.ndarray:
        """(scenario, target, member). Places in `verdict_words`."""
        return self._shaped(self._members.codes([f"{each}_verdict" for each in self.target_ids], VERDICTS))

    @property
    def verdict_words(self) -> tuple[str, ...]:
        """The words that the numbers of `verdicts` stand for."""
        return VERDICTS

    @property
    def met(self) -> np.ndarray:
        """(scenario, target, member). Whether the verdict is met."""
        is_met: np.ndarray = self.verdicts == VERDICTS.index("met")
        return is_met

    @cached_property
    def summary(self) -> tuple[Row, ...]:
        """One row a scenario and target of the register: shares, their intervals, quantiles. A blank is None."""
        columns = [(each.name, _cells(each)) for each in self.sheet.columns]
        return tuple({name: cells[row] for name, cells in columns} for row in range(len(self.sheet.rows)))

    @cached_property
    def bands(self) -> BatchBands:
        """Quantiles of variables by year."""
        return read_bands(self.folder / "bands.csv")

    def to_pandas(self, columns: Sequence[str] | None = None) -> pandas.DataFrame:
        """Make a table of one row a scenario and member, with the columns of members/.

        columns: those to read; None takes scenario, member, and those of the inputs and targets at hand.
        """
        told = (f"{each}_{what}" for each in self.target_ids for what in ("value", "margin", "verdict"))
        return self._members.frame(["scenario", "member", *self.input_names, *told] if columns is None else columns)

    def summary_to_pandas(self) -> pandas.DataFrame:
        """Make a table of the summary; blanks are nan in numbers and empty in texts."""
        return frame_of({each.name: each.cells for each in self.sheet.columns})

    def trajectories_to_pandas(self, columns: Sequence[str] | None = None) -> pandas.DataFrame:
        """Make a table of one row a scenario, member and year. columns: those to read; None takes all."""
        return self._saved.frame(columns)

    def to_xarray(self) -> xarray.Dataset:
        """Make labelled arrays: inputs, values, margins, verdicts; where there are any, saved variables by year."""
        by_target = ("scenario", "target", "member")
        cubes: dict[str, Any] = {
            "inputs": (("input", "member"), self.inputs, {}),
            "values": (by_target, self.values, {}),
            "margins": (by_target, self.margins, {}),
            "verdicts": (by_target, self.verdicts, {"flag_meanings": " ".join(VERDICTS)}),
        }
        about = self._members.about
        targets = [about[f"{each}_value"] for each in self.target_ids]
        axes: dict[str, Any] = {
            "scenario": list(self.scenarios),
            "member": np.arange(self.n_members),
            "input": list(self.input_names),
            "input_unit": ("input", [about[each].unit for each in self.input_names]),
            "target": list(self.target_ids),
            "target_unit": ("target", [each.unit for each in targets]),
            "target_en": ("target", [each.en for each in targets]),
            "target_zh": ("target", [each.zh for each in targets]),
        }
        if self.trajectories is not None:
            years, saved = self._cubes(self.trajectories)
            axes["year"], cubes = years, cubes | saved
        return dataset_of(cubes, axes, {"shares": str(self.manifest.get("shares", ""))})

    def _cubes(self, table: Table) -> tuple[np.ndarray, dict[str, Any]]:
        """Shape trajectories. Returns: (year,), and by variable (scenario, member, year)."""
        names = [name for name in table.columns if name not in ("scenario", "member", "year")]
        n_years = table.n_rows // (len(self.scenarios) * self.n_members)
        years = table.numbers(["year"], n_years)[0].astype(np.int64)
        shape = (len(self.scenarios), self.n_members, n_years)
        values = table.numbers(names)
        return years, {
            name: (("scenario", "member", "year"), row.reshape(shape), _attributes(table.about[name]))
            for name, row in zip(names, values, strict=True)
        }

    def _shaped(self, values: np.ndarray) -> np.ndarray:
        """Bring (column, row) to (scenario, target, member)."""
        return values.reshape(len(self.target_ids), len(self.scenarios), self.n_members).transpose(1, 0, 2)

    @property
    def _members(self) -> Table:
        if self.members is None:
            told = "the batch keeps no members. Expected members/. Leave members: false out of save and run it again"
            raise OutputError(f"{self.folder}: {told}, or take summary and bands.")
        return self.members

    @property
    def _saved(self) -> Table:
        if self.trajectories is None:
            told = "the batch keeps no trajectories. Expected trajectories/. Name variables under save and run it again"
            raise OutputError(f"{self.folder}: {told}, or take bands.")
        return self.trajectories


def open_batch(folder: str | Path) -> BatchResult:
    """Open the results of a finished batch. folder: its path, or its name under outputs/. Raises: OutputError."""
    found = find_result(str(folder))
    return read_batch_result(found, Kept(found))


def read_batch_result(folder: Path, kept: Kept) -> BatchResult:
    """Look at a folder of results without reading its members. kept: what the folder lives as long as."""
    found = read_result(folder)
    if found.summary is None:
        told = "these are the results of run or compare. Expected those of a batch"
        raise OutputError(f"{folder}: {told}. Read its CSV files, or run a batch.")
    members, trajectories = table_of(folder / "members"), table_of(folder / "trajectories")
    scenarios = tuple(dict.fromkeys(found.summary.column("scenario").text))
    ids = tuple(dict.fromkeys(found.summary.column("target").text))
    columns = () if members is None else members.columns
    targets = tuple(each for each in ids if f"{each}_verdict" in columns)
    columns_of = {f"{each}_{what}" for each in targets for what in ("value", "margin", "verdict")}
    n_members = int(found.manifest["members"]) if members is None else members.n_rows // len(scenarios)
    inputs = tuple(each for each in columns if each not in columns_of and each not in ("scenario", "member"))
    return BatchResult(
        folder.resolve(),
        found.manifest,
        scenarios,
        n_members,
        inputs,
        targets,
        found.summary,
        members,
        trajectories,
        kept,
    )


def _cells(column: Column) -> list[str | int | float | None]:
    """Give the cells of a column; a blank number is None."""
    if column.kind == "text":
        return list(column.text)
    is_whole = column.kind == "whole" or column.name in WHOLE
    numbers = [None if number != number else number for number in column.numbers.tolist()]
    return [None if each is None else int(each) if is_whole else each for each in numbers]


def _attributes(about: About) -> dict[str, str]:
    return {"units": about.unit, "long_name": about.en, "long_name_zh": about.zh}
