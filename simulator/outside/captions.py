"""Owns interviews as captions: WebVTT and SRT, with who speaks in `<v Name>` or as `Name: …`.

Written here because the parsers there are keep neither the line a caption stands on nor several voices of one
caption, and pass over a damaged one without a word.
"""

import re
from collections.abc import Iterator
from html import unescape

from simulator.errors import IdkError
from simulator.outside.dialogue import Dialogue, Spoken, joined
from simulator.outside.plain_text import read_text_dialogue
from simulator.questions.problems import shown

_STAMP = r"(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMING = re.compile(rf"\s*{_STAMP}\s*-->\s*{_STAMP}(?:\s.*)?$")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_TAG = re.compile(r"</?[a-zA-Z0-9.:][^<>]*>|\{\\[^{}]*\}")
_NO_CUE = re.compile(r"(NOTE|STYLE|REGION)(\s|$)")


def read_captions(text: str, file: str) -> Dialogue:
    """Who says what in the captions `text`.

    Raises `IdkError`, with the line, where a caption is damaged or none says who speaks.
    """
    cues = list(_cues(text, file))
    if not cues:
        raise IdkError(
            f"{file}:1: expected captions, each below a line with two times and `-->`; found none."
        )
    if any(_VOICE.search(body) for _, body in cues):
        spoken = (one for number, body in cues for one in _voices(body, number))
        return Dialogue(tuple(joined(_named(spoken, file), " ")))
    lines = [""] * (cues[-1][0] + cues[-1][1].count("\n") + 1)  # so that messages name the file's own lines
    for number, body in cues:
        for place, line in enumerate(body.split("\n")):
            lines[number - 1 + place] = _plain(line)
    found = read_text_dialogue("\n".join(lines), file)
    return Dialogue(
        tuple(Spoken(one.name, " ".join(one.text.split()), one.line) for one in found.spoken), found.notices
    )


def _cues(text: str, file: str) -> Iterator[tuple[int, str]]:
    """Each caption's text with the line it begins on."""
    lines = text.split("\n")
    start = 0
    for end in range(len(lines) + 1):
        if end < len(lines) and lines[end].strip():
            continue
        block = lines[start:end]
        at = next((place for place, line in enumerate(block[:2]) if _TIMING.match(line)), None)
        if at is not None:
            body = "\n".join(block[at + 1 :])
            if body.strip():
                yield start + at + 2, body
        elif any("-->" in line for line in block) or (block and not _passed_over(block, start, lines)):
            place = next((n for n, line in enumerate(block) if not line.strip().isdigit()), 0)
            raise IdkError(
                f"{file}:{start + place + 1}: expected a caption's times, as in 00:01.000 --> 00:04.000; "
                f"found {shown(block[place])}. Mend these lines, or take them out."
            )
        start = end + 1


def _passed_over(block: list[str], start: int, lines: list[str]) -> bool:
    """Whether these lines are a comment, a style, the head of the file, or a number without its caption."""
    head = start == 0 and lines[0].startswith("WEBVTT")
    return head or _NO_CUE.match(block[0]) is not None or all(line.strip().isdigit() for line in block)


def _voices(body: str, number: int) -> Iterator[Spoken]:
    """The parts of a caption, one a voice; what stands before the first voice has no name."""
    parts = _VOICE.split(body)
    line = number
    for name, words in zip(["", *parts[1::2]], parts[0::2], strict=True):
        said = " ".join(_plain(words).split())
        if said:
            yield Spoken(unescape(name).strip(), said, line)
        line += words.count("\n")


def _named(spoken: Iterator[Spoken], file: str) -> Iterator[Spoken]:
    """`spoken`, what has no name as more of whoever spoke before."""
    name = ""
    for one in spoken:
        name = one.name or name
        if not name:
            raise IdkError(
                f"{file}:{one.line}: the first caption does not say who speaks. Put <v Name> before "
                f"'{one.text[:40]}'."
            )
        yield Spoken(name, one.text, one.line)


def _plain(text: str) -> str:
    return unescape(_TAG.sub("", text))
