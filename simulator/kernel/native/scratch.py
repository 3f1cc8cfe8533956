"""Working memory of one function: slots are taken and given back while its text is written, so that few are in use."""

from __future__ import annotations

from bisect import insort

__all__ = ["Scratch"]


class Scratch:
    """Slots from 0 on. most: how many there must be."""

    def __init__(self) -> None:
        self.most = 0
        self._free: list[tuple[int, int]] = []

    def take(self, count: int) -> int:
        """Take slots in a row; return the first: of the first stretch that is long enough."""
        for place, (first, length) in enumerate(self._free):
            if length >= count:
                rest = [(first + count, length - count)] if length > count else []
                self._free[place : place + 1] = rest
                return first
        first = self.most
        if self._free and sum(self._free[-1]) == self.most:
            first = self._free.pop()[0]
        self.most = first + count
        return first

    def give(self, first: int, count: int) -> None:
        """Give slots back."""
        insort(self._free, (first, count))
        joined: list[tuple[int, int]] = []
        for start, length in self._free:
            if joined and sum(joined[-1]) == start:
                joined[-1] = (joined[-1][0], joined[-1][1] + length)
            else:
                joined.append((start, length))
        self._free = joined
