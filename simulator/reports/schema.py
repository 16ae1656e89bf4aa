"""Owns the published descriptions of what is printed as data: JSON Schemas made from the data's own types.

`python -m simulator.reports.schema` writes them anew after a field was added.
"""

import json
from pathlib import Path
from typing import Any

import msgspec

from simulator.notebook.exports import TopicData
from simulator.reports import data, found, progress_data, scores
from simulator.reports.export import tables

_FOLDER = Path(__file__).parent
SCHEMAS: dict[str, tuple[Any, str]] = {
    "notebook.schema.json": (list[TopicData], "The topics of an idk notebook"),
    "review.schema.json": (data.SessionData, f"The report of an idk session, format {data.FORMAT}"),
    "progress.schema.json": (
        progress_data.ProgressData,
        f"What all idk sessions come to, format {progress_data.FORMAT}",
    ),
    "export.schema.json": (tables.SessionExport, f"An exported idk session, format {tables.FORMAT}"),
    "search.schema.json": (
        found.SearchData,
        f"What a search of idk sessions has found, format {found.FORMAT}",
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
