"""ALLOCATE AVAILABLE and ALLOCATE BY PRIORITY: each becomes one function of whole groups, those who share a supply."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.model.along import along
from simulator.model.expression import Constant, Expression, Whole
from simulator.model.reduce import check_count
from simulator.model.scope import EquationFault
from simulator.model.syntax import Call, Name, Syntax, key_of

if TYPE_CHECKING:
    from simulator.model.resolve import Resolver

# The type of the profiles of ALLOCATE BY PRIORITY: what is asked for falls evenly over the width.
RECTANGLE = 1.0
# How many elements of a profile are read: its type, priority and width; the last, pextra, belongs to no type run here.
READ = 3


def _available(resolver: Resolver, node: Call) -> Expression:
    """ALLOCATE AVAILABLE(request, profile, available). profile: named with the first of its four elements."""
    check_count(resolver, node, 3)
    request, profile, available = node.arguments
    return _shared(resolver, node.function, (request, *_profile(resolver, profile), available))


def _by_priority(resolver: Resolver, node: Call) -> Expression:
    """ALLOCATE BY PRIORITY(request, priority, size, width, available): all profiles are rectangles of one width."""
    check_count(resolver, node, 5)
    request, priority, size, width, available = node.arguments
    return _shared(resolver, node.function, (request, None, priority, width, available), size)


def _shared(
    resolver: Resolver, function: str, arguments: tuple[Syntax | None, ...], size: Syntax | None = None
) -> Expression:
    """Build the node. arguments: request, type, priority, width, available; None is the type of a rectangle."""
    assert arguments[0] is not None
    vectors = along(resolver, arguments[0], function)
    if size is not None:
        _check_size(resolver, size, vectors.inner)
    found = tuple(
        Constant(RECTANGLE) if argument is None else vectors.inside.resolve(argument) for argument in arguments
    )
    return Whole("allocate", found, vectors.groups, vectors.inner, vectors.rows)


def _check_size(resolver: Resolver, size: Syntax, expected: int) -> None:
    value = resolver.resolve(size)
    number = value.value if isinstance(value, Constant) else resolver.scope.value(size)
    if number != expected:
        raise EquationFault(
            f"{resolver.name!r} calls ALLOCATE BY PRIORITY with a size other than {expected}, the elements that ask. "
            "Expected ELMCOUNT of their range. Correct its equation.",
            "allocate by priority",
        )


def _profile(resolver: Resolver, node: Syntax) -> tuple[Syntax, ...]:
    """Name the type, priority and width of a profile, which follow each other in its last dimension."""
    scope = resolver.scope
    if isinstance(node, Name) and node.subscripts and scope.has(node.key):
        members = scope.lists[scope.number(node.key)][-1:]
        first = key_of(node.subscripts[-1])
        if members and first in members[0]:
            begin = members[0].index(first)
            names = members[0][begin : begin + READ]
            if len(names) == READ:
                return tuple(Name(node.key, (*node.subscripts[:-1], name)) for name in names)
    raise EquationFault(
        f"{resolver.name!r} calls ALLOCATE AVAILABLE with a profile that does not begin with its type. "
        "Expected profile[range, ptype], the range ptype, ppriority, pwidth, pextra. Correct its equation.",
        "allocate available",
    )


ALLOCATED: dict[str, Callable[[Resolver, Call], Expression]] = {
    "allocate available": _available,
    "allocate by priority": _by_priority,
}
