"""Conversions of numbers from one LLVM type to another, as C."""

from collections.abc import Callable

from benchmarks._c_value import c_type
from benchmarks._llvm_form import Type


def unsigned(kind: Type) -> str:
    """Return the unsigned C type beside an integer's."""
    name = c_type(kind)
    return name if name == "bool" else name.replace("i", "u", 1) if kind.kind == "vector" else f"u{name}"


def widened(text: str, lanes: int, is_unsigned: bool = False) -> str:
    """Return a vector of whole numbers as C, each in 64 bits."""
    return f"__builtin_convertvector({text}, v{lanes}{'u' if is_unsigned else 'i'}64)"


def _convert(old: Type, new: Type, text: str) -> str:
    """Convert numbers, keeping their value; truth values read as 0 or 1."""
    if new.kind == "vector":
        if old.of[0] == Type("int", 1):
            text = f"(spread_{old.count}({text}) & 1)"
        return f"__builtin_convertvector({text}, {c_type(new)})"
    return f"({c_type(new)}){text}"


def _convert_unsigned(old: Type, new: Type, text: str) -> str:
    bits = old.of[0].bits if old.kind == "vector" else old.bits
    return _convert(old, new, text if bits == 1 else f"(({unsigned(old)}){text})")


def _convert_signed(old: Type, new: Type, text: str) -> str:
    if old.kind == "vector" and old.of[0].bits == 1:
        return f"__builtin_convertvector(spread_{old.count}({text}), {c_type(new)})"
    return f"-({c_type(new)}){text}" if old.bits == 1 else _convert(old, new, text)


def _truncate(old: Type, new: Type, text: str) -> str:
    if new.kind == "vector" and new.of[0].bits == 1:
        return f"ineq_{new.count}({widened(text, new.count)} & 1, (v{new.count}i64){{0}})"
    return f"{text} & 1" if new.bits == 1 else _convert(old, new, text)


def _bits(old: Type, new: Type, text: str) -> str:
    """Read the same bits as another type."""
    if old.kind == "vector" and new.kind == "int" and old.of[0].bits == 1:
        return f"({c_type(new)})bits_{old.count}({text})"
    if old.kind == "int" and new.kind == "vector" and new.of[0].bits == 1:
        return f"mask_of_{new.count}((uint64_t){text})"
    if old.kind == new.kind or old.kind == "vector":
        return f"({c_type(new)}){text}"
    return f"{'double_of' if new.kind == 'float' else 'bits_of'}({text})"


CONVERSIONS: dict[str, Callable[[Type, Type, str], str]] = {
    "zext": _convert_unsigned,
    "uitofp": _convert_unsigned,
    "sext": _convert_signed,
    "sitofp": _convert_signed,
    "fptosi": _convert,
    "fptoui": _convert,
    "fpext": _convert,
    "fptrunc": _convert,
    "trunc": _truncate,
    "bitcast": _bits,
    "ptrtoint": _convert,
    "inttoptr": _convert,
}
