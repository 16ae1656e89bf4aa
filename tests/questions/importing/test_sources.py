"""Which files are read, and what is said of those that cannot be."""

import os
import struct
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.errors import IdkError
from simulator.questions.importing import archive, text_file
from simulator.questions.importing.cards import Card, Notice
from simulator.questions.importing.importer import import_cards
from simulator.questions.importing.sources import found_in
from tests.questions.importing.writers import pack, write_csv, write_old_package, write_package

if sys.version_info >= (3, 14):
    from compression.zstd import compress
else:
    from backports.zstd import compress

ONE = (("What is a mutex?", "A lock.", ()),)


def refusal(path: Path) -> str:
    """What is said of a file that cannot be imported; it names the file."""
    with pytest.raises(IdkError) as caught:
        import_cards(path)
    assert str(path) in str(caught.value)
    return str(caught.value)


def cut(path: Path) -> None:
    write_package(ONE, path)
    path.write_bytes(path.read_bytes()[:-200])


def flipped(path: Path) -> None:
    write_old_package(ONE, path)
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 200] = b"\0" * 200
    path.write_bytes(data)


def not_sqlite(path: Path) -> None:
    pack(path, {"collection.anki21": b"no database" * 1000})


def not_zstd(path: Path) -> None:
    pack(path, {"collection.anki21b": b"not compressed" * 100})


def cut_zstd(path: Path) -> None:
    pack(path, {"collection.anki21b": compress(os.urandom(50_000))[:20_000]})


def locked(path: Path) -> None:
    write_old_package(ONE, path)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive_file:
        for info in archive_file.infolist():
            data[info.header_offset + 6] |= 1
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    path.write_bytes(data)


def vast_directory(path: Path) -> None:
    write_old_package(ONE, path)
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x05\x06")
    data[at + 12 : at + 16] = struct.pack("<L", 2**31)
    path.write_bytes(data)


@pytest.mark.parametrize("make", [cut, flipped, not_sqlite, not_zstd, cut_zstd, locked, vast_directory])
def test_a_damaged_package_is_one_message_with_its_remedy(
    make: Callable[[Path], None], tmp_path: Path
) -> None:
    path = tmp_path / "deck.apkg"
    make(path)
    said = refusal(path)
    assert "Export it from Anki once more" in said
    assert "\n" not in said


def test_a_zip_without_a_collection_is_no_package(tmp_path: Path) -> None:
    pack(tmp_path / "deck.apkg", {"readme.txt": b""})
    assert "found a zip without one" in refusal(tmp_path / "deck.apkg")


@pytest.mark.parametrize("newer", [False, True])
def test_a_zip_bomb_is_unpacked_only_up_to_the_limit(
    newer: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED", 3 * 2**20)
    data = bytes(8 * 2**20)
    members = {"collection.anki21b": compress(data)} if newer else {"collection.anki21": data}
    pack(tmp_path / "bomb.apkg", members)
    assert (tmp_path / "bomb.apkg").stat().st_size < 50_000
    assert "unpacks to more than 3 MiB" in refusal(tmp_path / "bomb.apkg")


def test_a_file_too_large_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "cards.csv"
    with path.open("wb") as stream:
        stream.truncate(2**30)
    assert "larger than 16 MiB" in refusal(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_in_any_of_its_encodings(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "cards.csv"
    path.write_bytes("Was ist Größe?,日本".encode(encoding))
    imported = import_cards(path)
    assert imported.kept[0].question["ask"] == "Was ist Größe?"
    assert imported.notices == []


def test_another_encoding_is_guessed_and_told(tmp_path: Path) -> None:
    path = tmp_path / "cards.csv"
    path.write_bytes("What is it?,A\nWas ist Größe?,B".encode("cp1252"))
    imported = import_cards(path)
    assert imported.kept[1].question["ask"] == "Was ist Größe?"
    assert imported.notices == [
        f"{path}:2: not UTF-8, so the file is read as Windows-1252; check its accents."
    ]


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"\xff\xfe\x00", "a,b".encode("utf-16-le"), b"\x81\x8d"])
def test_what_is_no_text_is_said(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "cards.csv").write_bytes(data)
    assert "this is not text" in refusal(tmp_path / "cards.csv")


@pytest.mark.parametrize("name", ["deck.docx", "deck"])
def test_an_unknown_ending_names_the_known_ones(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("")
    assert ".apkg, .colpkg" in refusal(tmp_path / name)


@pytest.mark.parametrize("name", ["absent.csv", "a\0b.csv", "x" * 300 + ".csv"])
def test_what_is_not_there_is_said(name: str, tmp_path: Path) -> None:
    with pytest.raises(IdkError, match="no such file"):
        import_cards(tmp_path / name)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "cards.csv")
    assert "expected a file" in refusal(tmp_path / "cards.csv")


def test_of_a_folder_every_file_is_read_and_no_link_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    write_csv(ONE, tmp_path / "in" / "a.csv")
    write_package((("What is a heap?", "A tree.", ()),), tmp_path / "b.apkg")
    (tmp_path / "bad.json").write_text("{")
    (tmp_path / "CONTRIBUTING.md").write_text("# Why contribute?\n\nBecause.")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.md").write_text("# What is hidden?")
    (tmp_path / "in" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.md").symlink_to(tmp_path / "absent")
    found = list(found_in(tmp_path))
    assert [card.question for card in found if isinstance(card, Card)] == [
        "What is a heap?",
        "What is a mutex?",
    ]
    said = "\n".join(one.text for one in found if isinstance(one, Notice))
    assert "bad.json:1:2: expected JSON" in said
    assert "loop: a link to a folder is not followed" in said


def test_a_folder_without_any_readable_file_is_said(tmp_path: Path) -> None:
    assert "no file in this folder ends in" in refusal(tmp_path)
    (tmp_path / "bad.json").write_text("[")
    assert "none of its 1 files can be read" in refusal(tmp_path)


def test_deep_json_and_endless_numbers_are_said(tmp_path: Path) -> None:
    path = tmp_path / "cards.json"
    for text in ("[" * 100_000, '{"a":' * 100_000, "9" * 5_000, "[" * 40 + '"a"' + "]" * 40):
        path.write_text(text)
        refusal(path)


def test_the_limit_of_a_text_is_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_file, "MAX_BYTES", 30)
    (tmp_path / "cards.csv").write_text("What is it?,A lock\n" * 2)
    assert "larger than" in refusal(tmp_path / "cards.csv")
