"""Reads a page as a browser does: by the algorithm of the HTML standard, every parse error an error."""

from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib

_HEADINGS = ("h1", "h2", "h3", "h4")


def parsed(page: str) -> Element:
    """The page's tree; raises where the page breaks a rule of HTML."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(page)
    return tree


def text_of(element: Element) -> str:
    """All text in an element but the style sheet."""
    return "".join(_texts(element))


def _texts(element: Element) -> Iterator[str]:
    if element.tag != "style":
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""


def name_of(element: Element) -> str:
    """The element's name without its name space."""
    return str(element.tag).rpartition("}")[2]


def names(tree: Element) -> set[str]:
    """Every element and attribute that occurs, as `tag` and `tag attribute`."""
    found = set()
    for element in tree.iter():
        tag = name_of(element)
        found |= {tag, *(f"{tag} {attribute}" for attribute in element.attrib)}
    return found


def headings(tree: Element) -> list[tuple[int, str]]:
    """The levels and texts of the headings in order."""
    return [(int(name_of(one)[1]), text_of(one)) for one in tree.iter() if name_of(one) in _HEADINGS]


def check(tree: Element) -> None:
    """What holds of every page, whatever is in it."""
    assert tree.get("lang") == "en"
    levels = [level for level, _ in headings(tree)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    tags = [name_of(one) for one in tree.iter()]
    assert [tags.count(tag) for tag in ("header", "main", "footer", "title", "style")] == [1] * 5
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    links = [one.get("href", "") for one in tree.iter("a")]
    assert links[0] == "#content"
    assert all(link[0] == "#" and link[1:] in ids for link in links)
    assert all(one.get("aria-label") for one in tree.iter() if name_of(one) == "svg")
    assert all(text_of(cell).strip() for cell in tree.iter("th"))
    assert all(one.find("caption") is not None for one in tree.iter("table"))
    policy = next(one.get("content", "") for one in tree.iter("meta") if one.get("http-equiv"))
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert names(tree) <= ALLOWED, names(tree) - ALLOWED


ALLOWED = frozenset(
    """
    html|html lang|head|meta|meta charset|meta http-equiv|meta content|meta name|title|style|body
    a|a class|a href|header|main|main id|footer|section|section aria-labelledby|nav|nav aria-label
    p|p class|h1|h2|h2 id|h3|b|ul|ul class|ol|li|div|div class|div role|div aria-label|div tabindex
    mark|span|span class|figure|figcaption|table|caption|thead|tbody|tr|th|th scope|td
    svg|svg viewBox|svg role|svg aria-label|line|line class|line x1|line x2|line y1|line y2
    text|text class|text x|text y|text text-anchor|circle|circle class|circle cx|circle cy|circle r
    """.replace("\n", "|")
    .replace("    ", "")
    .strip("|")
    .split("|")
)
"""Every element and attribute that a page may have; nothing that runs, loads or sends is among them."""
