"""Which conformance cases PySD's translators take: its count is what ours is held against.

    python -m tests.oracle.parsed_by_pysd FOLDER     tries them and writes parsed_by_pysd.csv beside this file

A case counts as parsed where its file becomes PySD's abstract model, every section of it. Nothing is run.
"""

import csv
import multiprocessing
import shutil
import sys
import warnings
from multiprocessing.queues import Queue
from pathlib import Path
from tempfile import TemporaryDirectory

from pysd import __version__
from pysd.translators.vensim.vensim_file import VensimFile
from pysd.translators.xmile.xmile_file import XmileFile

TABLE = Path(__file__).with_name("parsed_by_pysd.csv")
MOST_SECONDS = 120


def parsed_cases() -> frozenset[str]:
    """Return the cases that PySD parses, as kept in the table."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return frozenset(row["path"] for row in csv.DictReader(lines) if row["parses"] == "yes")


def _try(path: Path, answers: "Queue[str]") -> None:
    """Parse a copy of a file; answer with nothing, or with what went wrong."""
    with TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        copy = shutil.copy(path, folder)
        try:
            file = VensimFile(copy) if path.suffix.lower() == ".mdl" else XmileFile(copy)
            file.parse()
            file.get_abstract_model()
        except Exception as fault:  # any way to fail is an answer
            answers.put(type(fault).__name__)
            return
    answers.put("")


def attempt(path: Path) -> str:
    """Parse a file in a process of its own; return nothing, or the name of the fault."""
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    process = context.Process(target=_try, args=(path, answers))
    process.start()
    process.join(MOST_SECONDS)
    if process.is_alive():
        process.kill()
        return "timeout"
    return answers.get() if process.exitcode == 0 else f"exit {process.exitcode}"


def main(folder: Path) -> None:
    """Try every case and write the table."""
    with (folder / "cases.csv").open(encoding="utf-8", newline="") as lines:
        paths = [row["path"] for row in csv.DictReader(lines)]
    with TABLE.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["path", "parses", "fault", "pysd"])
        for path in paths:
            fault = attempt(folder / path)
            writer.writerow([path, "no" if fault else "yes", fault, __version__])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
