"""An export is there whole or not at all, and overwrites only what it is told to."""

import errno

import pytest

from simulator.errors import OutputError
from simulator.report.export.place import folder_placed, placed, unwritable


def test_a_file_is_put_in_its_place_when_it_is_whole(tmp_path):
    final = tmp_path / "deep/out.bin"
    with placed(final, overwrite=False) as draft:
        draft.write_bytes(b"1")
        assert not final.exists()
    assert final.read_bytes() == b"1"
    assert [path.name for path in final.parent.iterdir()] == ["out.bin"]


def test_a_broken_export_leaves_what_was_there(tmp_path):
    final = tmp_path / "out.bin"
    final.write_bytes(b"old")
    with pytest.raises(RuntimeError), placed(final, overwrite=True) as draft:
        draft.write_bytes(b"half")
        raise RuntimeError
    assert final.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.bin"]


def test_a_folder_gets_its_files_when_all_are_whole(tmp_path):
    final = tmp_path / "deep/out"
    with folder_placed(final, overwrite=False) as draft:
        (draft / "a").write_bytes(b"1")
        (draft / "b").write_bytes(b"2")
        assert not final.exists()
    assert {path.name: path.read_bytes() for path in final.iterdir()} == {"a": b"1", "b": b"2"}
    with pytest.raises(RuntimeError), folder_placed(final, overwrite=True) as draft:
        (draft / "a").write_bytes(b"half")
        raise RuntimeError
    assert (final / "a").read_bytes() == b"1"
    assert [path.name for path in final.parent.iterdir()] == ["out"]


def test_what_is_there_is_overwritten_only_on_demand(tmp_path):
    final = tmp_path / "out.bin"
    final.write_bytes(b"old")
    with pytest.raises(OutputError) as file, placed(final, overwrite=False):
        pass
    expected = "Expected a new name. Name another with -o, or add --overwrite."
    assert str(file.value) == f"{final}: the file exists already. {expected}"
    with pytest.raises(OutputError) as folder, folder_placed(tmp_path, overwrite=False):
        pass
    assert str(folder.value) == f"{tmp_path}: the folder is not empty. {expected}"
    with placed(final, overwrite=True) as draft:
        draft.write_bytes(b"new")
    assert final.read_bytes() == b"new"
    with folder_placed(tmp_path, overwrite=True) as draft:
        (draft / "more").touch()
    assert {path.name for path in tmp_path.iterdir()} == {"out.bin", "more"}


def test_files_and_folders_are_not_confused(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(OutputError) as folder, placed(tmp_path, overwrite=True):
        pass
    assert str(folder.value) == f"{tmp_path}: it is a folder. Expected the name of a file. Name one with -o."
    with pytest.raises(OutputError) as file, folder_placed(tmp_path / "file", overwrite=True):
        pass
    assert str(file.value) == f"{tmp_path / 'file'}: it is a file. Expected a folder. Name one with -o."


def test_results_are_not_mixed_with_an_export(tmp_path):
    (tmp_path / "manifest.json").touch()
    with pytest.raises(OutputError) as mixed, folder_placed(tmp_path, overwrite=True):
        pass
    told = "it holds results. Expected a folder of its own for an export. Name one with -o."
    assert str(mixed.value) == f"{tmp_path}: {told}"


@pytest.mark.parametrize("place", [placed, folder_placed])
def test_a_full_disk_is_told_with_the_way_out(tmp_path, place):
    with pytest.raises(OutputError) as full, place(tmp_path / "out", overwrite=False):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert str(full.value) == (
        f"{tmp_path / 'out'}: it cannot be written: No space left on device. Expected a place with room. "
        "Make room or gain the permission, or name another place with -o."
    )
    assert not list(tmp_path.iterdir())


def test_an_error_without_words_is_named(tmp_path):
    assert "it cannot be written: OSError." in str(unwritable(tmp_path, OSError()))
    assert "it cannot be written: broken." in str(unwritable(tmp_path, OSError("broken")))
    told = (
        "Can't close file (file write failed: time = now\n, errno = 28, error message = 'No space left on device', buf)"
    )
    assert "it cannot be written: No space left on device. Expected" in str(unwritable(tmp_path, OSError(told)))
