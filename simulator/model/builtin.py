"""The functions a model may call: how many arguments each takes and the kernel operation it becomes."""

from __future__ import annotations

from dataclasses import dataclass

REDUCTIONS = {"sum": "sum", "prod": "prod", "vmin": "vmin", "vmax": "vmax", "vmin xmile": "vmin", "vmax xmile": "vmax"}
# Functions over the elements of arrays: name -> source.
ARRAYED = {
    "mean": "Stella Online Help, array builtins; XMILE 1.0, section 3.5",
    "stddev": "Stella Online Help, array builtins; over all elements, as pysimlin 0.8.5 computes it",
    "size": "XMILE 1.0, section 3.5, array builtins",
    "rank": "Stella Online Help, array builtins; of subscripted arrays as pysimlin 0.8.5 computes it",
    "elmcount": "Vensim Help, ELMCOUNT",
    "vector select": "Vensim Help, VECTOR SELECT",
    "vector sort order": "Vensim Help, VECTOR SORT ORDER",
    "vector rank": "Vensim Help, VECTOR RANK",
    "vector reorder": "Vensim Help, VECTOR REORDER",
    "vector elm map": "Vensim Help, VECTOR ELM MAP; SDEverywhere, vector: Vensim's output",
    "allocate available": "Vensim Help, ALLOCATE AVAILABLE; SDEverywhere, allocate_ptype: Vensim's output",
    "allocate by priority": "Vensim Help, ALLOCATE BY PRIORITY; test-models, allocate_by_priority: Vensim's output",
}
REDUCING = {*REDUCTIONS, "mean", "stddev", "size", "vector select"}
# Functions with a memory: how many arguments each takes as the reader hands it over.
STATEFUL: dict[str, tuple[int, ...]] = {
    "integ": (2,),
    "smooth": (4,),
    "delay": (4,),
    "delay of n": (4,),
    "trend": (3,),
    "forecast": (4,),
    "initial": (1,),
    "active initial": (2,),
    "npv": (4,),
    "get time value": (3,),
    "delay fixed": (3,),
    "sample if true": (3,),
    "previous": (1, 2),
}
# Those among them that no model calls so: the reader names a family of functions.
FAMILIES = {"integ", "smooth", "delay", "delay of n", "forecast"}


@dataclass(frozen=True, slots=True)
class Builtin:
    """An element-wise function. operation: its name in the kernels; arguments: how many it takes."""

    operation: str
    arguments: int
    source: str


_ARITHMETIC = "Vensim Reference Manual, operators; IEEE 754"
_VENSIM = "Vensim Reference Manual, functions"
_XMILE = "XMILE 1.0, section 3.5"

BUILTINS: dict[str, Builtin] = {
    **{name: Builtin(name, 2, _ARITHMETIC) for name in ("+", "-", "*", "/", "^")},
    **{name: Builtin(name, 2, _ARITHMETIC) for name in ("<", "<=", ">", ">=", "=", "<>", "and", "or")},
    "negative": Builtin("negative", 1, _ARITHMETIC),
    "not": Builtin("not", 1, _ARITHMETIC),
    "power": Builtin("^", 2, _VENSIM),
    "if then else": Builtin("if then else", 3, _VENSIM),
    "min": Builtin("min", 2, _VENSIM),
    "max": Builtin("max", 2, _VENSIM),
    "zidz": Builtin("zidz", 2, _VENSIM),
    "xidz": Builtin("xidz", 3, _VENSIM),
    "modulo": Builtin("modulo", 2, _VENSIM),
    "quantum": Builtin("quantum", 2, _VENSIM),
    "integer": Builtin("integer", 1, _VENSIM),
    "int": Builtin("floor", 1, "Stella Online Help, INT: the next integer below; XMILE 1.0, section 3.5"),
    "log": Builtin("log", 2, _VENSIM),
    "log10": Builtin("log10", 1, _XMILE),
    **{
        name: Builtin(name, 1, _VENSIM)
        for name in (
            "exp",
            "ln",
            "sqrt",
            "abs",
            "sin",
            "cos",
            "tan",
            "arcsin",
            "arccos",
            "arctan",
            "sinh",
            "cosh",
            "tanh",
        )
    },
    "step": Builtin("step", 2, _VENSIM),
    "ramp": Builtin("ramp", 3, _VENSIM),
    "xramp": Builtin("endless ramp", 2, _XMILE),
    "pulse": Builtin("pulse", 2, _VENSIM),
    # the translator hands PULSE TRAIN over as (start, interval, width, end)
    "pulse train": Builtin("pulse train", 4, _VENSIM),
    "xpulse": Builtin("shot", 2, _XMILE),
    "xpulse train": Builtin("shot train", 3, _XMILE),
}

# For functions that this release does not run: the nearest supported way.
NEAREST = {
    "lookup extrapolate": "a lookup with one more point at each end",
    "invert matrix": "the inverse as constants",
    "square root": "SQRT",
    "round": "INTEGER of the value and a half",
    "integ": "a stock",
    "smooth": "SMTH1",
    "delay": "DELAY1 or DELAY FIXED",
    "delay of n": "DELAY N",
    "forecast": "FORCST",
    "random pink noise": "SMOOTH of RANDOM NORMAL",
    "random lookup": "a lookup of RANDOM 0 1",
    "depreciate straightline": "a stock that gathers the stream, less DELAY FIXED of it, over the lifetime",
    "delay batch": "DELAY FIXED",
    "delay material": "DELAY FIXED",
    "delay conveyor": "DELAY FIXED",
    "shift if true": "SAMPLE IF TRUE of each element",
    "history": "DELAY of a fixed time",
    "find zero": "a stock that approaches it",
    "simultaneous": "a stock that approaches it",
    "lookup forward": "a lookup with points close together",
    "lookup backward": "a lookup with points close together",
}
