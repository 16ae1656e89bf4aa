"""Owns a look back as a page: the words of the terminal, its pictures as SVG, and the tables beside them."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from simulator.reports.charts import Chart
from simulator.reports.html.page import add, new_page, written
from simulator.reports.html.plot import add_chart
from simulator.reports.looking_back import Look
from simulator.reports.progress import sections


def progress_page(look: Look) -> str:
    """The page on the sessions looked at."""
    first, *rest = sections(look)
    html, main = new_page(first.title)
    _fill(main, first.lines, first.charts, look.beside)
    for section in rest:
        part = add(main, "section")
        add(part, "h2", section.title)
        _fill(part, section.lines, section.charts, look.beside)
    return written(html)


def _fill(part: Element, lines: Sequence[str], charts: Sequence[Chart], beside: str) -> None:
    for line in lines:
        add(part, "p", line)
    for chart in charts:
        add_chart(part, chart, beside)
