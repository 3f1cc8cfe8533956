"""An LLVM module as records."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Type:
    """kind: int, float, ptr, vector, array, struct or void. bits: of a number. count, of: a vector or an array."""

    kind: str
    bits: int = 0
    count: int = 0
    of: tuple["Type", ...] = ()

    @property
    def size(self) -> int:
        """Return the bytes that one takes in memory."""
        if self.kind in ("vector", "array"):
            return self.count * self.of[0].size
        if self.kind == "struct":
            return sum(-(-each.size // 8) * 8 for each in self.of)
        return 8 if self.kind == "ptr" else max(1, self.bits // 8)


@dataclass(frozen=True)
class Value:
    """kind: local, global, number, zero, undef, splat, list or place (an address in a global). payload: what it is."""

    type: Type
    kind: str
    payload: Any = None


@dataclass(frozen=True)
class Instruction:
    """name: of the result, empty for none. words: flags and the predicate. labels: of the blocks it names."""

    name: str
    opcode: str
    type: Type
    operands: tuple[Value, ...] = ()
    words: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Function:
    """blocks: (label, instructions), none for a declaration. arguments: (type, name, attributes)."""

    name: str
    type: Type
    arguments: tuple[tuple[Type, str, tuple[str, ...]], ...]
    blocks: tuple[tuple[str, tuple[Instruction, ...]], ...]
    private: bool
    attributes: str


@dataclass(frozen=True)
class Module:
    """globals: name -> its initial value."""

    globals: dict[str, Value]
    functions: tuple[Function, ...]
