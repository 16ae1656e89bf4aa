"""Word vectors: near words are near, unknown words are near nothing, a damaged file is refused."""

import pytest

from simulator.reading import vectors
from simulator.reading.reader import FOLDER
from simulator.reading.weights import DamagedModelError

TABLE = vectors.load(FOLDER / "words.vectors")


def test_related_words_are_nearer_than_unrelated_ones() -> None:
    assert TABLE.similarity("storage", "memory") > 0.5 > TABLE.similarity("storage", "banana")


def test_a_word_is_as_near_as_can_be_to_itself() -> None:
    assert TABLE.similarity("queue", "queue") == pytest.approx(1.0, abs=0.05)


def test_an_unknown_word_is_near_nothing() -> None:
    assert TABLE.rank("zzqx") is None
    assert TABLE.similarity("zzqx", "queue") == 0.0
    assert TABLE.direction({"zzqx": 1.0}) == ()
    assert vectors.cosine((), TABLE.direction({"queue": 1.0})) == 0.0


def test_common_words_rank_before_rare_ones() -> None:
    common, rare = TABLE.rank("time"), TABLE.rank("semaphore")
    assert common is not None
    assert rare is not None
    assert common < rare


def test_without_a_table_nothing_is_near() -> None:
    assert vectors.NO_VECTORS.similarity("queue", "queue") == 0.0
    assert vectors.NO_VECTORS.direction({"queue": 1.0}) == ()


def test_a_packed_table_is_unpacked() -> None:
    again = vectors.unpack(vectors.pack("v", ("a", "b"), 2, 0.01, bytes([100, 0, 0, 100])))
    assert again.similarity("a", "a") == pytest.approx(1.0)
    assert again.similarity("a", "b") == 0.0


@pytest.mark.parametrize("cut", [1, 100, 40])
def test_a_cut_file_is_refused(cut: int) -> None:
    data = vectors.pack("v", ("a", "b"), 2, 0.01, bytes([100, 0, 0, 100]))
    with pytest.raises(DamagedModelError):
        vectors.unpack(data[:-cut])
