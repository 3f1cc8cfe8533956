"""Writing the report of a batch beside its parts: tables, figures, and the manifest last."""

from __future__ import annotations

from pathlib import Path

from simulator.report.batch.figures import write_batch_figures
from simulator.report.batch.manifest import batch_manifest
from simulator.report.batch.outcome import BatchResults
from simulator.report.batch.sheets import write_bands, write_summary
from simulator.report.labelling import LABELS, write_labels
from simulator.report.manifest import execution_now, write_manifest
from simulator.report.words import Language

__all__ = ["write_batch", "write_batch_tables"]


def write_batch(results: BatchResults, folder: Path, language: Language) -> tuple[Path, ...]:
    """Write summary, bands, labels, figures and manifest.

    folder:  of the store. Returns: the pictures, from there. Raises: OSError.
    """
    figures = write_batch_figures(results, language, folder / "figures")
    write_batch_tables(results, folder)
    return tuple(figure.relative_to(folder) for figure in figures if figure.suffix == ".png")


def write_batch_tables(results: BatchResults, folder: Path) -> None:
    """Write all but the figures, the manifest last. folder: of the store. Raises: OSError."""
    write_summary(folder / "summary.csv", results)
    write_bands(folder / "bands.csv", results)
    write_labels(folder / LABELS, results.case, results.batch.inputs)
    write_manifest(folder, batch_manifest(results, execution_now()))
