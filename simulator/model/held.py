"""Functions that remember a value over whole steps become hidden held variables: DELAY FIXED, SAMPLE IF TRUE, PREVIOUS.

Source: Vensim Reference Manual, functions; XMILE 1.0, section 3.5.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from simulator.model.expression import Expression, Operation, Reference
from simulator.model.syntax import Call, Number, Syntax

if TYPE_CHECKING:
    from simulator.model.resolve import Resolver


def _delay_fixed(resolver: Resolver, arguments: tuple[Syntax, ...]) -> Expression:
    """What the input was, the delay time ago; the delay time is read at the start, in whole steps, at least one."""
    source, time, initial = (resolver.resolve(argument) for argument in arguments)
    rows = max(source.size, time.size, initial.size)
    held = resolver.scope.add_hidden(f"{resolver.name} delay", rows, "held")
    resolver.scope.set_held(held, source, initial, time)
    return Reference(held, np.arange(rows))


def _sample_if_true(resolver: Resolver, arguments: tuple[Syntax, ...]) -> Expression:
    """The input while the condition holds, else what it was when it last did.

    Alone on a right side it may read the variable itself, which is then what it was: so the largest so far is kept.
    """
    rows = resolver.block.rows
    held = resolver.scope.add_hidden(f"{resolver.name} sample", rows, "held")
    own, initial = resolver.own, resolver.resolve(arguments[2])
    if own is not None and isinstance(own.right, Call) and own.right.arguments is arguments:
        resolver.before = held
    condition, source = (resolver.resolve(argument) for argument in arguments[:2])
    resolver.before = -1
    kept = Reference(held, np.arange(rows))
    now = Operation("if then else", (condition, source, kept), rows)
    resolver.scope.set_held(held, now, initial)
    return now


def _previous(resolver: Resolver, arguments: tuple[Syntax, ...]) -> Expression:
    """The value one step ago; at the start the one given, or 0."""
    source, initial = (resolver.resolve(argument) for argument in (*arguments, Number(0.0))[:2])
    rows = max(source.size, initial.size)
    held = resolver.scope.add_hidden(f"{resolver.name} previous", rows, "held")
    resolver.scope.set_held(held, source, initial)
    return Reference(held, np.arange(rows))


HELD: dict[str, Callable[[Resolver, tuple[Syntax, ...]], Expression]] = {
    "delay fixed": _delay_fixed,
    "sample if true": _sample_if_true,
    "previous": _previous,
}
