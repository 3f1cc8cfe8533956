"""All figures of a report, drawn and written."""

import re
from collections.abc import Iterator
from pathlib import Path

from matplotlib.figure import Figure

from simulator.report.comparison import comparison_figure
from simulator.report.font import drawable
from simulator.report.frame import save
from simulator.report.headline import headline_labels, headline_pages, page_name
from simulator.report.matrix import matrix_figures
from simulator.report.outcome import Results
from simulator.report.trajectories import trajectory_figure
from simulator.report.visible import in_every_text
from simulator.report.words import Language

__all__ = ["FIGURE_KINDS", "write_figures"]

FIGURE_KINDS = ("overview", "matrix", "trajectories")
# How the name of a variable's own figure begins.
OF_A_VARIABLE = "trajectory-"


def write_figures(
    results: Results, language: Language, folder: Path, kinds: tuple[str, ...] = FIGURE_KINDS
) -> tuple[Path, ...]:
    """Draw figures and write each as PNG, the overview and the matrix as SVG too.

    folder:  is made when there is something to write.
    kinds:   of `FIGURE_KINDS`.
    Returns: the files, in the order in which a reader wants them: overview, matrix, one a variable.
    """
    written: list[Path] = []
    results = in_every_text(results, drawable)
    for name, figure in _drawn(results, language, kinds):
        folder.mkdir(parents=True, exist_ok=True)
        written.extend(save(figure, folder, name, vector=not name.startswith(OF_A_VARIABLE)))
    return tuple(written)


def _drawn(results: Results, language: Language, kinds: tuple[str, ...]) -> Iterator[tuple[str, Figure]]:
    """Draw one figure after the other, each under its file name."""
    if "overview" in kinds:
        for number, labels in enumerate(headline_pages(results), start=1):
            yield page_name("overview", number), comparison_figure(results, labels, language)
    if "matrix" in kinds and any(target.is_modelled for target in results.case.targets):
        for number, figure in enumerate(matrix_figures(results, language), start=1):
            yield page_name("matrix", number), figure
    if "trajectories" in kinds:
        taken: set[str] = set()
        for label in headline_labels(results):
            name = OF_A_VARIABLE + re.sub(r"[^0-9A-Za-z]+", "-", label.variable).strip("-")
            unique = name if name.casefold() not in taken else f"{name}-{len(taken)}"
            taken.add(unique.casefold())
            yield unique, trajectory_figure(results, label, language)
