"""One command that makes every file the reader ships, the same each time: `python -m training.build`.

See README.md for what it needs; MODEL_CARD.md for what comes out.
"""

import argparse
from pathlib import Path

from training import answers, meaning, turn_moves, vectors, vocabulary


def main() -> None:
    """Build everything, or only measure the reading of moves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="hold each file of turns out once; build nothing"
    )
    parser.add_argument("--moves", action="store_true", help="build the model of moves alone")
    parser.add_argument("--students", type=Path, help="Beetle as JSON lines: fit the reading of answers anew")
    options = parser.parse_args()
    if options.check:
        turn_moves.check()
        return
    if not options.moves:
        vocabulary.build()
        vectors.build()
        meaning.build()
    if options.students:
        answers.build(options.students)
    turn_moves.build()


if __name__ == "__main__":
    main()
