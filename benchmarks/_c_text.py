"""Print an LLVM module as C with explicit vectors: the same program, instruction for instruction."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks._c_operation import NOTHING, in_memory, operation
from benchmarks._c_value import c_type, constant, declared, expression, widths_of
from benchmarks._llvm_form import Function, Instruction, Module, Type, Value

HEADER = Path(__file__).resolve().parent / "_lanes.h"
HEAD = """#include <stdbool.h>
#include <stdint.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif
#define INLINE static inline __attribute__((always_inline))
INLINE double double_of(int64_t bits) { double r; __builtin_memcpy(&r, &bits, 8); return r; }
INLINE int64_t bits_of(double number) { int64_t r; __builtin_memcpy(&r, &number, 8); return r; }
"""


def c_text(module: Module) -> str:
    """Print a module.

    Returns: C with the vector extensions that gcc and clang share; functions are named by c_name.
    Raises:  ValueError for what has no C here.
    """
    names = {f"@{name}": f"global_{place}" for place, name in enumerate(module.globals)}
    names |= {f"@{each.name}": c_name(each.name) for each in module.functions}
    own = [each for each in module.functions if not each.name.startswith("llvm.")]
    parts = [HEAD]
    parts += [f'#define N {width}\n#include "{HEADER}"' for width in _widths(module)]
    for name, value in module.globals.items():
        parts.append(
            f"static const {declared(value.type, names['@' + name])} __attribute__((aligned(64))) = {constant(value)};"
        )
    parts += [_signature(each, names) + ";" for each in own]
    parts += [_function(each, names) for each in own if each.blocks]
    return "\n".join(parts) + "\n"


def c_name(name: str) -> str:
    """Return the name of a function as C."""
    return name.replace(".", "_").replace("-", "_")


def _widths(module: Module) -> list[int]:
    """Find how many lanes the vectors have; two halves of 16 are worked on as 8 each."""
    found = {width for value in module.globals.values() for width in widths_of(value.type)}
    for function in module.functions:
        for kind, _, _ in function.arguments:
            found.update(widths_of(kind))
        for _, instructions in function.blocks:
            for each in instructions:
                found.update(widths_of(each.type))
                for operand in each.operands:
                    found.update(widths_of(operand.type))
    return sorted(found | ({8} if 16 in found else set()))


def _signature(function: Function, names: Mapping[str, str]) -> str:
    before = "static " if function.private else "extern " if not function.blocks else ""
    marks = function.attributes.split()
    if function.blocks and "alwaysinline" in marks:
        before += "inline __attribute__((always_inline)) "
    elif function.blocks and "noinline" in marks:
        before += "__attribute__((noinline)) "
    arguments = ", ".join(
        f"{c_type(kind)}{' restrict' if 'noalias' in words else ''} argument_{place}"
        for place, (kind, _, words) in enumerate(function.arguments)
    )
    return f"{before}{c_type(function.type)} {names['@' + function.name]}({arguments or 'void'})"


def _function(function: Function, names: Mapping[str, str]) -> str:
    local = dict(names) | {name: f"argument_{place}" for place, (_, name, _) in enumerate(function.arguments)}
    labels = {label: f"block_{place}" for place, (label, _) in enumerate(function.blocks)}
    lines, later = [], []
    for each in (each for _, instructions in function.blocks for each in instructions if each.name):
        local[each.name] = f"x{len(local)}"
        later.append(f"{_result_type(each)} {local[each.name]};")
    phis = {label: [each for each in found if each.opcode == "phi"] for label, found in function.blocks}
    broadcasts = _broadcasts(function)
    for label, instructions in function.blocks:
        lines.append(f"{labels[label]}:;")
        for each in instructions:
            if each.opcode == "br":
                lines.append(_branch(each, label, phis, (local, labels)))
            elif each.name in broadcasts:
                scalar = expression(broadcasts[each.name], local)
                lines.append(f"{local[each.name]} = {_broadcast(scalar, _result_type(each), each)};")
            else:
                lines += _statement(each, local)
    return "\n".join([_signature(function, names), "{", *later, *lines, "}"])


def _result_type(each: Instruction) -> str:
    """Return the C type of what an instruction gives."""
    if each.opcode in ("icmp", "fcmp"):
        return c_type(Type("vector", 0, each.type.count, (Type("int", 1),))) if each.type.count else "bool"
    if each.opcode in ("getelementptr", "alloca"):
        lanes = [operand.type.count for operand in each.operands if operand.type.kind == "vector"]
        return f"v{lanes[0]}i64" if lanes else "char *"
    if each.opcode == "extractelement":
        return c_type(each.type.of[0])
    if each.opcode == "shufflevector":
        return c_type(Type("vector", 0, each.operands[2].type.count, each.type.of))
    return c_type(each.type)


def _broadcasts(function: Function) -> dict[str, Value]:
    """Find the shuffles that spread one number over all lanes: name -> the number."""
    first_lanes: dict[str, Value] = {}
    found = {}
    for each in (each for _, instructions in function.blocks for each in instructions):
        first = each.operands[0].payload if each.operands else None
        if each.opcode == "insertelement" and not each.operands[2].payload and each.operands[1].type.kind != "ptr":
            first_lanes[each.name] = each.operands[1]
        elif each.opcode == "shufflevector" and each.operands[2].kind == "zero" and first in first_lanes:
            found[each.name] = first_lanes[first]
    return found


def _broadcast(scalar: str, kind: str, each: Instruction) -> str:
    lanes = each.operands[2].type.count
    if kind.endswith("i1"):
        return f"mask_of_{lanes}(-(uint64_t){scalar})"
    return f"({kind}){{{', '.join([scalar] * lanes)}}}"


def _statement(each: Instruction, names: Mapping[str, str]) -> Iterator[str]:
    if each.opcode == "phi" or (each.opcode == "call" and each.words[0].startswith(_nothing())):
        return
    if each.opcode == "store":
        value, place = each.operands
        kind = in_memory(value.type, int(each.words[-1]))
        yield f"*({kind} *){expression(place, names)} = {expression(value, names)};"
    elif each.opcode == "ret" and len(each.operands) == 2:
        both = ", ".join(expression(operand, names) for operand in each.operands)
        yield f"return ({c_type(each.type)}){{{both}}};"
    elif each.opcode == "ret":
        yield f"return {expression(each.operands[0], names)};" if each.operands else "return;"
    elif each.opcode == "unreachable":
        yield "__builtin_unreachable();"
    elif each.opcode == "alloca":
        count = expression(each.operands[0], names) if each.operands else "1"
        yield f"{names[each.name]} = __builtin_alloca_with_align({each.type.size} * {count}, 512);"
    elif each.opcode == "call" and each.words[0].startswith(("llvm.memset", "llvm.memcpy")):
        called = f"__builtin_{each.words[0].split('.')[1]}"
        yield f"{called}({', '.join(expression(operand, names) for operand in each.operands[:3])});"
    elif each.name:
        yield f"{names[each.name]} = {operation(each, names)};"
    else:
        yield f"{operation(each, names)};"


def _nothing() -> tuple[str, ...]:
    return tuple(f"llvm.{name}" for name in NOTHING)


def _branch(
    each: Instruction,
    here: str,
    phis: Mapping[str, list[Instruction]],
    names: tuple[Mapping[str, str], Mapping[str, str]],
) -> str:
    """Go to another block, giving its phis the values that belong to the way from here, all at once."""
    local, labels = names

    def way(target: str) -> str:
        given = [(phi, phi.operands[phi.labels.index(here)]) for phi in phis[target]]
        first = [
            f"{c_type(phi.type)} y{place} = {expression(value, local)};" for place, (phi, value) in enumerate(given)
        ]
        then = [f"{local[phi.name]} = y{place};" for place, (phi, _) in enumerate(given)]
        return "{ " + " ".join([*first, *then, f"goto {labels[target]};"]) + " }"

    if not each.operands:
        return way(each.labels[0])
    return f"if ({expression(each.operands[0], local)}) {way(each.labels[0])} else {way(each.labels[1])}"
