"""No text leaves its place in a page, and every page is readable without looking, in light and in dark."""

import base64
import hashlib
import re
from xml.etree.ElementTree import Element

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from simulator.reports.html import page as module
from simulator.reports.html.page import add, add_table, append_text, new_page, written
from simulator.text import clean
from tests.reports.html.pages import check, names, parsed, text_of

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)></style></title></main><svg onload=alert(3)>"
    "<a href='javascript:alert(4)'>x</a> &amp; &#60; \" ' ]]> <!-- --> \x1b[31m \x00 \u202e \u2028 \x85"
)


def page_with(text: str) -> Element:
    """A page that has `text` everywhere where a text can be."""
    html, main = new_page(text)
    line = add(main, "p", text, aria_label=text)
    add(line, "b", text)
    append_text(line, text)
    append_text(add(main, "p"), text)
    add_table(main, text or "empty", ("name", text or "empty"), [(text or "empty", text)])
    return parsed(written(html))


@given(st.text())
@example(HOSTILE)
@example("\r\n\t x")
@example("\ud800\ufeff\ufdd0")
def test_no_text_leaves_its_place(text: str) -> None:
    tree = page_with(text)
    empty = page_with("x")
    assert names(tree) == names(empty)
    shown = as_parsed(module._NO_CHARACTERS.sub("", clean(text)))
    _, line, after, _ = tree.iter("p")  # the first and the last are the page's own
    assert line.get("aria-label") == shown
    assert text_of(line) == shown * 3
    assert text_of(after) == shown
    assert next(tree.iter("h1")).text or shown == ""


def as_parsed(text: str) -> str:
    """What a parser makes of line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def test_a_hostile_page_is_a_page_like_any_other() -> None:
    html, main = new_page(HOSTILE)
    add(main, "p", HOSTILE)
    check(parsed(written(html)))


def test_what_is_too_long_for_a_browser_is_cut_and_said() -> None:
    html, main = new_page("Long")
    add(main, "p", "x" * 1_000_000)
    page = written(html)
    assert len(page) < 40_000
    assert "(1,000,000 characters in all)" in page


def test_the_policy_allows_the_style_sheet_by_its_hash_and_nothing_else() -> None:
    html, _ = new_page("Any")
    tree = parsed(written(html))
    style = next(tree.iter("style")).text or ""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = [one.get("content") for one in tree.iter("meta") if one.get("http-equiv")]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style
    assert "@import" not in style


def palettes() -> list[dict[str, str]]:
    """The colours on a light screen, a dark one, and on paper."""
    css = module._STYLE_FILE.read_text(encoding="utf-8")
    return [
        dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6});", block))
        for block in re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    ]


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_every_text_stands_out_from_its_ground(place: int) -> None:
    assert len(palettes()) == 3
    colours = palettes()[place]
    for ground in ("paper", "card"):
        for ink in ("ink", "soft", "mine"):
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    assert contrast(colours["ink"], colours["mark"]) >= 4.5
    assert contrast(colours["plot"], colours["paper"]) >= 3
