import pytest

from simulator.kernel.native.notation import function, polynomial


def test_a_function_of_one_member_and_of_several():
    body = "twice = add x x\nvalue = fma twice 0.5 -1.0"
    assert function(("same", ("x",)), body, 1, "noinline").splitlines() == [
        "define internal double @same.v1(double %x) noinline {",
        "  %twice = fadd double %x, %x",
        "  %value = call double @llvm.fma.f64(double %twice, double 0x3FE0000000000000, double 0xBFF0000000000000)",
        "  ret double %value",
        "}",
    ]
    several = function(("same", ("x",)), body, 4, "alwaysinline")
    assert "define internal <4 x double> @same.v4(<4 x double> %x) alwaysinline {" in several
    assert "@llvm.fma.v4f64(<4 x double> %twice, <4 x double> splat (double 0x3FE0000000000000)," in several


def test_integers_and_truths():
    body = "place = bits x\nmoved = plus place 0x10\nback = real moved\nunder = less x inf\nvalue = pick under back nan"
    lines = function(("f", ("x",)), body, 1, "noinline").splitlines()
    assert lines[1:-2] == [
        "  %place = bitcast double %x to i64",
        "  %moved = add i64 %place, 16",
        "  %back = bitcast i64 %moved to double",
        "  %under = fcmp olt double %x, 0x7FF0000000000000",
        "  %value = select i1 %under, double %back, double 0x7FF8000000000000",
    ]


@pytest.mark.parametrize("n_terms", [3, 4, 5, 8, 9])
def test_a_polynomial_adds_every_term(n_terms):
    terms = [float(3 + 2 * place) for place in range(n_terms)]
    values = {"z": 2.0}
    for line in polynomial("p", "z", terms).splitlines():
        target, _, operation, *words = line.split()
        given = [values[word] if word in values else float(word) for word in words]
        values[target] = given[0] * given[1] + (given[2] if operation == "fma" else 0.0)
    assert values["p"] == sum(term * 2.0**place for place, term in enumerate(terms))
