"""What a listing asks for: how much of it, by which words, and what it does not ask for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.debrief.blocks import Part, passages
from simulator.debrief.listing import MOST_CHARACTERS, Need, read_listing, skills_named
from simulator.debrief.vocabulary import bundled
from tests.debrief.counting import counted, figures


def needs(text: str) -> dict[str, str]:
    return {one.skill: one.need.value for one in read_listing(text, bundled()).wanted}


@pytest.mark.parametrize(
    "heading",
    [
        "Requirements",
        "## What you bring",
        "**Must have:**",
        "ESSENTIAL",
        "Your profile:",
        "3.1 Essential skills",
    ],
)
def test_a_heading_makes_required(heading: str) -> None:
    assert needs(f"{heading}\n\n- Python\n- SQL\n") == {"Python": "required", "SQL": "required"}


@pytest.mark.parametrize("heading", ["Nice to have", "## Bonus", "Desirable:", "Preferred qualifications"])
def test_a_heading_makes_nice(heading: str) -> None:
    assert needs(f"{heading}\n- Python\n") == {"Python": "nice"}


@pytest.mark.parametrize(
    "heading", ["Benefits", "What we offer", "How to apply", "## Equal opportunity", "PERKS"]
)
def test_pay_benefits_and_law_ask_for_nothing(heading: str) -> None:
    assert needs(f"Requirements\n- SQL\n\n{heading}\n- a course in Python or AWS\n") == {"SQL": "required"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Strong Python; Rust is a plus", {"Python": "required", "Rust": "nice"}),
        ("Solid Java, ideally also Kotlin", {"Java": "required", "Kotlin": "nice"}),
        ("AWS (GCP would be nice)", {"AWS": "required", "Google Cloud": "nice"}),
        ("Terraform (nice to have)", {"Terraform": "nice"}),
        ("Some functional safety (IEC 61508) is a plus", {"functional safety": "nice", "IEC 61508": "nice"}),
        ("Docker. You don't need to know Kubernetes", {"Docker": "required"}),
        ("English; Dutch is not needed", {"English": "required"}),
        ("no prior Rust experience required", {}),
        ("We do not use Angular", {}),
    ],
)  # fmt: skip
def test_a_phrase_counts_for_what_it_stands_by(line: str, expected: dict[str, str]) -> None:
    assert needs(f"Requirements\n- {line}\n") == expected


def test_a_text_without_headings_asks_by_its_words() -> None:
    assert needs("We build shops in PHP. We are looking for somebody with experience in React.") == {
        "React": "required",
        "PHP": "mentioned",
    }


def test_the_strongest_need_counts_with_its_words() -> None:
    text = "What you will do\n- Write Python\n\nRequirements\n- Good Python\n\nBonus\n- More Python\n"
    (one,) = read_listing(text, bundled()).wanted
    assert (one.skill, one.need, one.words) == ("Python", Need.REQUIRED, "Good Python")


def test_lines_that_a_page_has_broken_are_joined() -> None:
    text = "Requirements\n- Experience with test auto-\nmation and with continuous\nintegration in a team\n"
    assert needs(text) == {"test automation": "required", "continuous integration": "required"}


def test_a_text_without_lines_has_parts_all_the_same() -> None:
    text = (
        "Join us! Mandatory Skills:- ->Flutter & Dart ->Kotlin Good to have:- ->GraphQL Perks:- an AWS course"
    )
    assert needs(text) == {"Flutter": "required", "Dart": "required", "Kotlin": "required", "GraphQL": "nice"}


def test_parts_have_their_names() -> None:
    text = "About us\nWe bake.\n\nYour tasks\n- Bake.\n\nBenefits:\nBread.\n"
    assert [one.part for one in passages(text)] == [Part.ABOUT, Part.DUTIES, Part.ASIDE]


@pytest.mark.parametrize("text", ["", "\n\n", "Requirements\n", "Nothing to see here."])
def test_an_empty_listing_asks_for_nothing(text: str) -> None:
    assert read_listing(text, bundled()).wanted == ()


def test_of_an_endless_text_the_beginning_is_read_and_the_rest_counted() -> None:
    listing = read_listing("Requirements\n- Python\n" + "x" * MOST_CHARACTERS, bundled())
    assert [one.skill for one in listing.wanted] == ["Python"]
    assert listing.cut == len("Requirements\n- Python\n")


def test_of_a_long_sentence_skills_close_together_have_the_same_words() -> None:
    text = (
        "Requirements\n- Python and SQL, "
        + "and many other things, " * 12
        + "and Kafka and Rust experience\n"
    )
    words = {one.skill: one.words for one in read_listing(text, bundled()).wanted}
    assert words["Python"] == words["SQL"]
    assert words["Kafka"] == words["Rust"]
    assert words["Python"].endswith("things,…")
    assert words["Rust"].startswith("…and")
    assert max(map(len, words.values())) <= 150


TEXT = st.text(
    st.sampled_from("ab .,;:!?\n-*•#()[]_&/+'\x00\u2028é") | st.sampled_from("Go R C SQL must plus no"),
    max_size=200,
)
PIECES = st.lists(
    st.sampled_from(
        ["Requirements\n", "- Python\n", "Nice to have:\n", "(Go)", " is a plus", "no ", "\n\n", "Kafka, "]
    )
)


@settings(max_examples=150)
@given(TEXT | PIECES.map("".join))
def test_no_skill_is_there_twice_and_every_one_has_its_words(text: str) -> None:
    wanted = read_listing(text, bundled()).wanted
    assert len({one.skill for one in wanted}) == len(wanted)
    assert [one.need for one in wanted] == sorted((one.need for one in wanted), key=list(Need).index)
    assert all(one.words and "\n" not in one.words for one in wanted)
    assert {one.skill for one in wanted} <= skills_named(text, bundled())


def test_the_ten_listings_are_read_as_well_as_they_are() -> None:
    """What `python -m tests.debrief.counting` prints, held a little below; half the listings are held out."""
    everything = counted()
    seen = figures([one for one in everything if not one.held_out])
    held_out = figures([one for one in everything if one.held_out])
    assert len(everything) == 10
    assert sum(one.held_out for one in everything) == 5
    assert seen.precision >= 0.97
    assert seen.recall >= 0.9
    assert held_out.precision >= 0.96
    assert held_out.recall >= 0.88
    assert min(seen.need, held_out.need) >= 0.93
