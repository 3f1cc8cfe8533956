"""calibrated.yaml reads back to the same values."""

from simulator.report.fit.fragment import fragment_text, write_fragment
from simulator.scenario.read import Pairs, parse
from tests.fits import calibrated


def test_the_fragment_sets_what_was_found(tmp_path):
    done = calibrated()
    root, faults = parse(fragment_text(done), "calibrated.yaml")
    assert not faults
    assert isinstance(root, Pairs)
    sections = {key.text: value for key, value in root.pairs}
    assert sections["model"].text == "small"
    assert {key.text: value.value for key, value in sections["set"].pairs} == dict(
        zip(("growth", "a", "b", "worth"), done.found.values.tolist(), strict=True)
    )
    write_fragment(tmp_path, done)
    assert (tmp_path / "calibrated.yaml").read_text(encoding="utf-8") == fragment_text(done)
