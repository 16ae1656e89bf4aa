"""Owns the drawing of a chart as SVG in the page, with the same in words and as a table beside it."""

from typing import NamedTuple
from xml.etree.ElementTree import Element

from simulator.reports.charts import Axis, Chart, Shown
from simulator.reports.html.page import add, add_table
from simulator.reports.words import percent

_WIDTH, _ROW, _TOP, _EDGE = 380.0, 22.0, 24.0, 14.0
"""Units of the drawing: the whole, a row, the numbers on top, the margin at the right. It is so narrow that
its text can still be read on 320 pixels."""
_LETTER = 7.0
_LONGEST_LABEL = 18


def add_chart(parent: Element, chart: Chart, beside: str) -> None:
    """The chart as a figure: what it shows, the picture, and the table that says the same."""
    title = f"{chart.title} {beside}"
    figure = add(parent, "figure")
    add(figure, "figcaption", f"{title} ({chart.scale}). Bars: 80% sure; dots: the figure.")
    _draw(figure, chart, title)
    rows = [(row.name, str(row.sessions), row.value, row.interval) for row in chart.rows]
    heads = (chart.of.capitalize(), "Sessions", "Figure", "80% sure")
    add_table(figure, f"{title}, as a table", heads, rows)


class _Scale(NamedTuple):
    """Where values lie in the drawing."""

    axis: Axis
    left: float

    def x(self, value: float, further: float = 0) -> str:
        """The x of `value`."""
        low, high = self.axis
        share = (min(max(value, low), high) - low) / (high - low)
        return f"{self.left + share * (_WIDTH - self.left - _EDGE) + further:.1f}"


def _draw(figure: Element, chart: Chart, title: str) -> None:
    labels = [_fitted(row.label) for row in chart.rows]
    scale = _Scale(chart.axis, max(map(len, labels)) * _LETTER + 12)
    height = _TOP + _ROW * len(chart.rows) + 4
    told = "; ".join(f"{row.name}: {row.words}" for row in chart.rows)
    box = f"0 0 {_WIDTH:.0f} {height:.0f}"
    svg = add(figure, "svg", viewBox=box, role="img", aria_label=f"{title}: {told}.")
    _draw_grid(svg, scale, height)
    for place, (label, row) in enumerate(zip(labels, chart.rows, strict=True)):
        y = _TOP + _ROW * (place + 0.5)
        add(svg, "text", label, x="0", y=f"{y + 4:.1f}")
        if row.shown:
            _draw_figure(svg, scale, row.shown, y)
        else:
            add(svg, "text", row.value, class_="soft", x=scale.x(chart.axis.low, 4), y=f"{y + 4:.1f}")


def _fitted(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1]}…"


def _draw_grid(svg: Element, scale: _Scale, height: float) -> None:
    low, high = scale.axis
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        value = low + share * (high - low)
        middle = value == 0 and low < 0
        x, line = scale.x(value), "middle" if middle else "grid"
        add(svg, "line", class_=line, x1=x, x2=x, y1=f"{_TOP - 4:.0f}", y2=f"{height:.0f}")
        add(svg, "text", percent(value), class_="soft", x=x, y="13", text_anchor="middle")


def _draw_figure(svg: Element, scale: _Scale, shown: Shown, y: float) -> None:
    low, high = scale.x(shown.low), scale.x(shown.high)
    add(svg, "line", class_="interval", x1=low, x2=high, y1=f"{y:.1f}", y2=f"{y:.1f}")
    for x in (low, high):
        add(svg, "line", class_="interval", x1=x, x2=x, y1=f"{y - 5:.1f}", y2=f"{y + 5:.1f}")
    if shown.value is not None:
        add(svg, "circle", class_="value", cx=scale.x(shown.value), cy=f"{y:.1f}", r="4.5")
