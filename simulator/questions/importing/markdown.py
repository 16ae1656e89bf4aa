"""Owns Markdown in the shapes that public question lists have; what stands there as text, `prose` says.

Read are: `<details><summary>`, headings that ask or that stand above their answer, `Q:` and `A:`, bold
questions, lists of questions, and tables with a column of questions. A heading above questions is their tag.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from simulator.questions.importing.cards import Card, Found, Notice, Place, Skipped
from simulator.questions.importing.columns import QUESTION, named, normal
from simulator.questions.importing.markup import from_html
from simulator.questions.importing.prose import Block, as_text, blocks
from simulator.questions.importing.text_file import read_text

LONGEST_QUESTION = 300
"""Characters up to which a text that ends with a question mark is a question, not a passage."""
MAX_DEPTH = 4
"""Levels of `<details>` and of lists in which questions are looked for."""
_ANSWER_LEVEL = 3
"""From this level on a heading with a text below it is a question, whatever its words."""

_DETAILS = re.compile(r"<(/?)details\b[^<>]{0,200}>", re.IGNORECASE)
_SUMMARY = re.compile(r"\s*<summary\b[^<>]{0,200}>(.{0,2000}?)</summary>", re.IGNORECASE | re.DOTALL)
_FENCED = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_SHOWS_ANSWER = re.compile(
    r"^\W*((show|see|view|reveal|click|expand|toggle|open|the|here|for|to|full|possible|sample|model|correct|hint)\b"
    r"[\s\w]*|)(answers?|solutions?|explanations?|expand|hints?|reveal|details|show|view)\b[\s\w]{0,20}\W*$",
    re.IGNORECASE,
)
_Q = re.compile(r"^(?:Q|Question)\s*[0-9]{0,4}\s*(?:[:.)]|[-–]\s)\s*(?=\S)", re.IGNORECASE)
_A = re.compile(r"^(?:A|Ans|Answer)\s*[0-9]{0,4}\s*(?:[:.)]|[-–]\s)\s*", re.IGNORECASE)
_OF_NO_FIELD = re.compile(
    r"^\W*((table of )?contents|index|toc|questions?|(the )?list|questions? (and|&) answers?)\W*$",
    re.IGNORECASE,
)
"""Headings that say nothing of the questions below them."""
_ANSWER_LABEL = re.compile(r"^(?:A|Ans|Answer)\s*[0-9]{0,4}\s*:\s*", re.IGNORECASE)
"""What is taken off an answer that stands apart, where `A.` may be its first word."""
_NUMBERED = re.compile(r"^(?:Q(?:uestion)?\s*)?[0-9]{1,4}\s*[.):]\s*(?=\S)", re.IGNORECASE)
_ASKS = re.compile(
    r"^(?:what|what's|why|how|when|where|which|who|explain|describe|define|compare|discuss|"
    r"(?:the )?differences? between|can you|could you|tell me|do you|have you|is it|is there|are there|"
    r"name (?:a|an|the|some|two|three|four|five)|list (?:a|an|the|some|all|two|three|four|five)|"
    r"give an? example)\b",
    re.IGNORECASE,
)


class _Open:
    """A question whose answer is still being read; `sure` unless only what follows can tell."""

    def __init__(self, question: str, line: int, *, sure: bool, level: int = 0) -> None:
        self.question = question
        self.line = line
        self.sure = sure
        self.level = level
        """Of a heading; 0 for any other question."""
        self.of_list = False
        """Whether it is a list's item, so that a further list may go on with questions."""
        self.body: list[Block] = []


class _Fold(NamedTuple):
    """A `<details>`: where it stands in the text, its summary, and where what it hides stands."""

    start: int
    end: int
    summary: str
    inner: int
    inner_end: int


def read_markdown(path: Path, file: str) -> Iterator[Found]:
    """The questions of a Markdown file."""
    text, notice = read_text(path, file)
    if notice:
        yield Notice(notice)
    yield from cards_in(text, file)


def cards_in(text: str, file: str, first_line: int = 1, depth: int = 0) -> Iterator[Found]:
    """The questions of a text that begins on `first_line` of `file`."""
    document = _Document(file, depth)
    at, line = 0, first_line
    for fold in _folds(text):
        yield from document.read(text[at : fold.start], line)
        line += text.count("\n", at, fold.start)
        inside = line + text.count("\n", fold.start, fold.inner)
        yield from document.unfold(fold.summary, text[fold.inner : fold.inner_end], line, inside)
        line += text.count("\n", fold.start, fold.end)
        at = fold.end
    yield from document.read(text[at:], line)
    yield from document.finish()


def _folds(text: str) -> Iterator[_Fold]:
    """The outermost `<details>` in their order; one that nothing closes ends where the next one begins."""
    fenced = [match.span() for match in _FENCED.finditer(text)] if "<details" in text.lower() else []
    marks = list(_DETAILS.finditer(text))
    code = iter((*fenced, (len(text) + 1, len(text) + 1)))
    begin, end = next(code)
    free = []
    for mark in marks:
        while end <= mark.start():
            begin, end = next(code)
        if not begin <= mark.start() < end:
            free.append(mark)
    closing = _closings(free)
    after = 0
    for index, mark in enumerate(free):
        if mark.group(1) or mark.start() < after:
            continue
        close = closing.get(index)
        inner_end = (
            close.start() if close else next((m.start() for m in free[index + 1 : index + 2]), len(text))
        )
        after = close.end() if close else inner_end
        summary = _SUMMARY.match(text, mark.end(), inner_end)
        inner = summary.end() if summary else mark.end()
        yield _Fold(mark.start(), after, summary.group(1) if summary else "", inner, inner_end)


def _closings(marks: Sequence[re.Match[str]]) -> dict[int, re.Match[str]]:
    """The end of each `<details>` that has one, by its place in `marks`."""
    closing: dict[int, re.Match[str]] = {}
    opened: list[int] = []
    for index, mark in enumerate(marks):
        if not mark.group(1):
            opened.append(index)
        elif opened:
            closing[opened.pop()] = mark
    return closing


class _Document:
    """Reads blocks one after the other; what it has read is either a finished card or the open question."""

    def __init__(self, file: str, depth: int) -> None:
        self._file = file
        self._depth = depth
        self._open: _Open | None = None
        self._headings: list[tuple[int, str]] = []
        """The headings that the next question stands under: (level, text)."""

    def read(self, text: str, first_line: int) -> Iterator[Found]:
        for block in blocks(text, first_line):
            yield from self._block(block)

    def finish(self) -> Iterator[Found]:
        """The open question, if what was read of it makes one; else it was a heading."""
        opened, self._open = self._open, None
        if opened is None:
            return
        answer = as_text(opened.body)
        if opened.sure or (answer and opened.level >= _ANSWER_LEVEL):
            yield self._card(opened.question, answer, opened.line)
        elif answer:
            yield self._skip(opened.line, "a heading that asks nothing", opened.question)

    def unfold(self, summary: str, hidden: str, line: int, first_line: int) -> Iterator[Found]:
        """A `<details>`: an answer to the open question, a question with its answer, or a section."""
        question = from_html(summary).text
        if not question or _SHOWS_ANSWER.match(question):
            yield from self._answer(hidden, line)
            return
        yield from self._section()
        asks = _asks(question)
        if not asks and self._depth < MAX_DEPTH:
            found = list(cards_in(hidden, self._file, first_line, self._depth + 1))
            if sum(isinstance(item, Card) for item in found) > 1:
                for item in found:
                    yield (
                        item._replace(tags=(*self._tags(), question, *item.tags))
                        if isinstance(item, Card)
                        else item
                    )
                return
        yield self._card(question, as_text(list(blocks(_unfolded(hidden)))), line)

    def _answer(self, hidden: str, line: int) -> Iterator[Found]:
        if self._open is None:
            yield self._skip(line, "an answer without a question before it", "")
            return
        opened, self._open = self._open, None
        asked = "\n\n".join(filter(None, (opened.question, as_text(opened.body))))
        yield self._card(asked, as_text(list(blocks(_unfolded(hidden)))), opened.line)

    def _block(self, block: Block) -> Iterator[Found]:
        match block.kind:
            case "heading":
                yield from self._heading(block)
            case "paragraph":
                yield from self._paragraph(block)
            case "list":
                yield from self._list(block, self._depth)
            case "table":
                yield from self._table(block)
            case "rule":
                if self._open is not None and not self._open.level:
                    yield from self.finish()
            case _:
                if self._open is not None:
                    self._open.body.append(block)

    def _heading(self, block: Block) -> Iterator[Found]:
        opened = self._open
        if opened is not None and opened.level and block.level > opened.level and not opened.sure:
            yield from self._section()
        elif opened is not None and opened.level and block.level > opened.level and not _asks(block.text):
            opened.body.append(block)  # a part of the answer
            return
        else:
            yield from self.finish()
        self._headings = [(level, text) for level, text in self._headings if level < block.level]
        text = _one_line(block.text)
        if text:
            self._open = _Open(_unnumbered(text), block.line, sure=_asks(text), level=block.level)

    def _section(self) -> Iterator[Found]:
        """Take the open question, if it may be none, for the heading of what follows."""
        opened = self._open
        if opened is None or opened.sure:
            yield from self.finish()
            return
        self._open = None
        if opened.body:
            yield self._skip(opened.line, "a heading that asks nothing", opened.question)
        if not _OF_NO_FIELD.match(opened.question):
            self._headings.append((opened.level, opened.question))

    def _paragraph(self, block: Block) -> Iterator[Found]:
        if block.inner_link or not block.text:
            return
        lines = block.text.split("\n")
        if any(_Q.match(line) for line in lines) or (self._open is not None and _A.match(lines[0])):
            yield from self._marked(block, lines)
        elif self._begins(block):
            yield from self._section()
            self._open = _Open(_unnumbered(_one_line(block.text)), block.line, sure=True)
        elif self._open is not None:
            self._open.body.append(block)

    def _begins(self, block: Block) -> bool:
        """Whether a paragraph without a mark is a question: in bold, or where no answer is being read."""
        text = _one_line(block.text)
        if block.bold and _asks(text) and len(text) <= LONGEST_QUESTION:
            return True
        free = self._open is None or (not self._open.sure and not self._open.body)
        return free and text.endswith("?") and len(text) <= LONGEST_QUESTION

    def _marked(self, block: Block, lines: list[str]) -> Iterator[Found]:
        """A paragraph with `Q:` or `A:` at the beginning of a line."""
        for number, line in enumerate(lines):
            question = _Q.match(line)
            if question:
                yield from self._section()
                self._open = _Open(line[question.end() :], block.line + number, sure=True)
            elif self._open is not None:
                answer = None if self._open.body else _A.match(line)
                said = line[answer.end() :] if answer else line
                body = self._open.body
                if not answer and not body and number:
                    self._open.question += f" {line}"
                elif body and number and not answer:
                    body[-1] = body[-1]._replace(text=f"{body[-1].text}\n{said}")
                else:
                    body.append(Block("paragraph", block.line + number, said))

    def _list(self, block: Block, depth: int) -> Iterator[Found]:
        heads = [_head(item) for item in block.parts]
        if heads and all(head.inner_link for head in heads):
            return  # a table of contents
        if any(_Q.match(head.text) for head in heads):
            yield from self._marked_items(block)
            return
        if not self._asks_list(block, heads, depth):
            if self._open is not None:
                self._open.body.append(block)
            return
        yield from self._section()
        for item, head in zip(block.parts, heads, strict=True):
            yield from self._item(item, head, depth)

    def _asks_list(self, block: Block, heads: Sequence[Block], depth: int) -> bool:
        """Whether a list is one of questions, and not a part of the answer that is being read."""
        opened = self._open
        if opened is not None and opened.sure and not opened.of_list:
            marks = all(head.text.endswith("?") for head in heads)
            return bool(opened.body) and not opened.level and bool(block.level) and marks
        return sum(map(_item_asks, heads)) * 2 >= len(heads) or self._holds_questions(block, depth)

    def _marked_items(self, block: Block) -> Iterator[Found]:
        for item in block.parts:
            for part in item.parts:
                yield from self._block(part)

    def _holds_questions(self, block: Block, depth: int) -> bool:
        """Whether the items are sections, with lists of questions in them."""
        inner = [
            _head(item)
            for part in block.parts
            for sub in part.parts
            if sub.kind == "list"
            for item in sub.parts
        ]
        answered = self._open is not None and self._open.level >= _ANSWER_LEVEL
        return (
            bool(inner)
            and not answered
            and depth < MAX_DEPTH
            and sum(map(_item_asks, inner)) * 2 >= len(inner)
        )

    def _item(self, item: Block, head: Block, depth: int) -> Iterator[Found]:
        yield from self.finish()
        rest = item.parts[1:]
        if head.inner_link or not head.text:
            return
        asks = _item_asks(head)
        inner = next((part for part in rest if part.kind == "list"), None)
        if not asks and inner is not None and depth < MAX_DEPTH:
            self._headings.append((6 + depth, _one_line(head.text)))
            yield from self._list(inner, depth + 1)
            yield from self.finish()
            self._headings.pop()
        elif not asks:
            yield self._skip(item.line, "a list item that asks nothing", head.text)
        else:
            question, _, answer = (
                head.text.partition("\n") if head.kind == "paragraph" else (head.text, "", "")
            )
            self._open = _Open(_unnumbered(_one_line(question)), item.line, sure=True)
            self._open.body = [Block("paragraph", item.line, answer)] if answer else []
            self._open.body += map(_without_mark, rest)
            self._open.of_list = True

    def _table(self, block: Block) -> Iterator[Found]:
        head, *rows = block.parts
        if rows and all(any(cell.inner_link for cell in row.parts) for row in rows):
            return  # a table of contents
        columns = named([cell.text for cell in head.parts])
        answering = self._open is not None and self._open.sure
        if columns is None or (answering and normal(head.parts[columns.question].text) not in QUESTION[:4]):
            if self._open is not None:
                self._open.body.append(block)
            return
        yield from self._section()
        for row in rows:
            cells = row.parts
            if columns.question >= len(cells) or cells[columns.question].inner_link:
                continue
            answer = _cell(cells, columns.answer)
            card = self._card(cells[columns.question].text, answer, row.line)
            tag = _cell(cells, columns.tags)
            yield card._replace(tags=(*card.tags, tag)) if tag else card

    def _card(self, question: str, answer: str, line: int) -> Card:
        asked = _unnumbered(_Q.sub("", question))
        return Card(Place(self._file, line), asked, _ANSWER_LABEL.sub("", answer, count=1), self._tags())

    def _tags(self) -> tuple[str, ...]:
        """The nearest heading first; the title of the document is none."""
        return tuple(text for level, text in reversed(self._headings) if level > 1)

    def _skip(self, line: int, reason: str, text: str) -> Skipped:
        return Skipped(Place(self._file, line), reason, text)


def _head(item: Block) -> Block:
    """What a list item begins with."""
    return item.parts[0] if item.parts else Block("paragraph", item.line)


def _item_asks(head: Block) -> bool:
    if head.kind == "heading":
        return True
    first = head.text.split("\n", 1)[0]
    return head.kind == "paragraph" and len(first) <= LONGEST_QUESTION and _asks(first)


def _asks(text: str) -> bool:
    """Whether a heading, a summary or an item is a question by its own words or its number."""
    line = _one_line(text)
    bare = _unnumbered(line)
    return bare.rstrip("\"'`)* ").endswith("?") or bare != line or _ASKS.match(bare) is not None


def _unnumbered(text: str) -> str:
    return _NUMBERED.sub("", text, count=1)


def _without_mark(part: Block) -> Block:
    return part._replace(text=_ANSWER_LABEL.sub("", part.text, count=1)) if part.kind == "paragraph" else part


def _cell(cells: Sequence[Block], at: int | None) -> str:
    return cells[at].text if at is not None and at < len(cells) else ""


def _unfolded(text: str) -> str:
    """`text` with what its own `<details>` hide in the open."""
    return _DETAILS.sub("", text)


def _one_line(text: str) -> str:
    return " ".join(text.split())
