"""The elementary functions of native programs as LLVM IR: exp, log and power for vectors of members.

Every lane is computed by the same IEEE operations and nothing branches, so a member has the same bits at every vector
width; where a machine has no fused multiply-add, LLVM calls the C library's, which rounds the same.
"""

from __future__ import annotations

from simulator.kernel.native.exp import EXP
from simulator.kernel.native.log import LOG
from simulator.kernel.native.notation import function
from simulator.kernel.native.power import POWER


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
            function(("power", ("x", "y")), POWER, width, attributes),
        )
    )
