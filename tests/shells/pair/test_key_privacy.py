"""The key stays with the interviewer: every byte sent to the candidate, over whole sessions played at random.

Each part of the key holds a word that is found nowhere else. Such a word may stand in what was sent to the
candidate's terminal only once the interviewer has sent it.
"""

import re

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.interview.events import AnyEvent, CoachLevel, Said
from simulator.questions.model import FollowUp, KeyPoint, Misconception, Resource, ResourceKind
from simulator.shells.pair.room import Person
from tests.interview.scenes import FOIL, REAL
from tests.shells.pair.two import CONTROL_SEQUENCE, Meeting, PipedSeat, meeting, run

SECRET = re.compile(r"zq[a-z]+")
QUESTIONS = [
    msgspec.structs.replace(
        REAL,
        id=f"real-{number}",
        key_points=tuple(
            KeyPoint(f"The point zqpoint{name}{letter} holds.", core=name == "a", accept=(f"zqaccept{name}",))
            for name in "abc"
        ),
        misconceptions=(Misconception(f"It is zqclaim{letter}.", f"It is zqcorrection{letter}, not that."),),
        explanation=f"First zqexplain{letter}, and then zqbecause{letter}.",
        follow_ups=(FollowUp("What if it is lost?", f"Then zqanswer{letter}."),),
        resources=(Resource(f"On zqresource{letter}", "https://example.org", ResourceKind.BOOK),),
        project=f"Build zqproject{letter}.",
    )
    for number, letter in enumerate("xy")
]
MADE_UP = msgspec.structs.replace(FOIL, debrief="There is none; zqdebrief is what is meant.")

INTERVIEWER = st.sampled_from(
    [
        *"123456789",
        *"agcdu",
        *(f"{mark}{rating}" for mark in "wxrft" for rating in "14"),
        *["\t"] * 6,
        *["\x1b[B"] * 6,
        "\x1b[A",
        *["\r"] * 8,
        "e\r",
        "v",
        "v",
        "/and why is that\r",
        "nquiet today\r",
        "oWhat is a quorum?\r",
        "s",
        "+",
        "k",
        "k",
        "?\r",
        "W\x1b[B",
        "zn",
    ]
)
CANDIDATE = st.sampled_from(
    [
        "[admit] no idea\r",
        "[claim:0] the first thing\r",
        "[claim:x0] something else\r",
        "[claim:0,1,2] all of it\r",
        "[ask_explain] what is it?\r",
        "[restate:0] so it is that\r",
        "[deflect] we had a team\r",
        "[follow_up:0] and if not?\r",
        "[ask_resource] what to read?\r",
        "/note the log\r",
        "/hint\r",
        "/why\r",
        "/help\r",
        "/contest\r",
        "3",
        "0",
        "\r",
    ]
)
STEPS = st.lists(
    st.tuples(st.just("interviewer"), INTERVIEWER) | st.tuples(st.just("candidate"), CANDIDATE), max_size=25
)
END = [*["\x1b"] * 3, "z", "y"]


def sent_by_the_interviewer(events: list[AnyEvent]) -> set[str]:
    return {word for event in events if isinstance(event, Said) for word in SECRET.findall(event.text)}


def shown(seat: PipedSeat) -> set[str]:
    """The secret words in what was sent to a terminal, however lines were broken there."""
    plain = CONTROL_SEQUENCE.sub("", seat.sent)
    return set(SECRET.findall(plain)) | set(SECRET.findall(" ".join(seat.lines)))


async def check(met: Meeting) -> None:
    leaked = shown(met.host) - sent_by_the_interviewer(met.events[Person.HOST])
    assert not leaked


@settings(max_examples=8)
@given(steps=STEPS, coach=st.sampled_from(CoachLevel))
def test_the_candidate_s_terminal_gets_of_the_key_only_what_is_sent(
    steps: list[tuple[str, str]], coach: CoachLevel
) -> None:
    async def scene() -> None:
        async with meeting([QUESTIONS[0], MADE_UP, QUESTIONS[1]], coach=coach) as met:
            await met.press(met.guest, "n")
            await met.press(met.guest, "\r")
            for who, keys in steps:
                await met.press(met.guest if who == "interviewer" else met.host, keys)
                await check(met)
            for key in END:
                await (met.escape(met.guest) if key == "\x1b" else met.press(met.guest, key))
            for _ in range(9):
                await met.press(met.host, "\r")
                await met.press(met.guest, "4")
            await met.press(met.host, "/quit\r")
            await check(met)

    run(scene)


def test_what_is_sent_is_seen_so_that_this_would_find_a_leak() -> None:
    async def scene() -> None:
        async with meeting(QUESTIONS) as met:
            await met.press(met.guest, "n")
            await met.press(met.guest, "\r")
            await met.until(met.guest, "zqpointax")
            assert not shown(met.host)
            await met.press(met.guest, "\t" + "\x1b[B" * 5)
            await met.press(met.guest, "\r")
            assert sent_by_the_interviewer(met.events[Person.HOST]) == shown(met.host) != set()

    run(scene)
