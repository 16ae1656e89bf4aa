"""Owns how the notebook leaves: as cards for Anki, a folder of linked Markdown, a calendar, a table, data.

Makes texts and writes none. What a program on the other side could obey - HTML, a formula - stays text.
"""

import csv
import html
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

import msgspec

from simulator.notebook.cards import Card
from simulator.notebook.page import Page
from simulator.notebook.topics import State, Topic
from simulator.questions.model import Resource
from simulator.text import clean, one_line

_LIST = "Notebook"
"""The page of a vault that lists all others."""
_UNLINKABLE = re.compile(r'[\[\]|#^:/\\?*"<>]')
"""What Obsidian allows in no link or no file's name."""
_LONGEST_TITLE = 120
"""Bytes."""


class Entry(NamedTuple):
    """A topic with all there is on it."""

    card: Card
    page: Page
    topic: Topic | None
    """What the sessions say of it; None where they say nothing."""

    @property
    def notes(self) -> str:
        """The user's own, without the heading that a new page begins with."""
        return clean(self.page.own).removeprefix("## My notes").strip()

    @property
    def explained(self) -> str:
        """The explanation given, if any."""
        return clean(self.topic.explained).strip() if self.topic else ""

    @property
    def unclear(self) -> tuple[str, ...]:
        """What was unclear, in the user's words."""
        return tuple(one_line(one.words) for one in self.topic.unclear) if self.topic else ()

    @property
    def resources(self) -> tuple[Resource, ...]:
        """What to learn it from."""
        return self.topic.resources if self.topic else ()

    @property
    def project(self) -> str:
        """What to build to learn it."""
        return clean(self.topic.project) if self.topic else ""


class TopicData(msgspec.Struct, frozen=True, kw_only=True):
    """A topic as data."""

    topic: str
    state: State
    first: date
    """Written down."""
    due: date | None
    """Comes back; null where it is parked or done."""
    questions: tuple[str, ...]
    """`bank/id`, the one asked last first."""
    page: str
    """From the notebook's folder."""
    unclear: tuple[str, ...] = ()
    explained: str = ""
    resources: tuple[Resource, ...] = ()
    project: str = ""
    notes: str = ""
    """The user's own."""


def data(entry: Entry) -> TopicData:
    """All there is on a topic."""
    card = entry.card
    return TopicData(
        topic=card.name,
        state=card.state,
        first=card.first,
        due=card.due,
        questions=card.keys,
        page=card.file,
        unclear=entry.unclear,
        explained=entry.explained,
        resources=entry.resources,
        project=entry.project,
        notes=entry.notes,
    )


def anki(entries: Iterable[Entry]) -> str:
    """A text file that Anki imports as it is: a Basic note a topic, known again at the next import.

    The headers are those of docs.ankiweb.net/importing/text-files.html.
    """
    rows = [
        [f"idk {entry.card.names[0]}", _front(entry), _back(entry), f"idk idk::{entry.card.state}"]
        for entry in entries
    ]
    head = "#separator:Tab\n#html:true\n#notetype:Basic\n#deck:idk\n#guid column:1\n#tags column:4\n"
    return head + _lines(rows, delimiter="\t")


def _front(entry: Entry) -> str:
    asked = f"{entry.card.name}: explain it in your own words."
    return _as_html("\n".join([asked, *(f"- {words}" for words in entry.unclear)]))


def _back(entry: Entry) -> str:
    return _as_html("\n\n".join(_parts(entry, "{title}: {url}")))


def _parts(entry: Entry, link: str) -> Iterator[str]:
    if entry.explained:
        yield entry.explained
    if entry.notes:
        yield entry.notes
    learn = [f"- {link.format(title=one_line(r.title), url=r.url)}" for r in entry.resources]
    learn += [f"- Build: {entry.project}"] if entry.project else []
    if learn:
        yield "\n".join(learn)


def _as_html(text: str) -> str:
    # Anki obeys [sound:...] and [latex] too.
    return html.escape(text).replace("[", "&#91;").replace("\n", "<br>")


def table(entries: Iterable[Entry]) -> str:
    """A CSV file, a topic a line, with a header."""
    head = [
        "topic",
        "state",
        "first",
        "due",
        "questions",
        "unclear",
        "explained",
        "learn_from",
        "project",
        "notes",
    ]
    rows = [
        [
            entry.card.name,
            str(entry.card.state),
            str(entry.card.first),
            str(entry.card.due or ""),
            " ".join(entry.card.keys),
            "\n".join(entry.unclear),
            entry.explained,
            "\n".join(f"{one_line(r.title)}: {r.url}" for r in entry.resources),
            entry.project,
            entry.notes,
        ]
        for entry in entries
    ]
    return _lines([head, *(list(map(_no_formula, row)) for row in rows)], delimiter=",")


def _no_formula(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: one that begins like one gets a `'` before it."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _lines(rows: Iterable[Sequence[str]], *, delimiter: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return text.getvalue()


def calendar(cards: Iterable[Card], today: date) -> bytes:
    """An iCalendar file (RFC 5545): an all-day event for each day on which topics come back.

    What is due already stands on `today`.
    """
    import icalendar  # noqa: PLC0415  (slow; only this needs it)

    by_day: dict[date, list[str]] = {}
    for card in cards:
        if card.due:
            by_day.setdefault(max(card.due, today), []).append(card.name)
    file = icalendar.Calendar()
    file.add("prodid", "-//idk//notebook//EN")
    file.add("version", "2.0")
    for day, names in sorted(by_day.items()):
        event = icalendar.Event()
        event.add("uid", f"{day}@idk-notebook")
        event.add("dtstamp", datetime.combine(today, time(), UTC))
        event.add("dtstart", day)
        if day < date.max:
            event.add("dtend", day + timedelta(days=1))
        event.add(
            "summary", f"idk study: {names[0]}" if len(names) == 1 else f"idk study: {len(names)} topics"
        )
        event.add("description", "\n".join(names))
        event.add("transp", "TRANSPARENT")
        file.add_component(event)
    return bytes(file.to_ical())


def vault(entries: Sequence[Entry]) -> Mapping[str, str]:
    """A folder of Markdown, file name to text: a page a topic, linked where one names another, and a list.

    The links are those of Obsidian; each page's front matter holds its state and day.
    """
    titles = _titles(entry.card for entry in entries)
    cards = {name: entry.card for entry in entries for name in entry.card.names}
    linked = _Linked(cards, titles, max((len(name.split()) for name in cards), default=0))
    files = {f"{titles[entry.card.file]}.md": _vault_page(entry, linked) for entry in entries}
    states = Counter(entry.card.state for entry in entries)
    listed = [f"# Notebook\n\n{', '.join(f'{number} {state}' for state, number in sorted(states.items()))}\n"]
    for state in State:
        links = [f"- {linked.link(entry.card)}\n" for entry in entries if entry.card.state is state]
        if links:
            listed.append(f"## {state.capitalize()}\n\n{''.join(links)}")
    return {**files, f"{_LIST}.md": "\n".join(listed)}


class _Linked(NamedTuple):
    """What the pages of a vault may link to."""

    cards: Mapping[str, Card]
    """By the names they go by."""
    titles: Mapping[str, str]
    """What their files are called, by their pages."""
    longest: int
    """Words of a name."""

    def link(self, card: Card) -> str:
        shown = _UNLINKABLE.sub(" ", card.name)
        return f"[[{self.titles[card.file]}|{shown}]]"


def _vault_page(entry: Entry, linked: _Linked) -> str:
    card = entry.card
    head = [f"aliases: {_yaml(card.names)}", f"tags: [idk, idk/{card.state}]", f"written: {card.first}"]
    head += [f"due: {card.due}"] if card.due else []
    parts = [f"# {card.name}", *(f"> {words}" for words in entry.unclear), *_parts(entry, "[{title}]({url})")]
    text = "\n\n".join(parts)
    links = [linked.link(other) for other in _named(text, linked) if other is not card]
    front = "\n".join(head)
    return f"---\n{front}\n---\n\n{text}\n\nSee also: {', '.join([f'[[{_LIST}]]', *links])}\n"


def _named(text: str, linked: _Linked) -> list[Card]:
    """The topics that `text` names, each once, in its order."""
    words = [word.strip(".,;:!?()[]\"'`*>-") for word in text.casefold().split()]
    runs = (
        " ".join(words[at : at + length])
        for at in range(len(words))
        for length in range(linked.longest, 0, -1)
    )
    found = {linked.cards[run].file: linked.cards[run] for run in runs if run in linked.cards}
    return list(found.values())


def _titles(cards: Iterable[Card]) -> dict[str, str]:
    """What the file of each page is called in a vault, by the page: its own name as far as it can be linked
    to, and no two alike, whatever the case.
    """
    titles: dict[str, str] = {}
    taken = {_LIST.casefold()}
    for card in cards:
        plain = _UNLINKABLE.sub("-", card.file.removesuffix(".md")).encode()[:_LONGEST_TITLE]
        stem = title = plain.decode(errors="ignore").strip(" .-") or "topic"
        number = 1
        while title.casefold() in taken:
            number += 1
            title = f"{stem}-{number}"
        taken.add(title.casefold())
        titles[card.file] = title
    return titles


def _yaml(names: Iterable[str]) -> str:
    return msgspec.json.encode(list(names)).decode()
