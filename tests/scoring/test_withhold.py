from simulator.scoring.withhold import Need, Withheld, unmet


def test_what_is_met_withholds_nothing() -> None:
    assert unmet([Need("answers", 3, 3), Need("topics", 5, 2)]) is None
    assert unmet([]) is None


def test_sums_of_weights_may_carry_rounding_errors() -> None:
    assert unmet([Need("answers", sum([0.1] * 30), 3)]) is None


def test_the_need_that_lacks_most_is_named() -> None:
    assert unmet([Need("answers", 2, 3), Need("topics", 1, 4)]) == Withheld(have=1, need=4, of="topics")


def test_missing_counts_whole_answers() -> None:
    assert Withheld(have=0.9, need=2, of="answers").missing == 2
    assert Withheld(have=2.5, need=3, of="answers").missing == 1
    assert Withheld(have=0, need=4, of="answers").missing == 4


def test_what_lacks_most_of_its_own_need_is_named_not_what_is_least() -> None:
    assert unmet([Need("answers", 1, 2), Need("topics", 3, 30)]) == Withheld(3, 30, "topics")


def test_that_weight_is_counted_is_handed_on() -> None:
    assert unmet([Need("answers", 1, 2, weighed=True)]) == Withheld(1, 2, "answers", weighed=True)
