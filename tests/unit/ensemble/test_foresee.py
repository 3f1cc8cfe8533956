import pytest

from simulator.ensemble.foresee import bytes_of, refuse_long_run, refuse_too_large, size_text
from simulator.errors import RunError
from simulator.kernel import Clock, clock_of
from simulator.kernel.batch import Engine, compile_batch
from tests.small_models import Times, small_model

MODEL = """
rate=0.1
curve((0,0),(10,1))
share=curve(Time)
x=INTEG(-rate*x*share,1)
y=x*2
"""


@pytest.fixture(params=["numpy", "llvm"])
def program(request):
    return compile_batch(small_model(MODEL, Times(0, 10, 0.5, 5)), ["x", "y"], ["rate"], Engine(printer=request.param))


def test_results_and_inputs_grow_with_the_members(program):
    clock = clock_of(program.compiled.model.settings)
    results, shared = bytes_of(program, 1000, clock)
    assert results == 1000 * (3 * 2 + 1) * 8
    assert bytes_of(program, 2000, clock) == (2 * results, shared)
    assert (shared > 0) == (program.printer == "llvm")


def test_what_does_not_fit_is_refused_with_its_size_and_the_way_out(program):
    clock = clock_of(program.compiled.model.settings)
    with pytest.raises(RunError) as refused:
        refuse_too_large(program, 1_000_000, clock, available=20_000_000)
    told = str(refused.value)
    assert "1,000,000 members need 56 MB of memory, 20 MB are free" in told
    fitting = int(told.partition("Run at most ")[2].partition(" members")[0].replace(",", ""))
    refuse_too_large(program, fitting, clock, available=20_000_000)
    with pytest.raises(RunError):
        refuse_too_large(program, fitting + 100, clock, available=20_000_000)


def test_where_not_even_what_all_share_fits_a_longer_step_is_advised(program):
    clock = clock_of(program.compiled.model.settings)
    with pytest.raises(RunError, match=r"time step|fewer"):
        refuse_too_large(program, 10, clock, available=1)


def test_the_system_is_asked_what_is_free(program):
    clock = clock_of(program.compiled.model.settings)
    refuse_too_large(program, 10, clock)
    with pytest.raises(RunError, match="EB of memory"):
        refuse_too_large(program, 10**17, clock)


def test_a_run_that_memory_cannot_hold_is_refused(program):
    clock = Clock(0.0, 1.0, 999_999, 1)
    with pytest.raises(RunError, match=r"1,000,000 times of 2 variables, for 3 runs, need 48 MB of memory, 50 MB"):
        refuse_long_run(program.compiled, 3, clock, available=50_000_000)
    refuse_long_run(program.compiled, 2, clock, available=50_000_000)
    refuse_long_run(program.compiled, 2, clock)


def test_what_threads_work_in_counts():
    delayed = small_model("rate=0.1\nlate=DELAY FIXED(x,3,0)\nx=INTEG(-rate*x-late,1)", Times(0, 100, 0.001, 100))
    program = compile_batch(delayed, ["x"], ["rate"], Engine("euler", "llvm"))
    clock = clock_of(delayed.settings)
    one, four = (bytes_of(program, 10, clock, threads)[1] for threads in (1, 4))
    pipes = 100_000 * 64 * 8  # a value each step for each member of a tile
    assert one > pipes
    assert four - one > 3 * pipes
    with pytest.raises(RunError, match="of memory"):
        refuse_too_large(program, 10, clock, 4, available=one)


def test_what_all_members_share_counts():
    shared = compile_batch(small_model(MODEL, Times(0, 10, 0.5, 5)), ["x"], ["rate"], Engine(printer="llvm"))
    clock = Clock(0.0, 0.5, 1_000_000, 1_000_000)
    # a row for each of four stages a step
    assert bytes_of(shared, 1, clock)[1] >= 4 * 1_000_000 * 8


@pytest.mark.parametrize(("count", "text"), [(0, "0 B"), (999, "999 B"), (1e3, "1 kB"), (2.345e9, "2.35 GB")])
def test_sizes(count, text):
    assert size_text(count) == text
