"""The header of a session whose events do not matter."""

from datetime import UTC, datetime

from simulator.interview.events import CoachLevel, Marking, Started

AT = datetime(2026, 11, 22, 21, 17, 5, tzinfo=UTC)
ID = "20261122T211705Z-7kq3"


def header(session: str = ID, at: datetime = AT) -> Started:
    """The header of the session `session`, begun `at`."""
    return Started(
        at=at,
        session=session,
        rubric="1",
        reader="1",
        mode="practice",
        coach=CoachLevel.FULL,
        seed=1,
        marking=Marking.ASKED,
        banks=("b",),
        aids={},
        foils=True,
    )
