"""A page of targets, whatever stands in the columns of scenarios."""

import pytest

from simulator.report.frame import save
from simulator.report.grouping import blocks, target_text
from simulator.report.target_sheet import NARROW, WIDE, Filling, target_sheets
from simulator.report.words import say
from tests.unit.report.synthetic import results


@pytest.mark.parametrize(("n_scenarios", "cell"), [(2, WIDE), (14, NARROW)])
def test_every_target_is_given_to_whoever_draws(n_scenarios, cell, tmp_path):
    made, drawn, keys = results(n_scenarios), [], []
    filling = Filling(
        title="Title",
        subtitle="below it",
        notes=("a note",),
        cell=cell,
        tally=lambda block, position: f"{block.kind}{position}",
        draw=lambda sheet, row, y: drawn.append((row.target.id, y)),
        key=lambda sheet, y: keys.append(y),
    )
    (figure,) = target_sheets(made, "en", filling)
    rows = [row for block in blocks(made) for row in block.rows]
    assert [name for name, _ in drawn] == [row.target.id for row in rows]
    heights = [y for _, y in drawn]
    assert heights == sorted(heights) and keys[0] > heights[-1]
    texts = [text.get_text() for text in (*figure.texts, *figure.axes[0].texts)]
    assert {"Title", "below it", "a note", f"binding{n_scenarios - 1}"} <= set(texts)
    together = "".join(texts).replace(" ", "")
    assert all(target_text(row.target, "en").replace(" ", "") in together for row in rows)
    save(figure, tmp_path, "a", vector=False)


def test_the_foot_says_what_tallies_count():
    filling = Filling("t", "", (), WIDE, lambda *_: "", lambda *_: None, lambda *_: None, "batch.left_out")
    made = results(1)
    texts = " ".join(text.get_text() for text in next(target_sheets(made, "en", filling)).axes[0].texts)
    assert say("batch.left_out", "en", count=0, restated=0).split(" / ")[0] in texts
