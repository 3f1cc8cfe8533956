"""What rows of each basis need; every message stands in tests/fault/test_bad_register.py."""

import pytest

from simulator.errors import Faults
from simulator.model.table import Row
from simulator.target.basis import check_basis, factor_between
from simulator.target.register import TARGET_COLUMNS

BARE = dict.fromkeys(TARGET_COLUMNS, "") | {"reason": "Not in the model.", "unit": "张"}


@pytest.mark.parametrize(
    ("basis", "cells"),
    [
        ("none", {}),
        ("none", {"series": "beds"}),
        ("none", {"series": "beds", "measure": "change_since", "from_year": "2020", "year": "2025"}),
        ("trend", {"target_value": "9", "year": "2030", "reading": "at_least", "base_year": "2025", "base_value": "5"}),
        ("trend", {"target_value": "9", "year": "2030", "reading": "at_least", "series": "beds"}),
    ],
)
def test_rows_without_an_equation(basis, cells):
    faults = Faults()
    assert check_basis(Row("targets.csv:2", BARE | cells), basis, {}, faults) == (1.0, 1.0)
    assert not len(faults)


def test_a_growth_is_in_percent_whatever_the_values_are_in():
    assert factor_between("张", "mean_growth", "%") == 1.0
    assert factor_between("人", "level", "万人") == pytest.approx(1e-4)
