"""Every equation of a model, evaluated from given values."""

import numpy as np

from simulator.kernel.instant import instant_of
from tests.small_models import small_model
from tests.unit.structure.models import REGIONS


def test_equations_are_evaluated_from_what_is_given():
    model = small_model("s= INTEG(f, 1)\nf= 2*s+c+Time\nc= 5")
    instant = instant_of(model)
    given = np.zeros((instant.n_slots, 2))
    for name, values in (("s", (3, 4)), ("f", (7, 8)), ("c", (1, 1))):
        given[instant.slots(model.numbers[name])] = values
    found = instant.evaluate(10.0, given, 1)
    rows = {int(slot): place for place, slot in enumerate(instant.rows)}
    assert found[rows[int(instant.starts[model.numbers["s"]])]].tolist() == [7.0, 8.0]
    np.testing.assert_allclose(found[rows[int(instant.starts[model.numbers["f"]])]], [17.0, 19.0], atol=1e-9)


def test_rows_know_the_slots_they_read():
    model = small_model(REGIONS)
    instant = instant_of(model)
    read = dict(zip(instant.rows.tolist(), instant.read, strict=True))
    people, moving, whole = (int(instant.starts[model.numbers[name]]) for name in ("people", "moving", "all"))
    assert read[people + 1] == (moving + 1,)
    assert read[whole] == (people, people + 1)
    leaving = int(instant.starts[model.numbers["leaving"]])
    assert read[leaving] == tuple(sorted((people, whole)))
    assert read[moving] == (leaving,)


def test_an_allocation_reads_its_whole_group():
    model = small_model(
        "r: a, b\nask[r]= 1, 2\nprofile[r,p]= 1\np: ptype, ppriority, pwidth, pextra\nsupply= 2\n"
        "get[r]= ALLOCATE AVAILABLE(ask[r], profile[r,ptype], supply)"
    )
    instant = instant_of(model)
    asked, got = (instant.slots(model.numbers[name]) for name in ("ask", "get"))
    read = dict(zip(instant.rows.tolist(), instant.read, strict=True))
    assert all({asked.start, asked.start + 1} <= set(read[slot]) for slot in (got.start, got.start + 1))
