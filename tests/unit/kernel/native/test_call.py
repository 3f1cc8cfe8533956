import ctypes

from simulator.kernel.native.call import Call, Sizes, tile_slots


def test_the_call_is_laid_out_as_the_text_reads_it():
    """The text reads each field 8 bytes after the one before."""
    assert ctypes.sizeof(Call) == 8 * len(Call._fields_)
    assert [getattr(Call, name).offset for name, _ in Call._fields_] == list(range(0, ctypes.sizeof(Call), 8))


def test_memory_of_a_tile_holds_everything_that_its_text_divides():
    sizes = Sizes(own=3, stocks=5, work=7, saved=2, inputs=11, rows=13, held=0, delayed=0)
    # the last are what is saved, where it is found together with a flow
    assert tile_slots(sizes, 100) == (3 + 5, 7 + 11 + 3 * 5 + 2)
    assert tile_slots(Sizes(0, 0, 0, 0, 0, 0, 0, 0), 9) == (0, 0)


def test_what_is_longer_under_way_has_room_for_the_whole_run():
    sizes = Sizes(own=3, stocks=5, work=0, saved=1, inputs=0, rows=0, held=4, delayed=0)
    assert tile_slots(sizes, 100) == (3 + 5 + 4, 4 + 3 * 5 + 1)
    sizes = Sizes(own=3, stocks=5, work=0, saved=1, inputs=0, rows=0, held=4, delayed=4)
    # how long, the first values, and a row each time
    assert tile_slots(sizes, 100) == (3 + 5 + 4 + 4 + 4 + 4 * 100, 4 + 3 * 5 + 1)
