"""Owns which file is read in which way; opens it once, and tells it apart by its bytes."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec

from simulator.errors import IdkError
from simulator.outside.captions import read_captions
from simulator.outside.chats import read_chat
from simulator.outside.dialogue import Dialogue
from simulator.outside.plain_text import read_text_dialogue
from simulator.questions.importing.text_file import decode_text, read_bytes

_READERS: dict[str, Callable[[str, str], Dialogue]] = {
    ".txt": read_text_dialogue,
    ".text": read_text_dialogue,
    ".md": read_text_dialogue,
    ".markdown": read_text_dialogue,
    ".vtt": read_captions,
    ".srt": read_captions,
    ".json": read_chat,
    ".jsonl": read_chat,
    ".ndjson": read_chat,
}


class Source(msgspec.Struct, frozen=True):
    """A file that holds an interview."""

    name: str
    """Without its folder, which is nobody's business."""
    sha256: str
    dialogue: Dialogue


def read_source(path: Path) -> Source:
    """What the file at `path` holds; of an unknown ending, and none, it is taken for text.

    Raises `IdkError` with the line where its form is wrong, `StorageError` where it cannot be read.
    """
    file = str(path)
    if not path.is_file():
        raise IdkError(f"{file}: no such file. Expected one that ends in {', '.join(_READERS)}.")
    data = read_bytes(path, file)
    text, notice = decode_text(data, file)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        reader = read_captions if text.startswith("WEBVTT") else read_text_dialogue
    found = reader(text, file)
    if not found.spoken:
        raise IdkError(f"{file}: nobody says anything in it.")
    notices = (notice, *found.notices) if notice else found.notices
    return Source(
        path.name, hashlib.sha256(data).hexdigest(), msgspec.structs.replace(found, notices=notices)
    )
