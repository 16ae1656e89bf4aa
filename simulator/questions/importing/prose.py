"""Owns Markdown's blocks as plain text, with the line each begins on; knows nothing of questions.

Parsing is `markdown-it-py`'s. A long text is parsed in pieces, so that memory does not grow with it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from simulator.questions.importing.markup import from_html, inline_tag, tidy

PIECE = 400
"""Lines after which a piece ends at the next empty line before a text that is not indented."""
CHARACTERS = 20_000
"""The same in characters; from twice as many on a piece ends anywhere. The parser can take quadratic time."""
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"#{1,6}(\s|$)")
_TABLE_RULE = re.compile(r"[ \t|:-]*-[ \t|:-]*\|[ \t|:-]*|\|[ \t:-]*-[ \t|:-]*")
_HTML_HEADING = re.compile(
    r"\s*<h([1-6])\b[^<>]{0,200}>(?:(?!</h).){1,1000}</h\1>\s*$", re.IGNORECASE | re.DOTALL
)
_BLOCKS = {
    "heading_open": "heading", "paragraph_open": "paragraph", "bullet_list_open": "list",
    "ordered_list_open": "list", "list_item_open": "item", "blockquote_open": "quote", "table_open": "table",
    "tr_open": "row", "td_open": "cell", "th_open": "cell",
}  # fmt: skip
_parser = MarkdownIt("commonmark").enable("table")


class Block(NamedTuple):
    """A block of a document; one with `parts` has its text in them."""

    kind: str
    """heading, paragraph, list, item, quote, table, row, cell, code, html or rule."""
    line: int
    """1-based."""
    text: str = ""
    level: int = 0
    """Of a heading, 1-6; of a list 1 where its items are numbered."""
    parts: tuple["Block", ...] = ()
    bold: bool = False
    """Whether all of its text is in bold."""
    inner_link: bool = False
    """Whether it is nothing but a link to another place in the same document."""


def blocks(text: str, first_line: int = 1) -> Iterator[Block]:
    """The blocks of `text`, which begins on `first_line` of its file."""
    for start, piece in _pieces([line[: CHARACTERS * 2] for line in text.split("\n")]):
        tokens = _parser.parse("\n".join(piece))
        yield from _built(tokens, start + first_line)


def as_text(parts: Sequence[Block]) -> str:
    """Blocks as one plain text: paragraphs apart, a list's items with a dash, code indented as it is."""
    return "\n\n".join(filter(None, map(_plain, parts)))


def _plain(block: Block) -> str:
    match block.kind:
        case "list":
            return "\n".join(f"- {_indented(_plain(item))}" for item in block.parts)
        case "item":
            return "\n".join(filter(None, map(_plain, block.parts)))
        case "row":
            return " | ".join(cell.text for cell in block.parts)
        case "table":
            return "\n".join(map(_plain, block.parts))
        case "code":
            return "\n".join(f"    {line}".rstrip() for line in block.text.split("\n"))
        case "quote":
            return as_text(block.parts)
        case _:
            return "" if block.inner_link else block.text


def _indented(text: str) -> str:
    return text.replace("\n", "\n  ")


def _pieces(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The text in pieces that can be parsed alone: (first line, counted from 0; its lines).

    A table that is cut has its head on each piece, as if that stood right above the rows.
    """
    start, size, fence = 0, 0, ""
    head: list[str] = []
    repeated: list[str] = []
    for number, line in enumerate(lines):
        found = _FENCE.match(line)
        if found:
            fence = _fence_after(fence, found.group(1), line)
        elif number > start:
            due = number - start >= PIECE or size >= CHARACTERS
            between = due and not lines[number - 1].strip() and bool(line[:1].strip())
            if (not fence and (between or _HEADING.match(line))) or size >= CHARACTERS * 2:
                yield start - len(repeated), repeated + lines[start:number]
                start, size, fence = number, 0, ""
                repeated = head if line.strip() else []
        if not line.strip():
            head = []
        elif number and not head and not fence and _TABLE_RULE.fullmatch(line):
            head = [lines[number - 1], line]
        size += len(line) + 1
    yield start - len(repeated), repeated + lines[start:]


def _fence_after(fence: str, mark: str, line: str) -> str:
    """The fence that is open after a line with this mark; empty for none."""
    if not fence:
        return mark
    return "" if mark.startswith(fence) and not line.strip(f" {mark[0]}") else fence


def _built(tokens: Sequence[Token], first_line: int) -> list[Block]:
    """The tree that the flat tokens describe; the parser bounds its depth."""
    stack: list[tuple[Token | None, list[Block]]] = [(None, [])]
    for token in tokens:
        line = first_line + (token.map[0] if token.map else 0)
        if token.nesting == 1:
            stack.append((token, []))
        elif token.nesting == -1:
            opened, parts = stack.pop()
            assert opened is not None
            stack[-1][1].extend(_closed(opened, parts, first_line))
        elif token.type == "inline":
            stack[-1][1].append(_inline(token, line))
        elif token.type in {"fence", "code_block"}:
            stack[-1][1].append(Block("code", line, tidy(f"_{token.content}")[1:].strip("\n")))
        elif token.type == "html_block":
            heading = _HTML_HEADING.match(token.content)
            kind, level = ("heading", int(heading.group(1))) if heading else ("html", 0)
            stack[-1][1].append(Block(kind, line, from_html(token.content).text, level))
        else:
            stack[-1][1].append(Block("rule", line))
    return stack[0][1]


def _closed(opened: Token, parts: list[Block], first_line: int) -> Sequence[Block]:
    kind = _BLOCKS.get(opened.type)
    if kind is None:  # a table's head and body
        return parts
    line = first_line + (opened.map[0] if opened.map else 0)
    if kind not in {"heading", "paragraph", "cell"}:
        return [Block(kind, line, level=int(opened.type == "ordered_list_open"), parts=tuple(parts))]
    inline = parts[0] if parts else Block(kind, line)
    level = int(opened.tag[1]) if kind == "heading" else 0
    return [inline._replace(kind=kind, line=line, level=level)]


def _inline(token: Token, line: int) -> Block:
    """The text of a paragraph: emphasis and links leave their text, code its backticks."""
    parts: list[str] = []
    strong = depth = 0
    plain_text = outside = False
    links: list[str] = []
    for child in token.children or ():
        if child.type == "strong_open":
            strong += 1
        elif child.type == "strong_close":
            strong -= 1
        elif child.type == "link_open":
            depth += 1
            links.append(str(child.attrGet("href") or ""))
        elif child.type == "link_close":
            depth -= 1
        else:
            said = _said(child)
            parts.append(said)
            plain_text = plain_text or (bool(said.strip()) and not strong)
            outside = outside or (any(map(str.isalnum, said)) and not depth)
    inner = bool(links) and not outside and all(link.startswith("#") for link in links)
    text = tidy("".join(parts))
    return Block("inline", line, text, bold=bool(text) and not plain_text, inner_link=inner)


def _said(child: Token) -> str:
    match child.type:
        case "text":
            return child.content
        case "code_inline":
            return f"`{child.content}`"
        case "softbreak" | "hardbreak":
            return "\n"
        case "html_inline":
            return inline_tag(child.content)
        case _:
            return ""
