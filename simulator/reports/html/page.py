"""Owns how a page is built and written: every text in it goes through `add`, and nothing else makes markup.

A page is a tree of `xml.etree`, whose serialiser escapes all text and attributes. No script, nothing loaded
from anywhere: the content-security policy in the page allows its own style sheet, by its hash, and no more.
"""

import base64
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

from simulator.reports.words import shortened
from simulator.text import clean

_STYLE_FILE = Path(__file__).with_name("page.css")
_LONGEST = 20_000
"""Characters of one text that are shown; the transcript holds it whole."""
_NO_CHARACTERS = re.compile(
    "[\ufdd0-\ufdef"
    + "".join(chr((plane << 16) + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
"""Code points that HTML forbids, though Unicode text may hold them."""
_DOCTYPE = "<!DOCTYPE html>\n"


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """A new element at the end of `parent`, with `text` in it as text, whatever it holds.

    An attribute is written with `_` for `-`, and with a `_` behind a name that is a word of Python.
    """
    named = {name.rstrip("_").replace("_", "-"): _fit_to_show(value) for name, value in attributes.items()}
    element = SubElement(parent, tag, named)
    if text:
        element.text = _fit_to_show(text)
    return element


def append_text(element: Element, text: str) -> None:
    """`text` behind whatever `element` holds."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + _fit_to_show(text)
    else:
        element.text = (element.text or "") + _fit_to_show(text)


def _fit_to_show(text: str) -> str:
    """`text` as it may stand in a page: clean, and no longer than a browser can lay out at once."""
    return shortened(_NO_CHARACTERS.sub("", clean(text)), _LONGEST)


def new_page(title: str) -> tuple[Element, Element]:
    """A page with its head and its heading, and the part of it that is to be filled."""
    html, style = Element("html", {"lang": "en"}), _STYLE_FILE.read_text(encoding="utf-8")
    head = add(html, "head")
    add(head, "meta", charset="utf-8")
    add(head, "meta", http_equiv="Content-Security-Policy", content=_policy(style))
    add(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    add(head, "meta", name="color-scheme", content="light dark")
    add(head, "meta", name="referrer", content="no-referrer")
    add(head, "title", f"{title} - idk")
    add(head, "style").text = style  # ours; it is the one text that is not escaped
    body = add(html, "body")
    add(body, "a", "Skip to the content", class_="skip", href="#content")
    header = add(body, "header")
    add(header, "p", "idk - practising what to do when you don't know", class_="what")
    add(header, "h1", title)
    main = add(body, "main", id="content")
    add(
        add(body, "footer"),
        "p",
        "Made on this machine by idk; nothing in this page is loaded from elsewhere.",
    )
    return html, main


def written(html: Element) -> str:
    """The page as the text of a file."""
    return f"{_DOCTYPE}{tostring(html, encoding='unicode', method='html')}\n"


def add_table(parent: Element, caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Element:
    """A table whose first column names its rows; it scrolls by itself where it is too wide."""
    frame = add(parent, "div", class_="wide", role="region", aria_label=caption, tabindex="0")
    table = add(frame, "table")
    add(table, "caption", caption)
    line = add(add(table, "thead"), "tr")
    for head in heads:
        add(line, "th", head, scope="col")
    body = add(table, "tbody")
    for first, *rest in rows:
        line = add(body, "tr")
        add(line, "th", first, scope="row")
        for cell in rest:
            add(line, "td", cell)
    return table


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
