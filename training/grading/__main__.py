"""Measures the reading of answers as it is seen from outside: `python -m training.grading --help`."""

import argparse
import json
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from simulator.questions.model import Question
from simulator.reading.levels import level_of
from simulator.reading.lines import read_line
from simulator.reading.model import Evidence, EvidenceLevel, MisconceptionReading, PointReading
from simulator.reading.reader import LocalReader
from training.grading.cases import OWN, Graded, Pointed, graded, marked, points
from training.grading.figures import auc, calibration, macro_f1, pearson

BANKS = OWN.parent.parent / "question_banks"
_NOT_SUPPORTED = (EvidenceLevel.NONE, EvidenceLevel.WRONG)
THRESHOLDS = (0.5, 0.7, 0.8, 0.9, 0.95)


def whole(cases: Sequence[Graded], reader: LocalReader) -> None:
    """Answers graded as wholes, each as one line of `idk read --jsonl` with its model answers."""
    seen = [_line(case, reader) for case in cases]
    full = [entry["level"] == "full" for entry in seen]
    covered = [entry["coverage"] for entry in seen]
    likely = [statistics.fmean(point["p"] for point in entry["points"]) for entry in seen]
    scores = [case.score for case in cases]
    right = [case.score >= 1 for case in cases]
    _say(f"  full = correct: macro-F1 {macro_f1(full, right):.3f}")
    _say(f"  mean p >= .5 = correct: macro-F1 {macro_f1([p >= 0.5 for p in likely], right):.3f}")
    _say(f"  AUC of mean p {auc(likely, right):.3f}")
    _say(
        f"  Pearson r with score: coverage {pearson(covered, scores):.3f}, "
        f"mean p {pearson(likely, scores):.3f}"
    )
    _not_supported(
        [(e["level"], e["confidence"], case.score, case.answer) for e, case in zip(seen, cases, strict=True)]
    )


def _line(case: Graded, reader: LocalReader) -> dict[str, object]:
    given = {"question": case.ask, "reference": list(case.references), "turn": case.answer}
    evidence = json.loads(read_line(json.dumps(given), reader))["evidence"]
    assert isinstance(evidence, dict)
    return evidence


def _not_supported(said: Iterable[tuple[str, float, float, str]]) -> None:
    listed = [entry for entry in said if entry[0] in _NOT_SUPPORTED]
    for least in THRESHOLDS:
        sure = [score for _, confidence, score, _ in listed if confidence >= least]
        right = sum(score < 0.5 for score in sure)
        none = sum(score < 1 for score in sure)
        share = f"{right / len(sure):.3f} (not fully right: {none / len(sure):.3f})" if sure else "-"
        _say(f"  'none' or 'wrong' said at p >= {least}: {len(sure)} times, right {share}")


def single(cases: Sequence[Pointed], reader: LocalReader) -> None:
    """Answers marked point by point."""
    values: list[float] = []
    true: list[bool] = []
    kinds: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    found = missed = wrongly = agreed = 0
    accused: list[tuple[str, float, float, str]] = []
    for case in cases:
        evidence = _evidence(reader, case.question, case.answer)
        for point in evidence.points:
            values.append(point.p)
            true.append(point.index in case.met)
            kinds[case.kind].append((point.p, true[-1]))
        stated = {entry.index for entry in evidence.misconceptions}
        found += len(stated & case.stated)
        wrongly += len(stated - case.stated)
        missed += len(case.stated - stated)
        level = _level(case)
        agreed += level is evidence.level
        worth = 0.0 if level in _NOT_SUPPORTED else 1.0
        accused.append((evidence.level, evidence.confidence, worth, case.answer))
    said = [p >= 0.5 for p in values]
    both = sum(a and b for a, b in zip(said, true, strict=True))
    _say(
        f"  {len(cases)} answers, {len(values)} points: AUC {auc(values, true):.3f}, macro-F1 "
        f"{macro_f1(said, true):.3f}, precision {both / max(1, sum(said)):.2f}, recall "
        f"{both / max(1, sum(true)):.2f}, calibration error {calibration(values, true):.3f}"
    )
    _say(
        f"  level agrees {agreed}/{len(cases)}; "
        f"misconceptions found {found}, missed {missed}, wrongly {wrongly}"
    )
    _not_supported(accused)
    if len(kinds) > 1:
        for kind, pairs in sorted(kinds.items()):
            right = {flag: [(p >= 0.5) is flag for p, met in pairs if met is flag] for flag in (True, False)}
            _say(
                f"  {kind}: meeting the point {sum(right[True])}/{len(right[True])}, "
                f"not meeting it {sum(right[False])}/{len(right[False])} read right; "
                f"AUC {auc([p for p, _ in pairs], [met for _, met in pairs]):.3f}"
            )


def _evidence(reader: LocalReader, question: Question, answer: str) -> Evidence:
    evidence = reader.read(question, (), answer, keyed=True).evidence
    assert evidence is not None
    return evidence


def _level(case: Pointed) -> EvidenceLevel:
    found = [
        PointReading(index=i, p=float(i in case.met), met=i in case.met)
        for i in range(len(case.question.key_points))
    ]
    stated = [MisconceptionReading(index=i, p=1.0, text="", start=0, end=0) for i in case.stated]
    return level_of(found, stated, True, case.question.key_points)[0]


def times(cases: Sequence[Pointed], reader: LocalReader) -> None:
    """How long a reply takes that the reader has not seen, warm."""
    taken = []
    for case in cases:
        begun = time.perf_counter()
        reader.read(case.question, (), case.answer + " ok", keyed=True)
        taken.append(1000 * (time.perf_counter() - begun))
    _say(f"  a reply with moves: median {statistics.median(taken):.0f} ms, longest {max(taken):.0f} ms")


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--graded", type=Path, nargs="*", default=[], help="sets of answers graded as wholes, JSON lines"
    )
    parser.add_argument("--most", type=int, default=400, help="so many answers of each set, drawn at random")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--held", action="store_true", help="our own whole answers that no fit reads")
    parser.add_argument("--points", type=Path, nargs="*", default=[], help="files of single points, by kind")
    parser.add_argument("--reader", type=Path, help="folder of another reader's files")
    chosen = parser.parse_args(arguments)
    reader = LocalReader(chosen.reader) if chosen.reader else LocalReader()
    for path in chosen.graded:
        cases = graded(path)
        random.Random(chosen.seed).shuffle(cases)  # noqa: S311
        _say(f"{path.name}: {min(chosen.most, len(cases))} of {len(cases)} answers")
        whole(cases[: chosen.most], reader)
    if chosen.held:
        held = list(marked(OWN / "held.jsonl", BANKS))
        _say("held.jsonl")
        single(held, reader)
        times(held, reader)
    for path in chosen.points:
        _say(path.name)
        single(list(points(path)), reader)


if __name__ == "__main__":
    main()
