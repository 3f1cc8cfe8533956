"""Types, numbers and addresses of an LLVM module as C."""

import struct
from collections.abc import Iterator, Mapping

from benchmarks._llvm_form import Type, Value

CONVERTED = 64


def c_type(kind: Type) -> str:
    """Return the C name of a type. An address in a vector is a number."""
    if kind.kind == "vector":
        inner = kind.of[0]
        if inner == Type("int", 1):
            return f"v{kind.count}i1"
        if inner.kind == "ptr" or (inner.kind == "int" and inner.bits == CONVERTED):
            return f"v{kind.count}i64"
        if inner.kind == "int" and inner.bits == 32:
            return f"v{kind.count}i32"
        if inner.kind == "float" and inner.bits == CONVERTED:
            return f"v{kind.count}f64"
        raise ValueError(f"no C for a vector of {inner}")
    if kind.kind == "struct" and len(set(kind.of)) == 1 and len(kind.of) == 2:
        return f"{c_type(kind.of[0])}_pair"
    if kind.kind == "int":
        return "bool" if kind.bits == 1 else f"int{kind.bits}_t"
    if kind.kind == "float":
        return "double" if kind.bits == CONVERTED else "float"
    if kind.kind in ("ptr", "void"):
        return {"ptr": "char *", "void": "void"}[kind.kind]
    raise ValueError(f"no C for {kind}")


def widths_of(kind: Type) -> Iterator[int]:
    """Give the number of lanes of every vector in a type."""
    if kind.kind == "vector":
        yield kind.count
    for inner in kind.of:
        yield from widths_of(inner)


def number(kind: Type, payload: int) -> str:
    """Return a number as C. payload: an integer, or the bits of a double."""
    if kind.kind == "float":
        value = struct.unpack(">d", payload.to_bytes(8, "big"))[0]
        if value in (float("inf"), float("-inf")) or value != value:
            if value != value and payload != 0x7FF8000000000000:
                return f"double_of(0x{payload:x}u)"
            return {"inf": "__builtin_inf()", "-inf": "-__builtin_inf()"}.get(str(value), '__builtin_nan("")')
        return str(value.hex())
    if kind.bits == 1:
        return str(payload & 1)
    least = -(1 << (kind.bits - 1))
    return "INT64_MIN" if kind.bits == CONVERTED and payload == least else f"{payload}{'ll' if kind.bits == 64 else ''}"


def lane(value: Value) -> str:
    """Return one lane of a vector as C."""
    return "0" if value.kind in ("zero", "undef") else number(value.type, value.payload)


def constant(value: Value) -> str:
    """Return the initial value of a global as C."""
    if value.kind in ("zero", "undef"):
        return "{0}" if value.type.kind in ("array", "vector") else "0"
    if value.kind == "list":
        return "{" + ", ".join(constant(each) for each in value.payload) + "}"
    if value.kind == "splat":
        return "{" + ", ".join([lane(value.payload)] * value.type.count) + "}"
    return number(value.type, value.payload)


def declared(kind: Type, name: str) -> str:
    """Declare a global of a type."""
    if kind.kind == "array":
        return declared(kind.of[0], f"{name}[{kind.count}]")
    return f"{c_type(kind)} {name}"


def expression(value: Value, names: Mapping[str, str]) -> str:
    """Return a value as C. names: of the locals of the function, and of globals under @name."""
    kind = value.type
    if value.kind == "local":
        return names[value.payload]
    if value.kind == "global":
        return f"((char *)&{names['@' + value.payload]})"
    if kind.kind == "vector" and kind.of[0] == Type("int", 1):
        return f"mask_of_{kind.count}({_mask(value):#x})"
    if value.kind in ("zero", "undef"):
        return f"(({c_type(kind)}){{0}})" if kind.kind == "vector" else f"(({c_type(kind)})0)"
    if value.kind == "splat":
        return f"(({c_type(kind)}){{{', '.join([lane(value.payload)] * kind.count)}}})"
    if value.kind == "list":
        return f"(({c_type(kind)}){{{', '.join(_lane_expression(each, names) for each in value.payload)}}})"
    if value.kind == "place":
        element, base, *steps = value.payload
        return address(element, base, steps, names)
    return number(kind, value.payload)


def _mask(value: Value) -> int:
    """Return the truth values of a constant vector as bits, the first lane lowest."""
    if value.kind == "splat":
        return (1 << value.type.count) - 1 if value.payload.payload else 0
    items = value.payload if value.kind == "list" else ()
    return sum(1 << place for place, item in enumerate(items) if item.kind == "number" and item.payload)


def _lane_expression(value: Value, names: Mapping[str, str]) -> str:
    return expression(value, names) if value.kind in ("local", "global", "place") else lane(value)


def address(element: Type, base: Value, steps: list[Value], names: Mapping[str, str]) -> str:
    """Return a place in memory as C: a base and steps into an element, the first over whole elements."""
    lanes = next((each.type.count for each in (base, *steps) if each.type.kind == "vector"), 0)
    start = expression(base, names)
    if lanes and base.type.kind != "vector":
        start = f"((v{lanes}i64){{0}} + (int64_t){start})"
    terms, inner = [start], element
    for number_of_step, step in enumerate(steps):
        if number_of_step:
            if inner.kind == "struct":
                terms.append(str(sum(-(-each.size // 8) * 8 for each in inner.of[: step.payload or 0])))
                inner = inner.of[step.payload or 0]
                continue
            inner = inner.of[0]
        if step.kind == "zero" or (step.kind == "number" and not step.payload):
            continue
        text = expression(step, names)
        if step.type.kind == "vector" and step.type.of[0].bits == 32:
            text = f"__builtin_convertvector({text}, v{lanes}i64)"
        elif step.type.kind == "int" and step.type.bits < CONVERTED:
            text = f"(int64_t){text}"
        terms.append(f"{text} * {inner.size}")
    return f"({' + '.join(terms)})"
