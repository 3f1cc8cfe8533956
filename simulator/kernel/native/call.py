"""What a march is called with, and the memory that it needs."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

__all__ = ["Call", "Course", "Sizes", "tile_slots"]


@dataclass(frozen=True)
class Course:
    """How a march goes. method: euler, rk2 or rk4.

    sided: whether switches of time are seen from inside each step. Otherwise what is saved at a step's start is found
           together with its first flow, at the same time.
    """

    method: str
    sided: bool = True


class Call(ctypes.Structure):
    """What a march is called with; all sizes are in numbers of 8 bytes.

    constants, start_row, rows, saved_rows: of what members share. memory: working memory of one tile.
    values, stride:  (own input, member), and from one input to the next.
    out, next_saved, next_time: (time, saved, member), from one saved row to the next, and from one time to the next.
    first, last:     vectors of members to march, from first up to but not with last. tile: vectors in a tile.
    hold_every, taken: steps for which a value is held; how many times values are taken. member: number of the first
                     member of vector 0; seed: of the run; both count in draws.
    """

    _fields_ = (
        ("constants", ctypes.c_void_p),
        ("start_row", ctypes.c_void_p),
        ("rows", ctypes.c_void_p),
        ("saved_rows", ctypes.c_void_p),
        ("memory", ctypes.c_void_p),
        ("values", ctypes.c_void_p),
        ("stride", ctypes.c_int64),
        ("out", ctypes.c_void_p),
        ("next_saved", ctypes.c_int64),
        ("next_time", ctypes.c_int64),
        ("first", ctypes.c_int64),
        ("last", ctypes.c_int64),
        ("tile", ctypes.c_int64),
        ("n_steps", ctypes.c_int64),
        ("save_every", ctypes.c_int64),
        ("initial_time", ctypes.c_double),
        ("time_step", ctypes.c_double),
        ("lead", ctypes.c_double),
        ("shift", ctypes.c_double),
        ("hold_every", ctypes.c_int64),
        ("taken", ctypes.c_int64),
        ("member", ctypes.c_int64),
        ("seed", ctypes.c_int64),
    )


@dataclass(frozen=True)
class Sizes:
    """Slots that one part of a program needs.

    own, stocks, work, saved, inputs: of each vector of members. held: how many of the stocks, the last ones, are held
    over steps; delayed: as many where some are longer under way, or none. rows: of what members share, at one moment.
    """

    own: int
    stocks: int
    work: int
    saved: int
    inputs: int
    rows: int
    held: int
    delayed: int


def tile_slots(sizes: Sizes, taken: int) -> tuple[int, int]:
    """Return the slots that are kept for each vector of a tile, and those that a tile needs once.

    taken: how many times values are taken to be held.
    """
    kept = sizes.own + sizes.stocks + sizes.held + sizes.delayed * (2 + taken)
    return kept, sizes.work + max(sizes.saved, sizes.inputs, sizes.held) + 3 * sizes.stocks + sizes.saved
