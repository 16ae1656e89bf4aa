"""The terminal, key by key: what is typed becomes which events, and what the screen then shows."""

import re
from collections.abc import Sequence

import pytest

from simulator.interview.events import (
    AnyEvent,
    Closed,
    CloseReason,
    CoachLevel,
    Confirmed,
    Contested,
    Finished,
    Mark,
    Marked,
    Marking,
    Noted,
    Paused,
    PauseReason,
    Replied,
)
from simulator.questions.model import KeyPoint, Level, Question
from simulator.shells.terminal import stop
from tests.interview.scenes import FOIL, REAL
from tests.shells.desk import ALT_ENTER, CTRL_C, CTRL_D, ENTER, ESCAPE, Desk, Step, pasted
from tests.shells.seat import START, opening

PROMPT = "full ·"
SURE = "How sure?"
CONFIRM = "Enter: read right"
_NO_BIDI = {0x202E: None, 0x2066: None}  # their echo, while they are typed, is the editor's
HOSTILE = "\x1b]2;title\x07\x9b2J\x1b[31m\u202e\u2066\x00\x08"
OBEYED = re.compile("\x1b\\]|[\x00\x07\x80-\x9f\u202e\u2066\ud800-\udfff]")

ADMITTED = [(PROMPT, "[admit] no idea\r")]
CLAIMED = [(PROMPT, "[claim:0] the log first\r")]
ANSWERED = [(PROMPT, "[claim:0,1,2] all of it\r"), (SURE, "3")]
LEAVE: Step = (PROMPT, CTRL_C)
NEXT: Step = (PROMPT, "/next\r")
SECOND = "2/2 · coach full"


def one_question(*, coach: CoachLevel = CoachLevel.FULL, question: Question = REAL) -> Sequence[AnyEvent]:
    return opening([question], coach=coach, marking=Marking.ASKED)


def replies(desk: Desk) -> list[str]:
    return [event.text for event in desk.seat.events if isinstance(event, Replied)]


def marks(desk: Desk) -> list[Mark | None]:
    return [event.mark for event in desk.seat.events if isinstance(event, Marked)]


def confirmed(desk: Desk) -> list[tuple[int, ...]]:
    return [event.met for event in desk.seat.events if isinstance(event, Confirmed)]


def test_enter_sends_the_reply() -> None:
    desk = Desk()
    desk.sit(*ADMITTED, LEAVE)
    assert replies(desk) == ["[admit] no idea"]


def test_alt_enter_makes_a_new_line() -> None:
    desk = Desk()
    desk.sit((PROMPT, f"[admit] one{ALT_ENTER}two\r"), LEAVE)
    assert replies(desk) == ["[admit] one\ntwo"]


@pytest.mark.parametrize("newline", ["\r", "\n", "\r\n"])
def test_pasted_lines_stay_one_reply(newline: str) -> None:
    desk = Desk()
    desk.sit((PROMPT, pasted(f"[admit] one{newline}two") + ENTER), LEAVE)
    assert replies(desk) == ["[admit] one\ntwo"]


@pytest.mark.parametrize(
    ("key", "mark"),
    [("0", Mark.DONT_KNOW), ("1", Mark.GUESS), ("2", Mark.FAIRLY_SURE), ("3", Mark.SURE), (ENTER, None)],
)
def test_one_key_says_how_sure(key: str, mark: Mark | None) -> None:
    desk = Desk()
    desk.sit(*CLAIMED, (SURE, key), LEAVE)
    assert marks(desk) == [mark]


def test_typing_on_instead_of_a_key_is_not_lost() -> None:
    desk = Desk()
    desk.sit(*CLAIMED, (SURE, "because"), ("because", "!\r"), LEAVE)
    assert (replies(desk)[-1], marks(desk)) == ("because!", [None])


@pytest.mark.parametrize("newline", ["\r", "\n", "\r\n"])
def test_pasting_instead_of_a_key_is_not_lost(newline: str) -> None:
    desk = Desk()
    desk.sit(*CLAIMED, (SURE, pasted(f"one{newline}two")), ("two", ENTER), LEAVE)
    assert (replies(desk)[-1], marks(desk)) == ("one\ntwo", [None])


def test_a_key_that_means_nothing_is_passed_over() -> None:
    desk = Desk()
    desk.sit(*CLAIMED, (SURE, "\x1b[A\x1b[D\t\x7f2"), LEAVE)
    assert (marks(desk), desk.draft.text) == ([Mark.FAIRLY_SURE], "")


def test_nothing_is_said_before_the_key() -> None:
    desk = Desk()
    desk.sit(*CLAIMED, (SURE, CTRL_C))
    assert isinstance(desk.seat.events[-2], Replied)


def test_what_words_already_mark_is_not_asked_for() -> None:
    desk = Desk()
    desk.sit((PROMPT, "[guess:0] I guess the log\r"), LEAVE)
    assert not marks(desk)


def test_the_progress_line_shows_what_is_open() -> None:
    desk = Desk()
    desk.sit(*ADMITTED, LEAVE)
    assert "said so ✓ asked ○ noted ○ resource ○" in desk.text


def test_enter_alone_goes_on() -> None:
    desk = Desk()
    desk.sit(*ADMITTED, (PROMPT, ENTER), (CONFIRM, ENTER), (SECOND, CTRL_C))
    assert [event.by for event in desk.seat.events if isinstance(event, Closed)] == [CloseReason.NEXT]
    assert replies(desk) == ["[admit] no idea"]


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param([], id="nothing said yet"),
        pytest.param(ANSWERED, id="right after the key"),
        pytest.param([(PROMPT, "[claim:none] I know it\r"), (SURE, "3")], id="after the probe"),
        pytest.param([(PROMPT, "[deflect] it depends\r")], id="after the question was put again"),
    ],
)
def test_where_enter_alone_would_lose_something_it_is_said_first(steps: list[Step]) -> None:
    desk = Desk()
    desk.sit(*steps, (PROMPT, ENTER), ("Enter once more", CTRL_C))
    assert not [event for event in desk.seat.events if isinstance(event, Closed)]


def test_the_second_enter_alone_goes_on() -> None:
    desk = Desk()
    desk.sit(*ANSWERED, (PROMPT, ENTER), ("Enter once more", ENTER), (CONFIRM, CTRL_C))
    assert [event.by for event in desk.seat.events if isinstance(event, Closed)] == [CloseReason.NEXT]


def test_blanks_and_enter_go_on_as_well() -> None:
    desk = Desk()
    desk.sit(*ADMITTED, (PROMPT, "   \r"), (CONFIRM, ENTER), (SECOND, CTRL_C))
    assert replies(desk) == ["[admit] no idea"]


@pytest.mark.parametrize(
    ("keys", "ticks"),
    [(ENTER, (0, 1, 2)), ("2\r", (0, 2)), ("22\r", (0, 1, 2)), ("123\r", ())],
)
def test_the_ticks_are_confirmed_as_they_are_left(keys: str, ticks: tuple[int, ...]) -> None:
    desk = Desk(one_question())
    assert desk.sit(*ANSWERED, NEXT, (CONFIRM, keys)) is None
    assert confirmed(desk) == [ticks]
    assert isinstance(desk.seat.events[-1], Finished)


def test_a_changed_tick_is_shown() -> None:
    desk = Desk(one_question())
    desk.sit(*ANSWERED, NEXT, (CONFIRM, "2"), (f"· 2 {REAL.key_points[1].point}", ENTER))
    assert confirmed(desk) == [(0, 2)]


def test_escape_leaves_it_unconfirmed() -> None:
    desk = Desk(one_question())
    assert desk.sit(*ANSWERED, NEXT, (CONFIRM, ESCAPE)) is None
    assert not confirmed(desk)


def test_c_contests() -> None:
    desk = Desk(one_question())
    assert desk.sit(*ANSWERED, NEXT, (CONFIRM, "c"), ("> c", ENTER)) is None
    assert [event.position for event in desk.seat.events if isinstance(event, Contested)] == [0]
    assert not confirmed(desk)


def test_a_silent_coach_shows_the_ticks_at_the_end() -> None:
    desk = Desk(opening([REAL, REAL], coach=CoachLevel.SILENT, marking=Marking.ASKED))
    prompt = "silent ·"
    ended = desk.sit(
        (prompt, "[admit] no\r"),
        (prompt, "/next\r"),
        ("2/2 · coach silent", "[admit] no\r"),
        (prompt, "/next\r"),
        (CONFIRM, ENTER),
        (CONFIRM, ENTER),
    )
    assert ended is None
    assert confirmed(desk) == [(), ()]


def test_what_is_typed_ahead_does_not_answer_the_next_question() -> None:
    desk = Desk()
    desk.sit(*ADMITTED, NEXT, (CONFIRM, "\rstray\r"), (SECOND, CTRL_C))
    assert replies(desk) == ["[admit] no idea"]
    assert desk.draft.text == ""


def test_a_claimed_foil_is_named_before_it_is_left() -> None:
    desk = Desk(one_question(question=FOIL))
    claimed = [(PROMPT, "[claim:wrong] daily\r"), (SURE, "3"), NEXT]
    assert desk.sit(*claimed, ("no such thing", "/next\r"), (CONFIRM, ENTER)) is None
    assert FOIL.debrief in desk.text


def test_commands_are_obeyed() -> None:
    desk = Desk()
    desk.sit((PROMPT, "/note the log\r"), (PROMPT, "/quit\r"), (CONFIRM, ENTER))
    assert [event.text for event in desk.seat.events if isinstance(event, Noted)] == ["the log"]
    assert isinstance(desk.seat.events[-1], Finished)


def test_pause_stops_at_once() -> None:
    desk = Desk()
    assert desk.sit(*ADMITTED, (PROMPT, "/pause\r")) is None
    assert isinstance(desk.seat.events[-1], Paused)


def test_an_unknown_command_is_refused_and_records_nothing() -> None:
    desk, before = Desk(), Desk()
    desk.sit((PROMPT, "/nxt\r"), LEAVE)
    before.sit(LEAVE)
    assert "did you mean '/next'?" in desk.text
    assert desk.seat.events == before.seat.events


def test_the_arrow_brings_an_earlier_reply_back() -> None:
    desk = Desk()
    desk.sit(*ADMITTED, (PROMPT, "\x1b[A\r"), LEAVE)
    assert replies(desk) == ["[admit] no idea"] * 2


def test_ctrl_c_keeps_the_draft() -> None:
    desk = Desk()
    ended = desk.sit((PROMPT, f"half a{ALT_ENTER}thought"), ("thought", CTRL_C))
    assert isinstance(ended, KeyboardInterrupt)
    assert desk.draft.text == "half a\nthought"


def test_ctrl_d_on_an_empty_line_stops() -> None:
    desk = Desk()
    assert isinstance(desk.sit((PROMPT, CTRL_D)), EOFError)


def test_ctrl_d_in_a_text_does_not_stop() -> None:
    desk = Desk()
    desk.sit((PROMPT, f"[admit] no\x01{CTRL_D}{ENTER}"), LEAVE)
    assert replies(desk) == ["admit] no"]


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_the_stance_key_can_be_left_by_stopping(key: str) -> None:
    desk = Desk()
    assert isinstance(desk.sit(*CLAIMED, (SURE, key)), KeyboardInterrupt | EOFError)
    assert not marks(desk)


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_the_ticks_can_be_left_by_stopping(key: str) -> None:
    desk = Desk()
    ended = desk.sit(*ADMITTED, NEXT, (CONFIRM, key))
    assert isinstance(ended, KeyboardInterrupt | EOFError)
    assert not confirmed(desk)


def test_a_draft_is_there_again_after_a_stop() -> None:
    first = Desk()
    first.sit(*ADMITTED, (PROMPT, "half a thought"), ("thought", CTRL_C))
    paused = Paused(at=START, reason=PauseReason.INTERRUPT, draft=first.draft.text)
    second = Desk([*first.seat.events, paused])
    second.sit(("half a thought", " more\r"), LEAVE, resume=True)
    assert replies(second) == ["[admit] no idea", "half a thought more"]
    assert "Going on where you stopped." in second.text


def test_a_session_stopped_at_the_stance_key_asks_for_it_again() -> None:
    first = Desk()
    first.sit(*CLAIMED, (SURE, CTRL_C))
    second = Desk([*first.seat.events, Paused(at=START, reason=PauseReason.INTERRUPT)])
    second.sit((SURE, "3"), LEAVE, resume=True)
    assert marks(second) == [Mark.SURE]


def test_there_is_no_prompt_to_stop_between_prompts() -> None:
    assert stop(EOFError()) is False


def test_no_color_is_kept_to(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = [*ADMITTED, (PROMPT, "/why\r"), LEAVE]
    coloured = re.compile(r"\x1b\[[0-9;]*\b(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")
    desk = Desk()
    desk.sit(*steps)
    assert coloured.search(desk.sent)
    monkeypatch.setenv("NO_COLOR", "1")
    plain = Desk()
    plain.sit(*steps)
    assert not coloured.search(plain.sent)


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_no_line_is_wider_than_the_window(columns: int) -> None:
    desk = Desk(one_question(), columns=columns)
    asks = "[ask_explain ask_resource] explain it, and what should I read about it all?\r"
    desk.sit(*CLAIMED, (SURE, "2"), (PROMPT, asks), (PROMPT, "/help\r"), NEXT, (CONFIRM, ENTER))
    assert len(desk.screen) > 20
    assert max(map(len, desk.screen)) <= min(columns, 92)


def test_nothing_in_a_bank_reaches_the_terminal_as_a_command() -> None:
    text = f"{HOSTILE}text <b>{{x}} %s"
    question = Question(
        bank="test",
        id="hostile",
        ask=text,
        topic=text,
        level=Level.MID,
        scope=text,
        key_points=tuple(KeyPoint(text, core=True) for _ in range(3)),
        explanation=text,
        probes=(text,),
        check=text,
        project=text,
    )
    desk = Desk(one_question(question=question))
    asks = "[ask_explain ask_resource] explain it\r"
    ended = desk.sit(*CLAIMED, (SURE, "3"), (PROMPT, asks), (PROMPT, "/why\r"), NEXT, (CONFIRM, "2\r"))
    assert ended is None
    assert not OBEYED.search(desk.sent)
    assert "text <b>{x} %s" in desk.text


def test_nothing_in_a_reply_reaches_the_terminal_as_a_command() -> None:
    desk = Desk(one_question())
    typed = pasted(f"[admit] {HOSTILE.translate(_NO_BIDI)}no \udcff idea")
    ended = desk.sit((PROMPT, typed + ENTER), (PROMPT, "/why\r"), NEXT, (CONFIRM, ENTER))
    assert ended is None
    assert not OBEYED.search(desk.sent)
    assert "\N{REPLACEMENT CHARACTER}" in replies(desk)[0]
