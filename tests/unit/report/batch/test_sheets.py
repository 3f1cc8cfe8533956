"""summary.csv and bands.csv read back to the same bits, and drop no target."""

import csv
from dataclasses import replace

import numpy as np
import pytest

from simulator.report.batch.sheets import BAND_COLUMNS, SUMMARY_COLUMNS, summary_cells, write_bands, write_summary
from tests.unit.report.batch.synthetic import drawn


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("n_members", [1, 40])
def test_every_target_has_a_row_for_every_scenario(tmp_path, n_members):
    made = drawn(3, n_members)
    write_summary(tmp_path / "summary.csv", made)
    assert (tmp_path / "summary.csv").read_bytes().startswith(b"\xef\xbb\xbfscenario,target,")
    rows = rows_of(tmp_path / "summary.csv")
    assert tuple(rows[0]) == SUMMARY_COLUMNS
    ids = [target.id for target in made.case.targets]
    names = [outcome.scenario.name for outcome in made.outcomes]
    assert [(row["scenario"], row["target"]) for row in rows] == [(name, each) for name in names for each in ids]
    shares = [share for outcome in made.outcomes for share in outcome.shares]
    for row, share in zip(rows, shares, strict=True):
        assert (row["basis"], row["verdict"], row["reason"]) == (share.basis, share.verdict, share.reason)
        assert row["p_met"] == ("" if share.p_met is None else repr(share.p_met))
        assert row["n"] == ("" if share.counted is None else str(n_members))
        read = tuple(float(row[name] or "nan") for name in ("q05", "q25", "q50", "q75", "q95"))
        given = (float("nan"),) * 5 if share.spread is None else share.spread.quantiles
        assert np.array(read).tobytes() == np.array(given).tobytes()


def test_shares_of_what_could_not_be_told():
    made = drawn(1, 10)
    place = next(place for place, share in enumerate(made.outcomes[0].shares) if share.counted is not None)
    share = made.outcomes[0].shares[place]
    counted = replace(share.counted, met=4, missed=3, too_close=2, undecided=1)
    cells = summary_cells("a", made.case.targets[place], replace(share, counted=counted))
    told = dict(zip(SUMMARY_COLUMNS, cells, strict=True))
    assert (told["n"], told["share_too_close"], told["share_undecided"]) == (10, 0.2, 0.1)


def test_a_quantile_that_is_no_number_is_an_empty_cell():
    made = drawn(1, 10)
    share = next(share for share in made.outcomes[0].shares if share.spread is not None)
    spread = replace(share.spread, quantiles=(float("nan"),) * 5)
    cells = summary_cells("a", made.case.targets[share.target], replace(share, spread=spread))
    assert dict(zip(SUMMARY_COLUMNS, cells, strict=True))["q50"] is None


def test_bands(tmp_path):
    made = drawn(2, 30)
    write_bands(tmp_path / "bands.csv", made)
    rows = rows_of(tmp_path / "bands.csv")
    assert tuple(rows[0]) == BAND_COLUMNS
    bands = made.outcomes[1].bands
    own = [row for row in rows if row["scenario"] == "plan" and row["variable"] == "births"]
    assert [int(row["year"]) for row in own] == bands.years.tolist()
    assert (own[0]["q50"], own[0]["unit"]) == ("", bands.units[bands.names.index("births")])
    read = np.array([float(row["q95"] or "nan") for row in own])
    np.testing.assert_array_equal(read, bands.values[4, :, bands.names.index("births")])
    assert len(rows) == 2 * bands.values.shape[1] * bands.values.shape[2]
