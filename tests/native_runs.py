"""Run small models on LLVM, at every width and specialized or not, beside NumPy: what tests of the engine share."""

from dataclasses import dataclass, replace

import numpy as np

from simulator.kernel import Solver, clock_of, compile_model, integrate
from simulator.kernel.batch import Engine, compile_batch
from simulator.kernel.compiled import saved_elements
from simulator.kernel.native.call import Course
from simulator.kernel.native.machine import machine
from simulator.kernel.native.program import NativeProgram, build_native
from simulator.kernel.sides import sides_of
from simulator.model.model import Model
from tests.small_models import bits

# Units in the last place between LLVM's and NumPy's elementary functions, each exact to less than one.
ULPS = 4
LLVM = Engine(printer="llvm")


@dataclass(frozen=True)
class Members:
    """What members did. values, expected: (time, saved, member), of LLVM and NumPy. names: (saved,). times: (time,)."""

    values: np.ndarray
    expected: np.ndarray
    names: tuple[str, ...]
    times: np.ndarray

    def of(self, name: str) -> np.ndarray:
        """Return the (time, member) of a variable."""
        return self.values[:, self.names.index(name)]

    def same_bits(self, name: str) -> bool:
        """Tell whether a variable is the same on LLVM and NumPy bit for bit, even the signs of zeros."""
        place = self.names.index(name)
        return np.array_equal(bits(self.values[:, place]), bits(self.expected[:, place]))


def members_of(
    model: Model, engine: Engine = LLVM, save: tuple[str, ...] | None = None, **varied: list[float]
) -> Members:
    """March members on LLVM in every way there is, which must give the same bits, and on NumPy, which must be near.

    save:   what is saved, None for all.
    varied: name of a constant (blanks and brackets as _) -> its value for each member.
    """
    compiled, clock = compile_model(model, save), clock_of(model.settings)
    plain = {name.replace(" ", "_").replace("[", "_").replace("]", ""): name for name in compiled.input_names}
    names = [plain[name] for name in varied]
    values = np.array(list(varied.values()), dtype=float)
    every = np.repeat(compiled.defaults[:, None], values.shape[1], axis=1)
    every[[compiled.input_names.index(name) for name in names]] = values
    special = compile_batch(model, save, names, engine).run(compiled.defaults, values, clock).values
    whole = compile_batch(model, save, names, replace(engine, specialize=False))
    assert np.array_equal(bits(special), bits(whole.run(compiled.defaults, values, clock).values))
    alone = compile_batch(model, save, [], engine)
    for member in (0, values.shape[1] - 1):
        one = alone.run(every[:, member], np.empty((0, 1)), clock).values
        assert np.array_equal(bits(special[:, :, [member]]), bits(one))
    expected = integrate(compiled, Solver(engine.method, sided=engine.sided), clock, every).values
    assert_near(special, expected)
    return Members(special, expected, compiled.saved_names, clock.saved_times)


def assert_near(found: np.ndarray, expected: np.ndarray, ulps: float = ULPS) -> None:
    """Fail where numbers differ by more than rounding; infinities and what is no number must be the same."""
    assert found.shape == expected.shape
    finite = np.isfinite(expected)
    assert np.array_equal(found[~finite], expected[~finite], equal_nan=True)
    found, expected = found[finite], expected[finite]
    assert np.isfinite(found).all(), expected[~np.isfinite(found)][:5]
    far = np.abs(found - expected) > ulps * np.spacing(np.abs(expected))
    assert not far.any(), (found[far][:5], expected[far][:5])


def built(model: Model, varied: list[int] | None, width: int | None = None, method: str = "rk4") -> NativeProgram:
    """Compile a model that saves all, at the machine's width or another.

    varied: numbers of equations, or None.
    """
    processor = machine()
    processor = processor if width is None else replace(processor, width=width)
    return build_native(processor, model, saved_elements(model, None), varied, Course(method))


def marched(program: NativeProgram, model: Model, values: np.ndarray, threads: int = 1) -> np.ndarray:
    """March members of a program. values: (own input, member). Returns: (time, saved, member)."""
    clock = clock_of(model.settings)
    defaults = compile_model(model).defaults
    return program.shared(defaults, clock, sides_of(model.settings, clock.time_step, True)).members(values, threads)
