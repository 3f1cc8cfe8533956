"""Writing results: every file of a run into a draft, which takes its final name when it is complete."""

from dataclasses import dataclass
from pathlib import Path

from simulator.report.figures import write_figures
from simulator.report.labelling import LABELS, write_labels
from simulator.report.manifest import bare_manifest, execution_now, run_manifest, write_manifest
from simulator.report.outcome import BareRun, Results
from simulator.report.sheets import write_bare_trajectories, write_trajectories, write_verdicts
from simulator.report.store import replacing, result_folder
from simulator.report.words import Language

__all__ = ["Written", "write_bare", "write_comparison", "write_run"]


@dataclass(frozen=True)
class Written:
    """Where results are. figures: the pictures among them, most telling first; each lies there as SVG too."""

    folder: Path
    figures: tuple[Path, ...] = ()


def write_run(results: Results, root: Path, language: Language) -> Written:
    """Write manifest, sheets, an overview, the verdict matrix and one figure a variable.

    root:   the folder in which the folder of results is made; an old one of the same scenarios is replaced, whole.
    Raises: OutputError when that cannot be done; the old results are still there then.
    """
    return _write(results, root, language, ("overview", "matrix", "trajectories"))


def write_comparison(results: Results, root: Path, language: Language) -> Written:
    """Write manifest, sheets, the overview in small multiples and the verdict matrix; otherwise as `write_run`."""
    return _write(results, root, language, ("overview", "matrix"))


def write_bare(run: BareRun, root: Path) -> Written:
    """Write manifest and trajectories of a model file; otherwise as `write_run`."""
    folder = result_folder(root, (run.name,))
    with replacing(folder) as draft:
        write_bare_trajectories(draft / "trajectories.csv", run)
        write_manifest(draft, bare_manifest(run, execution_now()))
    return Written(folder)


def _write(results: Results, root: Path, language: Language, kinds: tuple[str, ...]) -> Written:
    """Write everything that scenarios give."""
    folder = result_folder(root, tuple(outcome.scenario.name for outcome in results.outcomes))
    with replacing(folder) as draft:
        write_trajectories(draft / "trajectories.csv", results)
        write_verdicts(draft / "verdicts.csv", results)
        write_labels(draft / LABELS, results.case)
        figures = write_figures(results, language, draft / "figures", kinds)
        write_manifest(draft, run_manifest(results, execution_now()))
    pictures = [figure for figure in figures if figure.suffix == ".png"]
    return Written(folder, tuple(folder / picture.relative_to(draft) for picture in pictures))
