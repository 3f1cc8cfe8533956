"""Who reads whom."""

from simulator.structure.graph import graph_of
from tests.small_models import small_model


def test_links_of_stocks_smooths_and_starts():
    model = small_model(
        "s= INTEG(a-s/t, first)\nfirst= 2*seed\nseed= 1\nt= 5\na= SMOOTH(b, delay)\nb= s+l(s)\ndelay= 3\nl((0,0),(9,1))"
    )
    graph, number = graph_of(model), model.numbers
    named = {model.variables[each].name for each in graph.reads[number["s"]]}
    assert named == {"s", "a", "t"}
    assert [model.variables[each].name for each in graph.starts[number["s"]]] == ["first"]
    smooth = next(place for place, each in enumerate(model.variables) if each.hidden)
    assert graph.reads[number["a"]] == (smooth,)
    assert set(graph.reads[smooth]) == {number["b"], number["delay"], smooth}
    assert graph.feeds[number["seed"]] == (number["first"],)
    assert number["s"] in graph.starts_of[number["first"]]
    assert graph.n_links == sum(len(each) for each in graph.feeds)


def test_an_array_is_one_node():
    model = small_model("r: a, b\nx[r]= INTEG(y[r], 1)\ny[a]= x[b]\ny[b]= SUM(x[r!])")
    graph, number = graph_of(model), model.numbers
    assert graph.reads[number["y"]] == (number["x"],)
    assert graph.reads[number["x"]] == (number["y"],)
