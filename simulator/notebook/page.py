"""Owns the Markdown page of a topic: what on it is the user's, and the part that is kept up for them.

The kept part stands between two marks, the first of which holds a check sum of it: so it is known whether the
user has written in it. All else on the page is theirs. Reads and writes no file.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

import msgspec

from simulator.errors import IdkError, did_you_mean
from simulator.notebook.topics import SET_BY_HAND, State, Topic, Try, identity
from simulator.scoring.recall import Rating
from simulator.text import clean, one_line

LARGEST = 1_000_000
"""Bytes of a page that is read."""
_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
_LARGEST_FRONT = 8_000
_OPENING = "<!-- idk keeps this part up "
_KEPT = re.compile(
    # A part whose closing mark was deleted does not reach into the next one.
    rf"^{_OPENING}([0-9a-f]{{12}})[^\n]*-->\r?\n((?:(?!{_OPENING}).)*?)^<!-- /idk -->",
    re.DOTALL | re.MULTILINE,
)
_STATE = re.compile(r"^state:.*\n?", re.MULTILINE)
_TITLE = re.compile(r"^#[ \t]+([^\n]*)", re.MULTILINE)
_CLOSING_HASHES = re.compile(r"(?<=[ \t])#+$")


class PageError(IdkError):
    """The head of a page cannot be understood; its text says what and how to mend it."""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page as it was read."""

    text: str
    topic: str
    """From its head, else its title; empty where it has neither."""
    headed: bool
    """Whether its head names the topic."""
    aliases: tuple[str, ...] = ()
    """Other names of the topic, from its head."""
    state: State | None = None
    """Parked or done, where its head says so."""
    added: date | None = None
    """The day on which it was written down, from its head."""

    @property
    def names(self) -> tuple[str, ...]:
        """The identities it goes by, that of its topic first."""
        return tuple(dict.fromkeys(identity(name) for name in (self.topic, *self.aliases)))

    @property
    def counts(self) -> bool:
        """Whether it is on a topic: any other file in the folder is none of ours."""
        return bool(self.topic) and (self.headed or bool(self.check_sum))

    @property
    def own(self) -> str:
        """What the user has written: all but the head, the title and the kept part."""
        body = _FRONT.sub("", self.without_kept, count=1)
        title = _TITLE.search(body)
        if title and identity(_title(title)) == identity(self.topic):
            body = body[: title.start()] + body[title.end() :]
        return body.strip()

    @property
    def without_kept(self) -> str:
        """All but the kept part."""
        return _KEPT.sub("", self.text, count=1)

    @property
    def check_sum(self) -> str:
        """Of the kept part when it was last written; empty where there is none."""
        kept = _KEPT.search(self.text)
        return kept.group(1) if kept else ""

    @property
    def edited(self) -> bool:
        """Whether the user has written in the kept part; emptying it is no writing."""
        kept = _KEPT.search(self.text)
        return kept is not None and bool(kept.group(2).strip()) and check_sum(kept.group(2)) != kept.group(1)


def read_page(text: str) -> Page:
    """The page with this text. Raises PageError where its head is not understood."""
    front = _FRONT.match(text)
    head = _head(front.group(1)) if front else {}
    title = _TITLE.search(text[front.end() :] if front else text)
    headed = _line(head, "topic")
    topic = headed or (_title(title) if title else "")
    aliases = head.get("aliases") or []
    names = [aliases] if isinstance(aliases, str) else aliases
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise PageError("aliases: expected a list of names, as in: aliases: [WAL, write-ahead log]")
    return Page(
        text=text,
        topic=topic,
        headed=bool(headed),
        aliases=tuple(one_line(name) for name in names if one_line(name)),
        state=_state(_line(head, "state")),
        added=_day(_line(head, "added")),
    )


def new_page(topic: str, added: date, words: str = "") -> str:
    """The text of a page on `topic`, begun on the day `added` with the user's `words`, if any."""
    name = one_line(topic)
    quoted = msgspec.json.encode(name).decode()  # JSON text is YAML text but for two characters
    for forbidden in "\ufffe\uffff":
        quoted = quoted.replace(forbidden, f"\\u{ord(forbidden):04x}")
    notes = f"{words.strip()}\n" if words.strip() else ""
    return f"---\ntopic: {quoted}\nadded: {added}\n---\n\n# {name}\n\n## My notes\n\n{notes}"


def with_state(text: str, state: State | None) -> str:
    """`text` with the user's word on the state in its head, or without one; nothing else is changed.

    Raises PageError where the head is so written that a line more or less does not do it.
    """
    front = _FRONT.match(text)
    head = _STATE.sub("", front.group(1)) if front else ""
    changed = _with_head(text, f"{head}state: {state}\n" if state else head)
    if read_page(changed).state is not state:
        raise PageError(
            "the state is not on a line of its own; between the two --- lines write: state: parked"
        )
    return changed


def with_added(text: str, added: date) -> str:
    """`text` with the day on which it was written down in its head, which names none."""
    front = _FRONT.match(text)
    return _with_head(text, f"{front.group(1) if front else ''}added: {added}\n")


def _with_head(text: str, head: str) -> str:
    front = _FRONT.match(text)
    if front:
        return text[: front.start(1)] + head + text[front.end(1) :]
    return f"---\n{head}---\n\n{text}" if head else text


def with_words(text: str, words: str) -> str:
    """`text` with `words` at the end of the user's own part, which the kept part follows."""
    kept = _KEPT.search(text)
    own, rest = (text[: kept.start()], "\n" + text[kept.start() :]) if kept else (text, "")
    return f"{own}{_gap(own)}{words}\n{rest}"


def with_kept(text: str, body: str) -> str:
    """`text` with `body` as its kept part: in place of the last one, else at the end."""
    part = kept_part(body)
    if _KEPT.search(text):
        return _KEPT.sub(lambda _: part, text, count=1)
    return f"{text}{_gap(text)}{part}\n"


def _gap(text: str) -> str:
    """What parts a new paragraph from `text`."""
    return "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"


def kept_part(body: str) -> str:
    """`body` between its marks."""
    return (
        f"<!-- idk keeps this part up {check_sum(body)}: write above it or below it -->\n{body}<!-- /idk -->"
    )


def check_sum(body: str) -> str:
    """12 hex digits over a kept part, however its lines end."""
    return sha256(body.replace("\r\n", "\n").encode()).hexdigest()[:12]


def kept_body(topic: Topic, state: State, due: date | None) -> str:
    """What is kept up on the page of `topic`; it ends with a new line."""
    parts = [_standing(topic, state, due)]
    if topic.unclear:
        parts.append("**Unclear to me:**\n\n" + _listed(f"{one.words} ({one.day})" for one in topic.unclear))
    if topic.explained:
        parts.append(f"**As it was explained:**\n\n{topic.explained.strip()}")
    learn = [f"[{r.title}]({r.url}) ({r.kind})" for r in topic.resources]
    learn += [f"Build: {topic.project}"] if topic.project else []
    if learn:
        parts.append("**To learn it by:**\n\n" + _listed(learn))
    if topic.tries:
        tried = [f"{one.day}: {how(one)}" for one in topic.tries]
        parts.append("**When it came back:**\n\n" + _listed(tried))
    lines = clean("\n\n".join(parts)).replace("<!--", "< !--").split("\n")
    # Many editors take away the spaces at the end of lines; that is no writing in the kept part.
    return "".join(f"{line.rstrip()}\n" for line in lines)


def how(one: Try) -> str:
    """How it went when the topic came back, in words."""
    if one.rating is Rating.AGAIN:
        return "not yet"
    if not one.full:
        return "in part"
    return "in full, with help or as a guess" if one.rating is Rating.HARD else "in full"


def _standing(topic: Topic, state: State, due: date | None) -> str:
    said = f"{state.capitalize()}. Written down {topic.first}"
    said += f", last asked {topic.last}" if topic.last > topic.first else ""
    return f"{said}. Comes back {due}." if due else f"{said}."


def _listed(lines: Iterable[str]) -> str:
    return "\n".join(f"- {one_line(line)}" for line in lines)


def _title(found: re.Match[str]) -> str:
    """The text of a heading, without the # signs that may close it."""
    return one_line(_CLOSING_HASHES.sub("", one_line(found.group(1))))


def _head(front: str) -> dict[str, Any]:
    import yaml  # noqa: PLC0415  (only a page with a head needs it)

    if len(front) > _LARGEST_FRONT:
        raise PageError(f"the head is longer than {_LARGEST_FRONT:,} characters")
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        head = yaml.load(front, Loader=loader)  # noqa: S506  (BaseLoader makes texts and nothing else)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 2}: " if mark else ""
        problem = getattr(error, "problem", None) or "it is not understood"
        raise PageError(
            f"{where}{problem}. Between the two --- lines each line reads `name: value`."
        ) from None
    if head in (None, ""):
        return {}
    if not isinstance(head, dict):
        raise PageError("between the two --- lines each line reads `name: value`")
    return {str(name): value for name, value in head.items()}


def _line(head: dict[str, Any], name: str) -> str:
    value = head.get(name) or ""
    if not isinstance(value, str):
        raise PageError(f"{name}: expected a text on one line")
    return one_line(value)


def _state(word: str) -> State | None:
    if word in ("", State.OPEN, State.LEARNING):
        return None
    if word in (State.EXPLAINED, *SET_BY_HAND):
        return State.PARKED if word == State.PARKED else State.DONE
    known: Sequence[str] = [state.value for state in State]
    near = did_you_mean(word, known) or "."
    raise PageError(f"state: expected parked or done, or no such line; found '{word}'{near}")


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise PageError(f"added: expected a day such as 2026-11-22; found '{text}'") from None
