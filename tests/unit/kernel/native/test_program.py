"""Programs march any number of members, on any number of threads, at any width: the same bits."""

import threading

import numpy as np
import pytest

from simulator.kernel import clock_of, compile_model
from simulator.kernel.native import program as room
from simulator.kernel.native.machine import machine
from simulator.kernel.native.program import ALIGNED, NO_DRAWS, TILE, TILES_AT_ONCE, address, aligned
from simulator.kernel.sides import sides_of
from simulator.model.model import Model
from tests.native_runs import built, marched
from tests.small_models import Times, bits, run, small_model

EQUATIONS = """
area: town,land
u=2
k[area]=1,3
table((0,0),(1,1),(2,5),(3,2))
x[area]=INTEG(k[area]*u-x[area]*y*0.1,k[area])
y=INTEG(table(x[town])*0.01+EXP(-u),u)
common=INTEG(SIN(Time)*k[land],0)
shown=SUM(x[area!])+common
"""
WIDTH = machine().width
AT_ONCE = TILE * TILES_AT_ONCE
SIZES = sorted({0, 1, WIDTH - 1, WIDTH, WIDTH + 1, TILE - 1, TILE, TILE + 1, 3 * TILE + 5, AT_ONCE, 3 * AT_ONCE + 13})
U, K = 0, 1


@pytest.fixture(scope="module")
def model() -> Model:
    return small_model(EQUATIONS, Times(0.0, 2.0, 0.25, 0.5))


def values_of(count: int) -> np.ndarray:
    return np.random.default_rng(7).normal(size=(1, count))


@pytest.fixture(scope="module")
def all_together(model: Model) -> np.ndarray:
    return marched(built(model, [U]), model, values_of(SIZES[-1]))


@pytest.mark.parametrize("threads", [1, 2, 5])
@pytest.mark.parametrize("count", SIZES)
def test_any_number_of_members_on_any_number_of_threads(model, all_together, count, threads):
    values = values_of(SIZES[-1])[:, :count]
    found = marched(built(model, [U]), model, values, threads)
    assert found.shape == (5, all_together.shape[1], count)
    assert np.array_equal(bits(found), bits(all_together[:, :, :count]))


@pytest.mark.parametrize("width", [2, 4, 8, 16])
def test_any_width(model, all_together, width):
    found = marched(built(model, [U], width), model, values_of(37))
    assert np.array_equal(bits(found), bits(all_together[:, :, :37]))


def test_members_are_not_mixed_up(model):
    """A program for all members returns for each what a run of it alone returns."""
    values = np.array([[2.0, -1.0, 0.5, 3.0, 10.0, np.nan, 0.0, 1.0, 7.0, -3.0, 4.0]])
    found = marched(built(model, [U]), model, values)
    names = list(compile_model(model).saved_names)
    for member, value in enumerate(values[0]):
        expected = run(model, u=value).of("shown")[:, 0]
        np.testing.assert_allclose(found[:, names.index("shown"), member], expected, rtol=1e-13)


def test_values_in_another_order_of_memory(model, all_together):
    values = values_of(2 * SIZES[-1])
    values[0, ::2] = values_of(SIZES[-1])
    found = marched(built(model, [U]), model, values[:, ::2])
    assert np.array_equal(bits(found), bits(all_together))
    whole = marched(built(model, [U]), model, np.array([[1, 2, 3]]))
    assert np.array_equal(whole, marched(built(model, [U]), model, np.array([[1.0, 2.0, 3.0]])))


def test_a_block_of_inputs(model):
    values = np.random.default_rng(3).normal(size=(2, 21))
    found = marched(built(model, [K]), model, values)
    names = list(compile_model(model).saved_names)
    places = [names.index("k[town]"), names.index("k[land]")]
    assert np.array_equal(found[:, places], np.repeat(values[None], 5, axis=0))
    one_by_one = [marched(built(model, [K]), model, values[:, [member]]) for member in range(21)]
    assert np.array_equal(bits(found), bits(np.concatenate(one_by_one, axis=2)))


def test_where_nothing_is_varied_all_members_are_the_same(model):
    program = built(model, [])
    found = marched(program, model, np.empty((0, 5)))
    assert program.emitted.own is None and found.shape[2] == 5
    assert np.array_equal(bits(found), bits(np.repeat(found[:, :, :1], 5, axis=2)))
    assert np.array_equal(bits(found[:, :, 0]), bits(marched(built(model, [U]), model, np.array([[2.0]]))[:, :, 0]))


def test_what_is_shared_can_be_marched_again_and_by_several_threads_at_once(model, all_together):
    clock = clock_of(model.settings)
    program = built(model, [U])
    marching = program.shared(compile_model(model).defaults, clock, sides_of(model.settings, clock.time_step, True))
    values, found = values_of(200), {}

    def work(number: int) -> None:
        found[number] = marching.members(values[:, number:], 2)

    threads = [threading.Thread(target=work, args=(number,)) for number in (0, 3, 50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number, part in found.items():
        assert np.array_equal(bits(part), bits(all_together[:, :, number:200]))


def test_runs_of_one_program_do_not_change_each_other(model):
    clock = clock_of(model.settings)
    program, defaults = built(model, [U]), compile_model(model).defaults
    sides = sides_of(model.settings, clock.time_step, True)
    first = program.shared(defaults, clock, sides)
    before = first.members(values_of(20))
    other = program.shared(defaults * 3, clock, sides).members(values_of(20))
    assert np.array_equal(bits(first.members(values_of(20))), bits(before))
    assert not np.array_equal(other, before)


@pytest.mark.parametrize("sided", [True, False])
def test_the_functions_of_one_state_are_those_of_numpy(model, sided):
    compiled, step = compile_model(model), 0.25
    functions = built(model, []).functions(compiled.defaults, step, sides_of(model.settings, step, sided), NO_DRAWS)
    bound = compiled.bind(compiled.defaults[:, None], step, sided)
    stocks = functions.initial(0.5)
    assert stocks.shape == (4, 1)
    np.testing.assert_allclose(stocks, bound.initial(0.5), rtol=1e-15)
    for time in (0.0, 0.7, 2.0):
        stocks = stocks * 1.1 + time
        before = stocks.copy()
        flow, seen = functions.net_flow(time, stocks), functions.observe(time, stocks)
        assert np.array_equal(stocks, before)
        np.testing.assert_allclose(flow, bound.net_flow(time, stocks), rtol=1e-13)
        np.testing.assert_allclose(seen, bound.observe(time, stocks), rtol=1e-13)
    assert not np.shares_memory(functions.net_flow(0.0, stocks), functions.net_flow(1.0, stocks))


def test_memory_begins_where_the_widest_vectors_do():
    for count in (1, 7, 8, 100):
        memory = aligned(count)
        assert len(memory) == count and address(memory) % ALIGNED == 0
    assert len(aligned(0)) == 0


# Numbers on each side of every piece of memory, which nothing may touch; a multiple of the widest vector.
GUARD = 4096
# What needs much working memory: rows put together, reductions by loops, what is under way.
SPACIOUS = """
row: r1,r2,r3,r4,r5,r6,r7,r8,r9,r10,r11,r12,r13
head: r1,r2,r3
tail: r4,r5,r6,r7,r8,r9,r10,r11,r12,r13
u=2
k[row]=1,2,3,4,5,6,7,8,9,10,11,12,13
x[head]=INTEG(k[head]*u,u)
x[tail]=INTEG(SUM(k[row!]*x[row!])*0.001,k[tail])
y[row]=SUM(x[row!]*k[row])+VMAX(x[row!])+x[row]
lagged[row]=DELAY FIXED(y[row],k[row]*0.25,u)
shown=SUM(lagged[row!])
"""


@pytest.mark.parametrize("equations", [EQUATIONS, SPACIOUS])
@pytest.mark.parametrize("varied", [[], ["u"], ["k"], None])
def test_programs_write_only_where_they_may(monkeypatch, equations, varied):
    guarded = []

    def surrounded(count: int) -> np.ndarray:
        whole = aligned(count + 2 * GUARD)
        whole[:GUARD] = whole[GUARD + count :] = 12345.0
        guarded.append((whole, count))
        return whole[GUARD : GUARD + count]

    monkeypatch.setattr(room, "aligned", surrounded)
    model = small_model(equations, Times(0.0, 3.0, 0.25))
    variables = [model.numbers[name] for name in varied or ()]
    numbers = [n for n, each in enumerate(model.equations) if each.variable in variables]
    program = built(model, None if varied is None else numbers)
    values = np.ones((len(program.emitted.varied), 3 * TILE + 1))
    assert np.isfinite(marched(program, model, values)).all()
    if varied == []:
        defaults, sides = compile_model(model).defaults, sides_of(model.settings, 0.25, True)
        functions = program.functions(defaults, 0.25, sides, NO_DRAWS)
        state = functions.initial(0.0)
        assert np.isfinite(functions.net_flow(0.0, state)).all() and np.isfinite(functions.observe(0.0, state)).all()
    assert guarded
    for whole, count in guarded:
        assert (whole[:GUARD] == 12345.0).all() and (whole[GUARD + count :] == 12345.0).all()


def test_threads_work_in_memory_of_their_own():
    """They run long enough to meet."""
    model = small_model(EQUATIONS, Times(0.0, 2.0, 0.004, 2.0))
    program, values = built(model, [U]), values_of(8 * AT_ONCE)
    alone = bits(marched(program, model, values, 1))
    assert np.array_equal(bits(marched(program, model, values, 2)), alone)
    assert np.array_equal(bits(marched(program, model, values, 5)), alone)


def test_every_thread_marches(model, monkeypatch):
    begun = []
    call = room.Marching._call

    def counted(self, *sizes):
        begun.append(threading.get_ident())
        return call(self, *sizes)

    monkeypatch.setattr(room.Marching, "_call", counted)
    marched(built(model, [U]), model, values_of(40 * TILE), 3)
    assert len(begun) == 1 + 3  # one for what members share


def test_an_interruption_ends_the_other_threads(model, monkeypatch):
    program = built(model, [U])
    call, main = room.Marching._call, threading.get_ident()
    left = []

    def interrupted(self, *sizes):
        if threading.get_ident() == main and sizes[1] > 1:
            raise KeyboardInterrupt
        made = call(self, *sizes)
        left.append(made)
        return made

    monkeypatch.setattr(room.Marching, "_call", interrupted)
    many = values_of(4000 * TILE)
    with pytest.raises(KeyboardInterrupt):
        marched(program, model, many, 2)
    assert all(made.last < 4000 * TILE // WIDTH for made in left if made.values)
