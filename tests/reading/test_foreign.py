"""Replies in other languages are told from English ones, however short or technical these are."""

import json
from pathlib import Path

import pytest

from simulator.reading import vectors
from simulator.reading.foreign import UNNAMED, other_language
from simulator.reading.model import Reading
from simulator.reading.reader import FOLDER, load_reader
from tests.reading.questions import WAL

KNOWN = vectors.load(FOLDER / "words.vectors")
TURNS = Path(__file__).parents[2] / "training" / "moves" / "juniors.jsonl"


@pytest.mark.parametrize(
    ("turn", "code"),
    [
        ("Das weiß ich leider nicht, können Sie es mir erklären?", "de"),
        ("Keine Ahnung.", "de"),
        ("je ne sais pas", "fr"),
        ("no tengo ni idea, ¿me lo explicas?", "es"),
        ("Não faço ideia, pode explicar?", "pt"),
        ("nie wiem", "pl"),
        ("知りません", "ja"),
        ("我不知道", "zh"),
        ("لا أعرف", "ar"),
        ("не знаю", UNNAMED),
        ("Ein Index ist ein B-Baum, der die Suche beschleunigt", "de"),
    ],
)
def test_a_reply_in_another_language_is_known_for_one(turn: str, code: str) -> None:
    assert other_language(turn, KNOWN) == code


@pytest.mark.parametrize(
    "turn",
    [
        "",
        "42",
        "...",
        "idk",
        "nope",
        "dunno",
        "B-tree",
        "nginx",
        "O(n log n)",
        "SELECT * FROM users WHERE id = 1;",
        "kubectl get pods -n prod",
        "std::unique_ptr<T>",
        "SYN, SYN-ACK, ACK",
        "k8s ingress",
        "🤷",
        "lorem ipsum dolor sit amet",
        "asdf qwer",
        "Never heard of Schadenfreude or the Levenshtein automaton.",
    ],
)
def test_what_is_english_code_or_nothing_is_left_to_the_reader(turn: str) -> None:
    assert not other_language(turn, KNOWN)


def test_no_labelled_english_turn_is_taken_for_another_language() -> None:
    turns = [json.loads(line)["turn"] for line in TURNS.read_text(encoding="utf-8").splitlines()]
    assert [turn for turn in turns if other_language(turn, KNOWN)] == []


def test_it_is_said_and_nothing_else_is_read() -> None:
    reading = load_reader().read(WAL, [], "Keine Ahnung, können Sie das erklären?")
    assert reading == Reading(language="de", reader=reading.reader)
