"""The structure of a model: who reads whom, feedback loops with their signs and delays, which of them matter when."""

from simulator.structure.course import Course, course_of
from simulator.structure.cycles import feedback_groups, independent_loops, loops_through
from simulator.structure.delay import LoopDelay, delay_of, time_constants
from simulator.structure.graph import Graph, graph_of
from simulator.structure.named import NamedLoop, marks_in, read_loops
from simulator.structure.polarity import LinkSign, link_signs, loop_signs, polarity_of
from simulator.structure.score import Scores, scores_of

__all__ = [
    "Course",
    "Graph",
    "LinkSign",
    "LoopDelay",
    "NamedLoop",
    "Scores",
    "course_of",
    "delay_of",
    "feedback_groups",
    "graph_of",
    "independent_loops",
    "link_signs",
    "loop_signs",
    "loops_through",
    "marks_in",
    "polarity_of",
    "read_loops",
    "scores_of",
    "time_constants",
]
