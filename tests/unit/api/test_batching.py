"""Batches from Python are those of the command: same members, same files."""

import json
import os
import signal

import numpy as np
import pytest

import simulator
from simulator.api.batching import batch
from simulator.api.loading import load_scenario
from simulator.cli import main
from simulator.errors import OutputError, RunError, ScenarioError
from simulator.scenario.batch import Save


def files_of(folder):
    """Every file of tables and parts, with its bytes; of the manifest all but the block that may differ."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    manifest = json.loads(found.pop("manifest.json"))
    manifest.pop("execution")
    return {name: read for name, read in found.items() if not name.startswith("figures/")}, manifest


def test_the_same_bytes_as_of_the_command(town, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["batch", "try.yaml", "--workers", "1"])
    assert not ended.value.code, capsys.readouterr().err
    mine = batch("try.yaml", output="mine", workers=2)
    assert files_of(mine.folder) == files_of(town / "outputs" / "try")
    assert sorted(each.name for each in (mine.folder / "figures").iterdir())


def test_without_an_output_nothing_is_left(town):
    result = batch("try.yaml")
    folder = result.folder
    part = result.select(targets=result.target_ids[:1])
    del result
    assert part.values.shape == (2, 1, 80)
    assert not (folder / "figures").exists()
    del part
    assert not folder.exists() and not (town / "outputs").exists()


def test_shares_over_swept_points_have_no_interval(town):
    """They are no sample of anything, though each point's draws are."""
    swept = batch("try.yaml").summary_to_pandas()
    text = (town / "try.yaml").read_text(encoding="utf-8").replace("sweep:\n  movement pace: [0.01, 0.05]\n", "")
    (town / "drawn.yaml").write_text(text, encoding="utf-8")
    drawn = batch("drawn.yaml").summary_to_pandas()
    assert swept["p_met"].notna().any() and swept["p_low"].isna().all()
    assert (drawn["p_low"].notna() == drawn["p_met"].notna()).all() and drawn["p_low"].notna().any()


def test_progress_members_and_how_to_run(town):
    told = []
    result = batch("try.yaml", members=70, solver="euler", progress=lambda *each: told.append(each))
    assert result.n_members == 140 and result.manifest["numerics"]["solver"] == "euler"
    assert told[0] == (0, 280) and told[-1] == (280, 280)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_an_interrupted_batch_goes_on(town):
    def interrupt(done, n_all):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        batch("try.yaml", output="kept", workers=1, progress=interrupt)
    assert (town / "kept" / "try.partial").is_dir()
    with pytest.raises(OutputError, match="go on with --resume, or start anew with --restart"):
        batch("try.yaml", output="kept")
    told = []
    again = batch("try.yaml", output="kept", resume=True, progress=lambda *each: told.append(each))
    assert told[0][0] > 0
    assert files_of(again.folder) == files_of(batch("try.yaml", output="whole").folder)


def test_ctrl_c_ends_chunks_in_flight_and_keeps_them(town):
    before, asked = signal.getsignal(signal.SIGINT), []

    def press(done, n_all):
        if done and not asked:
            asked.append(done)
            os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        batch("try.yaml", members=200, output="kept", workers=1, progress=press)
    assert signal.getsignal(signal.SIGINT) is before
    told = []
    batch("try.yaml", members=200, output="kept", resume=True, progress=lambda *each: told.append(each))
    assert told[0][0] >= asked[0] and told[-1] == (800, 800)


def test_constants_of_all_scenarios(town):
    usual, more = batch("try.yaml"), batch("try.yaml", set={"movement effort": {"add": 0.2}})
    np.testing.assert_array_equal(usual.inputs, more.inputs)
    assert not np.array_equal(usual.values[1], more.values[1])
    settings = {each["name"]: each["set"]["movement effort"]["value"] for each in more.manifest["scenarios"]}
    assert settings == {"base": 0.2, "effort": 1.2}
    with pytest.raises(ScenarioError, match="movement effrot"):
        batch("try.yaml", set={"movement effrot": 1})


def test_members_of_ones_own(town):
    pace = np.linspace(0.0, 0.1, 11)
    scenarios = [load_scenario("base"), load_scenario("base", {"movement effort": 0.5}, name="more")]
    result = batch(scenarios, inputs={"movement pace": pace}, save=Save(variables=("GDP",)))
    np.testing.assert_array_equal(result.inputs, [pace])
    assert result.scenarios == ("base", "more") and result.to_xarray()["GDP"].shape == (2, 11, 11)
    alone = simulator.run(load_scenario("base", {"movement pace": float(pace[3])}), solver="rk4")
    assert float(result.to_xarray()["GDP"][0, 3, 10]) == pytest.approx(alone.of("GDP")[0, 10], rel=1e-9)
    assert {row["p_low"] for row in result.summary} == {None}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"members": 0}, "batch: members is 0. Expected a whole number from 1 on. Correct it."),
        ({"workers": 1.5}, "batch: workers is 1.5. Expected a whole number from 1 on. Correct it."),
        ({"time_step": 0}, "batch: time_step is 0. Expected a number above 0. Correct it."),
        ({"solver": "rk5"}, "batch: no solver 'rk5'. Nearest: 'rk4', 'rk2'. Rename or remove it."),
        ({"engine": "nump"}, "batch: no engine 'nump'. Nearest: 'numpy'. Rename or remove it."),
        (
            {"resume": True},
            "batch: resume without output: there is nothing to go on with. Expected a folder. Name it.",
        ),
        (
            {"resume": True, "restart": True, "output": "x"},
            "batch: resume goes on with what is there, restart discards it. Expected one. Leave one out.",
        ),
        (
            {"inputs": {"movement pace": [0.1]}, "members": 3},
            "batch: members with inputs, which are the members. Expected one of the two. Leave one out.",
        ),
        (
            {"inputs": {"movement pace": [0.1]}, "scheduler": "tcp://10.0.0.1:8786"},
            "batch: inputs with a scheduler elsewhere, whose workers do not see them. Expected local, or none. "
            "Write the members to a file that all machines see, and name it under sample.",
        ),
        (
            {"inputs": {"movement pace": [0.1]}, "set": {"movement effort": 1}},
            "batch: set with inputs. Expected it in the scenarios. Load them with load_scenario(..., set=...).",
        ),
        (
            {"save": Save()},
            "batch: save with a batch file, which says itself what it keeps. Expected one. Write it there.",
        ),
    ],
)
def test_options_that_mean_nothing(town, options, told):
    with pytest.raises(RunError) as caught:
        batch("try.yaml", **options)
    assert str(caught.value) == told


def test_an_option_that_is_not_there(town):
    with pytest.raises(TypeError, match=r"batch: no option 'member'\. Nearest: 'members'\. Rename or remove it\."):
        batch("try.yaml", member=3)


def test_a_scenario_needs_inputs(town):
    with pytest.raises(RunError, match="a scenario without inputs: its members would all be the same"):
        batch(load_scenario("base"))
