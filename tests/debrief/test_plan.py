"""The plan: what to show, learn and build, and what a session for a listing asks."""

from datetime import date

from simulator.debrief.evidence import Evidence, Kind, Known
from simulator.debrief.listing import Need, Wanted
from simulator.debrief.look import look
from simulator.debrief.plan import plan, practice_keys
from simulator.debrief.vocabulary import bundled
from simulator.questions.model import Level, Question, Resource, ResourceKind

DAY = date(2026, 11, 20)
BOOK = Resource("A book", "https://books.example.org/a", ResourceKind.BOOK)


def question(name: str, *skills: str, level: Level = Level.JUNIOR, project: str = "Build it.") -> Question:
    return Question(
        bank="b", id=name, ask=f"What is {name}?", topic=f"{name} itself", level=level, skills=skills,
        project=project, resources=(BOOK,),
    )  # fmt: skip


BOTH = question("both", "Kafka", "Rust", level=Level.SENIOR)
KAFKA = question("logs", "Kafka")
RUST = question("owning", "Rust")
GIT = question("git", "Git")


def known(*kinds: Kind, questions: tuple[Question, ...] = ()) -> Known:
    return Known(tuple(Evidence(DAY, kind) for kind in kinds), questions)


WANTED = [
    Wanted("Git", Need.NICE),
    Wanted("Kafka", Need.REQUIRED, "Kafka or so"),
    Wanted("Rust", Need.NICE),
    Wanted("Zig", Need.REQUIRED),
    Wanted("English", Need.REQUIRED),
    Wanted("driving licence", Need.MENTIONED),
]
KNOWN = {
    "Git": known(Kind.SAID_TO_HAVE, questions=(GIT,)),
    "Kafka": known(Kind.SAID_TO_LACK, questions=(KAFKA, BOTH)),
    "Rust": known(Kind.NOT_THERE, questions=(RUST, BOTH)),
    "Zig": known(Kind.SAID_TO_LACK),
    "English": known(Kind.IN_RESUME),
}
SEEN = look(WANTED, KNOWN)


def test_it_shows_what_is_had_and_was_not_shown_in_a_place_that_fits() -> None:
    (one,) = plan(SEEN, bundled(), resume_given=False).to_show
    assert (one.wanted.skill, "résumé" in one.where) == ("Git", True)
    assert one.sentence.startswith("Git: ")
    assert "[" in one.sentence


def test_with_a_resume_it_shows_too_what_that_does_not_name() -> None:
    shown = look([Wanted("Kafka", Need.REQUIRED)], {"Kafka": known(Kind.PROJECT)})
    assert [one.wanted.skill for one in plan(shown, bundled(), resume_given=True).to_show] == ["Kafka"]
    assert plan(shown, bundled(), resume_given=False).to_show == ()
    on_paper = look([Wanted("Kafka", Need.REQUIRED)], {"Kafka": known(Kind.PROJECT, Kind.IN_RESUME)})
    assert plan(on_paper, bundled(), resume_given=True).to_show == ()


def test_it_learns_the_required_first_from_the_nearest_question() -> None:
    learned = plan(SEEN, bundled(), resume_given=False).to_learn
    assert [(one.wanted.skill, one.topic, one.question) for one in learned] == [
        ("Kafka", "logs itself", "b/logs"),
        ("Zig", "Zig", ""),
        ("Rust", "owning itself", "b/owning"),
    ]
    assert learned[0].resource == BOOK
    assert learned[0].near
    (touched,) = plan(
        look(WANTED[1:2], {"Kafka": known(Kind.SAID_TO_LACK, questions=(RUST,))}),
        bundled(),
        resume_given=False,
    ).to_learn
    assert not touched.near


def test_what_is_nearest_to_the_question_that_was_asked_comes_first() -> None:
    asked = Known((Evidence(DAY, Kind.NOT_THERE, "“Who decides on owning?”, Acme"),), (KAFKA, BOTH, RUST))
    (one,) = plan(
        look([Wanted("Kafka", Need.REQUIRED)], {"Kafka": asked}), bundled(), resume_given=False
    ).to_learn
    assert one.question == "b/owning"


def test_it_builds_the_fewest_projects_that_are_on_all() -> None:
    made = plan(SEEN, bundled(), resume_given=False)
    assert [(one.question, one.skills) for one in made.to_build] == [("b/both", ("Kafka", "Rust"))]
    assert made.fewest
    assert made.no_project == ("Zig",)


def test_what_is_not_known_is_to_be_found_out_and_a_licence_is_not_learned() -> None:
    made = plan(SEEN, bundled(), resume_given=False)
    assert [one.skill for one in made.to_find_out] == ["driving licence"]
    licence = look([Wanted("PhD", Need.REQUIRED)], {"PhD": known(Kind.SAID_TO_LACK)})
    assert plan(licence, bundled(), resume_given=False).to_learn == ()


def test_a_session_for_it_asks_what_is_lacking_first_and_nothing_that_is_shown() -> None:
    assert practice_keys(SEEN, 1) == {"b/logs", "b/both"}
    assert practice_keys(SEEN, 6) == {"b/logs", "b/both", "b/owning", "b/git"}
    shown = look(WANTED[:1], {"Git": known(Kind.PROJECT, questions=(GIT,))})
    assert practice_keys(shown, 6) == set()
    assert not plan(shown, bundled(), resume_given=False).can_practise
