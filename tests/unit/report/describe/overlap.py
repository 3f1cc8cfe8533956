"""Whether texts of a figure lie on one another."""

from itertools import combinations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from simulator.report.font import figure_style


def overlapping(figure: Figure) -> list[tuple[str, str]]:
    """Return the pairs of texts whose boxes overlap, and those that leave the figure, paired with nothing."""
    with figure_style():
        renderer = FigureCanvasAgg(figure).get_renderer()
        texts = [each for axes in figure.axes for each in axes.texts] + list(figure.texts)
        boxes = [(each.get_text(), each.get_window_extent(renderer)) for each in texts if each.get_text()]
    width, height = figure.get_size_inches() * figure.dpi
    found = [(name, "") for name, box in boxes if box.x0 < 0 or box.y0 < 0 or box.x1 > width or box.y1 > height]
    # descenders may touch the line below: a box a little smaller than it is
    small = [(name, box.shrunk(1.0, 0.8).translated(0, 0.1 * box.height)) for name, box in boxes]
    return [*found, *((one, two) for (one, a), (two, b) in combinations(small, 2) if a.overlaps(b))]
