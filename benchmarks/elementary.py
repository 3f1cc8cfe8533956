"""How far are exp, log and power from the true value, and how fast are they? 10**8 arguments each, or COUNT of them.

The reference is the C library's long double, whose 64 bits put its own error below 0.002 ulp; the worst of every chunk
are judged again in 40 digits.
"""

import os
from collections.abc import Callable

import numpy as np

from benchmarks._record import Reach, Row, report
from benchmarks._timing import seconds
from tests.native import ARGUMENTS, Elementary, compiled
from tests.ulps import true_value, ulps

COUNT = int(os.environ.get("COUNT", "100_000_000"))
CHUNK = 2**17
SEED = 2026
# The worst arguments of a chunk, judged in 40 digits.
JUDGED = 8
ALLOWED = 2.0
N_TIMED = 2**14
REFERENCE = {"exp": np.exp, "log": np.log, "power": np.power}

# Not 2**63: there the C library's long double power of -inf is wrong.
SPECIAL = [0.0, 5e-324, 2.0**-1022, np.nextafter(2.0**-1022, 0), 1e-300, 1e-17, 0.1, 0.25, 0.5, np.sqrt(0.5)]
SPECIAL += [np.nextafter(1, 0), 1.0, np.nextafter(1, 2), np.sqrt(2), 1.5, 2.0, 2.5, 3.0, 10.0, 709.782712893384]
SPECIAL += [709.7827128933841, 745.1332191019411, 745.1332191019412, 1023.0, 1024.0, 1074.0, 1075.0, 2.0**52 + 1]
SPECIAL += [2.0**53 - 1, 2.0**53, 2.0**62, 1e19, 1e300, np.finfo(float).max, np.inf, np.nan]

Draw = Callable[[np.random.Generator, int], tuple[np.ndarray, ...]]


def patterns(random: np.random.Generator, size: int) -> np.ndarray:
    """Draw numbers of any bits."""
    return random.integers(-(2**63), 2**63, size).view(float)


def reaching(random: np.random.Generator, base: np.ndarray, ends: tuple[float, float]) -> tuple[np.ndarray, ...]:
    """Draw exponents so that the logarithm of the power lies between the ends."""
    return base, random.uniform(*ends, len(base)) / np.log(base)


# Each kind of argument in turn: any bits, then the ranges that matter.
EXP: list[Draw] = [
    lambda random, size: (patterns(random, size),),
    lambda random, size: (random.uniform(-745.2, 709.8, size),),
    lambda random, size: (random.uniform(-1.0, 1.0, size),),
    lambda random, size: (random.normal(size=size) * 10,),
    # On both sides of where the reduction goes to the next whole number.
    lambda random, size: ((random.integers(-1075, 1024, size) + 0.5) * np.log(2) + random.normal(size=size) * 1e-3,),
    lambda random, size: (random.uniform(-745.2, -708.0, size),),
]
LOG: list[Draw] = [
    lambda random, size: (patterns(random, size),),
    lambda random, size: (random.uniform(0.5, 2.0, size),),
    lambda random, size: (np.exp(random.normal(size=size) * 10),),
    lambda random, size: (1.0 + random.normal(size=size) * 10.0 ** random.integers(-16, -1, size),),
    # On both sides of where the reduction goes to the next power of two.
    lambda random, size: (np.sqrt(0.5) * 2.0 ** random.integers(-3, 4, size) * random.uniform(0.98, 1.02, size),),
    lambda random, size: (random.integers(1, 2**52, size).view(float),),
]
POWER: list[Draw] = [
    lambda random, size: (patterns(random, size), patterns(random, size)),
    lambda random, size: (np.exp(random.normal(size=size) * 5), random.normal(size=size) * 3),
    lambda random, size: reaching(random, np.abs(patterns(random, size)), (-745.2, 709.8)),
    lambda random, size: reaching(random, random.uniform(0.5, 2.0, size), (-745.2, 709.8)),
    lambda random, size: reaching(random, np.sqrt(0.5) * random.uniform(0.98, 1.02, size), (-745.2, 709.8)),
    lambda random, size: reaching(random, np.sqrt(2.0) * random.uniform(0.98, 1.02, size), (-708.0, 709.8)),
    lambda random, size: reaching(random, np.exp(random.normal(size=size)), (-745.2, -708.0)),
    lambda random, size: (-np.exp(random.normal(size=size)), random.integers(-60, 60, size).astype(float)),
]


DRAWS = {"exp": EXP, "log": LOG, "power": POWER}


def special(n_arguments: int) -> tuple[np.ndarray, ...]:
    """Return every special argument of both signs, or every pair of them."""
    both = np.concatenate([SPECIAL, np.negative(SPECIAL)])
    return (both,) if n_arguments == 1 else tuple(each.ravel() for each in np.meshgrid(both, both))


def by_long_double(name: str, arguments: tuple[np.ndarray, ...]) -> np.ndarray:
    """Return the true values; a root is the NumPy kernel's, which leaves C99 for -0 and -inf."""
    true = REFERENCE[name](*(each.astype(np.longdouble) for each in arguments))
    if name == "power":
        return np.where(arguments[1] == 0.5, np.sqrt(arguments[0].astype(np.longdouble)), true)
    return true


def errors(got: np.ndarray, true: np.ndarray) -> np.ndarray:
    """Return the errors in ulp; infinity counts as 2**1024 where the true value is more, a wrong NaN or sign as inf."""
    limit = np.ldexp(np.longdouble(1), 1024)
    _, exponent = np.frexp(true)
    unit = np.ldexp(np.longdouble(1), np.clip(np.where(true == 0, -1074, exponent - 53), -1074, 971))
    bounded = np.clip(true, -limit, limit)
    error = (np.abs(np.clip(got.astype(np.longdouble), -limit, limit) - bounded) / unit).astype(float)
    error[np.isnan(got) & np.isnan(true)] = 0.0
    error[(np.signbit(got) != np.signbit(true)) & ~np.isnan(true)] = np.inf
    return np.where(np.isnan(error), np.inf, error)


def judged(name: str, got: float, arguments: tuple[float, ...], error: float) -> float:
    """Return an error in 40 digits; as found where an argument or the true value has no finite one."""
    if not (np.isfinite(error) and np.isfinite([got, *arguments]).all()) or error == 0.0:
        return error
    return ulps(got, true_value(name, *arguments))


def worst(name: str, elementary: Elementary, draws: list[Draw]) -> tuple[float, tuple[float, ...]]:
    """Return the greatest error and its arguments."""
    random = np.random.default_rng(SEED)
    greatest, at = -1.0, ()
    for place in range(-1, -(-COUNT // CHUNK)):
        arguments = draws[place % len(draws)](random, CHUNK) if place >= 0 else special(ARGUMENTS[name])
        got = elementary(name, *arguments)
        error = errors(got, by_long_double(name, arguments))
        for lane in np.argpartition(error, -JUDGED)[-JUDGED:]:
            given = tuple(float(each[lane]) for each in arguments)
            exact = judged(name, float(got[lane]), given, float(error[lane]))
            if exact > greatest:
                greatest, at = exact, given
    return greatest, at


def accuracy(elementary: Elementary) -> None:
    """Report the greatest errors."""
    rows = []
    for name, draws in DRAWS.items():
        error, at = worst(name, elementary, draws)
        said = f"{error:.3f} ulp at {', '.join(map(repr, at))}"
        reach = Reach("at most", ALLOWED, "ulp")
        rows.append(Row(name, said, error / ALLOWED, model="", reach=reach, figure=error))
    report(f"The greatest error of a vector function among {COUNT:.0e} arguments, against 2 ulp", rows)


def speed() -> None:
    """Report the times of 8 doubles beside NumPy's."""
    random = np.random.default_rng(SEED)
    base, power = np.exp(random.normal(size=N_TIMED) * 5), random.normal(size=N_TIMED) * 3
    given = {"exp": [power], "log": [base], "power": [base, power]}
    result, rows = np.empty(N_TIMED), []
    for width in (8, 16):
        elementary = compiled(width)
        for name, arguments in given.items():
            numpy_takes = seconds(lambda n=name, a=arguments: REFERENCE[n](*a, out=result), 501)
            places = [each.ctypes.data for each in (*arguments, result)]
            takes = seconds(lambda call=elementary.functions[name], p=places: call(*p, N_TIMED), 501)
            each = 8e9 / N_TIMED
            said = f"{takes * each:.1f} ns a vector of 8"
            rows.append(Row(f"{name}, {width} wide", said, takes / numpy_takes, model=""))
    report("Time of a vector function, against NumPy's", rows)


def main() -> None:
    """Print errors and times."""
    speed()
    if np.finfo(np.longdouble).nmant < 63:
        print(
            "No errors: long double has no more than 53 bits here, so there is no reference. Run it on x86 and Linux."
        )
        return
    with np.errstate(all="ignore"):
        accuracy(compiled(8))


if __name__ == "__main__":
    main()
