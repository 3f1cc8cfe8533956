"""Every equation of the Dezhou model has the dimensions of its variable: the walk that Vensim calls a units check."""

from fractions import Fraction

import pytest

from simulator.model.expression import Constant, Constants, Interpolation, Reduction, Reference, Time, TimeStep
from simulator.study import load_city
from simulator.units import parse_unit

SAME = ("+", "-", "min", "max")
COMPARISONS = ("<", "<=", ">", ">=", "=", "==", "<>", "!=")
PLAIN = ("exp", "ln", "sqrt", "sin", "cos")
KEPT = ("negative", "abs", "integer")

Dimensions = dict[str, Fraction]


def dimensions_of(text):
    return {base: Fraction(power) for base, power in parse_unit(text).dimensions}


def joined(left, right, sign):
    """Dimensions of a product (sign 1) or a quotient (sign -1)."""
    powers = {base: left.get(base, 0) + sign * right.get(base, 0) for base in left | right}
    return {base: power for base, power in powers.items() if power}


class Walk:
    """Finds the dimensions of expressions; None stands for a bare number, which takes what its place asks for."""

    def __init__(self, model):
        self.units = [dimensions_of(each.unit) if each.unit else None for each in model.variables]
        lookups = [each for each in model.variables if each.kind == "lookup"]
        assert len(lookups) == len(model.curves)
        self.curves = [dimensions_of(each.unit) for each in lookups]
        self.faults = []

    def of(self, node):
        if isinstance(node, Constant | Constants):
            return None
        if isinstance(node, Time | TimeStep):
            return dimensions_of("Year")
        if isinstance(node, Reference):
            return self.units[node.variable]
        if isinstance(node, Interpolation):
            self.of(node.argument)
            return self.curves[node.curves[0]]
        if isinstance(node, Reduction):
            return self.of(node.argument)
        return self.operation(node.function, node.arguments)

    def operation(self, function, arguments):
        parts = [self.of(each) for each in arguments]
        if function in ("*", "/"):
            left, right = ({} if part is None else part for part in parts)
            both_bare = parts[0] is None and parts[1] is None
            return None if both_bare else joined(left, right, 1 if function == "*" else -1)
        if function == "^":
            return self.power(parts, arguments[1])
        if function == "zidz":
            return joined(parts[0] or {}, parts[1] or {}, -1)
        if function == "xidz":
            return self.agreed(function, [joined(parts[0] or {}, parts[1] or {}, -1), parts[2]])
        if function in SAME:
            return self.agreed(function, parts)
        if function in COMPARISONS:
            self.agreed(function, parts)
            return {}
        if function == "if then else":
            return self.agreed(function, parts[1:])
        if function in PLAIN:
            self.agreed(function, [*parts, {}])
            return {}
        if function in ("and", "or", "not"):
            return {}
        assert function in KEPT, f"no rule for {function}"
        return parts[0]

    def power(self, parts, exponent):
        self.agreed("exponent", [parts[1], {}])
        if not parts[0]:
            return parts[0]
        if not isinstance(exponent, Constant):
            self.faults.append(f"{parts[0]} to a power that varies")
            return {}
        return {base: each * Fraction(exponent.value) for base, each in parts[0].items()}

    def agreed(self, function, parts):
        known = [part for part in parts if part is not None]
        if any(part != known[0] for part in known):
            self.faults.append(f"{function} of {' and '.join(map(str, known))}")
        return known[0] if known else None


@pytest.fixture(scope="module")
def model():
    return load_city("dezhou").model


def test_every_equation_has_the_dimensions_of_its_variable(model):
    walk, wrong = Walk(model), []
    for equation in model.equations:
        variable = model.variables[equation.variable]
        if not variable.unit:
            continue
        own = walk.units[equation.variable]
        rate = joined(own, dimensions_of("Year"), -1)
        asked = [(equation.expression, rate if equation.kind == "stock" else own), (equation.initial, own)]
        for expression, expected in asked:
            found = None if expression is None else walk.of(expression)
            if walk.faults or (found is not None and found != expected):
                wrong.append(f"{variable.name}: {found} is not {expected} {walk.faults}")
            walk.faults.clear()
    assert not wrong, "\n".join(wrong)
