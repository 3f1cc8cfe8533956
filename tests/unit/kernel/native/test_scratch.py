from random import Random

from simulator.kernel.native.scratch import Scratch


def test_what_is_given_back_is_taken_again():
    scratch = Scratch()
    first, second, third = scratch.take(3), scratch.take(2), scratch.take(4)
    assert (first, second, third, scratch.most) == (0, 3, 5, 9)
    scratch.give(second, 2)
    assert scratch.take(1) == 3
    assert scratch.take(1) == 4
    scratch.give(first, 3)
    scratch.give(3, 1)
    assert scratch.take(4) == 0
    assert scratch.most == 9


def test_a_stretch_at_the_end_grows():
    scratch = Scratch()
    scratch.take(3)
    last = scratch.take(2)
    scratch.give(last, 2)
    assert scratch.take(6) == 3
    assert scratch.most == 9


def test_no_two_hold_the_same_slot():
    random, scratch, held = Random(7), Scratch(), {}
    for turn in range(2000):
        if held and random.random() < 0.5:
            first = random.choice(sorted(held))
            scratch.give(first, held.pop(first))
        else:
            count = random.randint(1, 30)
            first = scratch.take(count)
            held[first] = count
        slots = [slot for first, count in held.items() for slot in range(first, first + count)]
        assert len(slots) == len(set(slots)), turn
        assert max(slots, default=0) < max(scratch.most, 1)
    for first, count in held.items():
        scratch.give(first, count)
    assert scratch.take(scratch.most) == 0
