"""Folders of transcripts to search, written in every way in which JSON may be written."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from simulator.records.store import new_session_id

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def session_id(place: int) -> str:
    """The id of the session that began `place` minutes after the first."""
    return new_session_id(START + timedelta(minutes=place), "aaaa")


def line(kind: str, style: int = 0, **fields: Any) -> str:
    """An event as a line: as it is, with everything beyond ASCII escaped, or with letters escaped too."""
    value = {"kind": kind, "at": "2026-11-22T09:00:00Z", **fields}
    if style == 2:
        return "".join(
            f"\\u{ord(char):04x}" if char in "äéktz" else char
            for char in json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
            if ord(char) <= 0xFFFF
        )
    return json.dumps(value, ensure_ascii=style == 1, separators=(",", ":"))


def questions(*asks: str, bank: str = "test") -> list[dict[str, object]]:
    """Questions with a key that holds words nobody said."""
    return [
        {
            "bank": bank,
            "id": f"q{n}",
            "ask": ask,
            "topic": "topic",
            "level": "mid",
            "explanation": "SECRETKEY",
        }
        for n, ask in enumerate(asks)
    ]


def write(
    folder: Path,
    place: int,
    said: Sequence[Sequence[tuple[str, str]]],
    *,
    asks: Sequence[str] = (),
    bank: str = "test",
    style: int = 0,
) -> Path:
    """A transcript with a question for each list of (`you` or `interviewer` or `coach`, words)."""
    put = [*asks, *(["?"] * (len(said) - len(asks)))]
    header: dict[str, Any] = {
        "format": 1,
        "session": session_id(place),
        "rubric": "1",
        "reader": "r",
        "mode": "solo",
        "coach": "silent",
        "seed": 1,
        "marking": "in_line",
        "banks": [bank],
        "aids": {},
        "foils": False,
    }
    lines = [
        line("started", 0, **header),
        line("planned", style, questions=questions(*put, "NEVERASKED", bank=bank)),
    ]
    for position, turns in enumerate(said):
        lines.append(line("asked", position=position))
        for who, text in turns:
            match who:
                case "you":
                    lines.append(line("replied", style, text=text))
                case "note":
                    lines.append(line("noted", style, text=text, topic=text, quality=2))
                case "coach":
                    lines.append(line("coached", style, facet="E", aid="hint", text=text))
                case _:
                    lines.append(line("said", style, act="neutral", text=text))
        lines.append(line("closed", by="next"))
    path = folder / f"{session_id(place)}.jsonl"
    path.write_text("".join(f"{one}\n" for one in (*lines, line("finished"))), encoding="utf-8", newline="\n")
    return path
