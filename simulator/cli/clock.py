"""Owns the time: nothing below the command line looks at a clock."""

from datetime import UTC, date, datetime


def now() -> datetime:
    """The time, to the millisecond: more would only lengthen the transcript."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def today() -> date:
    """The day by the calendar of this machine."""
    return datetime.now().astimezone().date()
