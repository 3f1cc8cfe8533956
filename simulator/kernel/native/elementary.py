"""The elementary functions of native programs as LLVM IR: exp, log and power for vectors of members.

Every lane is computed by the same IEEE operations, and a branch that one lane asks for changes no other: a member has
the same bits at every vector width. Where a machine has no fused multiply-add, LLVM calls the C library's, which rounds
the same.
"""

from __future__ import annotations

from simulator.kernel.native.exp import EXP
from simulator.kernel.native.log import LOG
from simulator.kernel.native.notation import function
from simulator.kernel.native.power import POWER, SHORT_CUTS


def elementary_functions(width: int, attributes: str = "noinline") -> str:
    """Return the IR that defines @exp.vW(x), @log.vW(x) and @power.vW(x, y).

    width:      W, the members in a vector; for 1 they are plain doubles.
    attributes: of each function, alwaysinline or noinline.
    Source:     see exp.py, log.py and power.py.
    """
    return "\n".join(
        (
            function(("exp", ("power",)), EXP, width, attributes),
            function(("log", ("size",)), LOG, width, attributes),
            function(("plain_power", ("x", "y")), POWER, width, "alwaysinline"),
            function(("short_cuts", ("signed", "x", "y")), SHORT_CUTS, width, "noinline"),
            _power(width, attributes),
        )
    )


def _power(width: int, attributes: str) -> str:
    """Return the IR of power: the short cuts are looked at only where a member takes one."""
    kind, truth = ("double", "i1") if width == 1 else (f"<{width} x double>", f"<{width} x i1>")
    lines = [f"  %signed = call {kind} @plain_power.v{width}({kind} %x, {kind} %y)"]
    for name, exponent in (("squares", "2.0"), ("roots", "0.5"), ("inverts", "-1.0")):
        written = exponent if width == 1 else f"splat (double {exponent})"
        lines.append(f"  %{name} = fcmp oeq {kind} %y, {written}")
    lines += [f"  %two = or {truth} %squares, %roots", f"  %some = or {truth} %two, %inverts"]
    if width > 1:
        lines.append(f"  %any = call i1 @llvm.vector.reduce.or.v{width}i1({truth} %some)")
    return "\n".join(
        [
            f"define internal {kind} @power.v{width}({kind} %x, {kind} %y) {attributes} {{",
            "entry:",
            *lines,
            f"  br i1 {'%some' if width == 1 else '%any'}, label %cut, label %done",
            "cut:",
            f"  %value = call {kind} @short_cuts.v{width}({kind} %signed, {kind} %x, {kind} %y)",
            "  br label %done",
            "done:",
            f"  %result = phi {kind} [ %signed, %entry ], [ %value, %cut ]",
            f"  ret {kind} %result",
            "}",
            "",
        ]
    )
