"""Write LLVM IR from short lines, `name = operation argument argument`, for any vector width.

A value is a vector of doubles, of 64-bit integers or of truths, known by its operation. A literal is written where it
is used: a Python number, `inf`, `nan`, or for integers a hexadecimal number.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

# What an operation takes, what it gives (D doubles, I integers, T truths) and the instruction.
OPERATIONS = {
    "add": ("DD", "D", "fadd"),
    "sub": ("DD", "D", "fsub"),
    "mul": ("DD", "D", "fmul"),
    "div": ("DD", "D", "fdiv"),
    "negate": ("D", "D", "fneg"),
    "fma": ("DDD", "D", "call fma"),
    "sqrt": ("D", "D", "call sqrt"),
    "abs": ("D", "D", "call fabs"),
    "trunc": ("D", "D", "call trunc"),
    "less": ("DD", "T", "fcmp olt"),
    "more": ("DD", "T", "fcmp ogt"),
    "same": ("DD", "T", "fcmp oeq"),
    "other": ("DD", "T", "fcmp une"),
    "distinct": ("DD", "T", "fcmp one"),
    "not_less": ("DD", "T", "fcmp uge"),
    "both": ("TT", "T", "and"),
    "either": ("TT", "T", "or"),
    "pick": ("TDD", "D", "select"),
    "pick_bits": ("TII", "I", "select"),
    "bits": ("D", "I", "bitcast"),
    "real": ("I", "D", "bitcast"),
    "plus": ("II", "I", "add"),
    "minus": ("II", "I", "sub"),
    "mask": ("II", "I", "and"),
    "join": ("II", "I", "or"),
    "left": ("II", "I", "shl"),
    "right": ("II", "I", "lshr"),
}
SCALARS = {"D": "double", "I": "i64", "T": "i1"}


def function(head: tuple[str, Sequence[str]], body: str, width: int, attributes: str) -> str:
    """Return the IR of a function of doubles. head: its name and arguments; body: lines, the last one its value."""
    name, arguments = head
    lines = [_instruction(line, width) for line in body.splitlines() if line.strip()]
    last = body.strip().splitlines()[-1].split()[0]
    kind = _type("D", width)
    taken = ", ".join(f"{kind} %{argument}" for argument in arguments)
    return "\n".join(
        [f"define internal {kind} @{name}.v{width}({taken}) {attributes} {{", *lines, f"  ret {kind} %{last}", "}", ""]
    )


def polynomial(name: str, variable: str, terms: Sequence[float]) -> str:
    """Return lines that evaluate the sum of terms[i] variable**i: pairs side by side, Horner's rule over the pairs."""
    lines = [f"{name}_square = mul {variable} {variable}"]
    pairs = [terms[start : start + 2] for start in range(0, len(terms), 2)]
    value = ""
    for place in reversed(range(len(pairs))):
        low, *high = (repr(term) for term in pairs[place])
        own = low
        if high:
            own = f"{name}_{place}"
            lines.append(f"{own} = fma {high[0]} {variable} {low}")
        if value:
            joined = name if place == 0 else f"{name}_up{place}"
            lines.append(f"{joined} = fma {value} {name}_square {own}")
            own = joined
        value = own
    return "\n".join(lines) + "\n"


def _type(kind: str, width: int) -> str:
    return SCALARS[kind] if width == 1 else f"<{width} x {SCALARS[kind]}>"


def _operand(word: str, kind: str, width: int) -> str:
    """Return an argument in IR: a name, or a literal for each lane."""
    if not (word[0].isdigit() or word[0] == "-" or word in ("inf", "nan")):
        return f"%{word}"
    if kind == "D":
        literal = f"0x{struct.unpack('<Q', struct.pack('<d', float(word)))[0]:016X}"
    else:
        literal = str(int(word, 0))
    return literal if width == 1 else f"splat ({SCALARS[kind]} {literal})"


def _instruction(line: str, width: int) -> str:
    """Return one line in IR."""
    target, _, operation, *words = line.split()
    takes, gives, instruction = OPERATIONS[operation]
    types = [_type(kind, width) for kind in takes]
    operands = [_operand(word, kind, width) for word, kind in zip(words, takes, strict=True)]
    typed = [f"{kind} {operand}" for kind, operand in zip(types, operands, strict=True)]
    if instruction.startswith("call "):
        lanes = "f64" if width == 1 else f"v{width}f64"
        made = f"call {_type(gives, width)} @llvm.{instruction[5:]}.{lanes}({', '.join(typed)})"
    elif instruction == "bitcast":
        made = f"bitcast {typed[0]} to {_type(gives, width)}"
    elif instruction == "select":
        made = f"select {', '.join(typed)}"
    else:
        made = f"{instruction} {types[0]} {', '.join(operands)}"
    return f"  %{target} = {made}"
