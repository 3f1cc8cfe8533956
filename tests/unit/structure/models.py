"""Models of a few equations whose loops are known in closed form."""

from simulator.model.model import Model
from simulator.structure.course import Course, course_of
from tests.small_models import Times, small_model

LOGISTIC = "S= INTEG(births-deaths, 1)\nbirths= rate*S\ndeaths= rate*S*S/room\nrate= 1\nroom= 100"
TEACUP = "tea= INTEG(-loss, 180)\nloss= (tea-air)/pace\nair= 70\npace= 10"
# Two regions; people move from the one to the other, and a total holds some back.
REGIONS = """
region: north, south
people[region]= INTEG(moving[region], first[region])
first[region]= 10, 4
all= SUM(people[region!])
leaving= 0.05*people[north]*(100-all)/100
moving[north]= -leaving
moving[south]= leaving
"""


def arms_race(fear: float, cost: float) -> str:
    """Two stocks that answer one another; begun on the growing direction."""
    return f"A= INTEG({fear}*B-{cost}*A, 1)\nB= INTEG({fear}*A-{cost}*B, 1)"


LONG = Times(0, 10, 1 / 64)


def seen(equations: str, times: Times = LONG, most: int = 50) -> tuple[Model, Course]:
    """Read a model and look at its run."""
    model = small_model(equations, times)
    return model, course_of(model, most)


def numbers(model: Model, *names: str) -> tuple[int, ...]:
    """Return the numbers of variables."""
    return tuple(model.numbers[name.casefold()] for name in names)
