"""YAML to nodes with places."""

import math

import pytest

from simulator.scenario.place import Place
from simulator.scenario.read import Items, Node, Pairs, Scalar, describe, mistyped, number_of, parse, read


def parsed(text: str) -> Node:
    """Parse text without faults."""
    node, faults = parse(text, "a.yaml")
    assert not faults
    assert node is not None
    return node


def test_two_comments_at_one_place_are_no_matter():
    """The YAML library cannot keep both: a note, and the blank lines of an empty block."""
    root = parsed("s:  # x\n  |\n\nb: 1\n")
    assert isinstance(root, Pairs)
    assert [(key.text, key.place.line) for key, _ in root.pairs] == [("s", 1), ("b", 4)]


def test_every_key_and_value_has_its_place():
    root = parsed("model: city\nset:\n  hukou effort: {2025: 0,\n    2028: 0.4}\nextends: [a, b]\n")
    assert isinstance(root, Pairs)
    (model, city), (_, settings), (_, extended) = root.pairs
    assert (model.place, city.place) == (Place("a.yaml", 1, 1), Place("a.yaml", 1, 8))
    assert isinstance(settings, Pairs)
    ((lever, path),) = settings.pairs
    assert (lever.text, lever.place, path.place) == ("hukou effort", Place("a.yaml", 3, 3), Place("a.yaml", 3, 17))
    assert isinstance(path, Pairs)
    assert [key.place for key, _ in path.pairs] == [Place("a.yaml", 3, 18), Place("a.yaml", 4, 5)]
    assert isinstance(extended, Items)
    assert [each.place.column for each in extended.items] == [11, 14]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.4", 0.4),
        ("-1e-3", -0.001),
        ("+.5", 0.5),
        ("12", 12),
        ("1e400", math.inf),
        (".inf", math.inf),
        ("true", True),
        ("no", "no"),
        ("on", "on"),
        ("012", 12),
        ("0x10", "0x10"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("2025-01-01", "2025-01-01"),
        ("'0.4'", "0.4"),
        ('"null"', "null"),
        ("~", None),
        ("5.5 %/year", "5.5 %/year"),
        ("base TFP growth[trad]", "base TFP growth[trad]"),
    ],
)
def test_values_are_read_as_yaml_1_2(text, value):
    root = parsed(f"a: {text}")
    assert isinstance(root, Pairs)
    node = root.pairs[0][1]
    assert isinstance(node, Scalar)
    assert (node.value, type(node.value)) == (value, type(value))


def test_not_a_number_is_a_number():
    assert math.isnan(number_of(".nan") or 0)
    assert number_of("nan") is None


def test_a_name_with_elements_is_a_key():
    root = parsed("base TFP growth[trad]: 0.02")
    assert isinstance(root, Pairs)
    assert root.pairs[0][0].text == "base TFP growth[trad]"


def test_an_empty_value_stands_at_its_key():
    root = parsed("a:\nb:\n")
    assert isinstance(root, Pairs)
    assert [value.place for _, value in root.pairs] == [Place("a.yaml", 1, 1), Place("a.yaml", 2, 1)]


def test_a_key_may_stand_once_in_each_map():
    node, faults = parse("a: 1\nb: {a: 1}\na: 2\n", "a.yaml")
    assert isinstance(node, Pairs)
    assert [(key.text, getattr(value, "value", None)) for key, value in node.pairs] == [("a", 1), ("b", None)]
    assert [str(each.place) for each in faults] == ["a.yaml:3:1"]


def test_a_map_is_no_key():
    _, faults = parse("{a: 1}: 2\n? [b]\n: 3\n", "a.yaml")
    assert [each.text.split(".")[0] for each in faults] == ["a map is used as a key", "a list is used as a key"]


def test_a_circle_of_aliases_is_refused():
    node, faults = parse("a: &a {b: *a}\n", "a.yaml")
    assert node is None
    assert [str(each.place) for each in faults] == ["a.yaml:1:11"]


def test_without_a_file_there_are_no_lines():
    node, _ = parse("{2025: 0}", "--set", in_file=False)
    assert node is not None
    assert node.place == Place("--set")


def test_describe():
    root = parsed("{a: [1], b: {c: 1}, d: word, e: 5.5, f: , g: 'x', h: true}")
    assert isinstance(root, Pairs)
    told = [describe(value) for _, value in root.pairs]
    assert told == ["a list", "a map", "'word'", "5.5", "nothing", "'x'", "true"]
    assert describe(parsed("w" * 200)) == repr("w" * 57 + "...")


def test_read_from_a_file(tmp_path):
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    node, faults = read(tmp_path / "a.yaml", "a.yaml")
    assert isinstance(node, Pairs)
    assert not faults
    assert [(key.text, getattr(value, "value", None)) for key, value in node.pairs] == [("a", 1), ("b", 2)]
    assert read(tmp_path, "a.yaml")[0] is None


@pytest.mark.parametrize(
    ("text", "place", "mark"),
    [
        ("set：\n  hukou effort: 0.4", "a.yaml:1:4", "：'. Expected 'set:'"),
        ("a: 1\nset: {x: {2026: 40，2030: 60}}", "a.yaml:2:19", "，'. Expected 'set: {x: {2026: 40, 2030: 60}}'"),
        ("text: 落户，更快：好\nset: {x: {2026: 1，2027: 2}}", "a.yaml:2:18", "，'"),
        ("set: {x： {2026: 1}}", "a.yaml:1:8", "：'"),
    ],
)
def test_a_full_width_mark_that_breaks_the_syntax_is_the_cause(text, place, mark):
    node, (fault,) = parse(text, "a.yaml")
    assert node is None
    assert str(fault.place) == place
    assert f"holds the full-width '{mark}" in fault.text


def test_a_full_width_mark_elsewhere_is_not_the_cause():
    _, (fault,) = parse("text: 落户，更快：好\nset: {x: 1", "a.yaml")
    assert fault.text.startswith("this is not YAML: ")


@pytest.mark.parametrize("style", [">", ">-", "|"])
def test_folded_texts_hold_no_marks_of_folding(style):
    node, faults = parse(f"a: {style}\n  one two\n  three\n\n  four\n", "a.yaml")
    assert not faults
    assert isinstance(node, Pairs)
    value = node.pairs[0][1]
    assert isinstance(value, Scalar)
    assert value.text.split() == ["one", "two", "three", "four"]
    assert "\a" not in value.text


def test_empty_lists_and_maps_are_told_apart():
    node, _ = parse("{a: [], b: {}, c: [1], d: {e: 1}}", "a.yaml")
    assert isinstance(node, Pairs)
    assert [describe(value) for _, value in node.pairs] == ["an empty list", "an empty map", "a list", "a map"]


def test_only_texts_are_mistyped():
    node, _ = parse("a： 1", "a.yaml")
    assert node is not None
    assert mistyped(node).startswith("'a： 1' holds the full-width '：'. Expected 'a: 1'.")
    for text in ("[a]", "{a: 1}", "3", "some"):
        node, _ = parse(text, "a.yaml")
        assert node is not None
        assert mistyped(node) == ""
