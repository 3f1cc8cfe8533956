import ctypes

import numpy as np
import pytest
from scipy import special

from simulator.kernel.native.special import SPECIAL, special_addresses

ARGUMENTS = np.array([-40.0, -3.0, -1e-9, 0.0, 1e-300, 0.25, 0.5, 0.999, 1.0, 3.0, np.inf, np.nan])


@pytest.mark.parametrize(("name", "published"), [("normal_share", special.ndtr), ("normal_quantile", special.ndtri)])
def test_the_addresses_are_those_of_the_functions_that_numpy_calls(name, published):
    assert set(special_addresses(SPECIAL)) == set(SPECIAL)
    function = ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_double)(special_addresses([name])[name])
    found = [function(argument) for argument in ARGUMENTS.tolist()]
    assert np.array_equal(found, published(ARGUMENTS), equal_nan=True)
