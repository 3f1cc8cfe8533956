"""Which targets are shown where not all can be."""

from dataclasses import replace

from simulator.report.batch.contested import contested, divided
from tests.unit.report.batch.synthetic import drawn


def test_nearest_to_a_half_first():
    made = drawn(2, 40)
    chosen = contested(made, 100)
    shares = [made.outcomes[position].shares[target].p_met for position, target in chosen]
    assert [abs(share - 0.5) for share in shares] == sorted(abs(share - 0.5) for share in shares)
    targets = [target for _, target in chosen]
    assert len(set(targets)) == len(targets)
    assert not any(made.case.targets[target].restates for target in targets)
    for position, target in chosen:
        best = min(abs((outcome.shares[target].p_met or 0.0) - 0.5) for outcome in made.outcomes)
        assert abs(made.outcomes[position].shares[target].p_met - 0.5) == best
    assert contested(made, 3) == chosen[:3]


def test_of_those_that_all_meet_the_closest_comes_first():
    made = drawn(1, 10)
    places = [share.target for share in made.outcomes[0].shares if share.counted][:2]
    wanted = [made.case.targets[place].target_value for place in places]
    spreads = [
        (wanted[0], *(wanted[0] + each for each in (1, 5, 6, 10))),
        (wanted[1], *(wanted[1] + each for each in (1, 2, 6, 10))),
    ]
    shares = tuple(
        replace(share, p_met=1.0, spread=replace(share.spread, quantiles=spreads[places.index(share.target)]))
        if share.target in places
        else replace(share, p_met=None, counted=None)
        for share in made.outcomes[0].shares
    )
    made = replace(made, outcomes=(replace(made.outcomes[0], shares=shares),))
    assert [target for _, target in contested(made, 5)] == [places[1], places[0]]


def test_nothing_is_counted():
    made = drawn(1, 5)
    shares = tuple(replace(share, p_met=None, counted=None) for share in made.outcomes[0].shares)
    assert contested(replace(made, outcomes=(replace(made.outcomes[0], shares=shares),)), 5) == ()


def test_divided_are_those_that_some_members_alone_meet():
    made = drawn(2, 40)
    chosen = divided(made, 100)
    assert 0 < len(chosen) < len(contested(made, 100))
    assert chosen == contested(made, len(chosen))
    assert all(0 < made.outcomes[position].shares[target].p_met < 1 for position, target in chosen)
    assert divided(drawn(1, 1), 100) == ()
