"""Folders of results to export, written by the functions of production; a batch's as the store lays it out."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from simulator.kernel.trajectories import Trajectories
from simulator.report.batch.manifest import batch_manifest
from simulator.report.batch.sheets import write_bands, write_summary
from simulator.report.labelling import LABELS, write_labels
from simulator.report.manifest import Execution, bare_manifest, run_manifest, write_manifest
from simulator.report.outcome import BareRun, Numerics
from simulator.report.sheets import write_bare_trajectories, write_trajectories, write_verdicts
from simulator.scenario.levers import Lever
from tests.unit.report.batch.synthetic import drawn
from tests.unit.report.synthetic import results

WHEN = Execution("2026-03-04T05:06:07+00:00", "here", 2, "Linux")
LEVER = Lever("hukou effort", "Hukou effort", "户籍改革力度", "Dmnl", 0, 1, 0.1, "policy", "assumption")
VERDICTS = ("met", "missed", "too_close", "undecided")
N_MEMBERS = 5


def run_folder(root: Path, n_scenarios: int = 2) -> Path:
    """Write what `run` writes, but for the figures."""
    made = results(n_scenarios)
    made = replace(made, case=replace(made.case, levers=(LEVER,)))
    folder = root / "baseline+plan"
    folder.mkdir(parents=True)
    write_trajectories(folder / "trajectories.csv", made)
    write_verdicts(folder / "verdicts.csv", made)
    write_labels(folder / LABELS, made.case)
    write_manifest(folder, run_manifest(made, WHEN))
    return folder


def bare_folder(root: Path) -> Path:
    """Write what `run` writes of a model file, with a name like a formula, a nan and an infinity."""
    time = np.array([0.0, 0.5, 1.0])
    values = np.array([[1.0, 0.1, 7.0], [np.nan, 0.2, 8.0], [np.inf, 0.1 + 0.2, -np.inf]])[:, :, np.newaxis]
    saved = Trajectories(time=time, names=("stock", "flow[a,b]", "=1+1"), units=("m", "m/Year", ""), values=values)
    run = BareRun("tank", "f00d", saved, Numerics("euler", 0.5, None, 0.0))
    folder = root / "tank"
    folder.mkdir(parents=True)
    write_bare_trajectories(folder / "trajectories.csv", run)
    write_manifest(folder, bare_manifest(run, WHEN))
    return folder


def member_table(scenario: str, first: int, count: int) -> pa.Table:
    """Invent members: two inputs, one target."""
    member = np.arange(first, first + count, dtype=np.int64)
    shift = 0.0 if scenario == "baseline" else 0.5
    value = 60 + 10 * np.sin(member + 1.0) + shift
    value = np.where(member == 3, np.nan, value)
    verdict = ["undecided" if np.isnan(each) else VERDICTS[0] if each >= 64 else VERDICTS[1] for each in value]
    return pa.table(
        {
            "scenario": pa.array([scenario] * count).dictionary_encode(),
            "member": member,
            "hukou effort": 0.1 * member + 1 / 3,
            "total factor productivity multiplier of the whole of industry": 1.0 + member,
            "urbanization_2030_value": value,
            "urbanization_2030_margin": value - 64,
            "urbanization_2030_verdict": pa.array(verdict).dictionary_encode(),
        }
    )


def path_table(scenario: str, first: int, count: int) -> pa.Table:
    """Invent yearly values of members."""
    years = (2025, 2030)
    member = np.repeat(np.arange(first, first + count, dtype=np.int64), len(years))
    year = np.tile(np.array(years, dtype=np.int32), count)
    return pa.table(
        {
            "scenario": pa.array([scenario] * len(member)).dictionary_encode(),
            "member": member,
            "year": year,
            "population": 500.0 + member / 7 + (year - 2025) * (1.0 if scenario == "baseline" else 2.0),
        }
    )


def batch_folder(root: Path, with_paths: bool = True) -> Path:
    """Write what `batch` writes: two scenarios of five members each, in chunks of three."""
    made = results(2)
    folder = root / "many"
    (folder / "members").mkdir(parents=True)
    if with_paths:
        (folder / "trajectories").mkdir()
    part = 0
    for scenario in ("baseline", "plan"):
        for first in range(0, N_MEMBERS, 3):
            count = min(3, N_MEMBERS - first)
            pq.write_table(member_table(scenario, first, count), folder / f"members/part-{part:06d}.parquet")
            if with_paths:
                pq.write_table(path_table(scenario, first, count), folder / f"trajectories/part-{part:06d}.parquet")
            part += 1
    case = replace(made.case, levers=(LEVER,))
    write_labels(folder / LABELS, case)
    _sheet(
        folder / "summary.csv",
        [["scenario", "target", "verdict", "n", "p_met", "p_low", "p_high", "q05", "q50", "q95"]]
        + [
            [scenario, target.id, "", "5", "0.4", "0.1", "0.8", "50.0", "", "70.25"]
            for scenario in ("baseline", "plan")
            for target in case.targets
        ],
    )
    _sheet(
        folder / "bands.csv",
        [["scenario", "variable", "unit", "year", "q05", "q25", "q50", "q75", "q95", "error"]]
        + [
            [scenario, "population", "万人", str(year), *("", "1.0", "2.5", "3.0")[:4], "4.0", "0.0"]
            for scenario in ("baseline", "plan")
            for year in (2025, 2030)
        ],
    )
    manifest = run_manifest(made, WHEN)
    manifest["members"] = N_MEMBERS
    manifest["batch"] = {
        "save": {"members": True, "variables": ["population"] if with_paths else []},
        "inputs": [
            {
                **{"name": "hukou effort", "kind": "drawn", "unit": "Dmnl", "where": "many.yaml:4"},
                "distribution": {"kind": "normal", "numbers": [0.5, 0.1]},
            }
        ],
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")
    return folder


def drawn_folder(root: Path) -> Path:
    """Write what `batch` writes, but for the figures, of three drawn inputs and two scenarios."""
    folder = root / "testville-uncertain"
    made = drawn(2, 20, folder / "members")
    write_summary(folder / "summary.csv", made)
    write_bands(folder / "bands.csv", made)
    write_labels(folder / LABELS, made.case, made.batch.inputs)
    write_manifest(folder, batch_manifest(made, WHEN))
    return folder


def rows_of(path: Path) -> list[list[str]]:
    """Read a sheet."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def _sheet(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
