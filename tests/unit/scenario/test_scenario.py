"""The record of a scenario."""

from dataclasses import replace

from simulator.scenario.scenario import Earlier, Imposition, Scenario, Setting, imposed_text
from simulator.scenario.schedule import Schedule

PATH = Schedule("linear", ((2025.0, 0.0), (2028.0, 0.01)), 0.0)
GROWTH = Imposition("GDP", "亿元", None, 0.055, 2025.0, "a.yaml:9")
SCENARIO = Scenario(
    name="mine",
    model="city",
    settings=(Setting("a", 0.1, "a.yaml:3"), Setting("b", PATH, "a.yaml:4")),
    impositions=(GROWTH,),
    title=(("en", "Mine"), ("zh", "我的")),
)


def test_the_hash_is_of_what_is_computed():
    other_words = replace(
        SCENARIO,
        name="other",
        title=(),
        sources=("x.yaml",),
        settings=(Setting("a", 0.1, "--set", (Earlier("0", "model default"),)), SCENARIO.settings[1]),
    )
    assert other_words.hash == SCENARIO.hash
    assert len(SCENARIO.hash) == 64


def test_the_hash_sees_every_value():
    changed = [
        replace(SCENARIO, model="town"),
        replace(SCENARIO, seed=0),
        replace(SCENARIO, settings=SCENARIO.settings[:1]),
        replace(SCENARIO, settings=(Setting("a", 0.1 + 1e-17, ""), Setting("b", replace(PATH, kind="step"), ""))),
        replace(SCENARIO, impositions=()),
        replace(SCENARIO, impositions=(replace(GROWTH, growth=0.05),)),
        replace(SCENARIO, impositions=(replace(GROWTH, start=2026.0),)),
    ]
    assert len({each.hash for each in [SCENARIO, *changed]}) == 8


def test_the_hash_stays_from_release_to_release():
    assert Scenario("x", "city").hash == "15c930150f30a51e3e3ff363ce979d3996027ed21fa0d8089106ebc39bfbfbe3"


def test_titles():
    assert SCENARIO.title_in("zh") == "我的"
    assert replace(SCENARIO, title=()).title_in("zh") == "mine"
    assert SCENARIO.description_in("en") == ""
    assert SCENARIO.imposed == {"GDP"}


def test_imposed_text():
    assert imposed_text(GROWTH) == "{growth: 0.055 /year, from: 2025}"
    path = replace(GROWTH, path=((2025.0, 4214.61), (2030.0, 5508.0)), growth=None, start=None)
    assert imposed_text(path) == "{2025: 4214.61, 2030: 5508}"
