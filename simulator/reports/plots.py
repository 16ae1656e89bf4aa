"""Owns how a chart looks in plain characters: drawn, or as the table that says the same without a picture.

Nothing depends on colour, and every row gives its figures in words before it draws them.
"""

from simulator.reports.charts import Axis, Chart, Row, Shown
from simulator.reports.words import count
from simulator.text import one_line

LEGEND = (
    "In the pictures each row stands for itself; [ ] holds the true value with a probability of 80%, o is "
    "the figure. The same as tables: --table"
)
_WIDEST_AXIS = 41
"""Columns; their number is odd, so that there is a middle."""
_NARROWEST_AXIS = 9
_LONGEST_LABEL = 20


def drawn(chart: Chart, columns: int | None) -> list[str]:
    """The chart, a line for each row: label, figure, `|   [--o--]   |`, with the interval in brackets."""
    labels = [_fitted(row.label, _LONGEST_LABEL) for row in chart.rows]
    label, figure = max(map(len, labels), default=0), max((len(row.words) for row in chart.rows), default=0)
    left = (columns or 80) - label - figure - len("  ") * 3 - len("||")
    axis = min(left - 1 + left % 2, _WIDEST_AXIS)
    if axis < _NARROWEST_AXIS:
        return [line for row in chart.rows for line in (f"  {_fitted(row.name, 60)}", f"    {row.words}")]
    return [
        f"  {name:{label}}  {row.words:{figure}}  |{_bar(row.shown, chart.axis, axis)}|".rstrip()
        for name, row in zip(labels, chart.rows, strict=True)
    ]


def _fitted(label: str, most: int) -> str:
    label = one_line(label)
    return label if len(label) <= most else f"{label[: most - 1]}…"


def _bar(shown: Shown | None, axis: Axis, columns: int) -> str:
    """The axis with an interval on it, `[--o--]`, the figure being at `o`; `:` marks a zero in the middle."""
    cells = [" "] * columns
    if axis.low < 0 < axis.high:
        cells[_cell(0, axis, columns)] = ":"
    if shown:
        low, high = _cell(shown.low, axis, columns), _cell(shown.high, axis, columns)
        cells[low : high + 1] = "-" * (high + 1 - low)
        cells[low], cells[high] = "[", "]"
        if shown.value is not None:
            cells[_cell(shown.value, axis, columns)] = "o"
    return "".join(cells)


def _cell(value: float, axis: Axis, columns: int) -> int:
    """The column in which `value` lies."""
    share = (min(max(value, axis.low), axis.high) - axis.low) / (axis.high - axis.low)
    return int(share * (columns - 1) + 0.5)


def tabled(chart: Chart, columns: int | None) -> list[str]:
    """The chart as a table; where that is too wide, a line for each row's name and one for its figures."""
    rows = [_texts(row) for row in chart.rows]
    heads = (chart.of, "sessions", "figure", "80% sure")
    widths = [max(len(text) for text in column) for column in zip(heads, *rows, strict=True)]
    if columns is not None and sum(widths) + 2 * len(widths) > columns:
        return [line for row in chart.rows for line in (f"  {row.name}:", f"    {_said(row)}")]
    return [
        "  " + "  ".join(f"{text:{width}}" for text, width in zip(row, widths, strict=True)).rstrip()
        for row in (heads, *rows)
    ]


def _texts(row: Row) -> tuple[str, ...]:
    return one_line(row.name), str(row.sessions), row.value, row.interval


def _said(row: Row) -> str:
    return f"{row.words}; {count(row.sessions, 'session')}"
