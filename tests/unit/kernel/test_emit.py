import numpy as np

from simulator.kernel import compile_model
from tests.small_models import small_model

EQUATIONS = """
rate=0.1
twice=rate*2
x=INTEG(x*twice-drain,start+1)
start=twice*rate
drain=STEP(rate,2)
shown=x*drain
"""


def body(text, function):
    """Return the lines of one function of a program."""
    lines = text.splitlines()
    first = lines.index(f"    def {function}:") + 1
    last = next((place for place in range(first, len(lines)) if not lines[place].startswith(" " * 8)), len(lines))
    return [line.strip() for line in lines[first:last]]


def test_what_depends_on_inputs_alone_is_found_once():
    text = compile_model(small_model(EQUATIONS)).text
    head = text[: text.index("def initial")]
    assert "e1 = e0 * 2.0  # 'twice'" in head and "e3 = e1 * e0  # 'start'" in head
    assert body(text, "initial(t)") == ["s = np.empty((1, width))", "e2 = e3 + 1.0  # 'x'", "s[0] = e2", "return s"]


def test_flows_find_what_they_read_and_no_more():
    assert body(compile_model(small_model(EQUATIONS)).text, "net_flow(t, s)") == [
        "e2 = s[0]  # 'x'",
        "e4 = step(t, lead, e0, 2.0)  # 'drain'",
        "f = np.empty(s.shape)",
        "f[0] = e2 * e1 - e4  # 'x'",
        "return f",
    ]


def test_what_is_saved_finds_what_it_reads_and_no_more():
    assert body(compile_model(small_model(EQUATIONS), ["x", "rate"]).text, "observe(t, s)") == [
        "e2 = s[0]  # 'x'",
        "o = np.empty((2, s.shape[1]))",
        "o[0] = e2",
        "o[1] = e0",
        "return o",
    ]


def test_names_of_any_script_become_escaped_comments():
    text = compile_model(small_model("人口=INTEG(人口*0.01,5)\n\"a 'b' # c\"=人口*2")).text
    assert text.isascii() and "'\\u4eba\\u53e3'" in text
    compile(text, "text", "exec")


def test_the_state_is_not_changed_by_looking_at_it():
    compiled = compile_model(small_model("area: a,b\nx[area]=INTEG(x[area],1)\ny[area]=x[area]*2"))
    bound = compiled.bind(compiled.defaults[:, None], 0.25, True)
    stocks = bound.initial(0.0)
    kept = stocks.copy()
    bound.net_flow(0.0, stocks)
    bound.observe(0.0, stocks)[:] = 9
    assert np.array_equal(stocks, kept)
