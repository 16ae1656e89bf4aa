"""Owns a look back as a value: everything `idk progress` shows of some sessions, however it is shown."""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from simulator.records.store import began
from simulator.reports.charts import Charts, over_time, side_by_side
from simulator.scoring.course import Course, course
from simulator.scoring.life import By, Life
from simulator.scoring.lifetime import Lifetime, lifetime


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """What sessions come to, over time and side by side."""

    sessions: Sequence[str]
    """Their ids, oldest first."""
    known: Lifetime
    course: Course
    by: By | None = None
    """What is set side by side, if anything is."""
    groups: tuple[tuple[str, Lifetime], ...] = ()
    only: str = ""
    """Which sessions and questions these are, in words; empty for all."""

    def began(self, place: int) -> datetime:
        """When the session at a place began, local time."""
        return began(self.sessions[place]).astimezone()

    @property
    def first(self) -> datetime | None:
        """When the first session began (UTC), if there is any."""
        return began(self.sessions[0]) if self.sessions else None

    @property
    def last(self) -> datetime | None:
        """When the last session began (UTC), if there is any."""
        return began(self.sessions[-1]) if self.sessions else None

    @property
    def charts(self) -> Charts:
        """Its pictures: by groups where there are any, else over time."""
        return side_by_side(_GROUPS[self.by], self.groups) if self.by else over_time(self.course, self.began)

    @property
    def beside(self) -> str:
        """What the rows of the pictures are."""
        return f"by {_GROUPS[self.by]}" if self.by else "over time"


_GROUPS = {By.BANK: "bank", By.TAG: "tag", By.COACH: "coach level", By.MODE: "mode"}


def look_back(life: Life, today: date, by: By | None = None, only: str = "") -> Look:
    """What the sessions of `life` come to on `today`, and those of each group `by` which they can be told."""
    returns = life.returns(today)
    parts = [(name, life.only(by, [name])) for name in life.values(by)] if by else []
    return Look(
        sessions=life.sessions,
        known=lifetime(life, returns),
        course=course(life, returns),
        by=by,
        groups=tuple((name, lifetime(part, part.returns(today))) for name, part in parts),
        only=only,
    )
