"""The page of a topic: what of it is the user's, what is kept up, and what a hostile one can do."""

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.notebook.page import (
    PageError,
    how,
    kept_body,
    kept_part,
    new_page,
    read_page,
    with_added,
    with_kept,
    with_state,
    with_words,
)
from simulator.notebook.topics import State, Topic, Try, Unclear
from simulator.scoring.recall import Rating
from simulator.text import one_line
from tests.notebook.given import BOOK, WAL, day

PAGE = with_kept(new_page(WAL, day(0), "My own words."), "Open.\n")
HEAD = "---\ntopic: {}\n---\n"


def test_a_new_page_says_what_it_was_given() -> None:
    page = read_page(PAGE)
    assert (page.topic, page.added, page.state, page.names) == (WAL, day(0), None, (WAL,))
    assert (page.headed, page.counts, page.edited) == (True, True, False)
    assert page.own == "## My notes\n\nMy own words."


@settings(max_examples=200)
@given(st.text().filter(one_line))
def test_any_name_is_read_as_it_was_written(name: str) -> None:
    page = read_page(new_page(name, day(0)))
    assert (page.topic, page.added) == (one_line(name), day(0))
    assert page.own == "## My notes"


@pytest.mark.parametrize(
    ("title", "topic"), [("# C#", "C#"), ("# The log ##", "The log"), ("#\tA  b  ", "A b"), ("# #", "#")]
)
def test_without_a_head_the_title_names_the_topic(title: str, topic: str) -> None:
    page = read_page(with_kept(f"{title}\n", "Open.\n"))
    assert (page.topic, page.headed, page.counts) == (topic, False, True)


@pytest.mark.parametrize("text", ["", "# A title\n\nwords\n", "---\nstate: parked\n---\nwords\n", "words"])
def test_a_file_that_names_no_topic_is_none_of_ours(text: str) -> None:
    assert not read_page(text).counts


def test_other_names_count_once() -> None:
    page = read_page("---\ntopic: The Log\naliases: [WAL, the log, '', wal]\n---\n")
    assert page.names == ("the log", "wal")
    assert read_page("---\ntopic: a\naliases: b\n---\n").aliases == ("b",)


def test_only_the_title_of_the_topic_is_no_note() -> None:
    assert read_page(HEAD.format("a") + "# A\n# not the title\nwords").own == "# not the title\nwords"
    assert read_page(HEAD.format("a") + "```\n# a comment\n```").own == "```\n# a comment\n```"


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("aliases: [", "line 3: "),
        ("topic", "each line reads `name: value`"),
        ("- a\n- b", "each line reads `name: value`"),
        ("topic: [a]", "topic: expected a text on one line"),
        ("aliases: {a: b}", "aliases: expected a list of names"),
        ("aliases: [[a]]", "aliases: expected a list of names"),
        (
            "state: parkt",
            "state: expected parked or done, or no such line; found 'parkt' - did you mean 'parked'?",
        ),
        ("state: zzz", "found 'zzz'."),
        ("added: yesterday", "added: expected a day such as 2026-11-22; found 'yesterday'"),
        ("topic: a\x00b", "it is not understood"),
        ("topic: &a [*a]", "recursive"),
        ("x: " + "[" * 7000, "did not find"),
        ("topic: " + "a" * 8001, "longer than 8,000 characters"),
    ],
)
def test_a_head_that_is_wrong_is_told_what_is_wrong(head: str, said: str) -> None:
    with pytest.raises(PageError) as raised:
        read_page(f"---\n{head}\n---\n")
    assert said in str(raised.value)


def test_a_bomb_of_aliases_does_not_go_off() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    begun = perf_counter()
    assert read_page("---\n" + "\n".join([*lines, "topic: t"]) + "\n---\n").topic == "t"
    assert perf_counter() - begun < 1


@pytest.mark.parametrize(
    "text",
    [
        "# " + "# " * 400_000 + "x",
        "<!-- idk keeps this part up 000000000000 -->\n" * 20_000,
        "---\n" * 200_000,
        "---\nstate: x\n" * 80_000,
    ],
    ids=["title", "marks", "fences", "heads"],
)
def test_a_page_made_to_be_slow_is_not(text: str) -> None:
    begun = perf_counter()
    try:
        page = read_page(text)
    except PageError:
        pass
    else:
        assert isinstance(page.own, str)
        assert not page.edited
    assert perf_counter() - begun < 3


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("parked", State.PARKED),
        ("done", State.DONE),
        ("explained", State.DONE),
        ("open", None),
        ("learning", None),
    ],
)
def test_the_user_s_word_on_the_state(word: str, state: State | None) -> None:
    assert read_page(f"---\nstate: {word}\n---\n").state is state


@pytest.mark.parametrize(
    "text",
    [
        PAGE,
        PAGE.replace("\n", "\r\n"),
        "words\n",
        "---\n---\nwords",
        HEAD.format("a") + "state: not in the head",
    ],
)
def test_the_state_changes_nothing_else(text: str) -> None:
    parked = with_state(text, State.PARKED)
    done = with_state(parked, State.DONE)
    assert [read_page(one).state for one in (parked, done)] == [State.PARKED, State.DONE]
    reopened = with_state(done, None)
    assert read_page(reopened).state is None
    assert read_page(reopened).own == read_page(text).own
    assert with_state(text, None) == text


def test_of_two_states_none_is_left() -> None:
    assert read_page(with_state("---\nstate: done\ntopic: a\nstate: parked\n---\n", None)).state is None


@pytest.mark.parametrize(("head", "state"), [("{topic: a}", State.PARKED), ("topic: a\n'state': done", None)])
def test_a_head_in_which_a_line_does_not_do_is_refused(head: str, state: State | None) -> None:
    with pytest.raises(PageError):
        with_state(f"---\n{head}\n---\n", state)


def test_the_day_is_put_into_the_head() -> None:
    for text in (HEAD.format("a"), "# a\n"):
        assert read_page(with_added(text, day(3))).added == day(3)
        assert with_added(text, day(3)).endswith(text.rpartition("---\n")[2])


def test_words_go_above_the_kept_part() -> None:
    assert read_page(with_words(PAGE, "- more")).own.endswith("My own words.\n\n- more")
    assert with_words(PAGE, "- more").endswith(kept_part("Open.\n") + "\n")
    assert with_words("", "- more") == "- more\n"
    assert with_words("a", "- more") == "a\n\n- more\n"


def test_the_kept_part_is_put_in_place_of_the_last() -> None:
    again = with_kept(PAGE, "Learning \\1.\n")
    assert again.count("<!-- idk") == 1
    assert "Learning \\1." in again
    assert read_page(again).own == read_page(PAGE).own


def test_writing_in_the_kept_part_is_seen_but_not_other_line_ends() -> None:
    assert read_page(PAGE.replace("Open.", "Open!")).edited
    assert not read_page(PAGE.replace("\n", "\r\n")).edited
    assert not read_page(PAGE.replace("Open.\n", "")).edited


def test_a_part_without_its_closing_mark_does_not_reach_into_the_next() -> None:
    torn = PAGE.replace("<!-- /idk -->", "") + "\nwords\n"
    again = read_page(with_kept(torn, "Learning.\n"))
    assert not again.edited
    assert "words" in again.own


TOPIC = Topic(
    name=WAL,
    noted=True,
    first=day(0),
    last=day(4),
    unclear=(Unclear(day(0), "why?\x1b[2J"),),
    explained="It is so.  \n<!-- /idk -->\n",
    resources=(BOOK,),
    project="Build it.",
    tries=(Try(day(4), Rating.HARD, False),),
)


def test_the_kept_part_says_all_there_is() -> None:
    body = kept_body(TOPIC, State.LEARNING, day(6))
    assert body == (
        "Learning. Written down 2026-11-01, last asked 2026-11-05. Comes back 2026-11-07.\n\n"
        "**Unclear to me:**\n\n- why?[2J (2026-11-01)\n\n"
        "**As it was explained:**\n\nIt is so.\n< !-- /idk -->\n\n"
        "**To learn it by:**\n\n- [The log, explained](https://example.org/wal) (article)\n"
        "- Build: Build it.\n\n"
        "**When it came back:**\n\n- 2026-11-05: in part\n"
    )
    assert not read_page(with_kept("", body)).edited


def test_with_nothing_but_its_name_it_is_one_line() -> None:
    assert kept_body(Topic(name=WAL, noted=True, first=day(0), last=day(0)), State.PARKED, None) == (
        "Parked. Written down 2026-11-01.\n"
    )


@pytest.mark.parametrize(
    ("rating", "full", "said"),
    [
        (Rating.AGAIN, False, "not yet"),
        (Rating.HARD, False, "in part"),
        (Rating.HARD, True, "in full, with help or as a guess"),
        (Rating.GOOD, True, "in full"),
    ],
)
def test_how_it_went(rating: Rating, full: bool, said: str) -> None:
    assert how(Try(day(1), rating, full)) == said


@settings(max_examples=50)
@given(st.text(max_size=40), st.text(max_size=40))
def test_no_words_of_the_user_s_are_lost(own: str, body: str) -> None:
    text = with_kept(own, f"{body}\n")
    assert text.startswith(own) or "<!-- idk" in own
    assert own in with_words(own, "more") or "<!-- idk" in own
