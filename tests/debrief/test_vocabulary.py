"""What skills are called: no form means two, and every bank's skills are among them."""

import pytest

from simulator.debrief.skill_table import TABLE
from simulator.debrief.vocabulary import bundled, with_names, words
from simulator.questions.library import find_banks

LINES = [line for lines in TABLE.values() for line in lines.strip().split("\n")]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("k8s", "Kubernetes"),
        ("Postgres", "PostgreSQL"),
        ("golang", "Go"),
        ("c#", "C#"),
        ("C++", "C++"),
        (".net core", ".NET"),
        ("node.js", "Node.js"),
        ("NodeJS", "Node.js"),
        ("CI / CD", "CI/CD"),
        ("front-end", "front-end development"),
        ("Micro-services", "microservices"),
        ("unit tests", "unit testing"),
        ("Python3", "Python"),
        ("Java17", "Java"),
        ("driver’s license", "driving licence"),
    ],
)
def test_a_skill_is_found_by_any_of_its_names(written: str, name: str) -> None:
    skill = bundled().find(written)
    assert skill is not None
    assert skill.name == name


@pytest.mark.parametrize("written", ["", "  ", "the", "reliable", "Javanese", "s3cret", "++"])
def test_what_is_no_skill_is_none(written: str) -> None:
    assert bundled().find(written) is None


def test_what_is_not_known_is_a_skill_of_its_own() -> None:
    assert bundled().named("  ApprovalMax   Pro ").name == "ApprovalMax Pro"


def test_no_form_means_two_skills_and_none_is_there_twice() -> None:
    seen: dict[str, str] = {}
    for line in LINES:
        for form in line.split("|"):
            key = " ".join(word.key for word in words(form.strip().lstrip("?")))
            assert key, line
            assert key not in seen, f"{key}: {seen.get(key)} and {line}"
            seen[key] = line


def test_every_skill_of_a_bundled_bank_is_known() -> None:
    questions = [question for bank in find_banks().usable() for question in bank.questions]
    skills = {skill for question in questions for skill in question.skills}
    assert len(skills) > 300
    assert not [skill for skill in sorted(skills) if bundled().find(skill) is None]


def test_skills_of_the_user_s_own_banks_are_added_and_change_no_other() -> None:
    more = with_names(bundled(), ["Zanzibar Sync", "k8s", "tidal planning"])
    found = more.find("zanzibar sync")
    assert found is not None
    assert found.name == "Zanzibar Sync"
    assert more.find("k8s") == bundled().find("k8s")
    assert with_names(bundled(), []).forms == bundled().forms


def test_words_have_their_places() -> None:
    text = "C++, C#, .NET; Node.js/CI (don't)"
    assert [text[word.start : word.end] for word in words(text)] == [
        "C++", "C#", ".NET", "Node.js", "CI", "don't",
    ]  # fmt: skip
