"""What makes a file a batch."""

from simulator.scenario.batch_words import batch_words, of_a_batch, ranged, without_ranges
from simulator.scenario.layer import Layer, read_layer
from simulator.scenario.read import Pairs, parse

TEXT = """
impose:
  GDP: {growth: [4 %/year, 5 %/year], from: 2025}
  population: {growth: 1 %/year, from: 2025}
sweep: {a: [1, 2]}
"""


def layer(text: str) -> Layer:
    """Read one layer."""
    root, _ = parse(text, "a.yaml")
    assert isinstance(root, Pairs)
    return read_layer(root, "a.yaml")[0]


def test_words_stand_in_the_order_of_the_file():
    words = batch_words(layer(TEXT))
    assert [(word, place.line) for word, place in words] == [
        ("the range of growth rates of GDP", 3),
        ("'sweep'", 5),
    ]
    assert not batch_words(layer("set: {a: 1}\nimpose: {GDP: {2025: 1}}"))


def test_a_fault_names_all_and_the_command():
    assert str(of_a_batch(layer(TEXT), "scenarios/mine.yaml")) == (
        "a.yaml:3:3: the range of growth rates of GDP and 'sweep' make a batch. Expected a single scenario. "
        "Run it with simulator batch scenarios/mine.yaml, or remove them."
    )
    assert of_a_batch(layer("sweep: {a: [1]}"), "b.yaml").text == (
        "'sweep' makes a batch. Expected a single scenario. Run it with simulator batch b.yaml, or remove it."
    )


def test_ranges_are_left_out():
    whole = layer(TEXT)
    assert [entry.name.text for entry in ranged(whole)] == ["GDP"]
    assert [entry.name.text for entry in without_ranges(whole).impositions] == ["population"]
    plain = layer("set: {a: 1}")
    assert without_ranges(plain) is plain
