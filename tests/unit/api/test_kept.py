"""A folder of results lives as long as what needs it."""

from pathlib import Path

from simulator.api.kept import Kept


def test_a_folder_of_ours_goes_with_the_last_that_holds_it():
    kept = Kept(None)
    other, folder = [kept], kept.folder
    (folder / "inside").mkdir()
    del kept
    assert folder.is_dir()
    other.clear()
    assert not folder.exists()


def test_a_folder_of_the_users_stays(tmp_path: Path):
    kept = Kept(tmp_path)
    assert kept.folder == tmp_path and not kept.is_temporary
    del kept
    assert tmp_path.is_dir()
