"""What words and key count as: section 2.1, reply by reply."""

import msgspec
import pytest

from simulator.interview.coding import SURE_ENOUGH, Coding, coach, hear, mark, note, say, show
from simulator.interview.events import Act, Aid, Mark, RepairTime, Stance, Support
from simulator.reading.model import EvidenceLevel, Facet, Move, Quality, Reading
from tests.interview.scenes import REAL, reading

CLAIM = reading(Move.CLAIM, met=[1])


def heard(*readings: Reading, coding: Coding | None = None, text: str = "text") -> Coding:
    """The coding after these replies."""
    coded = coding or Coding()
    for seq, one in enumerate(readings, 10):
        coded = hear(coded, REAL, text, one, seq)
    return coded


@pytest.mark.parametrize(
    ("moves", "met", "stance"),
    [
        ([Move.ADMIT], None, Stance.ADMITTED),
        ([Move.ADMIT, Move.GUESS], [1], Stance.GUESS),
        ([Move.GUESS], None, Stance.GUESS),
        ([Move.CLAIM], [1], Stance.UNMARKED),
        ([Move.CLAIM, Move.GUESS], [1], Stance.GUESS),
        ([Move.CLAIM, Move.GUESS], [0, 1], Stance.UNMARKED),
        ([Move.CLAIM, Move.ADMIT], [1], Stance.ADMITTED),
        ([Move.CLAIM, Move.ADMIT], [], Stance.ADMITTED),
        ([Move.CLAIM, Move.ADMIT], [0, 1], Stance.UNMARKED),
        ([], [1], Stance.UNMARKED),
        ([], [], None),
        ([Move.CLARIFY], None, None),
    ],
)
def test_the_words_of_one_reply(moves: list[Move], met: list[int] | None, stance: Stance | None) -> None:
    assert heard(reading(*moves, met=met)).stance is stance


@pytest.mark.parametrize("key", list(Mark))
@pytest.mark.parametrize("words", [reading(Move.ADMIT), reading(Move.GUESS, met=[1]), CLAIM])
def test_the_lower_of_key_and_words_holds(key: Mark, words: Reading) -> None:
    before = heard(words)
    after = mark(before, key, 20)
    strength = [Stance.ADMITTED, Stance.GUESS, Stance.FAIRLY_SURE, Stance.SURE, Stance.UNMARKED]
    assert before.stance is not None
    assert after.stance is not None
    assert strength.index(after.stance) <= strength.index(before.stance)


def test_taken_back_with_the_key_after_the_probe_is_prompted() -> None:
    probed = say(heard(reading(Move.CLAIM, met=())), Act.PROBE)
    assert mark(probed, Mark.DONT_KNOW, 20).repair_time is RepairTime.AFTER_PROBE


def test_what_was_marked_as_a_guess_stays_one() -> None:
    assert heard(reading(Move.GUESS, met=[1]), reading(Move.CLAIM, met=[1])).stance is Stance.GUESS


def test_a_claim_after_an_admission_is_new_and_gets_its_own_key() -> None:
    coded = mark(heard(reading(Move.ADMIT)), Mark.DONT_KNOW, 20)
    assert heard(CLAIM, coding=coded).stance is Stance.UNMARKED


def test_taking_back_with_the_key_after_the_reveal_changes_nothing() -> None:
    told = say(heard(CLAIM), Act.EXPLAIN)
    assert mark(told, Mark.DONT_KNOW, 20) == told


def test_an_admission_after_a_full_answer_takes_nothing_back() -> None:
    coded = heard(reading(Move.CLAIM, met=[0, 1]), reading(Move.ADMIT))
    assert coded.stance is Stance.UNMARKED
    assert coded.withdrawn is None


def test_an_admission_of_a_part_after_half_an_answer_repairs() -> None:
    coded = heard(CLAIM, reading(Move.ADMIT))
    assert coded.stance is Stance.ADMITTED
    assert coded.repair_time is RepairTime.UNPROMPTED
    assert coded.withdrawn is not None
    assert coded.withdrawn.evidence is EvidenceLevel.PARTIAL


def test_the_evidence_of_several_replies_adds_up() -> None:
    coded = heard(reading(Move.CLAIM, met=[0]), reading(Move.CLAIM, met=[1]))
    assert coded.level is EvidenceLevel.FULL
    assert coded.met == {0, 1}
    assert [seq for seq, _ in coded.heard] == [10, 11]


class TestAskedBack:
    def doubted(self) -> Coding:
        return say(heard(reading(Move.CLAIM, met=[1], confidence=0.7)), Act.DOUBT, 0)

    @pytest.mark.parametrize(
        ("text", "said", "meant"),
        [
            ("Yes.", reading(), True),
            ("that's what I meant", reading(), True),
            ("no", reading(), False),
            ("the log is first", reading(Move.CLAIM, met=[0]), True),
            ("not really", reading(), False),
            ("yes and no", reading(), False),
        ],
    )
    def test_a_yes_is_kept_apart_from_evidence(self, text: str, said: Reading, meant: bool) -> None:
        coded = hear(self.doubted(), REAL, text, said, 20)
        assert coded.affirmed is meant
        assert 0 not in coded.met

    def test_what_else_is_said_still_counts(self) -> None:
        coded = hear(self.doubted(), REAL, "one write", reading(Move.CLAIM, met=[2]), 20)
        assert coded.met == {1, 2}
        assert not coded.affirmed

    def test_admitting_then_is_a_repair_after_a_prompt(self) -> None:
        coded = hear(self.doubted(), REAL, "no, I don't know that", reading(Move.ADMIT), 20)
        assert coded.repair_time is RepairTime.AFTER_PROBE


class TestLearningMoves:
    def test_the_strongest_aid_before_the_move_counts(self) -> None:
        coded = coach(coach(heard(reading(Move.ADMIT)), Facet.NOTE, Aid.PROMPT), Facet.NOTE, Aid.HINT)
        assert coded.aids[Facet.NOTE] is Aid.PROMPT
        assert note(coded, Quality.PLAIN, 20, "WAL").facets[Facet.NOTE].support is Support.PROMPT

    def test_the_better_of_two_moves_counts(self) -> None:
        coded = show(Coding(), Facet.EXPLAIN, Quality.TOKEN, 10, "more?")
        coded = show(coded, Facet.EXPLAIN, Quality.DEEP, 11, "why, when B-trees do it?")
        coded = show(coded, Facet.EXPLAIN, Quality.PLAIN, 12, "how?")
        assert coded.facets[Facet.EXPLAIN].seq == 11

    def test_unprompted_beats_a_better_one_that_was_prompted(self) -> None:
        coded = show(Coding(), Facet.NOTE, Quality.PLAIN, 10, "WAL")
        coded = show(coach(coded, Facet.NOTE, Aid.PROMPT), Facet.NOTE, Quality.DEEP, 11, "WAL, in depth")
        assert coded.facets[Facet.NOTE].seq == 10

    def test_a_move_without_quality_is_none(self) -> None:
        assert show(Coding(), Facet.NOTE, Quality.NONE, 10, "xyzzy").facets == {}

    def test_own_words_count_only_once_it_was_explained(self) -> None:
        assert Facet.TEACH_BACK not in heard(reading(Move.RESTATE, met=[0])).facets


def test_the_bound_is_nine_in_ten() -> None:
    assert SURE_ENOUGH == 0.90


class TestWhatItRestsOn:
    """Each stance names the events behind it, so that a figure can be traced to words."""

    def test_every_reply_that_took_a_stand(self) -> None:
        assert heard(reading(Move.ADMIT), CLAIM).rests_on == (10, 11)

    def test_the_key_that_was_pressed(self) -> None:
        assert mark(heard(CLAIM), Mark.GUESS, 20).rests_on == (10, 20)
        assert mark(heard(CLAIM), Mark.DONT_KNOW, 20).rests_on == (10, 20)
        assert mark(Coding(), Mark.SURE, 20).rests_on == (20,)

    def test_the_note_that_came_first(self) -> None:
        assert note(Coding(), Quality.PLAIN, 10, "WAL").rests_on == (10,)
        assert note(heard(CLAIM), Quality.PLAIN, 20, "WAL").rests_on == (10,)

    def test_an_admission_that_took_a_claim_back_and_one_that_did_not(self) -> None:
        assert heard(CLAIM, reading(Move.ADMIT)).rests_on == (10, 11)
        assert heard(reading(Move.CLAIM, met=[0, 1]), reading(Move.ADMIT)).rests_on == (10, 11)

    def test_evasions(self) -> None:
        assert heard(reading(Move.DEFLECT)).rests_on == (10,)


class TestEvading:
    def test_only_a_plain_evasion_is_charged(self) -> None:
        sure, unsure = reading(Move.DEFLECT, p=0.95), reading(Move.DEFLECT, p=0.6)
        assert heard(sure).evasions == 1
        assert heard(unsure).evasions == 0
        assert heard(reading(Move.CLARIFY, p=0.95)).evasions == 0

    def test_a_second_reply_without_a_stand_is_one_whatever_it_is(self) -> None:
        asked_again = say(heard(reading()), Act.REASK)
        assert hear(asked_again, REAL, "hm", reading(), 20).stance is Stance.DEFLECTED

    def test_a_key_pressed_on_an_evasion_is_a_claim_and_no_late_answer(self) -> None:
        claimed = mark(heard(reading(Move.DEFLECT)), Mark.SURE, 20)
        assert claimed.stance is Stance.SURE
        assert heard(CLAIM, coding=claimed).stance is Stance.SURE

    def test_the_key_for_not_knowing_on_an_empty_reply_admits(self) -> None:
        assert mark(Coding(), Mark.DONT_KNOW, 20).stance is Stance.ADMITTED

    def test_taking_back_after_a_late_answer_is_no_longer_an_evasion(self) -> None:
        late = heard(reading(Move.DEFLECT), CLAIM)
        assert late.stance is Stance.DEFLECTED
        assert heard(reading(Move.ADMIT), coding=late).stance is Stance.ADMITTED


def test_an_ask_after_an_admission_claims_nothing() -> None:
    asking = reading(Move.ASK_EXPLAIN, Move.CLAIM, met=())
    assert heard(reading(Move.ADMIT), asking).stance is Stance.ADMITTED


@pytest.mark.parametrize(("p", "stance"), [(0.5, Stance.ADMITTED), (0.95, None)])
def test_asking_what_is_meant_is_no_admission(p: float, stance: Stance | None) -> None:
    both = reading(Move.ASK_EXPLAIN, p=0.8)
    meant = reading(Move.CLARIFY, p=p).moves
    assert heard(msgspec.structs.replace(both, moves=(*both.moves, *meant))).stance is stance
