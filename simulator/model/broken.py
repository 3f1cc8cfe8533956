"""Equations that cannot be read, worded alike for every kind of file."""

from __future__ import annotations

from simulator.model.calls import BracketFault, count_faults
from simulator.model.lower import Unsupported
from simulator.model.passage import Passage
from simulator.model.syntax import spelled


class BrokenEquation(Exception):
    """A worded fault of one equation."""


def check_calls(passage: Passage, name: str, *, blanks_in_names: bool) -> None:
    """Look for brackets and calls that cannot be right. Raises: BrokenEquation with all of them."""
    try:
        faults = [
            f"{passage.where(position)}: {spelled(name)!r} calls {words}. Correct its equation."
            for position, words in count_faults(passage, blanks_in_names)
        ]
    except BracketFault as fault:
        raise BrokenEquation(f"{passage.where(fault.position)}: {spelled(name)!r} has {fault}.") from None
    if faults:
        raise BrokenEquation("\n".join(faults))


def unreadable(passage: Passage, name: str, position: int) -> str:
    """Word where an equation stops making sense."""
    rest = passage.text[position:]
    position += len(rest) - len(rest.lstrip())
    shown = f"from {rest.strip()[:40]!r} on" if rest.strip() else "to its end"
    return (
        f"{passage.where(position)}: {spelled(name)!r} cannot be read {shown}. "
        "Expected an equation as Vensim or Stella writes it. Correct it there."
    )


def unsupported(passage: Passage, name: str, fault: Unsupported) -> str:
    """Word a function that this release does not run."""
    found = ((each, passage.find(each)) for each in fault.spellings)
    function, position = next((each for each in found if each[1] is not None), (fault.spellings[0], 0))
    return (
        f"{passage.where(position or 0)}: {spelled(name)!r} uses {function}, which this release does not run. "
        f"Nearest: {fault.instead}. Rewrite the equation."
    )
