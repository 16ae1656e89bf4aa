"""Texts, captions and messages come to who said what; bad ones to the place and a remedy."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import IdkError
from simulator.outside.captions import read_captions
from simulator.outside.chats import read_chat
from simulator.outside.dialogue import Dialogue, UnclearSpeakersError, candidate
from simulator.outside.files import read_source
from simulator.outside.plain_text import read_text_dialogue


def said(dialogue: Dialogue) -> list[tuple[str, str]]:
    return [(one.name, one.text) for one in dialogue.spoken]


TURNS = [("Ann", "What is a mutex?"), ("Bob", "A lock.")]


@pytest.mark.parametrize(
    "text",
    [
        "Ann: What is a mutex?\nBob: A lock.\n",
        "**Ann:** What is a mutex?\n\n**Bob:** A lock.",
        "**Ann**: What is a mutex?\n\n__Bob__: A lock.",
        "- **Ann:** What is a mutex?\n- **Bob:** A lock.",
        "### Ann\n\nWhat is a mutex?\n\n### Bob\n\nA lock.\n",
        "[00:01:02] Ann: What is a mutex?\n[00:01:09] Bob: A lock.",
        "00:01 Ann: What is a mutex?\n00:02 - Bob: A lock.",
        "Ann (00:01): What is a mutex?\nBob (00:02): A lock.",
        "Ann  0:01\nWhat is a mutex?\n\nBob  0:02\nA lock.",
        "Ann:\nWhat is a mutex?\n\nBob:\nA lock.",
    ],
)
def test_texts_with_speakers(text: str) -> None:
    assert said(read_text_dialogue(text, "t.txt")) == TURNS


def test_lines_below_and_code_belong_to_the_turn_and_a_colon_makes_no_speaker() -> None:
    text = (
        "Interviewer: Go on.\nCandidate: Two things:\nNote: not a speaker\nhttp://x.y\n"
        "```\nInterviewer: in code\n```\n\nInterviewer: Thanks."
    )
    (_, _), (_, answer), (_, _) = said(read_text_dialogue(text, "t.txt"))
    assert answer == "Two things:\nNote: not a speaker\nhttp://x.y\n```\nInterviewer: in code\n```"


def test_beside_names_that_say_it_a_label_that_comes_again_is_no_speaker() -> None:
    text = "Interviewer 1: Why?\nCandidate: So:\nPlan A: x\nPlan A: y\nInterviewer 2: Ok.\n"
    found = read_text_dialogue(text, "t")
    assert found.names == ("Interviewer 1", "Candidate", "Interviewer 2")
    assert candidate(found.names, None) == "Candidate"


def test_what_stands_before_the_first_speaker_is_said_to_be_left_out() -> None:
    found = read_text_dialogue("\n# Screen\n\nQ: Why?\nA: So.\n", "t.md")
    assert said(found) == [("Q", "Why?"), ("A", "So.")]
    assert found.notices == ("t.md:2: left out what stands before the first speaker.",)


VTT = """WEBVTT - a title

STYLE
::cue { color: red }

NOTE a remark
over two lines

1
00:01.000 --> 00:04.000 align:start
<v.loud Ann>What is

00:04.000 --> 00:05.000
a <i>mutex</i>?

00:00:05.000 --> 00:00:06.000
<v Ann>In &lt;short&gt;.</v> <v Bob>A lock.</v>
"""


def test_captions_with_voices() -> None:
    found = read_captions(VTT, "t.vtt")
    assert said(found) == [("Ann", "What is a mutex? In <short>."), ("Bob", "A lock.")]
    assert [one.line for one in found.spoken] == [11, 17]


def test_captions_with_names() -> None:
    srt = (
        "1\n00:00:01,000 --> 00:00:02,000\nAnn: What is\n\n"
        "2\n00:00:02,000 --> 00:00:03,000\n{\\an8}a mutex?\n\n"
        "3\n00:00:03,000 --> 00:00:04,000\nBob: A lock.\n"
    )
    found = read_captions(srt, "t.srt")
    assert said(found) == TURNS
    assert [one.line for one in found.spoken] == [3, 11]


@pytest.mark.parametrize(
    "value",
    [
        [{"speaker": "Ann", "text": "What is a mutex?"}, {"speaker": "Bob", "text": "A lock."}],
        {"messages": [{"role": "Ann", "content": "What is a mutex?"}, {"role": "Bob", "content": "A lock."}]},
        {
            "conversations": [
                {"from": "Ann", "value": "What is a mutex?"},
                {"from": "Bob", "value": "A lock."},
            ]
        },
        [
            {"role": "system", "content": "Be nice."},
            {"role": "Ann", "content": [{"type": "text", "text": "What is a mutex?"}]},
            {"author": {"role": "Bob"}, "content": {"parts": ["A lock."]}},
        ],
    ],
)
def test_lists_of_messages(value: object) -> None:
    assert said(read_chat(json.dumps(value), "t.json")) == TURNS


def test_a_message_a_line() -> None:
    lines = '{"role": "Ann", "content": "What is a mutex?"}\n\n{"role": "Bob", "content": "A lock."}\n'
    assert said(read_chat(lines, "t.jsonl")) == TURNS


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("t.txt", "nobody speaks here\n", "t.txt:1: expected turns"),
        ("t.vtt", "WEBVTT\n", "t.vtt:1: expected captions"),
        ("t.vtt", "WEBVTT\n\n1\n00:01.000 -> 00:02.000\nAnn: hi\n", "t.vtt:4: expected a caption's times"),
        ("t.srt", "1\n00:01 --> oops\nAnn: hi\n", "t.srt:2: expected a caption's times"),
        ("t.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nhi <v Ann>you\n", "t.vtt:4: the first caption"),
        ("t.json", '[{"role": "a", "content": "x"},\n{]', "t.json:2:2: expected JSON"),
        ("t.json", '[{"role": "a", "content": "x"}, {"text": "y"}]', "message 2: expected an object"),
        ("t.json", '[{"role": "a", "content": 5}]', "message 1: expected an object"),
        ("t.json", '{"a": 1}', "t.json: expected a list of messages"),
        ("t.json", "[" * 100_000, "nests too deeply"),
        ("t.jsonl", '{"role": "a", "content": "x"}\nnot json\n', "t.jsonl:2: expected a message"),
        ("t.txt", "a\0b", "this is not text"),
        ("t.txt", "Ann:\nBob:\n", "nobody says anything"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str, place: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(text)
    with pytest.raises(IdkError) as error:
        read_source(Path(name))
    assert place in str(error.value)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(IdkError, match="no such file"):
        read_source(tmp_path / "none.txt")
    with pytest.raises(IdkError, match="no such file"):
        read_source(tmp_path)


def test_the_same_bytes_have_the_same_hash_whatever_the_file_is_called(tmp_path: Path) -> None:
    for name in ("a.txt", "b.md", "c.notes"):
        (tmp_path / name).write_text("Ann: Why?\nBob: So.\n")
    sources = [read_source(tmp_path / name) for name in ("a.txt", "b.md", "c.notes")]
    assert len({source.sha256 for source in sources}) == 1
    assert [source.name for source in sources] == ["a.txt", "b.md", "c.notes"]


@pytest.mark.parametrize(
    ("names", "me", "expected"),
    [
        (["Interviewer", "Candidate"], None, "Candidate"),
        (["assistant", "user"], None, "user"),
        (["Q", "A"], None, "A"),
        (["Interviewer", "Ann"], None, "Ann"),
        (["Ann", "me"], None, "me"),
        (["Ann", "Bob", "Cid"], "bob", "Bob"),
    ],
)
def test_who_the_candidate_is(names: list[str], me: str | None, expected: str) -> None:
    assert candidate(names, me) == expected


def test_unclear_speakers_are_named() -> None:
    with pytest.raises(UnclearSpeakersError, match=r"Ann, Bob.* --me 'Bob'") as error:
        candidate(["Ann", "Bob"], None)
    assert error.value.names == ("Ann", "Bob")


@pytest.mark.parametrize(("names", "me"), [(["Ann"], None), ([], None), (["Ann", "Bob"], "Bop")])
def test_names_that_cannot_be(names: list[str], me: str | None) -> None:
    with pytest.raises(IdkError):
        candidate(names, me)


READERS = [read_text_dialogue, read_captions, read_chat]


@settings(max_examples=60)
@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(
            st.sampled_from(
                ["Ann: x", "**Bob:** y", "WEBVTT", "", "00:01.000 --> 00:02.000", "<v Ann>z", "```", "[{"]
            ),
            max_size=12,
        ).map("\n".join),
    ),
    st.sampled_from(READERS),
)
def test_any_text_is_read_or_refused_in_words(text: str, reader: object) -> None:
    assert callable(reader)
    try:
        found = reader(text, "t")
    except IdkError as error:
        assert str(error).startswith("t")  # noqa: PT017
    else:
        assert all(one.text.strip() for one in found.spoken)


@given(st.lists(st.tuples(st.sampled_from(["Ann", "Bob"]), st.text("abc ?.\n", min_size=1)), min_size=2))
def test_no_word_of_a_text_is_lost(turns: list[tuple[str, str]]) -> None:
    turns = [(name, text) for name, text in turns if text.strip()]
    text = "\n".join(f"{name}: {words}" for name, words in [*turns, ("Ann", "x"), ("Bob", "y"), ("Ann", "z")])
    found = read_text_dialogue(text, "t")
    kept = "".join(one.text for one in found.spoken)
    assert "".join(kept.split()) == "".join(text.replace("Ann: ", "").replace("Bob: ", "").split())
