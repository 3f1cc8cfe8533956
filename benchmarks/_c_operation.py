"""One LLVM instruction that gives a value, as a C expression."""

import re
from collections.abc import Callable, Mapping

from benchmarks._c_conversion import CONVERSIONS, unsigned, widened
from benchmarks._c_value import address, c_type, expression
from benchmarks._llvm_form import Instruction, Type
from benchmarks._llvm_line import BINARY

# What LLVM calls them -> C; the rest of a division of numbers is a function there.
SIGNS = dict(
    zip(
        (each for each in BINARY if each != "frem"),
        ["+", "-", "*", "/", "+", "-", "*", "/", "/", "%", "%", "<<", ">>", ">>", "&", "|", "^"],
        strict=True,
    )
)
UNSIGNED = ("udiv", "urem", "lshr", "shl")
WRAPPING = ("add", "sub", "mul")
COMPARED = {"eq": "==", "ne": "!=", "gt": ">", "ge": ">=", "lt": "<", "le": "<="}
OPPOSITE = {"eq": "ne", "ne": "eq", "gt": "le", "ge": "lt", "lt": "ge", "le": "gt"}
# Intrinsics by their name without `llvm.` and the type.
SAME_NAME = [
    "fma",
    "sqrt",
    "floor",
    "ceil",
    "trunc",
    "fabs",
    "copysign",
    "rint",
    "maxnum",
    "minnum",
    "exp",
    "log",
    "exp2",
    "log2",
    "log10",
    "sin",
    "cos",
    "tan",
    "pow",
]
OTHER_NAME = {"nearbyint": "rint", "roundeven": "rint"}
TYPE_OF_INTRINSIC = re.compile(r"(v\d+)?[fip]\d+")
NOTHING = ("assume", "lifetime", "experimental", "prefetch", "dbg")
SCALAR_NAME = {"maxnum": "fmax", "minnum": "fmin"}

Names = Mapping[str, str]


def operation(each: Instruction, names: Names) -> str:
    """Return the value of an instruction as C. Raises: ValueError when this does not know how."""
    if each.opcode in SIGNS:
        return _binary(each, names)
    if each.opcode in PRINTERS:
        return PRINTERS[each.opcode](each, names)
    if each.opcode in CONVERSIONS:
        return CONVERSIONS[each.opcode](each.operands[0].type, each.type, expression(each.operands[0], names))
    raise ValueError(f"no C for {each.opcode!r}")


def _binary(each: Instruction, names: Names) -> str:
    left, right = (expression(operand, names) for operand in each.operands)
    sign = SIGNS[each.opcode]
    kind = c_type(each.type)
    if each.opcode in UNSIGNED or (each.opcode in WRAPPING and "nsw" not in each.words):
        other = unsigned(each.type)
        return f"({kind})(({other}){left} {sign} ({other}){right})"
    return f"{left} {sign} {right}"


def _compare(each: Instruction, names: Names) -> str:
    a, b = (expression(operand, names) for operand in each.operands)
    kind, predicate, lanes = each.type, each.words[0], each.type.count
    if each.opcode == "fcmp":
        return _compare_numbers(a, b, predicate, lanes)
    is_unsigned = predicate[0] == "u" and kind.kind != "ptr"
    if is_unsigned:
        a, b = f"({unsigned(kind)}){a}", f"({unsigned(kind)}){b}"
    bare = predicate[1:] if len(predicate) == 3 else predicate
    if not lanes:
        return f"({a} {COMPARED[bare]} {b})"
    name = ("u" if is_unsigned else "i") + ("neq" if bare == "ne" else bare)
    if kind.of[0].bits == 32:
        a, b = (widened(text, lanes, is_unsigned) for text in (a, b))
    return f"{name}_{lanes}({a}, {b})"


def _compare_numbers(a: str, b: str, predicate: str, lanes: int) -> str:
    """Compare floating-point numbers: o... is false, u... is true when either is not a number."""

    def compare(name: str, left: str = a, right: str = b) -> str:
        return f"{name}_{lanes}({left}, {right})" if lanes else f"({left} {COMPARED[name]} {right})"

    negation = "~" if lanes else "!"
    if predicate == "one":
        return f"({compare('lt')} | {compare('gt')})"
    if predicate == "ueq":
        return f"{negation}({compare('lt')} | {compare('gt')})"
    if predicate == "ord":
        return f"({compare('eq', a, a)} & {compare('eq', b, b)})"
    if predicate == "uno":
        return f"({compare('ne', a, a)} | {compare('ne', b, b)})"
    if predicate == "une" or predicate[0] == "o":
        return compare(predicate[1:])
    return negation + compare(OPPOSITE[predicate[1:]])


def _select(each: Instruction, names: Names) -> str:
    mask, yes, _ = each.operands
    m, a, b = (expression(operand, names) for operand in each.operands)
    if mask.type.kind != "vector":
        return f"{m} ? {a} : {b}"
    lanes, kind = mask.type.count, c_type(yes.type)
    if kind.endswith("f64"):
        return f"choose_{lanes}({m}, {a}, {b})"
    if kind.endswith("i64"):
        return f"ichoose_{lanes}({m}, {a}, {b})"
    if kind.endswith("i32"):
        chosen = f"ichoose_{lanes}({m}, {widened(a, lanes)}, {widened(b, lanes)})"
        return f"__builtin_convertvector({chosen}, {kind})"
    return f"(({m} & {a}) | (~{m} & {b}))"


def _negate(each: Instruction, names: Names) -> str:
    return f"-{expression(each.operands[0], names)}"


def _same(each: Instruction, names: Names) -> str:
    return expression(each.operands[0], names)


def _load(each: Instruction, names: Names) -> str:
    return f"*({in_memory(each.type, int(each.words[-1]))} const *){expression(each.operands[0], names)}"


def in_memory(kind: Type, align: int) -> str:
    """Return the C type of a number or a vector as it lies in memory."""
    if kind.kind == "vector":
        if kind.of[0] == Type("int", 1):
            raise ValueError("no C for a vector of truth values in memory")
        return f"{c_type(kind)}_{'tight' if align >= kind.size else 'loose'}"
    return c_type(kind)


def _address(each: Instruction, names: Names) -> str:
    return address(each.type, each.operands[0], list(each.operands[1:]), names)


def _extract(each: Instruction, names: Names) -> str:
    vector, place = each.operands
    text = f"{expression(vector, names)}[{expression(place, names)}]"
    inner = vector.type.of[0]
    if inner == Type("int", 1):
        return f"bits_{vector.type.count}({expression(vector, names)}) >> {expression(place, names)} & 1"
    return f"(char *){text}" if inner.kind == "ptr" else text


def _part(each: Instruction, names: Names) -> str:
    return f"{expression(each.operands[0], names)}.{each.words[0]}"


def _insert(each: Instruction, names: Names) -> str:
    vector, item, place = each.operands
    text = expression(item, names)
    if item.type == Type("int", 1):
        at, lanes = expression(place, names), vector.type.count
        others = f"bits_{lanes}({expression(vector, names)}) & ~(1ull << {at})"
        return f"mask_of_{lanes}(({others}) | (uint64_t){text} << {at})"
    if item.type.kind == "ptr":
        text = f"(int64_t){text}"
    return (
        f"({{ {c_type(vector.type)} z_ = {expression(vector, names)}; z_[{expression(place, names)}] = {text}; z_; }})"
    )


def _shuffle(each: Instruction, names: Names) -> str:
    first, second, mask = each.operands
    lanes = mask.type.count
    if mask.kind in ("zero", "undef"):
        places = [0] * lanes
    elif mask.kind == "splat":
        places = [mask.payload.payload] * lanes
    else:
        places = [-1 if item.kind == "undef" else item.payload or 0 for item in mask.payload]
    a, b = expression(first, names), expression(second, names)
    return f"__builtin_shufflevector({a}, {b}, {', '.join(map(str, places))})"


def _call(each: Instruction, names: Names) -> str:
    called = each.words[0]
    arguments = [expression(operand, names) for operand in each.operands]
    if not called.startswith("llvm."):
        return f"{names['@' + called]}({', '.join(arguments)})"
    base = ".".join(part for part in called.split(".")[1:] if not TYPE_OF_INTRINSIC.fullmatch(part))
    lanes = each.type.count if each.type.kind == "vector" else 0
    if base == "fmuladd":
        return "{} * {} + {}".format(*arguments)
    if base == "masked.gather":
        # an alignment stood between the addresses and the mask in older versions
        mask, other = arguments[-2:]
        return f"masked_gather_{lanes}({arguments[0]}, {mask}, {other})"
    if base in ("vector.reduce.or", "vector.reduce.and"):
        count = each.operands[0].type.count
        if each.operands[0].type.of[0] != Type("int", 1):
            raise ValueError(f"no C for {called!r}")
        all_lanes = f"{(1 << count) - 1:#x}"
        return f"bits_{count}({arguments[0]}) {'!= 0' if base.endswith('or') else '== ' + all_lanes}"
    if base in ("maximum", "minimum", "smax", "smin", "abs") or base not in (*SAME_NAME, *OTHER_NAME):
        raise ValueError(f"no C for {called!r}")
    base = OTHER_NAME.get(base, base)
    if lanes:
        return f"{base}_{lanes}({', '.join(arguments)})"
    return f"__builtin_{SCALAR_NAME.get(base, base)}({', '.join(arguments)})"


PRINTERS: dict[str, Callable[[Instruction, Names], str]] = {
    "icmp": _compare,
    "fcmp": _compare,
    "select": _select,
    "fneg": _negate,
    "freeze": _same,
    "load": _load,
    "getelementptr": _address,
    "extractelement": _extract,
    "extractvalue": _part,
    "insertelement": _insert,
    "shufflevector": _shuffle,
    "call": _call,
}
