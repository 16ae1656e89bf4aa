"""What debriefs have in common: counts that add up, and nothing of fewer than five."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.debrief.listing import Need, Wanted
from simulator.debrief.look import Standing
from simulator.debrief.model import Answer, AskedThere, Debrief, Handled, Stage
from simulator.debrief.patterns import LEAST, patterns
from simulator.debrief.vocabulary import bundled

NO = Debrief(
    day="2026-11-20",
    stage=Stage.TECHNICAL,
    answer=Answer.REJECTED,
    questions=(
        AskedThere(asked="How do you scale Kafka?", handled=Handled.ASKED),
        AskedThere(asked="And why?", handled=None),
    ),
    skills=(Wanted("Kafka", Need.REQUIRED), Wanted("Rust", Need.MENTIONED)),
)
OFFER = Debrief(day="2026-11-21", answer=Answer.OFFER)


def test_nothing_is_said_of_too_few() -> None:
    assert patterns([NO] * (LEAST - 1), {}, bundled()) is None


def test_they_are_counted() -> None:
    found = patterns([NO, NO, NO, OFFER, OFFER], {}, bundled())
    assert found is not None
    assert (found.debriefs, found.listings, found.questions) == (5, 3, 3)
    assert found.answers == ((Answer.REJECTED, 3), (Answer.OFFER, 2))
    assert found.ended == ((Stage.TECHNICAL, 3),)
    assert found.handled == ((Handled.ASKED, 3),)
    (kafka,) = found.often
    assert (kafka.skill, kafka.asked_for, kafka.asked_about, kafka.not_known) == ("Kafka", 3, 3, 3)
    assert kafka.standing is Standing.UNKNOWN


@settings(max_examples=50)
@given(
    st.lists(st.sampled_from([NO, OFFER, msgspec.structs.replace(NO, answer=None)]), min_size=5, max_size=9)
)
def test_no_count_is_more_than_there_are(some: list[Debrief]) -> None:
    found = patterns(some, {}, bundled())
    assert found is not None
    assert sum(times for _, times in found.answers) <= found.debriefs == len(some)
    assert sum(times for _, times in found.handled) == found.questions
    assert all(max(one.asked_for, one.asked_about) >= 2 for one in found.often)
    assert all(one.not_known <= one.asked_about <= found.debriefs for one in found.often)
    assert all(one.asked_for <= found.listings for one in found.often)
