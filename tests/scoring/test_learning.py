import pytest
from msgspec.structs import replace

from simulator.interview.events import Aid, Support
from simulator.reading.model import EvidenceLevel, Facet, Quality
from simulator.scoring.learning import (
    Episode,
    FacetResult,
    Gap,
    Learning,
    NoGaps,
    Rate,
    applicable,
    episode_score,
    episode_scores,
    faded_aid,
    follow_through,
    is_gap,
    learning,
    note_quality,
    pooled_learning,
    spontaneity,
    teach_back_quality,
    without_formulas,
)
from simulator.scoring.rubric import ItemType
from simulator.scoring.withhold import Withheld
from tests.scoring.coded import FOIL, FULL, NONE, PARTIAL, REAL, WRONG, episode

EXPLANATION = "Each write goes to the log first, and only after that to the data page it changes."


# Episodes


@pytest.mark.parametrize(
    ("candidate", "gap"),
    [
        (episode("", evidence=NONE), True),
        (episode("", evidence=WRONG), True),
        (episode("", evidence=PARTIAL), True),
        (episode("E4", evidence=FULL), False),
        (episode("E4", evidence=EvidenceLevel.UNCLEAR), False),
        (replace(episode("E4"), retrievability=0.9), False),
        (episode("", of=FOIL), True),
        (episode("", of=FOIL, evidence=FULL), False),
        (episode("R3", of=FOIL, evidence=FULL), False),
        (episode("E1", of=FOIL, evidence=FULL), True),
    ],
)
def test_what_is_a_gap(candidate: Episode, gap: bool) -> None:
    assert is_gap(candidate) is gap
    assert (episode_score(candidate) is not None) is gap


def test_what_was_possible() -> None:
    assert applicable(episode("")) == (Facet.EXPLAIN, Facet.RESOURCE, Facet.NOTE)
    assert set(applicable(episode("", explained=True))) == set(Facet)
    assert applicable(episode("", of=FOIL, explained=True)) == (Facet.EXPLAIN,)


@pytest.mark.parametrize(
    ("of", "omega", "contested", "weight"),
    [(FOIL, 1.0, False, 0.5), (FOIL, 0.5, False, 0.25), (REAL, 1.0, True, 0.0), (REAL, 0.5, False, 0.5)],
)
def test_weights(of: ItemType, omega: float, contested: bool, weight: float) -> None:
    assert replace(episode("", of=of, omega=omega), contested=contested).weight == weight


def test_every_term_can_be_traced() -> None:
    score = episode_score(replace(episode("E2h R4", explained=False), key="q3"))
    assert score is not None
    assert score.key == "q3"
    explain, resource, note = score.terms
    assert (explain.weight, explain.gamma, explain.credit) == (0.35, 0.75, 0.7)
    assert explain.product == pytest.approx(0.18375)
    assert (resource.quality, resource.support) == (Quality.DEEP, Support.SPONTANEOUS)
    assert (note.gamma, note.product, note.support) == (0, 0, Support.MISSING)
    assert score.value == pytest.approx((0.18375 + 0.2) / 0.7)
    assert not score.capped


def test_the_cap_is_said() -> None:
    capped = episode_score(episode("R4 N4"))
    assert capped is not None
    assert (capped.value, capped.capped) == (0.4, True)
    low = episode_score(episode("N2"))
    assert low is not None
    assert not low.capped


def test_the_correction_was_the_hint() -> None:
    score = episode_score(episode("E2 R2p", corrected=True))
    assert score is not None
    assert [term.gamma for term in score.terms] == [0.75, 0.5, 0]


# Formula rule

FORMULA = "I don't know. Could you please explain {} to me?"


def asked(topic: str, *, moves: str = "E2", text: str = FORMULA, explained: bool = True) -> Episode:
    asking = episode(moves, explained=explained)
    return replace(asking, key=topic, ask=text.format(topic), topic=f"What is {topic} and what does it give?")


def qualities(*episodes: Episode) -> list[int]:
    return [e.result(Facet.EXPLAIN).quality for e in without_formulas(episodes)]


def test_a_formula_whose_answers_are_ignored_is_a_token() -> None:
    assert qualities(asked("MVCC"), asked("raft"), asked("write-ahead logging")) == [1, 1, 1]


def test_two_alike_are_no_formula() -> None:
    other = asked("raft", text="Why would a leader need a majority of {} peers?")
    assert qualities(asked("MVCC"), asked("sharding"), other) == [2, 2, 2]


def test_style_is_free_where_the_answer_is_taken_up() -> None:
    taken_up = asked("sharding", moves="E2 T2")
    followed = asked("vacuum", moves="E2 F1")
    assert qualities(asked("MVCC"), taken_up, followed, asked("raft")) == [1, 2, 2, 1]


def test_where_nothing_was_explained_there_was_nothing_to_take_up() -> None:
    assert qualities(*(asked(t, explained=False) for t in ("MVCC", "raft", "vacuum"))) == [2, 2, 2]


def test_foils_cannot_be_taken_up() -> None:
    foils = [replace(asked(t), type=FOIL) for t in ("MVCC", "raft", "vacuum")]
    assert qualities(*foils) == [2, 2, 2]


def test_the_rule_only_lowers_the_ask() -> None:
    lowered = without_formulas([asked(t, moves="E1h R3") for t in ("MVCC", "raft", "vacuum")])[0]
    assert lowered.result(Facet.EXPLAIN) == FacetResult(Quality.TOKEN, Support.HINT)
    assert lowered.result(Facet.RESOURCE).quality == Quality.SPECIFIC


def test_an_ask_that_is_not_recorded_is_no_formula() -> None:
    assert qualities(*[episode("E2", explained=True)] * 4) == [2] * 4


def test_the_rule_holds_for_every_score_of_the_session() -> None:
    session = [asked("MVCC"), asked("raft"), asked("vacuum"), asked("sharding")]
    apart = [score.value for e in session if (score := episode_score(e))]
    together = [score.value for score in episode_scores(session)]
    assert all(low < high for low, high in zip(together, apart, strict=True))
    shown = learning(session)
    assert isinstance(shown, Learning)
    assert shown.value == pytest.approx((0.5 + sum(together)) / 5)


def test_a_formula_is_one_of_a_single_session() -> None:
    one, two = [asked("MVCC"), asked("raft")], [asked("vacuum"), asked("sharding")]
    apart = [[score.gap for score in episode_scores(part)] for part in (one, two)]
    pooled, session = pooled_learning(apart), learning([*one, *two])
    assert isinstance(pooled, Learning)
    assert isinstance(session, Learning)
    assert pooled.value > session.value


# Copies and notes


@pytest.mark.parametrize(
    ("text", "quality"),
    [
        ("each write goes to the LOG first - and only after that to the data page!", 1),
        ("so the log is written before any page is touched, so that a crash loses nothing", 3),
        ("log first", 3),
    ],
)
def test_a_copy_is_a_token_teach_back(text: str, quality: int) -> None:
    assert teach_back_quality(Quality.SPECIFIC, text, EXPLANATION) == quality


def test_a_copy_is_not_raised_to_a_token() -> None:
    assert teach_back_quality(Quality.NONE, EXPLANATION, EXPLANATION) == Quality.NONE


@pytest.mark.parametrize(
    ("note", "quality"),
    [
        ("Noting: write-ahead LOGGING - unclear how recovery works", 3),
        ("pages and when they change", 3),
        ("I'll note that down and look it up later", 1),
        ("qwerty asdf", 1),
        ("buy milk", 1),
    ],
)
def test_a_note_names_a_topic_by_a_word_of_it(note: str, quality: int) -> None:
    about = ("What does write-ahead logging give a database?", EXPLANATION)
    assert note_quality(Quality.SPECIFIC, note, about) == quality


def test_the_user_may_confirm_a_note() -> None:
    assert note_quality(Quality.DEEP, "ARIES", (EXPLANATION,), confirmed=True) == Quality.DEEP


def test_a_poor_note_is_not_raised() -> None:
    assert note_quality(Quality.NONE, "buy milk", (EXPLANATION,)) == Quality.NONE


# Sessions


def test_no_gaps_is_neither_nothing_nor_everything() -> None:
    assert learning([episode("", evidence=FULL)] * 6) == NoGaps()
    assert learning([]) == pooled_learning([]) == NoGaps()


def test_three_gaps_are_too_few() -> None:
    assert learning([episode("E2")] * 3) == Withheld(have=3, need=4, of="questions with something to learn")


def test_contested_gaps_do_not_count() -> None:
    contested = replace(episode("E2"), contested=True)
    assert learning([episode("E2")] * 3 + [contested]) == Withheld(3, 4, "questions with something to learn")


def test_the_learning_of_a_session() -> None:
    shown = learning([episode("E2 R2 N2")] * 3 + [episode("", of=FOIL, omega=0.5)])
    assert isinstance(shown, Learning)
    assert shown.value == pytest.approx((0.5 + 3 * 0.7) / (1 + 3.25))
    assert 0 < shown.low < shown.value < shown.high < 1
    assert shown.episodes == 4


def test_four_bare_admissions_learn_next_to_nothing() -> None:
    shown = learning([episode("")] * 4)
    assert isinstance(shown, Learning)
    assert shown.value == pytest.approx(0.1)


def test_older_gaps_fade() -> None:
    """With a half-life of 5 sessions, one that lies 5 back weighs half (section 4.4)."""
    shown = pooled_learning([[Gap(1, 1)] * 4, [], [], [], [], [Gap(1, 0)] * 4])
    assert isinstance(shown, Learning)
    assert shown.value == pytest.approx((0.5 + 4 * 0.5) / (1 + 4 * 0.5 + 4))
    assert shown.episodes == 8


def test_a_lifetime_of_learning_looks_back_on_a_hundred_sessions() -> None:
    gap = [Gap(1, 0.5)]
    assert pooled_learning([gap] * 4 + [[]] * 97) == Withheld(3, 4, "questions with something to learn")


def test_follow_through() -> None:
    assert follow_through({Quality.DEEP: 4}) == Withheld(4, 5, "topics that fell due")
    kept = follow_through({Quality.DEEP: 4, Quality.NONE: 1})
    assert isinstance(kept, Rate)
    assert kept.value == pytest.approx(4.5 / 6)


def test_spontaneity_counts_silent_gaps_only() -> None:
    silent = replace(episode("E2"), silent=True)
    others = [episode("E2"), replace(silent, contested=True), replace(silent, evidence=FULL)]
    seen = spontaneity([silent, replace(episode("N2"), silent=True), *others], Facet.EXPLAIN)
    assert (seen.made, seen.of) == (1, 2)
    assert seen.rate == Withheld(2, 5, "silent questions with something to learn")


def test_spontaneity_counts_only_where_the_move_was_possible() -> None:
    silent = replace(episode("T2", explained=True), silent=True)
    seen = spontaneity([silent, replace(episode("E2"), silent=True)], Facet.TEACH_BACK)
    assert (seen.made, seen.of) == (1, 1)


def test_five_silent_gaps_give_a_rate() -> None:
    seen = spontaneity([replace(episode("E2"), silent=True)] * 5, Facet.EXPLAIN)
    assert isinstance(seen.rate, Rate)
    assert seen.rate.value == pytest.approx(5.5 / 6)
    assert seen.rate.high == 1


@pytest.mark.parametrize(
    ("made", "of", "aid"),
    [
        (3, 3, Aid.PROMPT),
        (0, 4, Aid.PROMPT),
        (1, 4, Aid.PROMPT),
        (2, 4, Aid.HINT),
        (3, 4, Aid.HINT),
        (4, 5, Aid.HINT),
        (4, 4, Aid.SILENT),
        (20, 20, Aid.SILENT),
    ],
)
def test_the_coach_fades_with_spontaneity(made: int, of: int, aid: Aid) -> None:
    assert faded_aid(made, of) is aid


def test_a_topic_known_just_well_enough_is_no_gap() -> None:
    assert not is_gap(replace(episode(""), retrievability=0.85))
    assert is_gap(replace(episode(""), retrievability=0.849))


def test_exactly_the_cap_is_not_capped() -> None:
    """Resource and note at quality 2 of 35 possible in 70: .35; with a deep resource .40 is not reached."""
    score = episode_score(episode("R2 N2"))
    assert score is not None
    assert not score.capped
    assert score.value == pytest.approx(0.35)
    assert (score.weight, score.earned, score.possible) == pytest.approx((1, 0.245, 0.7))
    assert score.gap == (score.weight, score.value)


def test_spontaneity_names_its_facet() -> None:
    assert spontaneity([], Facet.NOTE).facet is Facet.NOTE


def test_the_parts_of_a_score_add_up() -> None:
    shown = learning([episode("E2 R2 N2")] * 3 + [episode("", of=FOIL, omega=0.5)])
    assert isinstance(shown, Learning)
    assert (shown.weight, shown.earned) == pytest.approx((3.25, 2.1))
    assert shown.value == pytest.approx((0.5 + shown.earned) / (1 + shown.weight))


def test_exactly_85_in_100_words_alike_are_a_formula() -> None:
    shared = [f"word{n:02}x" for n in range(17)]
    words = [" ".join([*shared, *(f"{letter * 9}{n}" for n in range(3))]) for letter in "abc"]
    session = [replace(episode("E2", explained=True), ask=text) for text in words]
    assert qualities(*session) == [1, 1, 1]
    other = " ".join([*shared[:16], *(f"ddddddddd{n}" for n in range(4))])
    assert qualities(*session[:2], replace(session[2], ask=other)) == [2, 2, 2]


def test_exactly_60_in_100_runs_alike_are_no_copy() -> None:
    explanation = "one two three four five six seven"
    assert teach_back_quality(Quality.DEEP, f"{explanation} then more", explanation) == Quality.DEEP
    assert teach_back_quality(Quality.DEEP, f"{explanation} then", explanation) == Quality.TOKEN
