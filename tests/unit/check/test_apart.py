import numpy as np

from simulator.check.apart import taken_apart
from tests.unit.check.small import TOWN, source_and_model


def test_every_equation_stands_by_itself():
    _, model = source_and_model(TOWN)
    apart = taken_apart(model)
    number = {variable.name: place for place, variable in enumerate(model.variables)}
    inputs = apart.compiled.defaults[:, None].copy()
    inputs[apart.places[number["people"]]] = 7.0
    inputs[apart.places[number["births"]]] = 100.0
    bound = apart.compiled.bind(inputs, 0.25, True)
    found = bound.observe(2020.0, np.empty((0, 1)))[:, 0]
    given = {name: found[apart.outputs[number[name]]] for name in ("births", "people")}
    assert given["births"] == 7 * 0.02  # from people, not from the births that are given
    assert given["people"] == 100.0  # the net flow, of given births, no deaths and no movers
    assert set(apart.readers[number["people"]]) == {
        number[name] for name in ("births", "deaths", "movers", "output", "check people")
    }


def test_arrays_keep_their_elements():
    _, model = source_and_model(
        f"{TOWN}\npart: a,b | |\nx[a] = people | person | X.\nx[b] = 2*people | person | X.\n"
        "y[part] = x[part]*3 | person | Y.\nz = SUM(x[part!]) | person | Z."
    )
    apart = taken_apart(model)
    number = {variable.name: place for place, variable in enumerate(model.variables)}
    inputs = apart.compiled.defaults[:, None].copy()
    inputs[apart.places[number["x"]], 0] = [1.0, 10.0]
    found = apart.compiled.bind(inputs, 0.25, True).observe(2020.0, np.empty((0, 1)))[:, 0]
    assert found[apart.outputs[number["y"]]].tolist() == [3.0, 30.0]
    assert found[apart.outputs[number["z"]]].tolist() == [11.0]
