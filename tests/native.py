"""Compile the elementary functions alone, for tests and benchmarks: arrays in, arrays out."""

import ctypes
from collections.abc import Callable
from dataclasses import dataclass

import llvmlite.binding as llvm
import numpy as np

from simulator.kernel.native.elementary import elementary_functions

ARGUMENTS = {"exp": 1, "log": 1, "power": 2}
WIDEST = 16


@dataclass(frozen=True)
class Elementary:
    """The compiled functions of one width, kept alive with the engine that holds them."""

    engine: llvm.ExecutionEngine
    functions: dict[str, Callable[..., None]]

    def __call__(self, name: str, *arguments: np.ndarray) -> np.ndarray:
        """Evaluate a function on arrays of one length."""
        size = len(arguments[0])
        padded = [np.concatenate([each, np.ones(-size % WIDEST)]).astype(float) for each in arguments]
        result = np.empty(len(padded[0]))
        self.into(name, padded, result)
        return result[:size]

    def into(self, name: str, arguments: list[np.ndarray], result: np.ndarray) -> None:
        """Evaluate into an array whose length is a multiple of the widest vector."""
        self.functions[name](*(each.ctypes.data for each in (*arguments, result)), len(result))


def loop(name: str, width: int) -> str:
    """Return the IR of a function that applies one of ours to arrays."""
    kind = "double" if width == 1 else f"<{width} x double>"
    places = range(ARGUMENTS[name])
    taken = ", ".join(f"ptr noalias %from{i}" for i in places)
    loads = "\n".join(
        f"  %at{i} = getelementptr double, ptr %from{i}, i64 %place\n  %value{i} = load {kind}, ptr %at{i}, align 8"
        for i in places
    )
    given = ", ".join(f"{kind} %value{i}" for i in places)
    return f"""
define void @{name}({taken}, ptr noalias %to, i64 %count) {{
before:
  br label %each
each:
  %place = phi i64 [0, %before], [%next, %each]
{loads}
  %result = call {kind} @{name}.v{width}({given})
  %there = getelementptr double, ptr %to, i64 %place
  store {kind} %result, ptr %there, align 8
  %next = add i64 %place, {width}
  %more = icmp slt i64 %next, %count
  br i1 %more, label %each, label %after
after:
  ret void
}}
"""


def compiled(width: int, attributes: str = "noinline", features: str | None = None) -> Elementary:
    """Compile the functions for one width. features: of the machine; this machine's when left out."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    text = elementary_functions(width, attributes) + "".join(loop(name, width) for name in ARGUMENTS)
    module = llvm.parse_assembly(text)
    module.verify()
    machine = llvm.Target.from_default_triple().create_target_machine(
        cpu=llvm.get_host_cpu_name() if features is None else "",
        features=llvm.get_host_cpu_features().flatten() if features is None else features,
        opt=3,
    )
    builder = llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options(speed_level=3))
    builder.getModulePassManager().run(module, builder)
    engine = llvm.create_mcjit_compiler(module, machine)
    engine.finalize_object()
    pointer = ctypes.c_void_p
    functions = {
        name: ctypes.CFUNCTYPE(None, *[pointer] * (count + 1), ctypes.c_int64)(engine.get_function_address(name))
        for name, count in ARGUMENTS.items()
    }
    return Elementary(engine, functions)
