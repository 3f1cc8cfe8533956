"""What is wrong with a macro itself; the wording is pinned in tests/fault/model/bad_macro.mdl."""

from simulator.model.macro import EVERYWHERE, Macro, unknown_names, without_recursion
from simulator.model.source import Component, Definition
from simulator.model.syntax import Call, Name, key_of


def macro(passage, name: str, right: Name | Call, **own: Name) -> Macro:
    text = passage(f"{name} = ...")
    bodies = {name: right, **own}
    definitions = tuple(Definition(key, "", "", (Component((), (), node, text),)) for key, node in bodies.items())
    return Macro(name, ("x",), (), (), definitions, text)


def test_inputs_own_variables_time_and_marked_names_are_known(passage):
    for key in ("x", "y", "time", "dt", "of the model$"):
        assert not list(unknown_names(macro(passage, "F", Name(key), y=Name("x")), EVERYWHERE))
    (fault,) = unknown_names(macro(passage, "F", Name("of the model")), EVERYWHERE)
    assert "no variable of macro 'F' 'of the model'. Nearest: 'F', 'x'. Rename or remove it." in fault


def test_a_macro_that_comes_back_to_itself_is_taken_out(passage):
    def named(name: str, called: str) -> Macro:
        return macro(passage, name, Call(called, (Name("x"),)))

    macros = {key_of(each.name): each for each in (named("A", "b"), named("B", "a"), named("C", "exp"))}
    faults = without_recursion(macros)
    assert [fault.partition(": ")[2].partition(".")[0] for fault in faults] == [
        "macro 'A' calls itself: A -> B -> A",
        "macro 'B' calls itself: B -> A -> B",
    ]
    assert [bool(each.definitions) for each in macros.values()] == [False, False, True]
