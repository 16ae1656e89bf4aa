"""Owns the published description of `idk review ID --json`, a JSON Schema made from the report's own types.

`python -m simulator.reports.schema` writes it anew after a field was added.
"""

import json
from pathlib import Path
from typing import Any

import msgspec

from simulator.reports.data import FORMAT, SessionData

SCHEMA_FILE = Path(__file__).with_name("review.schema.json")
"""The committed description."""


def review_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a session's report."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"The report of an idk session, format {FORMAT}",
        **msgspec.json.schema(SessionData),
    }


def render() -> str:
    """The text of `SCHEMA_FILE` as it should be."""
    return json.dumps(review_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA_FILE.write_text(render(), encoding="utf-8")
