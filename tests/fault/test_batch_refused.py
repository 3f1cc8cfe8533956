"""What a batch refuses before its first chunk: exit code 2, a message with place and remedy, nothing written."""

import os

import pytest

from tests.fault.batch_command import BATCH, Forked, Town

SMALL = ("--members", "100")
GRID = BATCH.replace("{method: monte_carlo, size: 2000, seed: 2026}", "{method: grid, levels: 3}")


@pytest.fixture
def town(tmp_path):
    """A town with a batch."""
    return Town(tmp_path / "town")


def refused(town: Town, *arguments: str) -> str:
    """Run the batch; give the last line that it says."""
    code, _, said = Forked(town).run(*SMALL, *arguments)
    assert code == 2, said
    assert "Traceback" not in said
    return said.strip().splitlines()[-1]


def test_nothing_to_go_on_with(town):
    said = refused(town, "--resume")
    assert "there is no unfinished batch. Expected one to go on with. Leave out --resume." in said
    assert str(town.partial()) in said
    assert not town.partial().exists() and not town.final().exists()


def test_resume_and_restart(town):
    said = refused(town, "--resume", "--restart")
    assert "--resume goes on with what is there, --restart discards it. Leave one of them out." in said


def test_members_of_a_grid(town):
    town.write(GRID)
    said = refused(town)
    assert "--members" in said and "grid" in said
    assert not town.partial().exists()


def test_an_unfinished_batch_is_not_run_over(town):
    assert Forked(town).run("--members", "100").code == 0
    town.final().rename(town.partial())
    said = refused(town)
    assert "are done: go on with --resume, or start anew with --restart." in said
    ended = Forked(town).run(*SMALL, "--resume")
    assert ended.code == 0 and town.final().is_dir() and not town.partial().exists(), ended.err


def test_the_folder_of_another_batch(town):
    assert Forked(town).run("--members", "64").code == 0
    town.final().rename(town.partial())
    for more in ((), ("--resume",)):
        said = refused(town, *more)
        assert f"{town.partial()}: an unfinished batch of another plan is there, 2 of 2 chunks done." in said
        assert "It differs in: " in said and "sample" in said
        assert said.endswith("Choose another folder with -o, or discard it with --restart.")
    assert len(list((town.partial() / "members").iterdir())) == 2
    assert Forked(town).run(*SMALL, "--restart").code == 0
    assert town.final().is_dir() and not town.partial().exists()


@pytest.mark.parametrize("name", ["draws", "draws.partial"])
def test_a_foreign_folder(town, name):
    foreign = town.place / "outputs" / name
    foreign.mkdir(parents=True)
    (foreign / "thesis.docx").write_text("years of work")
    said = refused(town)
    assert name in said and "it holds thesis.docx and" in said and "another folder with -o" in said
    assert [path.name for path in foreign.iterdir()] == ["thesis.docx"]


@pytest.mark.parametrize("name", ["outputs", "outputs/draws", "outputs/draws.partial"])
def test_a_file_where_a_folder_goes(town, name):
    (town.place / name).parent.mkdir(exist_ok=True)
    (town.place / name).write_text("a file")
    said = refused(town)
    assert "it is a file, a folder is expected" in said and "another folder with -o" in said
    assert (town.place / name).read_text() == "a file"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere; unskipped by others"
)
def test_a_folder_without_permission(town):
    output = town.place / "outputs"
    output.mkdir()
    output.chmod(0o500)
    try:
        assert "no permission to write there" in refused(town)
    finally:
        output.chmod(0o700)
