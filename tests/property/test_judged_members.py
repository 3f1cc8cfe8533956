"""A member judged in company has the very numbers and verdict of a run judged alone, on any register."""

from dataclasses import replace

import numpy as np
import pytest

from simulator.model.folder import find_model
from simulator.model.labels import read_labels
from simulator.target import (
    VERDICTS,
    History,
    JudgeContext,
    Point,
    Target,
    Yearly,
    judge,
    judge_members,
    read_history,
    read_targets,
    run_errors,
    standings,
)
from simulator.target.basis import MEASURES
from simulator.target.register import READINGS

FIRST, LAST, N_MEMBERS = 2020, 2035, 9
BLANK = dict.fromkeys(("id", "name_zh", "name_en", "domain", "scope", "document", "document_title", "place"), "")
BLANK |= dict.fromkeys(("quote", "binding", "operator", "tolerance_source", "restates", "reason"), "")


def synthetic():
    """Targets of every measure and reading, against a number and another variable, some of years outside the run."""
    targets = []
    for measure in MEASURES:
        for reading in READINGS:
            for other in ("", "b"):
                for year in (2030, 2040):
                    own = None if other else 100.0
                    first = None if measure == "level" else 2024
                    targets.append(
                        Target(
                            **BLANK | {"id": f"{len(targets)}", "basis": "none" if len(targets) % 13 == 5 else "model"},
                            **{"unit": "", "base_year": None, "base_value": None, "year": year, "target_value": own},
                            **{"reading": reading, "tolerance": 0.5 * (len(targets) % 3), "measure": measure},
                            **{"variable": "ac"[len(targets) // 2 % 2], "from_year": first, "other_variable": other},
                            **{"factor": 1.0 + len(targets) // 4 % 2, "other_factor": 3.0},
                        )
                    )
    history = History((Point("s", "c", 2030.0, 99.5, "", "Yearbook", "high", "", half_digit=0.05),))
    return tuple(targets), ("a", "b", "c"), history


def shipped():
    """The register of a shipped city."""
    folder = find_model("dezhou")
    labels = read_labels(folder.labels)
    targets = read_targets(folder.targets, labels)
    return targets, tuple(label.variable for label in labels), read_history(folder.history, labels)


@pytest.fixture(scope="module", params=[synthetic, shipped], ids=["synthetic", "shipped"])
def city(request):
    """Targets, names of variables and history."""
    return request.param()


def pair(names, seed):
    """Random members run twice: growing, falling, negative, partly not finite in one or both."""
    generator = np.random.default_rng(seed)
    shape = (LAST - FIRST + 1, len(names), N_MEMBERS)
    growth = np.cumprod(1.0 + generator.normal(0.02, 0.03, shape), axis=0)
    fine = 100.0 * generator.lognormal(0.0, 0.5, shape[1:]) * growth
    fine[:, :, 3] *= generator.choice([-1.0, 1.0], shape[:2])
    fine[:, :, 4][generator.random(shape[:2]) < 0.2] = np.nan
    fine[:, :, 5][generator.random(shape[:2]) < 0.2] = np.inf
    fine[:, :, 6][generator.random(shape[:2]) < 0.2] = -np.inf
    fine[0, ::3] = np.nan
    off = 10.0 ** generator.integers(-9, 0, shape[1:])
    off[:, 0] = 0.3
    coarse = fine * (1.0 + generator.normal(0.0, off, shape))
    coarse[:, :, 7][generator.random(shape[:2]) < 0.1] = np.nan
    years, units = np.arange(FIRST, LAST + 1), ("",) * len(names)
    return Yearly(years, names, units, coarse), Yearly(years, names, units, fine)


def alone(yearly, member):
    """One member of a table."""
    return replace(yearly, values=yearly.values[:, :, [member]])


def number(value):
    """A number that is not there is nan."""
    return np.nan if value is None else value


@pytest.mark.parametrize("seed", range(8))
def test_a_member_is_judged_as_a_run_is(city, seed):
    targets, names, history = city
    imposed = frozenset(np.random.default_rng(seed).choice(names, len(names) // 3).tolist())
    context = JudgeContext("any", imposed, history if seed % 2 else History(()))
    coarse, fine = pair(names, seed)
    before = standings(targets, context, (FIRST, LAST))
    seen = set()
    for member in range(N_MEMBERS):
        rows = judge(targets, alone(coarse, member), alone(fine, member), context)
        errors = run_errors(before, alone(coarse, member), alone(fine, member))
        judged = judge_members(before, fine, errors)
        for place, error, *numbers, code in zip(
            judged.places,
            errors,
            *(each[:, member] for each in (judged.value, judged.threshold, judged.margin, judged.code)),
            strict=True,
        ):
            row = rows[place]
            assert (row.verdict, row.basis) == (VERDICTS[code], before[place].basis)
            told = [number(each) for each in (row.value, row.target_value, row.margin)]
            assert np.array_equal(numbers, told, equal_nan=True)
            if row.numerical_error is not None:
                assert row.numerical_error == error
            seen.add(row.verdict)
        assert all(rows[place] == each.verdict for place, each in enumerate(before) if not each.is_measured)
    assert seen == set(VERDICTS), "a verdict that no member has was not tried"


@pytest.mark.parametrize("n_members", [1, 2, 7, 64])
def test_a_member_has_the_same_bits_in_any_company(city, n_members):
    targets, names, history = city
    before = standings(targets, JudgeContext("any", history=history), (FIRST, LAST))
    coarse, fine = pair(names, 11)
    errors = run_errors(before, coarse, fine)
    many = replace(fine, values=np.tile(fine.values, (1, 1, 64 // N_MEMBERS + 1)))
    together = judge_members(before, replace(many, values=many.values[:, :, :n_members]), errors)
    for member in range(n_members):
        single = judge_members(before, alone(fine, member % N_MEMBERS), errors)
        for one, all_ in zip(
            (single.value, single.threshold, single.margin, single.code),
            (together.value, together.threshold, together.margin, together.code),
            strict=True,
        ):
            assert one[:, 0].tobytes() == all_[:, member].tobytes()


def test_errors_are_the_largest_of_members_alone(city):
    targets, names, history = city
    before = standings(targets, JudgeContext("any", history=history), (FIRST, LAST))
    coarse, fine = pair(names, 12)
    together = run_errors(before, coarse, fine)
    single = np.array([run_errors(before, alone(coarse, each), alone(fine, each)) for each in range(N_MEMBERS)])
    assert np.array_equal(together, np.fmax.reduce(single, axis=0), equal_nan=True)
    assert np.isfinite(together).any()
