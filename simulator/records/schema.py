"""Owns the published description of a transcript's lines, a JSON Schema made from the events themselves.

`python -m simulator.records.schema` writes it anew after a kind of event or a field was added.
"""

import json
from pathlib import Path
from typing import Any

import msgspec

from simulator.interview.events import FORMAT, AnyEvent

SCHEMA_FILE = Path(__file__).with_name("transcript.schema.json")
"""The committed description."""


def transcript_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of one line of a transcript."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A line of an idk transcript, format {FORMAT}",
        "description": (
            "A transcript is JSON Lines: a 'started' event first, then one event a line. "
            "Readers pass over kinds and fields they do not know."
        ),
        **msgspec.json.schema(AnyEvent),
    }


def render() -> str:
    """The text of `SCHEMA_FILE` as it should be."""
    return json.dumps(transcript_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA_FILE.write_text(render(), encoding="utf-8")
