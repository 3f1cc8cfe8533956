"""The plan of a batch: which members make which chunk. It depends on the batch alone, never on who computes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

__all__ = ["Chunk", "Plan", "plan_of"]

# What a chunk saves of all its members together, in numbers of 8 bytes: 64 MB.
CHUNK_NUMBERS = 2**23
# A chunk has at most so many members, and so few that there are about so many chunks a scenario: workers end together.
MOST_MEMBERS, FEWEST_MEMBERS = 4096, 64
CHUNKS = 16


@dataclass(frozen=True)
class Chunk:
    """Members from `first` to before `last` of a scenario; both by number."""

    number: int
    scenario: int
    first: int
    last: int


@dataclass(frozen=True)
class Plan:
    """How many scenarios, how many members each, and how many members a chunk."""

    n_scenarios: int
    n_members: int
    chunk_size: int

    @property
    def n_chunks(self) -> int:
        """How many chunks there are."""
        return self.n_scenarios * self._each

    @property
    def _each(self) -> int:
        return -(-self.n_members // self.chunk_size)

    def chunk(self, number: int) -> Chunk:
        """Return a chunk: one scenario after the other, each from its first member on."""
        scenario, place = divmod(number, self._each)
        first = place * self.chunk_size
        return Chunk(number, scenario, first, min(first + self.chunk_size, self.n_members))

    @property
    def n_all(self) -> int:
        """How many members there are in all scenarios."""
        return self.n_scenarios * self.n_members

    def members_of(self, numbers: Iterable[int]) -> int:
        """Count the members of some chunks."""
        return sum(each.last - each.first for each in map(self.chunk, numbers))

    def chunks(self) -> Iterator[Chunk]:
        """Give all chunks in their order."""
        return (self.chunk(number) for number in range(self.n_chunks))


def plan_of(n_scenarios: int, n_members: int, saved: int) -> Plan:
    """Part members into chunks. saved: how many numbers are saved of one member."""
    size = min(MOST_MEMBERS, max(1, CHUNK_NUMBERS // max(saved, 1)), max(FEWEST_MEMBERS, -(-n_members // CHUNKS)))
    return Plan(n_scenarios, n_members, 1 << (size.bit_length() - 1))
