"""All pictures of a description."""

from simulator.report.describe.pictures import write_pictures
from tests.unit.report.describe.dairy import dairy


def test_one_picture_a_sector_and_one_of_the_whole(tmp_path):
    cows = dairy().structure.dominance(dairy().number("cows"))
    files = write_pictures(dairy(), "zh", tmp_path / "figures", [cows])
    assert [path.name for path in files] == [
        "model-overview-zh.png",
        "model-herd-zh.png",
        "model-pasture-zh.png",
        "model-control-zh.png",
        "model-loops-cows-zh.png",
    ]
    assert all(path.stat().st_size < 200_000 for path in files)
    again = write_pictures(dairy(), "zh", tmp_path / "again", [cows])
    assert [path.read_bytes() for path in files] == [path.read_bytes() for path in again]
