"""`idk debrief` as a command: on a pipe, from a file, listed, planned, practised for, forgotten."""

import json
import os
import stat
from pathlib import Path

import pytest

from tests.debrief.counting import FOLDER
from tests.process.programs import IDK, Ran, run_idk, sessions
from tests.shells.screens import Pty

pytestmark = pytest.mark.process

LISTING = FOLDER / "backend-payments.txt"
LINES = (
    "Acme\nBackend engineer\ntechnical\n"
    "How does PostgreSQL use an index?\nk\nBy walking a tree.\n"
    "What is a JVM?\ne\n\n"
    "rejected\nThank you. We have decided to move forward with another candidate.\n"
    f"{LISTING}\n\n1 13\n7 20\nledger: 4\n\n\n"
)


def told(home: Path) -> Path:
    """The only debrief there is."""
    (file,) = (home / "debriefs").iterdir()
    return file


def a_debrief(*args: str) -> Ran:
    done = run_idk("debrief", *args, typed=LINES)
    assert done.code == 0
    return done


def test_a_first_debrief_on_a_pipe_ends_with_a_plan(own_home: Path) -> None:
    done = a_debrief("--day", "2026-11-20")
    for words in (
        "It does not say why.",
        "== Shown: 1 of 32 ==",
        "SQL (required) - your project: ledger (2026-11-20)",
        "PostgreSQL (required) - not known in an interview: “How does PostgreSQL use an index?”, Acme",
        "== To learn: 3 skills ==",
        "== To build:",
        "== To find out:",
    ):
        assert words in done.out
    assert "Next: idk practice --for Acme" in done.err
    assert not set(done.out + done.err) & set("\x1b\x07")
    file = told(own_home)
    assert file.name == "2026-11-20-acme.yaml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert "How does PostgreSQL use an index?" in run_idk("notebook").out


def test_the_same_from_a_file_asks_nothing(own_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "acme.yaml"
    file.write_text(
        "company: Acme\nday: 2026-11-20\nanswer: rejected\n"
        "questions:\n- {asked: What is a k8s pod?, handled: admitted}\nhave: [Python]\n"
        "listing: |\n  Requirements\n  - Python\n  - Kubernetes\n"
    )
    done = run_idk("debrief", "--file", str(file))
    assert done.code == 0
    assert "Python (required) - you say you have it" in done.out
    assert "Kubernetes (required) - not known in an interview" in done.out
    look = json.loads(run_idk("debrief", "show", "--json").out)["look"]
    assert {one["skill"]: one["standing"] for one in look} == {
        "Python": "have, did not show",
        "Kubernetes": "lack",
    }
    assert [one["day"] for one in look[0]["evidence"]] == ["2026-11-20"]


def test_a_file_with_slips_is_named_with_their_places_and_nothing_is_kept(
    own_home: Path, tmp_path: Path
) -> None:
    (tmp_path / "x.yaml").write_text("stage: techincal\nanswer: no\n")
    done = run_idk("debrief", "--file", str(tmp_path / "x.yaml"))
    assert done.code == 3
    assert "x.yaml:1:8: stage: expected one of" in done.err
    assert "x.yaml:2:9: answer: expected one of" in done.err
    assert not own_home.exists()


def test_nothing_told_is_nothing_kept(own_home: Path) -> None:
    done = run_idk("debrief", typed="\n" * 20)
    assert (done.code, "nothing is kept" in done.err) == (0, True)
    assert not own_home.exists()


def test_they_are_listed_shown_and_planned() -> None:
    assert "No debrief yet" in run_idk("debrief", "list").err
    a_debrief()
    listed = run_idk("debrief", "list")
    assert "Backend engineer at Acme" in listed.out
    assert "4 more debriefs" in listed.err
    (row,) = json.loads(run_idk("debrief", "list", "--json").out)["debriefs"]
    assert (row["company"], row["skills"], row["answer"]) == ("Acme", 32, "rejected")
    shown = run_idk("debrief", "show", "acme").out
    assert (
        "1. How does PostgreSQL use an index? - said “I don't know”, and asked to have it explained" in shown
    )
    assert "By walking a tree." in shown
    plan = json.loads(run_idk("debrief", "plan", "1", "--json").out)["plan"]
    assert {"PostgreSQL", "message queues", "Terraform"} == {
        one["wanted"]["skill"] for one in plan["to_learn"]
    }
    assert plan["fewest"] is True
    assert "For Backend engineer at Acme" in run_idk("debrief", "plan").out
    assert run_idk("debrief", "plan", "Akme").code == 3


def test_a_resume_tells_what_is_shown_on_paper(tmp_path: Path) -> None:
    a_debrief()
    (tmp_path / "cv.txt").write_text("Skills\n- Git, Java\n")
    done = run_idk("debrief", "plan", "--resume-text", str(tmp_path / "cv.txt"), "--json")
    to_show = {one["wanted"]["skill"] for one in json.loads(done.out)["plan"]["to_show"]}
    assert "SQL" in to_show  # there is a project, which the résumé does not name
    assert not {"Git", "Java"} & to_show


def test_from_the_fifth_on_they_are_counted_together() -> None:
    for company in "ABCDE":
        done = run_idk(
            "debrief",
            "--company",
            company,
            "--listing",
            str(LISTING),
            "--yes",
            typed="\n\nWhat is Kafka?\ng\n",
        )
        assert done.code == 0
    assert "== Your 5 debriefs together ==" in done.out
    listed = run_idk("debrief", "list").out
    assert "Kafka: wanted in 5 of 5; asked about in 5 of 5, not known in 5; never shown" in listed
    assert "%" not in listed
    assert json.loads(run_idk("debrief", "list", "--json").out)["patterns"]["debriefs"] == 5


def test_a_practice_for_it_asks_what_is_lacking_and_leaves_no_name(own_home: Path) -> None:
    a_debrief()
    done = run_idk("practice", "--for", "acme", "--seed", "1", "--no-foils", typed="/quit\n")
    assert done.code == 0
    assert "6 questions from" in done.out
    (session,) = sessions(own_home / "transcripts")
    assert "acme" not in session.read_text("utf-8").casefold()
    for args in (("--for", "nobody"), ("--for", "acme", "--bank", "python"), ("--for", "acme", "--resume")):
        assert run_idk("practice", *args).code in (2, 3)


def test_forgetting_leaves_no_trace_but_the_user_s_own_notes(own_home: Path) -> None:
    a_debrief()
    run_idk("practice", "--for", "acme", "--seed", "1", typed="/quit\n")
    done = run_idk("debrief", "forget", "acme")
    assert done.code == 0
    assert "words of yours" in done.err
    left = [file for file in own_home.rglob("*") if file.is_file()]
    assert not [
        file for file in left if "acme" in (file.name + file.read_text("utf-8", "replace")).casefold()
    ]
    assert run_idk("debrief", "show").code == 3


def test_a_broken_one_is_named_and_can_be_forgotten(own_home: Path) -> None:
    a_debrief()
    file = told(own_home)
    file.write_text("stage: [\n")
    shown = run_idk("debrief", "show")
    assert shown.code == 3
    assert f"{file}:" in shown.err
    assert run_idk("debrief", "forget", file.stem).code == 0
    assert not file.exists()


def test_a_listing_alone_is_read_and_kept_nowhere(own_home: Path) -> None:
    done = run_idk("debrief", "listing", "-", typed=LISTING.read_bytes())
    assert "13 Git · 14 continuous integration" in done.out
    assert (
        json.loads(run_idk("debrief", "listing", str(LISTING), "--json").out)["skills"][0]["need"]
        == "required"
    )
    assert not own_home.exists()


def test_a_listing_and_a_letter_can_be_added_later() -> None:
    run_idk("debrief", typed="Acme\n\n\n\n\n\n")
    assert "idk debrief listing FILE --to" in run_idk("debrief", "show").err
    assert run_idk("debrief", "plan").code == 3
    assert run_idk("debrief", "listing", str(LISTING), "--to", "acme", "--yes").code == 0
    done = run_idk(
        "debrief", "letter", "-", "--to", "acme", typed="We felt you lacked depth in SQL. Best wishes."
    )
    assert "“We felt you lacked depth in SQL.”" in done.out
    row = json.loads(run_idk("debrief", "list", "--json").out)["debriefs"][0]
    assert (row["skills"], row["answer"]) == (32, "rejected")


@pytest.mark.parametrize("name", ["missing.pdf", "-"])
def test_what_is_no_listing_is_said(name: str) -> None:
    done = run_idk("debrief", "listing", name, typed="  \n")
    assert done.code == 3
    assert done.err.startswith("idk: ")
    assert done.err.count("\n") == 1


def test_a_paste_of_five_megabytes_is_read_from_its_beginning() -> None:
    data = (LISTING.read_text("utf-8") * 2_000)[:5_000_000]
    done = run_idk("debrief", "listing", "-", typed=data)
    assert done.code == 0
    assert "characters were not looked at" in done.err


def test_where_nothing_can_be_written_it_is_said_at_the_first_word(own_home: Path) -> None:
    own_home.mkdir()
    (own_home / "debriefs").write_text("in the way")
    done = run_idk("debrief", typed=LINES)
    assert done.code == 4
    assert "cannot be written" in done.err


@pytest.mark.parametrize("columns", [40, 80])
def test_a_conversation_at_a_terminal(columns: int, own_home: Path) -> None:
    terminal = Pty([*IDK, "debrief"], columns=columns)
    try:
        for seen, typed in (
            ("Which company", "Acme\r"),
            ("For which role", "\r"),
            ("How far did it get", "what\r"),
            ("Not understood", "final\r"),
            ("What were you asked", "\r"),
            ("What did they say", "offer\r"),
        ):
            terminal.until(seen)
            terminal.press(typed)
        terminal.until("The listing: paste it")
        text = "Requirements\n- Python\n" + "- Kafka and other things that take many words\n" * 40
        terminal.press(f"\x1b[200~{text}\x1b[201~")
        terminal.until(f"[pasted: {len(text):,} characters]")
        terminal.press("\r")
        terminal.until("Enter: it is right.")
        terminal.press("\r")
        terminal.until("Which of these do you have?")
        terminal.press("\x03")
        assert terminal.end() == 130
        assert "Stopped. What you said is kept." in " ".join(" ".join(terminal.screen).split())
    finally:
        terminal.close()
    assert "skill: Kafka" in told(own_home).read_text("utf-8")
    assert os.environ["IDK_HOME"] == str(own_home)


def test_a_listing_named_beside_a_file_is_read_and_synonyms_in_it_are_one_skill(tmp_path: Path) -> None:
    file = tmp_path / "acme.yaml"
    file.write_text("skills:\n- {skill: Postgres, need: nice}\n- {skill: PostgreSQL, need: required}\n")
    done = run_idk("debrief", "--file", str(file))
    assert "Not known yet: 1 of 1" in done.out
    done = run_idk("debrief", "--file", str(file), "--listing", str(LISTING))
    assert "32 skills in the listing" in done.out
