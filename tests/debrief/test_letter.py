"""A letter of rejection: sentences that thousands get are no reasons, and a reason is quoted as it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.debrief.letter import Says, read_letter

TEMPLATE = """Subject: Your application
Dear Sam,

Thank you for your interest in the Backend role at Acme and for the time you invested in our process.
After careful consideration, we regret to inform you that we have decided not to move forward with your
application at this time. We received a high number of applications from many talented people. This was a
difficult decision and does not reflect on your abilities. We will keep your details on file for future
openings.
We wish you all the best in your search.

Kind regards,
The Talent Team
"""


def test_a_template_gives_no_reason() -> None:
    letter = read_letter(TEMPLATE)
    assert letter.of(Says.FEEDBACK) == ()
    assert len(letter.of(Says.DECISION)) == 1
    assert letter.of(Says.INVITATION) == ("We will keep your details on file for future openings.",)
    assert len(letter.of(Says.FORMULA)) == 4
    assert letter.others == 0


@pytest.mark.parametrize(
    "sentence",
    [
        "We felt you had less hands-on experience with Kafka than the role needs.",
        "The panel thought your answers on indexing stayed on the surface.",
        "Your solution worked, but it had no tests.",
        "Another candidate had more practical experience in Terraform.",
    ],
)
def test_what_is_about_the_interview_is_feedback(sentence: str) -> None:
    assert read_letter(f"Hi Sam,\n\nThanks for coming in.\n{sentence}\n").of(Says.FEEDBACK) == (sentence,)


@pytest.mark.parametrize(
    "sentence",
    [
        "Thank you for the time you have taken to apply.",
        "We were impressed with your background.",
        "Unfortunately, other candidates more closely match our needs.",
        "Due to the volume of applications we cannot give individual feedback.",
        "You are welcome to apply again in six months.",
        "We have decided to move forward with another candidate.",
    ],
)
def test_what_everybody_gets_is_not(sentence: str) -> None:
    assert read_letter(sentence).of(Says.FEEDBACK) == ()


def test_a_time_is_named() -> None:
    letter = read_letter("You are welcome to apply again in six months. We decide by 3 December 2026.")
    assert letter.of(Says.DATE) == (
        "You are welcome to apply again in six months.",
        "We decide by 3 December 2026.",
    )


@given(st.text(max_size=300))
def test_every_line_of_it_stands_in_the_letter(text: str) -> None:
    flat = " ".join(text.split())
    for line in read_letter(text).lines:
        assert line.words[:20].split()[0] in flat
