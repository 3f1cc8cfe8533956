"""The verdict matrix."""

import re
from collections import Counter

import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from simulator.report.font import missing_characters
from simulator.report.frame import save
from simulator.report.grouping import blocks, word_of
from simulator.report.matrix import draw_sign, matrix_figures
from simulator.report.outcome import Results
from simulator.report.palette import VERDICT_COLOURS
from simulator.report.words import LANGUAGES, say
from tests.unit.report.synthetic import broken, crowded, results

MADE = {"one": results(1), "three": results(3), "many": results(14), "broken": broken(), "crowded": crowded(2)}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MADE)
def test_every_target_and_scenario_is_written(name, language, tmp_path):
    made = MADE[name]
    (figure,) = matrix_figures(made, language)
    save(figure, tmp_path, "a")
    texts = [text.get_text() for text in (*figure.texts, *figure.axes[0].texts)]
    together = "".join(texts)
    for block in blocks(made):
        assert say(f"binding.{block.kind}", language) in texts
        for row in block.rows:
            name = row.target.name_en if language == "en" else row.target.name_zh
            assert name.replace(" ", "") in together.replace(" ", "")
    for outcome in made.outcomes:
        for word in outcome.scenario.title_in(language).split():
            assert word in together
    assert missing_characters(together) == ""


def signs(figure: Figure) -> Counter[str]:
    """Count the squares by the colour of their edge."""
    squares = [patch for patch in figure.axes[0].patches if isinstance(patch, FancyBboxPatch)]
    return Counter(to_hex(square.get_edgecolor()) for square in squares)


@pytest.mark.parametrize("made", [results(3), broken()], ids=["three", "broken"])
def test_one_sign_a_verdict_and_one_in_the_key(made: Results):
    words = [word_of(verdict) for block in blocks(made) for row in block.rows for verdict in row.verdicts]
    found = signs(next(matrix_figures(made, "en")))
    for word in ("met", "missed", "undecided", "imposed"):
        in_key = (2 if word == "met" else 1) if word in words else 0  # met has an outlined sign for history too
        assert found[VERDICT_COLOURS[word]] == words.count(word) + in_key


def test_values_stand_beside_signs_where_there_is_room():
    few = [text.get_text() for text in next(matrix_figures(results(3), "en")).axes[0].texts]
    many = [text.get_text() for text in next(matrix_figures(results(14), "en")).axes[0].texts]
    assert "62.4" in few and "62.4" not in many


def test_signs_differ_without_colours():
    strokes = {}
    for word in ("met", "missed", "too_close", "undecided", "imposed"):
        axes = Figure().add_subplot()
        draw_sign(axes, word, (0, 0), filled=True)
        strokes[word] = [tuple(map(tuple, line.get_xydata())) for line in axes.lines] + [
            text.get_text() for text in axes.texts
        ]
    assert len({str(each) for each in strokes.values()}) == 5


def test_long_rows_have_lines_and_nothing_is_cut():
    (figure,) = matrix_figures(results(3), "en")
    texts = [text.get_text() for text in figure.axes[0].texts]
    assert not [text for text in texts if "…" in text]
    place = texts.index("≥ mean growth of GDP, constant")
    assert re.fullmatch(r"2025 prices \([\d.]+; [\d.]+; [\d.]+ %.*\)", texts[place + 1])


def test_slanted_names_stay_on_the_page():
    (figure,) = matrix_figures(results(14), "en")
    figure.draw_without_rendering()
    width = figure.get_window_extent().x1
    assert all(text.get_window_extent().x1 <= width for text in figure.axes[0].texts)


def test_what_is_left_out_is_said():
    texts = [text.get_text() for text in next(matrix_figures(results(3), "en")).axes[0].texts]
    assert "Beside each kind: met / judged. Left out: not modelled 4, restatements 1." in texts
