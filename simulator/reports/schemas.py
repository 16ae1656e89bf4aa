"""Owns the published descriptions of `idk progress --json` and `idk score --json`, made from their types.

`python -m simulator.reports.schemas` writes them anew after a field was added.
"""

import json
from pathlib import Path
from typing import Any

import msgspec

from simulator.reports import progress_data, scores

_FOLDER = Path(__file__).parent
SCHEMAS: dict[str, tuple[type[msgspec.Struct], str]] = {
    "progress.schema.json": (
        progress_data.ProgressData,
        f"What all idk sessions come to, format {progress_data.FORMAT}",
    ),
    "score.schema.json": (scores.ScoreData, f"An idk session scored again, format {scores.FORMAT}"),
}
"""Each committed file with its type and title."""


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) that the file called `name` should hold."""
    described, title = SCHEMAS[name]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **msgspec.json.schema(described),
    }


def render(name: str) -> str:
    """The text of the file called `name` as it should be."""
    return json.dumps(schema(name), indent=2, ensure_ascii=False) + "\n"


def path(name: str) -> Path:
    """Where the committed file called `name` is."""
    return _FOLDER / name


if __name__ == "__main__":
    for file in SCHEMAS:
        path(file).write_text(render(file), encoding="utf-8")
