"""The forms that results are exported in, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from simulator.report.export.iamc import write_iamc
from simulator.report.export.netcdf import write_netcdf
from simulator.report.export.plain import write_plain
from simulator.report.export.result import Result
from simulator.report.export.stata import write_stata
from simulator.report.export.workbook import write_workbook
from simulator.report.words import Language

__all__ = ["FORMS", "Form", "Wish"]


@dataclass(frozen=True)
class Wish:
    """What a user may choose beside the form. language: where only one fits. region: of IAMC."""

    language: Language
    region: str


@dataclass(frozen=True)
class Form:
    """One form.

    suffix: of the file; empty where the export is a folder of files.
    write:  writes a result to a file or into an empty folder, and tells what is worth knowing, a line each.
    """

    suffix: str
    write: Callable[[Result, Path, Wish], tuple[str, ...]]

    @property
    def is_folder(self) -> bool:
        """Tell whether the export is a folder of files."""
        return not self.suffix


def _csv(result: Result, folder: Path, wish: Wish) -> tuple[str, ...]:
    write_plain(result, folder)
    return ()


def _xlsx(result: Result, path: Path, wish: Wish) -> tuple[str, ...]:
    write_workbook(result, path, wish.language)
    return ()


def _iamc(result: Result, folder: Path, wish: Wish) -> tuple[str, ...]:
    return write_iamc(result, folder, wish.language, wish.region)


def _netcdf(result: Result, path: Path, wish: Wish) -> tuple[str, ...]:
    write_netcdf(result, path)
    return ()


def _stata(result: Result, folder: Path, wish: Wish) -> tuple[str, ...]:
    return write_stata(result, folder, wish.language)


FORMS: Mapping[str, Form] = {
    "csv": Form("", _csv),
    "xlsx": Form(".xlsx", _xlsx),
    "iamc": Form("", _iamc),
    "netcdf": Form(".nc", _netcdf),
    "stata": Form("", _stata),
}
