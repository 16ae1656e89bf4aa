"""The gate: what may be tried against the code, and how fast."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.shells.pair.gate import (
    BURST,
    BYTES_PER_SECOND,
    CODE_LENGTH,
    CONNECTIONS,
    PACE,
    TRIES,
    TRIES_A_CONNECTION,
    Allowance,
    Gate,
    Refusal,
    Verdict,
    Visit,
)
from simulator.text import SYMBOLS

CODE, OTHER = "k7mq3xyz", "abcdefgh"
codes = st.text(SYMBOLS, min_size=CODE_LENGTH, max_size=CODE_LENGTH)


def visit(gate: Gate) -> Visit:
    """A visit that there is room for."""
    found = gate.visit()
    assert found is not None
    return found


@given(codes, st.data())
def test_the_code_opens_as_people_type_it(code: str, data: st.DataObject) -> None:
    typed = "".join(data.draw(st.sampled_from([s, s.upper(), f" {s}", f"{s}-"])) for s in code)
    assert visit(Gate(code)).guess(typed, 0).verdict is Verdict.OPEN


@given(st.text())
def test_no_other_text_opens(text: str) -> None:
    opens = visit(Gate(CODE)).guess(text, 0).verdict is Verdict.OPEN
    assert opens == ("".join(text.lower().replace("-", " ").split()) == CODE)


@pytest.mark.parametrize("code", ["", "short", "k7mq3xyz9", "K7MQ3XYZ", "k7mq3xy0"])
def test_a_code_has_its_form(code: str) -> None:
    with pytest.raises(ValueError, match="a join code is 8 of"):
        Gate(code)


def test_three_tries_a_connection() -> None:
    gate = Gate(CODE)
    first = visit(gate)
    assert [first.guess("no", 0).verdict for _ in range(4)] == [
        Verdict.WRONG,
        Verdict.WRONG,
        Verdict.LAST,
        Verdict.LAST,
    ]
    assert first.guess(CODE, 0).verdict is Verdict.LAST
    assert gate.refused[Refusal.WRONG_CODE] == TRIES_A_CONNECTION
    assert visit(gate).guess(CODE, 0).verdict is Verdict.OPEN


def test_ten_wrong_codes_shut_the_gate_until_there_is_a_new_one() -> None:
    gate = Gate(CODE)
    verdicts = [Visit(gate).guess("no", 0).verdict for _ in range(TRIES)]
    assert verdicts == [Verdict.WRONG] * (TRIES - 1) + [Verdict.SHUT]
    was_shut = gate.shut
    assert visit(gate).guess(CODE, 0).verdict is Verdict.SHUT
    gate.new_code(OTHER)
    assert (was_shut, gate.shut) == (True, False)
    assert visit(gate).guess(CODE, 0).verdict is Verdict.WRONG
    assert visit(gate).guess(OTHER, 0).verdict is Verdict.OPEN
    assert gate.refused == {Refusal.WRONG_CODE: TRIES + 1, Refusal.SHUT: 1}


def test_eight_connections_at_once() -> None:
    gate = Gate(CODE)
    visits = [visit(gate) for _ in range(CONNECTIONS)]
    assert gate.visit() is None
    assert gate.refused == {Refusal.CONNECTION: 1}
    visits[3].end()
    assert gate.visit() is not None


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 9), st.booleans()), max_size=60))
def test_however_it_is_tried_few_codes_are_compared_and_slowly(
    guesses: list[tuple[float, int, bool]],
) -> None:
    gate = Gate(CODE)
    visits = {place: Visit(gate) for place in range(10)}
    now, told = 0.0, []
    for pause, place, right in guesses:
        now += pause
        compared = not gate.shut and visits[place].tries_left > 0
        answer = visits[place].guess(CODE if right else "no", now)
        assert answer.wait > PACE * 0.999
        assert (answer.verdict is Verdict.OPEN) == (compared and right)
        if compared:
            told.append(now + answer.wait)
        else:
            # What is not compared keeps nobody waiting.
            assert answer.wait == PACE
    assert gate.refused[Refusal.WRONG_CODE] <= TRIES
    assert all(later - earlier >= PACE * 0.999 for earlier, later in pairwise(told))


@given(st.lists(st.tuples(st.floats(0, 30), st.integers(1, 2 * BURST)), min_size=1, max_size=40))
def test_an_allowance_lets_no_more_through_than_it_says(sent: list[tuple[float, int]]) -> None:
    allowance, now, through = Allowance(0.0), 0.0, 0
    for pause, amount in sent:
        now += pause
        if not allowance.take(amount, now):
            break
        through += amount
        assert through <= BURST + now * BYTES_PER_SECOND + 1


def test_a_key_held_down_is_never_too_much() -> None:
    allowance = Allowance(0.0)
    assert all(allowance.take(100, tick / 30) for tick in range(30 * 3600))
