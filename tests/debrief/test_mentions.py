"""Ordinary words that are names of skills too: counted where it is clear, and nowhere else."""

import pytest

from simulator.debrief.mentions import mentions
from simulator.debrief.vocabulary import bundled


def named(text: str) -> list[str]:
    return [one.skill.name for one in mentions(text, bundled())]


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Experience with Go or Rust", ["Go", "Rust"]),
        ("5 years of Go", ["Go"]),
        ("Go developer", ["Go"]),
        ("Java, Spring and Hibernate", ["Java", "Spring", "Hibernate"]),
        ("C/C++", ["C", "C++"]),
        ("Very good knowledge in C", ["C"]),
        ("Statistics in R and Python", ["statistics", "R", "Python"]),
        ("R", ["R"]),
        ("iOS apps in Swift, Kotlin on Android", ["iOS", "Swift", "Kotlin", "Android"]),
        ("You write REST APIs and know SQL", ["REST", "SQL"]),
        ("our Flask services", ["Flask"]),
        ("React/Redux", ["React", "Redux"]),
        ("CI/CD pipelines on GitHub Actions", ["CI/CD", "GitHub Actions"]),
        ("TCP/IP, DNS", ["TCP/IP", "DNS"]),
    ],
)
def test_they_count_where_it_is_clear(text: str, skills: list[str]) -> None:
    assert named(text) == skills


@pytest.mark.parametrize(
    "text",
    [
        "Go the extra mile",
        "We go to see customers, and the rest of the week is yours",
        "Start in Spring 2026",
        "We swap desks each spring; swift decisions",
        "No vitamin C, no class R",
        "an Excel-lent snack bar",
        "express your interest with a flask of tea",
        "access to a helm, a chef, a puppet and a vault",
        "Oracle of Delphi",
        "mail jobs@python.example or see https://java.example/kotlin #rust #docker",
        "He sketches a notion of the word sage",
    ],
)
def test_they_do_not_count_elsewhere(text: str) -> None:
    assert named(text) == []


def test_a_mention_has_its_place() -> None:
    text = "Some Apache Kafka, and k8s."
    assert [text[one.start : one.end] for one in mentions(text, bundled())] == ["Apache Kafka", "k8s"]
