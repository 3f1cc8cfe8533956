"""Random small models that call everything the kernel can do, and random inputs for them."""

from dataclasses import dataclass, field
from random import Random

import numpy as np

from simulator.kernel import CompiledModel

# Templates of expressions; {0}, {1}, {2} are parts. Most keep values tame, some run to infinity or to no number at all.
CALLS = (
    "({0}+{1})",
    "({0}-{1})",
    "({0}*{1})",
    "(-{0})",
    "({0}/(1+ABS({1})))",
    "({0}/{1})",
    "EXP(-ABS({0}))",
    "EXP({0})",
    "LN(1+ABS({0}))",
    "LN({0})",
    "LOG(2+ABS({0}),base)",
    "SQRT(ABS({0}))",
    "(1+ABS({0}))^2",
    "(1+ABS({0}))^0.5",
    "(1+ABS({0}))^(-1)",
    "(1+ABS({0}))^1.7",
    "(1+ABS({0}))^exponent",
    "(1+ABS({0}))^MIN(3,ABS({1}))",
    "POWER(1+ABS({0}),exponent)",
    "MIN({0},{1})",
    "MAX({0},{1})",
    "ABS({0})",
    "SIN({0})",
    "COS({0})",
    "TAN({0})",
    "ARCSIN(SIN({0}))",
    "ARCCOS(COS({0}))",
    "ARCTAN({0})",
    "SINH(MIN(2,ABS({0})))",
    "COSH(MIN(2,{0}))",
    "TANH({0})",
    "INTEGER({0})",
    "MODULO({0},3)",
    "MODULO({0},ABS({1}))",
    "QUANTUM({0},0.3)",
    "IF THEN ELSE({0}>{1},{2},{0})",
    "IF THEN ELSE({0}>=0:AND:{1}<1,{2},{1})",
    "IF THEN ELSE({0}<=0:OR:{1}<>1,{2},{1})",
    "IF THEN ELSE(:NOT:{0}=0,{2},{1})",
    "ZIDZ({0},{1})",
    "XIDZ({0},{1},base)",
    "STEP({0},when)",
    "RAMP({0},when,4)",
    "({0}*PULSE(when,0.6))",
    "({0}*PULSE TRAIN(0.3,0.4,1.1,3))",
    "curve({0})",
    "WITH LOOKUP({0},((-1,0),(0,0.3),(0,1),(2,-1)))",
)
MEMORIES = (
    "SMOOTH({0},length)",
    "SMOOTHI({0},length,{1})",
    "SMOOTH3({0},length)",
    "SMOOTH3I({0},length,{1})",
    "SMOOTH N({0},length,{1},2)",
    "DELAY1({0},length)",
    "DELAY1I({0},length,{1})",
    "DELAY3({0},length)",
    "DELAY3I({0},length,{1})",
    "DELAY N({0},length,{1},4)",
    "TREND({0},length,0.1)",
    "INITIAL({0})",
    "ACTIVE INITIAL({0},{1})",
)
HELD = (
    "DELAY FIXED({0},length,{1})",
    "DELAY FIXED({0},ABS({1}),0.3)",
    "SAMPLE IF TRUE({0}>0,{0},{1})",
    "FORECAST({0},length,2)",
    "NPV({0},0.05,{1},2)",
    "RANDOM 0 1()*{0}",
    "RANDOM UNIFORM({1},2,1)",
    "RANDOM NORMAL(-2,3,{1},0.5,c1)",
    "RANDOM EXPONENTIAL(0,9,{1},0.5,7)",
    "RANDOM GAMMA(0,9,ABS({1}),0,0.5,7)",
    "RANDOM BETA(0,1,ABS({1}),2,0,1,7)",
    "RANDOM WEIBULL(0,9,ABS({1}),0,1,7)",
    "RANDOM TRIANGULAR(-9,9,-1,{1},1,7)",
    "RANDOM POISSON(0,50,ABS({1}),0,1,7)",
    "RANDOM BINOMIAL(0,50,0.3,5,{1},1,7)",
    "RANDOM NEGATIVE BINOMIAL(0,50,0.3,5,{1},1,7)",
)
REDUCTIONS = ("SUM", "PROD", "VMIN", "VMAX")
FIXED = """
curve((-2,1),(0,0),(0.5,2),(3,1.5))
base=3
exponent=2
when=1.5
length=1.3
"""


@dataclass
class Writer:
    """Writes the equations of one random model. known: names of scalars and of arrays over `cell`, in order."""

    random: Random
    n_cells: int
    scalars: list[str] = field(default_factory=list)
    arrays: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def part(self, depth: int, array: bool) -> str:
        """Write one expression. array: whether it may read arrays by the subscript of its left side."""
        if depth == 0 or self.random.random() < 0.15:
            return self.leaf(array)
        if self.arrays and self.random.random() < 0.12:
            inner = f"{self.random.choice(self.arrays)}[cell!]*{self.random.choice(self.scalars)}"
            return f"{self.random.choice(REDUCTIONS)}({inner})"
        return self.random.choice(CALLS).format(*(self.part(depth - 1, array) for _ in range(3)))

    def leaf(self, array: bool) -> str:
        """Write a number, the time, or a name."""
        if self.random.random() < 0.2:
            return self.random.choice(["Time", "0.5", "2", "TIME STEP", "1e-3"])
        if array and self.random.random() < 0.6:
            return f"{self.random.choice(self.arrays)}[cell]"
        return self.random.choice(self.scalars)

    def add(self, line: str, name: str, array: bool) -> None:
        """Keep an equation and make its name known."""
        self.lines.append(line)
        (self.arrays if array else self.scalars).append(name)

    def constants(self) -> None:
        """Write the inputs."""
        for number in range(4):
            self.add(f"c{number}={self.random.uniform(-2, 2):.3f}", f"c{number}", False)
        for number in range(2):
            numbers = ",".join(f"{self.random.uniform(-2, 2):.3f}" for _ in range(self.n_cells))
            self.add(f"k{number}[cell]={numbers}", f"k{number}", True)

    def equations(self) -> None:
        """Write stocks, auxiliaries over both and functions with a memory."""
        for number in range(3):
            self.add(f"s{number}=INTEG(SIN({self.part(2, False)}),c{number})", f"s{number}", False)
        self.add(f"t0[cell]=INTEG(SIN({self.part(2, True)})-k1[cell]*t0[cell]*0.1,k0[cell])", "t0", True)
        for number in range(10):
            array = self.random.random() < 0.5
            name, left = f"a{number}", f"a{number}[cell]" if array else f"a{number}"
            memory = self.random.choice(MEMORIES) if self.random.random() < 0.35 else "{0}"
            written = memory.format(self.part(3, array), self.part(1, array))
            self.add(f"{left}={written}", name, array)
        self.lines.append("grid[row,cell]=weight[row]*k0[cell]+t0[cell]")
        self.lines.append("by_row[row]=SUM(grid[row,cell!])+VMAX(grid[row,cell!])")

    def held(self) -> None:
        """Write functions that hold a value over a step, and stocks that gather what they hold."""
        for number in range(6):
            array = self.random.random() < 0.5
            name, left = f"h{number}", f"h{number}[cell]" if array else f"h{number}"
            written = self.random.choice(HELD).format(self.part(2, array), self.part(1, array))
            self.add(f"{left}={written}", name, array)
        self.add(f"u0=INTEG(SIN({self.part(2, False)}),c0)", "u0", False)
        self.add(f"u1[cell]=INTEG(SIN({self.part(2, True)}),k0[cell])", "u1", True)


def random_equations(seed: int, held: bool = False) -> str:
    """Write a model of a few dozen equations; the number of cells runs from 1 to 130. held: with what is held."""
    random = Random(seed)
    n_cells = random.choice([1, 2, 3, 5, 8, 13, 33, 64, 100, 130])
    writer = Writer(random, n_cells)
    writer.constants()
    writer.equations()
    if held:
        writer.held()
    cells = ",".join(f"e{number}" for number in range(n_cells))
    ranges = f"cell: {cells}\nrow: up,down,far\nweight[row]=1,0.5,-2\n"
    return ranges + FIXED + "\n".join(writer.lines)


def random_inputs(compiled: CompiledModel, n_members: int, seed: int) -> np.ndarray:
    """Draw (input, member): some rows shared by all, some of a few exact values, some all different."""
    generator = np.random.default_rng(seed)
    inputs = np.repeat(compiled.defaults[:, None], n_members, axis=1)
    for place, name in enumerate(compiled.input_names):
        kind = generator.integers(4)
        if name == "exponent":
            inputs[place] = generator.choice([2.0, 0.5, -1.0, 3.0, 1.7, 0.0, 1.0], n_members)
        elif name.startswith("path"):
            inputs[place] *= 1.0 if kind < 2 else generator.uniform(0.5, 2.0, n_members)
        elif name in ("length", "when", "base"):
            inputs[place] = inputs[place] if kind < 2 else generator.uniform(1.1, 2.5, n_members)
        elif kind == 2 and name[0] in "ck":
            inputs[place] = generator.choice([0.0, -0.0, 1.0, 0.3], n_members)
        elif kind == 3 and name[0] in "ck":
            inputs[place] = generator.normal(0.0, 1.5, n_members)
    return inputs
