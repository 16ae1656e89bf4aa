"""Replies from a pipe: every promise made about them."""

import string

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from simulator.interview.events import (
    Act,
    AnyEvent,
    Closed,
    CloseReason,
    CoachLevel,
    Finished,
    Mark,
    Marked,
    Noted,
    Paused,
    PauseReason,
    Replied,
    Said,
)
from simulator.interview.state import Phase
from simulator.questions.model import KeyPoint, Kind, Level, Misconception, Question
from simulator.shells.pipe import unescape
from simulator.text import clean
from tests.interview.scenes import FOIL, REAL
from tests.shells.seat import Seat, opening

CONTROLS = "".join(map(chr, [*range(0x20), 0x7F, *range(0x80, 0xA0), 0x202E, 0x2028, 0xFEFF, 0xD800]))


def replies(seat: Seat) -> list[str]:
    return [event.text for event in seat.events if isinstance(event, Replied)]


def marks(seat: Seat) -> list[Mark | None]:
    return [event.mark for event in seat.events if isinstance(event, Marked)]


def acts(seat: Seat) -> list[Act]:
    return [event.act for event in seat.events if isinstance(event, Said)]


def closings(seat: Seat) -> list[CloseReason]:
    return [event.by for event in seat.events if isinstance(event, Closed)]


def since_the_question(seat: Seat) -> list[AnyEvent]:
    return seat.events[3:]


def test_each_line_is_a_reply() -> None:
    assert replies(Seat().pipe("[admit] no idea", "[ask_explain] tell me")) == [
        "[admit] no idea",
        "[ask_explain] tell me",
    ]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (r"one\ntwo", "one\ntwo"),
        (r"C:\\new", r"C:\new"),
        (r"a \t stays", r"a \t stays"),
        (r"a \\ b", r"a \\ b"),
        ("ends in a backslash \\", "ends in a backslash \\"),
        (r"\n\ntext\n", "text"),
        ("//etc/hosts", "/etc/hosts"),
        ("a // b", "a // b"),
        ("  padded  ", "padded"),
        ("carriage\r", "carriage"),
    ],
)
def test_what_a_line_stands_for(line: str, text: str) -> None:
    assert replies(Seat().pipe(line)) == [text]


@given(st.text(alphabet="a\\n\n ", max_size=12))
def test_text_of_any_lines_can_be_written_on_one_line(text: str) -> None:
    assume(r"\\n" not in text)  # a backslash before what looks like an escape cannot be told from one
    assume("\\\n" not in text)
    assert unescape(text.replace(r"\n", r"\\n").replace("\n", r"\n")) == text


@pytest.mark.parametrize("line", ["", "   ", "\t", r"\n", "\r"])
def test_blank_lines_are_ignored(line: str) -> None:
    seat = Seat().pipe(line, "[admit] no idea")
    assert replies(seat) == ["[admit] no idea"]
    assert not seat.complaints


def test_a_mark_at_the_end_of_a_reply() -> None:
    seat = Seat().pipe("[claim:0,1] the log first /sure 3")
    assert (replies(seat), marks(seat)) == (["[claim:0,1] the log first"], [Mark.SURE])


def test_a_mark_alone_on_the_next_line() -> None:
    seat = Seat().pipe("[claim:0,1] the log first", "/sure 1")
    assert (replies(seat), marks(seat)) == (["[claim:0,1] the log first"], [Mark.GUESS])


def test_a_mark_on_the_last_line_of_a_reply_of_several() -> None:
    seat = Seat().pipe(r"[claim:0,1] the log\nfirst\n/sure 2")
    assert (replies(seat), marks(seat)) == (["[claim:0,1] the log\nfirst"], [Mark.FAIRLY_SURE])


def test_a_claim_followed_by_another_line_is_left_unmarked() -> None:
    seat = Seat().pipe("[claim:0] the log first", "[claim:1] and it is replayed")
    assert marks(seat) == [None]


@pytest.mark.parametrize("line", ["/sure", "/sure 4", "/sure three", "/sure 33"])
def test_a_mark_that_is_none_is_refused(line: str) -> None:
    seat = Seat().pipe("[claim:0] the log first", line)
    assert not marks(seat)
    assert "Expected /sure 0, 1, 2 or 3" in seat.complained


def test_a_second_mark_for_the_same_claim_is_refused() -> None:
    seat = Seat().pipe("[claim:0,1] the log first", "/sure 1", "/sure 3")
    assert marks(seat) == [Mark.GUESS]
    assert "already marked" in seat.complained


@pytest.mark.parametrize("line", ["/nxt", "/next now", "/etc/hosts", "/", "/ next"])
def test_an_unknown_word_is_refused_and_records_nothing(line: str) -> None:
    seat = Seat().pipe("/pause")
    before = Seat().pipe(line, "/pause")
    assert before.events == seat.events
    assert len(before.complaints) == 1
    assert before.blocks == seat.blocks


def test_the_nearest_word_is_named() -> None:
    assert "did you mean '/next'?" in Seat().pipe("/nxt").complained


def test_a_word_may_be_in_capitals() -> None:
    assert CloseReason.NEXT in closings(Seat().pipe("[admit] no", "/NEXT"))


@pytest.mark.parametrize(
    ("line", "asked_back"),
    [
        ("[deflect] it depends", Act.REASK),
        ("[claim:none] I know it well /sure 3", Act.PROBE),
        ("[claim:0,unsure] the log /sure 3", Act.DOUBT),
    ],
)
def test_what_is_asked_back_takes_the_next_line_as_a_reply(line: str, asked_back: Act) -> None:
    seat = Seat().pipe(line, "yes")
    assert asked_back in acts(seat)
    assert replies(seat)[-1] == "yes"


def test_nothing_waits_for_a_confirmation() -> None:
    seat = Seat().pipe("[claim:0,1,2] all of it /sure 3", "/next", "[admit] never heard of it")
    assert len(seat.state.episodes) == 2
    assert seat.state.episodes[1].said(seat.state.episodes[1].turns[0].seq) == "[admit] never heard of it"


def test_next_closes_and_asks_the_next_one() -> None:
    seat = Seat(opening([REAL, REAL])).pipe("[admit] no", "/next", "[admit] no", "/next")
    assert closings(seat) == [CloseReason.NEXT, CloseReason.NEXT]
    assert isinstance(seat.events[-1], Finished)


def test_the_end_of_input_closes_and_scores() -> None:
    seat = Seat().pipe("[admit] no idea")
    assert closings(seat) == [CloseReason.END]
    assert "The two scores" in seat.screen


def test_a_foil_that_the_end_of_input_closes_is_named() -> None:
    seat = Seat(opening([FOIL])).pipe("[claim:wrong] I use it daily")
    assert acts(seat)[-1] is Act.DEBRIEF
    assert FOIL.debrief in seat.screen


def test_quit_closes_and_scores_and_reads_no_further() -> None:
    seat = Seat().pipe("[admit] no idea", "/quit", "[admit] too late")
    assert (closings(seat), replies(seat)) == ([CloseReason.QUIT], ["[admit] no idea"])
    assert "The two scores" in seat.screen


def test_pause_closes_nothing_and_reads_no_further() -> None:
    seat = Seat().pipe("[admit] no idea", "/pause", "[admit] too late")
    assert (closings(seat), replies(seat)) == ([], ["[admit] no idea"])
    last = seat.events[-1]
    assert isinstance(last, Paused)
    assert last.reason is PauseReason.ASKED


def test_a_note_alone_is_the_topic() -> None:
    seat = Seat().pipe("/note", "/note the log: when is it flushed?")
    notes = [event.text for event in seat.events if isinstance(event, Noted)]
    assert notes == [REAL.topic, "the log: when is it flushed?"]


def test_help_names_every_word_and_records_nothing() -> None:
    seat = Seat().pipe("/help", "/pause")
    assert all(f"/{word}" in seat.screen for word in ("note", "next", "hint", "sure", "contest", "quit"))
    assert seat.events == Seat().pipe("/pause").events


def test_why_records_nothing() -> None:
    seat = Seat().pipe("[admit] no idea", "/why", "/pause")
    assert "says “I don't know”" in seat.screen
    assert seat.events == Seat().pipe("[admit] no idea", "/pause").events


def test_a_refused_word_leaves_the_session_as_it_was() -> None:
    seat = Seat(opening(coach=CoachLevel.SILENT)).pipe("/hint", "/pause")
    assert len(seat.complaints) == 1
    assert since_the_question(seat) == [seat.events[-1]]


_TEXT = st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from(CONTROLS), min_size=1, max_size=20)
_OBEYED = ["\x1b]2;title\x07", "\x9b2J", "\u202e", "{", "%s"]
_HOSTILE = st.builds("{}{}".format, st.sampled_from(_OBEYED), _TEXT)
_BEGINNINGS = ["[admit] ", "[claim:0] ", "[claim:x0] ", "[ask_explain ask_resource] ", "/note ", "/", ""]
_TAGGED = st.builds("{}{}".format, st.sampled_from(_BEGINNINGS), _HOSTILE)


def hostile_question(text: str, kind: Kind) -> Question:
    foil = kind is Kind.FOIL
    return Question(
        bank="test",
        id="hostile",
        kind=kind,
        ask=text,
        topic=text,
        level=Level.MID,
        scope=text,
        key_points=() if foil else (KeyPoint(text, core=True), KeyPoint(text), KeyPoint(text)),
        misconceptions=() if foil else (Misconception(text, text),),
        explanation=text,
        probes=(text,),
        check=text,
        project=text,
        near=text,
        debrief=text,
    )


@settings(max_examples=60)
@given(text=_HOSTILE, kind=st.sampled_from(Kind), lines=st.lists(_TAGGED, max_size=4))
def test_no_control_sequence_is_ever_printed(text: str, kind: Kind, lines: list[str]) -> None:
    seat = Seat(opening([hostile_question(text, kind)])).pipe(*lines, "/why", "/next", "/next")
    printed = seat.screen + seat.complained
    assert clean(printed) == printed
    assert not set(printed) & set(CONTROLS) - {"\n", "\t"}
    assert seat.state.phase is Phase.OVER


@given(st.text(alphabet=st.characters(), max_size=30))
def test_what_is_stored_can_be_encoded(line: str) -> None:
    seat = Seat().pipe(line.replace("\n", " "), "/pause")
    "".join(replies(seat)).encode()


@given(st.lists(st.text(alphabet=string.ascii_lowercase + "/ []:03", max_size=12), max_size=6))
@settings(max_examples=60)
def test_any_lines_come_to_an_end(lines: list[str]) -> None:
    safe = [line.replace("[", "").replace("]", "") for line in lines]
    assert Seat().pipe(*safe).state.phase is Phase.OVER or any("/pause" in line for line in safe)
