"""Machine code is kept under its content; whatever is wrong with what is kept, the results are the same."""

import ctypes
import os
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.kernel.native import machine as room
from simulator.kernel.native.machine import MOST_FILES, Machine, NoMachine, machine

TEXT = """
define double @twice(double %x) {
  %y = fmul double %x, 2.0
  ret double %y
}
"""


@pytest.fixture
def here(tmp_path: Path) -> Machine:
    return machine(tmp_path / "kept" / "code")


def twice(processor: Machine, text: str = TEXT) -> tuple[float, bool]:
    """Return twice 21 by compiled code, and whether the code was kept."""
    code = processor.code(text, ("twice",))
    found = ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_double)(code.addresses["twice"])(21.0)
    return found, code.from_cache


def kept(processor: Machine) -> list[Path]:
    return sorted(processor.folder.glob("*"))


def test_code_is_kept_and_found_again(here):
    assert twice(here) == (42.0, False)
    assert [path.suffix for path in kept(here)] == [".code"]
    assert twice(here) == (42.0, True) and len(kept(here)) == 1
    assert twice(machine(here.folder)) == (42.0, True)


def test_other_text_has_other_code(here):
    twice(here)
    assert twice(here, TEXT.replace("2.0", "3.0")) == (63.0, False)
    assert len(kept(here)) == 2


@pytest.mark.parametrize("part", ["versions", "processor", "features"])
def test_code_of_another_compiler_or_processor_is_not_taken(here, part):
    twice(here)
    other = {"versions": "another", "processor": "generic", "features": ""}[part]
    assert twice(replace(here, **{part: other})) == (42.0, False)
    assert len(kept(here)) == 2 and twice(here) == (42.0, True)


def cut(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


SPOILT = {
    "cut": cut,
    "cut to its head": lambda whole: whole[: len(room.MARK) + room.DIGEST_BYTES],
    "empty": lambda whole: b"",
    "one bit": lambda whole: whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:],
    "one bit of the digest": lambda whole: whole[:30] + bytes([whole[30] ^ 1]) + whole[31:],
    "more at the end": lambda whole: whole + b"\0",
    "other bytes": lambda whole: os.urandom(len(whole)),
    "text": lambda whole: b"no code",
    "another mark": lambda whole: b"simulator native code 0\n" + whole[len(room.MARK) :],
}


@pytest.mark.parametrize("how", SPOILT)
def test_spoilt_code_is_made_again(here, how):
    twice(here)
    (path,) = kept(here)
    path.write_bytes(SPOILT[how](path.read_bytes()))
    assert twice(here) == (42.0, False)
    assert twice(here) == (42.0, True)


def test_a_folder_in_the_place_of_code(here):
    twice(here)
    (path,) = kept(here)
    path.unlink()
    path.mkdir()
    assert twice(here) == (42.0, False)
    assert kept(here) == [path], "what could not be put in its place is left behind"


def test_a_file_where_the_folder_should_be(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    for folder in (tmp_path / "file", tmp_path / "file" / "inside"):
        assert twice(machine(folder)) == (42.0, False)
    assert (tmp_path / "file").read_text() == "not a folder"


def test_a_folder_that_may_not_be_written(here, monkeypatch):
    def refuse(*arguments, **options):
        raise PermissionError(13, "not yours")

    monkeypatch.setattr(room.tempfile, "NamedTemporaryFile", refuse)
    assert twice(here) == (42.0, False)
    assert twice(here) == (42.0, False)


def test_a_disk_that_is_full_leaves_nothing_behind(here, monkeypatch):
    def refuse(*arguments):
        raise OSError(28, "no space left")

    monkeypatch.setattr(room.os, "replace", refuse)
    assert twice(here) == (42.0, False)
    assert kept(here) == []


def test_the_oldest_are_dropped_beyond_a_number_and_other_files_are_left(here):
    twice(here)
    (first,) = kept(here)
    os.utime(first, (1, 1))
    (here.folder / "notes.txt").write_text("mine")
    for number in range(MOST_FILES - 1):
        room._write(here.folder / f"{number}.code", b"")
        os.utime(here.folder / f"{number}.code", (2 + number, 2 + number))
    assert first.exists() and len(kept(here)) == MOST_FILES + 1
    assert twice(here, TEXT.replace("2.0", "4.0")) == (84.0, False)
    assert not first.exists() and len(kept(here)) == MOST_FILES + 1
    assert (here.folder / "notes.txt").read_text() == "mine"
    assert twice(here) == (42.0, False)


def test_the_folder_is_the_one_that_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("SIMULATOR_CACHE", str(tmp_path / "named"))
    assert machine().folder == tmp_path / "named"
    assert machine(tmp_path / "other").folder == tmp_path / "other"


def test_without_a_name_it_is_the_systems_place(tmp_path, monkeypatch):
    monkeypatch.setattr(room.platformdirs, "user_cache_path", lambda name: tmp_path / name)
    for value in ("", None):
        monkeypatch.delenv("SIMULATOR_CACHE") if value is None else monkeypatch.setenv("SIMULATOR_CACHE", value)
        assert machine().folder == tmp_path / "dezhou-simulator"


def test_tests_keep_their_code_apart(code_folder):
    assert machine().folder == code_folder
    asked = "from simulator.kernel.native.machine import machine; print(machine().folder)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(code_folder)


def test_a_machine_without_a_compiler(monkeypatch):
    monkeypatch.setitem(sys.modules, "llvmlite", None)
    with pytest.raises(NoMachine, match=r"^no compiler for this processor \(.*\), install llvmlite") as caught:
        machine()
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("kind", [RuntimeError, OSError])
def test_a_processor_that_the_compiler_does_not_know(monkeypatch, kind):
    import llvmlite.binding as llvm  # noqa: PLC0415

    def refuse():
        raise kind("unknown here")

    monkeypatch.setattr(llvm, "get_host_cpu_name", refuse)
    with pytest.raises(NoMachine, match="unknown here"):
        machine()


@pytest.mark.parametrize(
    ("has", "width"), [({"avx512f", "avx"}, 16), ({"avx"}, 4), ({"neon"}, 4), (set(), 4), ({"sse2"}, 4)]
)
def test_vectors_are_as_wide_as_the_processor_has_them(monkeypatch, has, width):
    import llvmlite.binding as llvm  # noqa: PLC0415

    class Features(dict):
        def flatten(self):
            return ",".join(sorted(self))

    every = dict.fromkeys(("avx512f", "avx", "neon", "sse2"), False) | dict.fromkeys(has, True)
    monkeypatch.setattr(llvm, "get_host_cpu_features", lambda: Features(every))
    assert machine().width == width


WRITES = """
    import ctypes, sys
    from pathlib import Path
    from simulator.kernel.native.machine import machine
    text = Path(sys.argv[2]).read_text()
    for turn in range(12):
        processor = machine(Path(sys.argv[1]))
        code = processor.code(text.replace("2.0", f"{turn % 3}.0"), ("twice",))
        assert ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_double)(code.addresses["twice"])(1.0) == turn % 3
        if turn % 4 == 0:
            for path in processor.folder.glob("*.code"):
                path.unlink(missing_ok=True)
"""


def test_processes_that_write_at_once_do_not_hurt_each_other(here, tmp_path):
    """They also drop each other's files meanwhile."""
    (tmp_path / "text").write_text(TEXT)
    arguments = [
        sys.executable,
        "-W",
        "ignore",
        "-c",
        textwrap.dedent(WRITES),
        str(here.folder),
        str(tmp_path / "text"),
    ]
    running = [subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    ended = [process.communicate()[1] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], ended
    assert all(path.suffix == ".code" for path in kept(here))
    assert twice(here)[0] == 42.0


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="users have no numbers here")
def test_code_of_another_user_is_not_taken(here, monkeypatch):
    twice(here)
    monkeypatch.setattr(os, "getuid", lambda: os.stat(here.folder).st_uid + 1)
    assert twice(here) == (42.0, False)


def test_code_in_use_outlives_code_that_is_not(here):
    twice(here)
    (used,) = kept(here)
    os.utime(used, (1, 1))
    twice(here)
    assert used.stat().st_mtime > 1


def test_what_scipy_does_not_lend_is_no_machine(here, monkeypatch):
    def refuse(names):
        raise KeyError("normal_share")

    monkeypatch.setattr("simulator.kernel.native.machine.special_addresses", refuse)
    with pytest.raises(NoMachine, match="lends no"):
        twice(here)
