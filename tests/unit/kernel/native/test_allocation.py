import numpy as np
import pytest

from simulator.kernel import clock_of
from simulator.kernel.batch import Engine, compile_batch
from simulator.kernel.native.allocation import slots_of
from simulator.kernel.native.support import lacking
from simulator.model.expression import Constant, Whole
from tests.small_models import Times, bits, small_model

N_MEMBERS = 150


def model_of(inner: int, kind: str) -> str:
    """Write a model of two groups of `inner` requesters. kind: of the profiles."""
    who = ",".join(f"e{number}" for number in range(inner))
    return f"""
who: {who}
place: here,there
profile: ptype,ppriority,pwidth,pextra
seed[who]={",".join(f"{0.3 + number * 7 % 11 / 5:.2f}" for number in range(inner))}
scale=1
ask[place,who]=seed[who]*scale*near[place]*(1+Time)
near[place]=1,0.4
shape[who,ptype]={kind}
shape[who,ppriority]=SIN(seed[who]*9)*2
shape[who,pwidth]=width
shape[who,pextra]=0
width=0.7
supply=2
x[who,place]=ALLOCATE AVAILABLE(ask[place,who],shape[who,ptype],supply*{inner}*near[place]/3)
level[who]=INTEG(x[who,here],0)
"""


ALL = ("scale", "width", "supply")


@pytest.mark.parametrize(
    ("inner", "kind", "varied"),
    [
        (1, "MODULO(who,5)", ALL),
        (4, "MODULO(who,5)", ("supply",)),
        (5, "MODULO(who,5)", ALL),
        (13, "MODULO(who,5)", ALL),
        (3, "0", ALL),
        (3, "1", ALL),
        (3, "2", ("width",)),
        (3, "3", ALL),
        (3, "4", ALL),
        (3, "5", ALL),
    ],
)
def test_the_steps_are_those_of_numpy(inner, kind, varied):
    model = small_model(model_of(inner, kind), Times(0, 2, 0.5))
    assert not lacking(model)
    values = np.random.default_rng(inner).uniform(-0.2, 4, (len(varied), N_MEMBERS))
    found = []
    for printer in ("numpy", "llvm"):
        program = compile_batch(model, None, varied, Engine("rk4", printer))
        assert program.printer == printer
        found.append(program.run(program.compiled.defaults, values, clock_of(model.settings)).values)
    numpy, llvm = found
    size = np.nanmax(np.abs(np.where(np.isfinite(numpy), numpy, 0)), axis=(0, 2), keepdims=True)
    assert np.array_equal(np.isnan(numpy), np.isnan(llvm))
    assert (np.isnan(numpy) | (np.abs(numpy - llvm) <= 1e-13 * size)).all()


def test_members_do_not_touch():
    """Bit for bit, alone and in a batch of another width."""
    model = small_model(model_of(9, "MODULO(who,5)"), Times(0, 2, 0.5))
    program = compile_batch(model, None, ["scale", "width"], Engine("rk4", "llvm"))
    values = np.random.default_rng(3).uniform(0.1, 4, (2, N_MEMBERS))

    def ran(members):
        return bits(program.run(program.compiled.defaults, values[:, members], clock_of(model.settings)).values)

    together = ran(np.arange(N_MEMBERS))
    for members in (np.array([7]), np.arange(3, 60), np.arange(N_MEMBERS)[::-1]):
        assert np.array_equal(ran(members), together[:, :, members])


def test_working_memory():
    """Results of three groups of four, six things kept of each requester, room for two in sums, and two prices."""
    assert slots_of(Whole("allocate", (Constant(1.0),) * 5, 3, 4, np.arange(2))) == 12 + 24 + 2 + 2
