"""Batches run on LLVM, or on NumPy with a line why; names and shapes are refused before anything runs."""

import sys
from itertools import pairwise

import numpy as np
import pytest

from simulator.errors import RunError
from simulator.kernel import clock_of
from simulator.kernel.batch import NUMPY_AT_ONCE, Engine, compile_batch
from simulator.kernel.native import support
from tests.small_models import Times, bits, small_model

EQUATIONS = """
area: town,land
u=2
k[area]=1,3
heat loss=0.1
x[area]=INTEG(k[area]*u-x[area]*heat loss,k[area])
shown=SUM(x[area!])
"""
NUMPY, LLVM = Engine(printer="numpy"), Engine(printer="llvm")


@pytest.fixture(scope="module")
def model():
    return small_model(EQUATIONS, Times(0.0, 2.0, 0.25, 0.5))


@pytest.fixture
def inputs() -> np.ndarray:
    return np.array([2.0, 1.0, 3.0, 0.1])


def test_llvm_serves_where_it_can(model):
    program = compile_batch(model, ["shown"], ["u"])
    assert (program.printer, program.notice) == ("llvm", "")
    assert "define void @march" in program.text


def test_numpy_serves_where_it_is_asked_for(model):
    program = compile_batch(model, ["shown"], ["u"], NUMPY)
    assert (program.printer, program.notice, program.native) == ("numpy", "", None)
    assert "def bind" in program.text


@pytest.mark.parametrize(
    "varied", [["u"], ["k"], ["k[land]"], ["Heat  Loss", "K[Town]"], ["k[land]", "u", "k[town]"], []]
)
@pytest.mark.parametrize("specialize", [True, False])
def test_varied_inputs_in_any_order_are_those_of_numpy(model, inputs, varied, specialize):
    clock = clock_of(model.settings)
    engine = Engine(printer="llvm", specialize=specialize)
    program, reference = compile_batch(model, None, varied, engine), compile_batch(model, None, varied, NUMPY)
    values = np.random.default_rng(2).normal(size=(len(program.places), 11))
    found, expected = program.run(inputs, values, clock), reference.run(inputs, values, clock)
    np.testing.assert_allclose(found.values, expected.values, rtol=1e-13)
    assert found.names == expected.names and np.array_equal(found.time, expected.time)
    for row, place in enumerate(program.places.tolist()):
        name = program.compiled.input_names[place]
        assert np.array_equal(found.of(name), np.repeat(values[None, row], len(found.time), axis=0))


@pytest.mark.parametrize("engine", [LLVM, NUMPY])
@pytest.mark.parametrize("count", [0, 1, NUMPY_AT_ONCE, NUMPY_AT_ONCE + 1])
def test_any_number_of_members(model, inputs, engine, count):
    values = np.random.default_rng(2).normal(size=(1, count))
    program, clock = compile_batch(model, ["shown", "u"], ["u"], engine), clock_of(model.settings)
    found = program.run(inputs, values, clock)
    assert found.values.shape == (5, 2, count)
    assert np.array_equal(found.values[3, 1], values[0])


@pytest.mark.parametrize("engine", [LLVM, NUMPY])
def test_chunks_come_in_order_with_the_bits_of_the_whole(model, inputs, engine):
    values = np.random.default_rng(2).normal(size=(1, 40))
    program, clock = compile_batch(model, None, ["u"], engine), clock_of(model.settings)
    whole = program.run(inputs, values, clock).values
    ends = [0, 7, 7, 23, 40]
    parts = iter([values[:, begin:end] for begin, end in pairwise(ends)])
    found = list(program.chunks(inputs, parts, clock, threads=2))
    assert [first for first, _ in found] == ends[:-1]
    assert np.array_equal(bits(np.concatenate([part for _, part in found], axis=2)), bits(whole))


def test_inputs_and_values_given_are_not_changed(model, inputs):
    for engine in (LLVM, NUMPY):
        values = np.ones((1, 9))
        compile_batch(model, None, ["k[land]"], engine).run(inputs, values, clock_of(model.settings))
        assert inputs.tolist() == [2.0, 1.0, 3.0, 0.1] and (values == 1.0).all()


def test_every_unknown_name_is_told(model):
    with pytest.raises(RunError) as caught:
        compile_batch(model, None, ["uu", "u", "k[city]"])
    told = [fault.split(": ", 1)[1] for fault in caught.value.faults]
    assert told[0].startswith("no constant 'uu'. Nearest: 'u'") and told[1].startswith("no constant 'k[city]'.")
    assert len(told) == 2


@pytest.mark.parametrize("name", ["shown", "x", "TIME STEP", "x[town]"])
def test_what_is_no_constant_cannot_be_varied(model, name):
    with pytest.raises(RunError, match="no constant"):
        compile_batch(model, None, [name])


def test_a_model_that_llvm_cannot_print_runs_on_numpy_with_a_line_why(model, inputs, monkeypatch):
    monkeypatch.setattr(support, "COMBINE", {})
    reason = f"LLVM cannot run {model.name}: no SUM ('shown')"
    program = compile_batch(model, ["shown"], ["u"])
    assert (program.printer, program.notice) == ("numpy", f"{reason}. NumPy serves.")
    assert np.isfinite(program.run(inputs, np.ones((1, 3)), clock_of(model.settings)).values).all()
    with pytest.raises(RunError, match=r"cannot run small: no SUM \('shown'\)\. Expected what LLVM can run\. Choose"):
        compile_batch(model, ["shown"], ["u"], LLVM)
    assert compile_batch(model, ["shown"], ["u"], NUMPY).notice == ""


def test_without_a_compiler_numpy_serves_with_a_line_why(model, inputs, monkeypatch):
    expected = compile_batch(model, None, ["u"], NUMPY).run(inputs, np.ones((1, 3)), clock_of(model.settings))
    monkeypatch.setitem(sys.modules, "llvmlite", None)
    program = compile_batch(model, None, ["u"])
    assert program.printer == "numpy" and program.native is None
    assert program.notice.startswith("LLVM cannot run small: no compiler for this processor")
    assert "\n" not in program.notice
    found = program.run(inputs, np.ones((1, 3)), clock_of(model.settings))
    assert np.array_equal(bits(found.values), bits(expected.values))


def test_without_a_compiler_llvm_is_refused(model, monkeypatch):
    monkeypatch.setitem(sys.modules, "llvmlite", None)
    with pytest.raises(RunError) as caught:
        compile_batch(model, None, ["u"], LLVM)
    (fault,) = caught.value.faults
    assert fault.startswith(f"{model.path}: LLVM cannot run small: no compiler")
    assert fault.endswith("for more speed. Expected what LLVM can run. Choose the engine numpy or auto.")


@pytest.mark.parametrize("engine", [LLVM, NUMPY])
@pytest.mark.parametrize(
    ("inputs", "values", "told"),
    [
        (np.ones(3), np.ones((1, 5)), "inputs of 3. Expected 4."),
        (np.ones(5), np.ones((1, 5)), "inputs of 5. Expected 4."),
        (np.ones((4, 1)), np.ones((1, 5)), "inputs of 4 by 1. Expected 4."),
        (np.ones(4), np.ones((0, 5)), "values of 0 by 5. Expected 1 by 5."),
        (np.ones(4), np.ones((2, 5)), "values of 2 by 5. Expected 1 by 5."),
        (np.ones(4), np.ones(5), "values of 5. Expected 1 by 5."),
    ],
)
def test_arrays_of_another_shape_are_refused(model, engine, inputs, values, told):
    with pytest.raises(RunError) as caught:
        compile_batch(model, None, ["u"], engine).run(inputs, values, clock_of(model.settings))
    assert caught.value.faults[0].startswith(f"small: {told}")


def test_a_name_stands_for_all_its_elements(model):
    assert compile_batch(model, None, ["k"], NUMPY).places.tolist() == [1, 2]
    assert compile_batch(model, None, ["k[land]", "u"], NUMPY).places.tolist() == [2, 0]


@pytest.mark.parametrize("engine", [LLVM, NUMPY])
def test_members_draw_by_their_numbers_whatever_the_chunks(engine):
    model = small_model("u=1\nx=RANDOM UNIFORM(0,1,0)", Times(0.0, 1.0, 0.5))
    program, clock = compile_batch(model, ["x"], [], engine), clock_of(model.settings)
    whole = program.run(np.ones(1), np.empty((0, 20)), clock).values
    parts = [part for _, part in program.chunks(np.ones(1), [np.empty((0, 7)), np.empty((0, 13))], clock)]
    assert np.array_equal(np.concatenate(parts, axis=2), whole) and len(np.unique(whole)) == whole.size


@pytest.mark.parametrize("threads", [0, -1])
def test_less_than_one_thread_is_refused(threads):
    model = small_model("rate=1\nx=INTEG(rate,0)")
    program = compile_batch(model, ["x"], ["rate"])
    with pytest.raises(RunError, match=r"threads\. Expected 1 or more"):
        program.run(program.compiled.defaults, np.ones((1, 3)), clock_of(model.settings), threads)


def test_an_input_that_is_varied_twice_is_refused():
    model = small_model("rate=1\nother=2\nx=INTEG(rate*other,0)")
    with pytest.raises(RunError, match="'rate' is varied twice"):
        compile_batch(model, ["x"], ["rate", "other", "Rate"])


@pytest.mark.parametrize(
    ("engine", "told"),
    [
        (Engine("RK4"), "no method 'RK4'"),
        (Engine("scipy"), "no method 'scipy'"),
        (Engine(printer="gpu"), "no printer 'gpu'"),
        (Engine(seed=1.5), "the seed is 1.5"),
    ],
)
def test_words_that_are_none_are_refused_before_anything_is_compiled(engine, told):
    model = small_model("rate=1\nx=INTEG(rate,0)")
    with pytest.raises(RunError, match=told):
        compile_batch(model, ["x"], ["rate"], engine)


def test_a_text_in_place_of_a_list_is_refused_as_one():
    model = small_model("rate=1\nx=INTEG(rate,0)")
    with pytest.raises(RunError, match=r"varied is the text 'rate'. Expected a list of names. Write \['rate'\]"):
        compile_batch(model, ["x"], "rate")


def test_lists_are_taken_and_flat_values_refused():
    model = small_model("rate=1\nx=INTEG(rate,0)")
    program = compile_batch(model, ["x"], ["rate"])
    clock = clock_of(model.settings)
    base = program.compiled.defaults.tolist()
    assert program.run(base, [[1.0, 2.0]], clock).values[-1, 0].tolist() == [10.0, 20.0]
    with pytest.raises(RunError, match="values of 2"):
        program.run(base, [1.0, 2.0], clock)


def test_more_threads_than_work_are_as_many_as_there_is_work():
    model = small_model("rate=1\nx=INTEG(rate,0)")
    program = compile_batch(model, ["x"], ["rate"])
    values = np.linspace(1, 2, 300)[None, :]
    few, many = (program.run(program.compiled.defaults, values, clock_of(model.settings), each) for each in (1, 10**9))
    assert np.array_equal(few.values, many.values)
