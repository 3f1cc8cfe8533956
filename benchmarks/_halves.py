"""Cut vectors that are wider than the machine's in two: what LLVM does by itself, and C compilers do badly.

Every vector of 16 lanes becomes two of 8 beside each other; a function that returns one returns a pair.
"""

from collections.abc import Iterator
from dataclasses import replace

from benchmarks._llvm_form import Function, Instruction, Module, Type, Value

WIDE, HALF = 16, 8
SIDES = ("low", "high")
WHOLE = Type("int", 64)


def halved(module: Module) -> Module:
    """Cut every wide vector of a module in two. Raises: ValueError for what cannot be cut."""
    own = {each.name for each in module.functions if each.blocks}
    return Module(module.globals, tuple(_function(each, own) for each in module.functions))


def is_wide(kind: Type) -> bool:
    """Tell whether a type is a vector to be cut."""
    return kind.kind == "vector" and kind.count == WIDE


def half_of(kind: Type) -> Type:
    """Return the type of a half."""
    return replace(kind, count=HALF) if is_wide(kind) else kind


def halves(value: Value) -> tuple[Value, Value]:
    """Return both halves of a value; what is no wide vector belongs to both."""
    if not is_wide(value.type):
        return value, value
    kind = half_of(value.type)
    if value.kind == "local":
        return Value(kind, "local", f"{value.payload}.low"), Value(kind, "local", f"{value.payload}.high")
    if value.kind == "list":
        return Value(kind, "list", value.payload[:HALF]), Value(kind, "list", value.payload[HALF:])
    return replace(value, type=kind), replace(value, type=kind)


def _function(function: Function, own: set[str]) -> Function:
    arguments: list[tuple[Type, str, tuple[str, ...]]] = []
    for kind, name, words in function.arguments:
        if is_wide(kind):
            arguments += [(half_of(kind), f"{name}.{side}", words) for side in SIDES]
        else:
            arguments.append((kind, name, words))
    blocks = tuple(
        (label, tuple(half for each in instructions for half in _instruction(each, own)))
        for label, instructions in function.blocks
    )
    return replace(function, type=_returned(function.type), arguments=tuple(arguments), blocks=blocks)


def _returned(kind: Type) -> Type:
    return Type("struct", 0, 0, (half_of(kind), half_of(kind))) if is_wide(kind) else kind


def _instruction(each: Instruction, own: set[str]) -> Iterator[Instruction]:
    """Give what stands for an instruction."""
    touched = [operand.type for operand in each.operands if operand is not None]
    if each.opcode in ("load", "phi", "call"):
        touched.append(each.type)
    if not any(is_wide(kind) for kind in touched):
        yield each
    elif each.opcode in _CUT:
        yield from _CUT[each.opcode](each)
    elif each.opcode == "call" and each.words[0] in own:
        yield from _own_call(each)
    elif each.opcode == "call" and "reduce" in each.words[0]:
        yield from _reduction(each)
    else:
        yield from _lane_by_lane(each)


def _lane_by_lane(each: Instruction) -> Iterator[Instruction]:
    cut = list(zip(*(halves(operand) for operand in each.operands), strict=True))
    words = tuple(word.replace(f"v{WIDE}", f"v{HALF}") for word in each.words)
    kind = each.type if each.opcode == "getelementptr" else half_of(each.type)
    for side, operands in zip(SIDES, cut, strict=True):
        yield replace(each, name=f"{each.name}.{side}", type=kind, operands=operands, words=words)


def _memory(each: Instruction) -> Iterator[Instruction]:
    """Cut a load or a store: the second half lies behind the first."""
    pointer = each.operands[-1]
    kind = half_of(each.type)
    beyond = Value(pointer.type, "local", f"{each.name or _name(each.operands[0])}.{_name(pointer)}.beyond")
    bytes_ahead = Value(WHOLE, "number", kind.size)
    yield Instruction(beyond.payload, "getelementptr", Type("int", 8), (pointer, bytes_ahead))
    for side, place, half in zip(SIDES, (pointer, beyond), halves(each.operands[0]), strict=True):
        operands = (half, place) if each.opcode == "store" else (place,)
        name = f"{each.name}.{side}" if each.name else ""
        yield replace(each, name=name, type=kind, operands=operands)


def _name(value: Value) -> str:
    return str(value.payload) if value.kind in ("local", "global") else f"at{id(value)}"


def _phi(each: Instruction) -> Iterator[Instruction]:
    cut = [halves(operand) for operand in each.operands]
    for place, side in enumerate(SIDES):
        operands = tuple(pair[place] for pair in cut)
        yield replace(each, name=f"{each.name}.{side}", type=half_of(each.type), operands=operands)


def _return(each: Instruction) -> Iterator[Instruction]:
    yield replace(each, operands=halves(each.operands[0]), type=_returned(each.type))


def _own_call(each: Instruction) -> Iterator[Instruction]:
    operands = tuple(half for operand in each.operands for half in _both(operand))
    if not is_wide(each.type):
        yield replace(each, operands=operands)
        return
    pair = Value(_returned(each.type), "local", f"{each.name}.pair")
    yield replace(each, name=pair.payload, type=pair.type, operands=operands)
    for side in SIDES:
        yield Instruction(f"{each.name}.{side}", "extractvalue", half_of(each.type), (pair,), (side,))


def _both(value: Value) -> tuple[Value, ...]:
    return halves(value) if is_wide(value.type) else (value,)


def _insert(each: Instruction) -> Iterator[Instruction]:
    vector, item, place = each.operands
    at = place.payload or 0
    for number, (side, half) in enumerate(zip(SIDES, halves(vector), strict=True)):
        name, kind = f"{each.name}.{side}", half_of(each.type)
        if at // HALF == number:
            inside = Value(place.type, "number", at % HALF)
            yield Instruction(name, "insertelement", kind, (half, item, inside), each.words)
        else:
            yield Instruction(name, "freeze", kind, (half,))


def _extract(each: Instruction) -> Iterator[Instruction]:
    vector, place = each.operands
    if place.kind == "local":
        raise ValueError("no halves for a lane that is chosen while the program runs")
    at = place.payload or 0
    half = halves(vector)[at // HALF]
    yield replace(each, type=half.type, operands=(half, Value(place.type, "number", at % HALF)))


def _shuffle(each: Instruction) -> Iterator[Instruction]:
    first, second, mask = each.operands
    if mask.kind != "zero":
        raise ValueError("no halves for a shuffle that is not a broadcast of the first lane")
    half = Value(half_of(mask.type), "zero")
    for side in SIDES:
        operands = (halves(first)[0], halves(second)[0], half)
        yield replace(each, name=f"{each.name}.{side}", type=half_of(each.type), operands=operands)


def _reduction(each: Instruction) -> Iterator[Instruction]:
    low, high = halves(each.operands[0])
    opcode = each.words[0].split(".")[3]
    joined = Value(low.type, "local", f"{each.name}.joined")
    yield Instruction(joined.payload, opcode, low.type, (low, high))
    yield replace(each, operands=(joined,), words=(each.words[0].replace(f"v{WIDE}", f"v{HALF}"),))


_CUT = {
    "load": _memory,
    "store": _memory,
    "phi": _phi,
    "ret": _return,
    "insertelement": _insert,
    "extractelement": _extract,
    "shufflevector": _shuffle,
}
