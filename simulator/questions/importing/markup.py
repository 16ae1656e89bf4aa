"""Owns the way from a field as another program stored it to plain text; knows neither cards nor files.

HTML is parsed, never run or shown: scripts and styles go with what is in them, other tags leave their text.
"""

import re
from html.parser import HTMLParser
from typing import NamedTuple

from simulator.text import clean

MAX_FIELD = 50_000
"""Characters of a field that are looked at; a question with its answer is far shorter."""

_HIDDEN = frozenset({"head", "script", "style", "template", "title"})
_BREAKS = frozenset({
    "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "details", "div", "dl",
    "dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
    "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
_CELLS = frozenset({"td", "th"})
_MEDIA = frozenset({"audio", "embed", "iframe", "img", "object", "svg", "video"})
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "body", "button", "cite", "code", "col", "colgroup",
    "data", "del", "dfn", "em", "font", "form", "html", "i", "input", "ins", "kbd", "label", "link", "mark",
    "meta", "q", "rp", "rt", "ruby", "s", "samp", "small", "source", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_KNOWN = _HIDDEN | _BREAKS | _CELLS | _MEDIA | _INLINE
_AROUND = frozenset({"button", "footer", "nav", "noscript", "select", "svg"})
"""What stands on a web page around its text."""

_LOOKS_LIKE_HTML = re.compile(
    r"<br\s*/?>|<img\s|</(a|b|code|div|em|h[1-6]|i|li|ol|p|pre|script|span|strong|style|sub|sup|table|u|ul)>"
    r"|&(nbsp|lt|gt|amp|quot|#[0-9]{2,5});",
    re.IGNORECASE,
)
_NO_TAG = re.compile(r"<(?!/?[A-Za-z][^<>]*>)")
_DOCTYPE = re.compile(r"<!doctype[^<>]*>", re.IGNORECASE)
_SOUND = re.compile(r"\[(?:sound|anki:play):[^\]\n]{0,500}\]")
_FORMULA = re.compile(r"\[/?(?:latex|\$\$?)\]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_NO_CHARACTER = re.compile("[\ufffe\uffff]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_EMPTY_LINES = re.compile(r"\n{3,}")


class Plain(NamedTuple):
    """A field's text, and whether pictures or sounds were left out of it."""

    text: str
    media: bool = False


def plain(text: str) -> Plain:
    """A field that holds text as it is meant."""
    spoken = _SOUND.sub(" ", text)
    return Plain(tidy(spoken), spoken != text)


def from_html(text: str) -> Plain:
    """A field that holds HTML."""
    parser = _Text()
    parser.feed(_only_tags(_SOUND.sub(" ", _FORMULA.sub("", text))))
    parser.close()
    return Plain(tidy(parser.text()), parser.media or _SOUND.search(text) is not None)


def from_page(text: str) -> str:
    """A web page as a browser saves it: without its menus, its foot and all that is no HTML."""
    parser = _Page()
    parser.feed(_only_tags(text))
    parser.close()
    return tidy(parser.text())


def from_either(text: str) -> Plain:
    """A field of a file that does not say which; `List<int>` and `what <div> does` stay as they are."""
    return from_html(text) if _LOOKS_LIKE_HTML.search(text) else plain(text)


def tidy(text: str) -> str:
    """`text` as it may be stored and shown: no control characters, no tabs, no white space around it."""
    text = clean(_NO_CHARACTER.sub("", _LINE_ENDS.sub("\n", text))).replace("\xa0", " ").expandtabs(4)
    lines = (line.rstrip(" \t") for line in text.split("\n"))  # a pattern would take quadratic time
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def inline_tag(tag: str) -> str:
    """What a single tag within text leaves behind; a tag that HTML does not have stays as it is."""
    found = re.match(r"</?([A-Za-z][A-Za-z0-9-]*)", tag)
    name = found.group(1).lower() if found else ""
    if name == "br":
        return "\n"
    return "" if name in _KNOWN or tag.startswith("<!--") else tag


def _only_tags(text: str) -> str:
    """`text` without comments, each `<` that begins no tag escaped.

    The parser is left no unfinished tag: it would read on to the end for each of them, which takes quadratic
    time, and some of them it answers with an AssertionError.
    """
    first, *others = text.split("<!--")
    text = first + "".join(part.partition("-->")[2] for part in others)
    return _NO_TAG.sub("&lt;", _DOCTYPE.sub("", text))


class _Text(HTMLParser):
    """Gathers the text of a document and where its lines end."""

    hidden = _HIDDEN

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.media = False
        self._parts: list[str] = []
        self._hidden = 0
        self._spans: list[bool] = []
        """Of each open span whether it is a gap."""
        self._as_written = 0
        """Depth of `pre`, within which white space means something."""

    def text(self) -> str:
        lines = "".join(self._parts).split("\n")
        return "\n".join(line if line.startswith("    ") else line.strip() for line in lines)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.hidden:
            self._hidden += 1
        elif tag not in _KNOWN:
            self.keep_unknown(self.get_starttag_text() or "")
        elif tag in _MEDIA:
            self.media = True
            self.handle_data(dict(attrs).get("alt") or "")
        elif tag in _BREAKS:
            self._as_written += tag == "pre"
            self._break("- " if tag == "li" else "", twice=tag == "br")
        elif tag in _CELLS:
            self._parts.append(" ")
        elif tag == "sup":
            self._parts.append("^")
        elif tag == "span":
            hidden = dict(attrs).get("data-cloze")
            self._spans.append(hidden is not None)
            if hidden is not None:  # how an export of cards, not of notes, writes a gap
                self._parts.append(f"{{{{c1::{_TAG.sub(' ', hidden)}::")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.hidden:
            self._hidden = max(0, self._hidden - 1)
        elif tag not in _KNOWN:
            self.keep_unknown(f"</{tag}>")
        elif tag in _BREAKS:
            self._as_written = max(0, self._as_written - (tag == "pre"))
            self._break()
        elif tag == "span" and self._spans and self._spans.pop():
            self._parts.append("}}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.hidden:
            self.handle_starttag(tag, attrs)

    def keep_unknown(self, tag: str) -> None:
        """A tag that HTML does not have is part of the text."""
        self.handle_data(tag)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._parts.append(data if self._as_written else re.sub(r"\s+", " ", data))

    def _break(self, mark: str = "", *, twice: bool = False) -> None:
        if self._parts and (twice or not self._parts[-1].endswith("\n")):
            self._parts.append("\n")
        if mark:
            self._parts.append(mark)


class _Page(_Text):
    """Gathers the text of a page, where a tag of its own making is no text."""

    hidden = _HIDDEN | _AROUND

    def keep_unknown(self, tag: str) -> None:
        """Nothing: a page has elements of its own."""
