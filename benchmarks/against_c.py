"""How near is the LLVM program to its limit: the same program, instruction for instruction, as C with vectors?

The C is printed from the very text that LLVM compiles: specialized for the same design, as many members in a vector,
with the same vector functions; it is called by the same march over the same memory. It is compiled as written (the
same bits) and with multiplications and additions fused as the compiler likes; the faster one is the limit.
"""

import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks._c_program import AS_WRITTEN, address_in, compiled, has_compiler
from benchmarks._c_text import c_name, c_text
from benchmarks._each import measure_each
from benchmarks._engine import batch_program, enough, run, stream
from benchmarks._halves import halved
from benchmarks._llvm_text import read_module
from benchmarks._record import Reach, Row
from benchmarks._timing import compared, per
from benchmarks._workload import Workload
from simulator.kernel.batch import BatchProgram
from simulator.kernel.native.machine import Code

try:
    import llvmlite.binding as llvm
except ImportError:
    llvm = None

QUESTION = "How many times the time of the same specialized program as C with explicit vectors does LLVM take?"
REACH = Reach("at most", 1.2)
# Members whose bits are compared; how long a batch takes, and how often it is taken.
CHECKED, SECONDS, TIMES = 500, 0.4, 11
WAYS = {"C, the same bits": (AS_WRITTEN,), "C, fused freely": ()}


def as_c(program: BatchProgram, folder: Path, more: tuple[str, ...]) -> BatchProgram:
    """Return the same program, compiled by the C compiler. folder: to write in. more: flags of the compiler."""
    native = program.native
    assert native is not None
    text = c_text(halved(read_module(str(llvm.parse_assembly(native.emitted.text)))))
    library = compiled(text, folder, more)
    addresses = {name: address_in(library, c_name(name)) for name in native.code.addresses}
    return replace(program, native=replace(native, code=Code(library, addresses, False)))


def rows_of(workload: Workload) -> list[Row]:
    """Measure one model; nothing, saying so, where it does not run on LLVM."""
    program = batch_program(workload)
    if program.native is None:
        print(f"{workload.name}: {program.notice}; skipped.")
        return []
    with tempfile.TemporaryDirectory() as folder:
        return [row_of(workload, program, Path(folder))]


def row_of(workload: Workload, program: BatchProgram, folder: Path) -> Row:
    """Measure one model. folder: to write in."""
    values, members = workload.draw(CHECKED), enough(program, workload, SECONDS)
    wanted = run(program, workload, values).values
    found, said = {}, []
    for way, more in WAYS.items():
        peer = as_c(program, folder, more)
        same = np.array_equal(run(peer, workload, values).values.view(np.int64), wanted.view(np.int64))
        if more and not same:
            raise RuntimeError("the C program gives other bits than LLVM's")
        found[way] = compared(
            lambda: stream(program, workload, members), lambda p=peer: stream(p, workload, members), TIMES
        )
        said.append(f"{way} {per(found[way].ours.median / members)}")
    limit = max(found.values(), key=lambda each: each.ratio.median)
    words = f"LLVM {per(limit.theirs.median / members)}, {', '.join(said)}"
    return Row("explicit-vector C", words, limit.ratio.median, limit.ratio.spread, workload.name, REACH)


def main() -> None:
    """Print the ratio of every model."""
    if not has_compiler():
        print("There is no C compiler (cc) on this machine; skipped.")
        return
    if llvm is None:
        print("llvmlite is not installed; skipped.")
        return
    measure_each(QUESTION, rows_of)


if __name__ == "__main__":
    main()
