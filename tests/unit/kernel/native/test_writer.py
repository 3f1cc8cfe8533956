"""What is written is LLVM text that means what it says, at every width."""

import ctypes
import math
import struct

import numpy as np
import pytest

from simulator.kernel.native.machine import machine
from simulator.kernel.native.program import address, aligned
from simulator.kernel.native.writer import Writer, literal

WIDTHS = [1, 2, 4, 8, 16]


def called(writer: Writer, given: np.ndarray, slots: int) -> np.ndarray:
    """Compile what was written as a function of %in that fills %out; return its (slot, lane)."""
    tables = [text for _, text in writer.tables.values()]
    declared = ["declare double @cos(double)"]
    head = "define void @f(ptr %in, ptr %out) {"
    text = "\n".join([*tables, *declared, head, "entry:", *writer.lines, "  ret void", "}"])
    code = machine().code(text, ("f",))
    source, out = aligned(given.size), aligned(slots * writer.width)
    source[:] = given.ravel()
    ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)(code.addresses["f"])(address(source), address(out))
    return out.reshape(slots, writer.width).copy()


@pytest.mark.parametrize("value", [0.0, -0.0, 0.1, -1e300, 5e-324, math.inf, -math.inf, math.nan, 2.0**-1022])
def test_a_number_is_written_bit_for_bit(value):
    text = literal(value)
    assert text.startswith("0x") and len(text) == 18
    assert struct.pack(">Q", int(text, 16)) == struct.pack(">d", value)
    writer = Writer(1)
    writer.store(writer.number(value), "%out", 0)
    assert called(writer, np.zeros(1), 1).tobytes() == struct.pack("=d", value)


@pytest.mark.parametrize("width", WIDTHS)
def test_slots_arithmetic_and_choices(width):
    writer = Writer(width)
    own, shared = writer.load("%in", 1, False), writer.load("%in", 0, True)
    writer.store(writer.arithmetic("fsub", own, shared), "%out", 0)
    less = writer.compare("olt", own, writer.number(5.0))
    both = writer.logic("and", less, writer.compare("ogt", own, shared))
    writer.store(writer.select(both, own, writer.number(-1.0)), "%out", 2)
    writer.store(writer.intrinsic("sqrt", own), "%out", 1)
    writer.store(writer.by_lane("cos", own), "%out", 3)
    given = np.arange(2.0 * width) + 2.5
    found, own_values = called(writer, given, 4), given[width:]
    assert found[0].tolist() == (own_values - 2.5).tolist()
    assert found[1].tolist() == np.sqrt(own_values).tolist()
    assert found[2].tolist() == [each if 2.5 < each < 5.0 else -1.0 for each in own_values]
    np.testing.assert_allclose(found[3], np.cos(own_values), rtol=1e-15)


@pytest.mark.parametrize("width", WIDTHS)
def test_loops_inside_loops_count_and_remember(width):
    """The value that counts a loop comes from the block that jumps back, which an inner loop may have ended."""
    writer = Writer(width)
    with writer.loop(3) as outer:
        with writer.loop(2) as inner:
            twice = writer.let(f"mul i64 {outer}, 2")
            place = writer.let(f"add i64 {twice}, {inner}")
            writer.store(writer.arithmetic("fadd", writer.load("%in", place, True), writer.number(1.0)), "%out", place)
        with writer.loop(1):
            pass
    with writer.loop(2) as more:
        at = writer.let(f"add i64 {more}, 6")
        writer.store(writer.load("%in", more, False), "%out", at)
    given = np.arange(2.0 * max(width, 3))
    found = called(writer, given, 8)
    assert found[:6].tolist() == [[each + 1.0] * width for each in range(6)]
    assert found[6:].ravel().tolist() == given[: 2 * width].tolist()


@pytest.mark.parametrize("width", WIDTHS)
def test_tables_are_read_for_all_or_gathered_for_each(width):
    writer = Writer(width)
    table = writer.table([0.5, math.inf, -0.0, 7.0])
    writer.store(writer.spread(writer.entry(table, 3)), "%out", 0)
    whole = writer.of("i64")
    places = writer.let(f"fptoui {writer.kind} {writer.load('%in', 0, False)} to {whole}")
    writer.store(writer.gather(table, places), "%out", 1)
    order = writer.table([3, 0, 1], "i64")
    writer.store(writer.spread(writer.entry(table, writer.entry(order, 2, "i64"))), "%out", 2)
    found = called(writer, np.arange(float(width)) % 4, 3)
    assert found[0].tolist() == [7.0] * width and found[2].tolist() == [math.inf] * width
    assert found[1].tobytes() == np.array([0.5, math.inf, -0.0, 7.0] * 4)[:width].tobytes()


def test_equal_tables_are_kept_once_but_not_those_of_other_bits():
    writer = Writer(4)
    first = writer.table([0.0, 1.0])
    assert writer.table(np.array([0.0, 1.0])) == first
    others = {writer.table([-0.0, 1.0]), writer.table([0, 1], "i64"), writer.table([0.0, 1.0, 0.0])}
    assert first not in others and len(others) == 3
    assert Writer(8, writer.tables).table([0.0, 1.0]) == first


@pytest.mark.parametrize(
    ("width", "kind", "truth", "suffix"), [(1, "double", "i1", "f64"), (4, "<4 x double>", "<4 x i1>", "v4f64")]
)
def test_types_by_width(width, kind, truth, suffix):
    writer = Writer(width)
    assert (writer.kind, writer.truth, writer.suffix) == (kind, truth, suffix)
    assert writer.whole(3) == ("3" if width == 1 else "splat (i64 3)")
    assert writer.spread("%x") == "%x" or width > 1


def test_places_of_rows():
    writer = Writer(4)
    assert writer.offset(3, 2, 5) == 11 and not writer.lines
    assert writer.offset("%i", 1) == "%i" and not writer.lines
    writer.offset("%i", 3, 4)
    writer.offset("%i", -1, 4)
    written = [line.split("= ")[1] for line in writer.lines]
    assert written == ["mul nuw nsw i64 %i, 3", "add nuw nsw i64 %v1, 4", "mul nsw i64 %i, -1", "add nsw i64 %v3, 4"]


def test_sums_of_places_are_written_only_where_they_are_unknown():
    writer = Writer(4)
    assert writer.plus(3, 4) == 7
    assert writer.plus("%i", 0) == writer.plus(0, "%i") == "%i"
    assert not writer.lines
    writer.plus("%i", "%j")
    writer.plus(2, "%i")
    assert [line.split("= ")[1] for line in writer.lines] == ["add nsw i64 %i, %j", "add nsw i64 %i, 2"]


def test_a_condition_guards_what_is_inside():
    writer = Writer(4)
    with writer.where("%yes"):
        writer.do("inside")
    entered, ended = writer.lines[1].rstrip(":"), writer.lines[-1].rstrip(":")
    assert writer.lines[0].split() == ["br", "i1", "%yes,", "label", f"%{entered},", "label", f"%{ended}"]
    assert writer.lines[2:4] == ["  inside", f"  br label %{ended}"]
    assert writer.block == ended
