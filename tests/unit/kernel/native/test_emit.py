"""Programs as text: nothing of the model's own text gets into it unescaped, equal models give equal text."""

import llvmlite.binding as llvm
import numpy as np
import pytest

from simulator.kernel import compile_model
from simulator.kernel.compiled import saved_elements
from simulator.kernel.native.call import Course
from simulator.kernel.native.emit import Emitted, emit_native
from simulator.model.model import Model
from tests.native_runs import members_of
from tests.small_models import Times, bits, small_model

EQUATIONS = """
area: town,land
a=2
each[area]=1,2
x[area]=INTEG(each[area]*a-x[area]*0.1,a)
y=SUM(x[area!])*Time
same=each[land]*2
"""
# Names that would end a comment, a string or a function, or stand for other characters, were they copied.
NAMES = (
    '"a quoted } name"',
    '"half ; of } it"',
    '"line\\nbreak"',
    '"\\0A}\\0Adefine void @f() {"',
    "城镇 人口",
    '"@llvm.trap() # %x $ 100"',
    "\"!metadata 'single' `tick`\"",
)


def emitted(model: Model, varied: list[int] | None = None, width: int = 4, method: str = "rk4") -> Emitted:
    return emit_native(model, saved_elements(model, None), varied, width, Course(method))


def checked(text: str) -> llvm.ModuleRef:
    module = llvm.parse_assembly(text)
    module.verify()
    return module


@pytest.mark.parametrize("width", [2, 4, 8])
@pytest.mark.parametrize("varied", [None, [], [0], [1], [0, 1]])
@pytest.mark.parametrize("method", ["euler", "rk2", "rk4"])
def test_the_text_is_a_module(varied, width, method):
    program = emitted(small_model(EQUATIONS), varied, width, method)
    names = {function.name for function in checked(program.text).functions if not function.is_declaration}
    parts = {"settle", "start", "flow", "observe", "march"}
    assert names >= {f"{each}.v1" for each in parts}
    assert (names >= {f"{each}.v{width}" for each in parts}) == (program.own is not None) == (varied != [])


def test_the_same_model_gives_the_same_text():
    assert emitted(small_model(EQUATIONS), [0]).text == emitted(small_model(EQUATIONS), [0]).text


@pytest.mark.parametrize("name", NAMES)
def test_names_do_not_get_into_the_text_as_they_are(name):
    equations = "q=2\nNAME=INTEG(q*0.1,q)\ny=NAME*Time+q"
    model = small_model(equations.replace("NAME", name), Times(0.0, 1.0, 0.5))
    text = emitted(model, [0]).text
    checked(text)
    assert text.isascii()
    plain = emitted(small_model(equations.replace("NAME", "x"), Times(0.0, 1.0, 0.5)), [0]).text
    assert text.count(";") == plain.count(";") + name.count(";")
    assert without_comments(text) == without_comments(plain)
    members_of(model, q=[2.0, 3.0])


def without_comments(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.lstrip().startswith(";")]


def test_a_line_break_in_a_name_stays_on_one_line():
    """Readers of other formats may let one through."""
    model = small_model("q=2\nx=INTEG(q*0.1,q)")
    plain = emitted(model).text
    for number, variable in enumerate(model.variables):
        if variable.name == "x":
            object.__setattr__(model.variables[number], "name", 'q\n}\r\n\x0b\u2028define void @start.v1() {\n"\\0A')
    assert without_comments(emitted(model).text) == without_comments(plain)
    assert len(emitted(model).text.split("\n")) == len(plain.split("\n"))


def test_inputs_of_members_are_told_by_their_places():
    model = small_model(EQUATIONS)
    assert emitted(model, [0]).varied == (0,)
    assert emitted(model, [1]).varied == (1, 2)
    assert emitted(model, []).varied == ()
    assert set(emitted(model, None).varied) == set(range(len(compile_model(model).input_names)))


def test_there_is_room_for_every_input_though_no_equation_reads_it():
    model = small_model("a=1\nb=2\nx=INTEG(0*x,a)")
    program = emit_native(model, saved_elements(model, ["x"]), [], 4, Course("rk4"))
    assert program.constants >= len(compile_model(model).input_names)


@pytest.mark.parametrize("save", [[], ["a"], ["each"], ["y"], ["same", "x[land]"], ["x"]])
def test_only_some_is_saved(save):
    model = small_model(EQUATIONS)
    some = members_of(model, save=save, a=[1.0, 2.0, 5.0])
    whole = members_of(model, a=[1.0, 2.0, 5.0])
    places = [whole.names.index(name) for name in some.names]
    assert np.array_equal(bits(some.values), bits(whole.values[:, places]))


ROWS = ",".join(f"r{row}" for row in range(12))
CROWDED = f"""
row: {ROWS}
u=1
k[row]={",".join(str(row + 1) for row in range(12))}
kept[row]=k[row]*(Time+1)*u
sum=SUM(kept[row!])
more[row]=k[row]+sum*Time
both=SUM(kept[row!]*more[row!])+VMAX(more[row!])
x[row]=INTEG(kept[row]+more[row]*both*1e-6,u)
last=SUM(kept[row!]*x[row!])
"""


def test_working_memory_is_given_to_one_at_a_time():
    """What rows of an equation are kept in stays theirs while others come and go."""
    members = members_of(small_model(CROWDED, Times(0.0, 1.0, 0.25)), u=[1.0, 2.0, -0.5])
    assert all(members.same_bits(name) for name in ("both", "x[r3]", "last", "kept[r11]"))


def test_working_memory_is_enough_for_the_function_that_needs_most():
    model = small_model(CROWDED)
    little = emit_native(model, saved_elements(model, ["u"]), None, 4, Course("rk4"))
    assert little.own.work >= 2 * 12
    assert emitted(model).own.work >= little.own.work
