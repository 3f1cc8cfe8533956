"""Draws of random numbers by counting, as LLVM text: the bits of kernel/draws.py."""

from __future__ import annotations

import numpy as np

from simulator.kernel.draws import GOLDEN, MULTIPLIERS, PLACE, SHIFTS, SPARE_BITS
from simulator.kernel.native.operations import Moment
from simulator.kernel.native.writer import Writer

__all__ = ["draw"]


def draw(writer: Writer, moment: Moment, call: tuple[int, str], seed: str) -> str:
    """Write a number between 0 and 1 for every member.

    call: the number of the call, and the operand that holds the number of the row. seed: of the call, an operand.
    """
    site, row = call
    kind = writer.of("i64")
    positive = writer.arithmetic("fadd", seed, writer.number(0.0))
    own_seed = writer.let(f"bitcast {writer.kind} {positive} to {kind}")
    key = writer.spread_whole(moment.seed)
    parts = (writer.whole(site), own_seed, writer.spread_whole(row), writer.lanes(moment.first))
    for part in (*parts, writer.spread_whole(moment.whole)):
        key = _mixed(writer, key, part)
    kept = writer.let(f"lshr {kind} {key}, {writer.whole(int(SPARE_BITS))}")
    number = writer.let(f"uitofp {kind} {kept} to {writer.kind}")
    return writer.arithmetic("fmul", writer.arithmetic("fadd", number, writer.number(0.5)), writer.number(PLACE))


def _mixed(writer: Writer, key: str, part: str) -> str:
    """Mix 64 bits into others."""
    kind = writer.of("i64")
    key = writer.let(f"xor {kind} {key}, {part}")
    key = writer.let(f"add {kind} {key}, {_whole(writer, GOLDEN)}")
    for shift, multiplier in zip(SHIFTS, (*MULTIPLIERS, None), strict=True):
        moved = writer.let(f"lshr {kind} {key}, {_whole(writer, shift)}")
        key = writer.let(f"xor {kind} {key}, {moved}")
        if multiplier is not None:
            key = writer.let(f"mul {kind} {key}, {_whole(writer, multiplier)}")
    return key


def _whole(writer: Writer, value: np.uint64) -> str:
    return writer.whole(int(value.astype(np.int64)))
