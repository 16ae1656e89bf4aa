"""Counts what is read in the listings beside this file against what a person reads in them.

python -m tests.debrief.counting [--words]
"""

import sys
from pathlib import Path
from typing import NamedTuple

import msgspec
import yaml

from simulator.debrief.documents import plain_text
from simulator.debrief.listing import Need, Wanted, read_listing
from simulator.debrief.vocabulary import bundled

FOLDER = Path(__file__).parent / "listings"


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a person reads in a listing."""

    held_out: bool
    """The reader was not changed by what it did to this listing."""
    required: tuple[str, ...]
    nice: tuple[str, ...]
    mentioned: tuple[str, ...]

    @property
    def needs(self) -> dict[str, Need]:
        """Each skill by the name the reader has for it; of one that is named twice the strongest need."""
        groups = ((self.mentioned, Need.MENTIONED), (self.nice, Need.NICE), (self.required, Need.REQUIRED))
        return {bundled().named(name).name: need for names, need in groups for name in names}


class Counted(NamedTuple):
    """One listing, counted."""

    name: str
    held_out: bool
    found: dict[str, Wanted]
    """Skills that are there and were read."""
    missed: tuple[str, ...]
    wrong: dict[str, Wanted]
    """Skills that were read and are not there."""
    other_need: tuple[str, ...]
    """Of those found, the ones read as more or less wanted than they are."""


def counted() -> list[Counted]:
    """Every listing, in the order of their names."""
    return [_count(file) for file in sorted(FOLDER.iterdir()) if file.suffix != ".yaml"]


def _count(file: Path) -> Counted:
    expected = msgspec.convert(yaml.safe_load(file.with_suffix(".yaml").read_text("utf-8")), Expected)
    needs = expected.needs
    listing = read_listing(plain_text(file.read_bytes(), file.name), bundled())
    read = {one.skill: one for one in listing.wanted}
    found = {name: one for name, one in read.items() if name in needs}
    return Counted(
        name=file.stem,
        held_out=expected.held_out,
        found=found,
        missed=tuple(name for name in needs if name not in read),
        wrong={name: one for name, one in read.items() if name not in needs},
        other_need=tuple(name for name, one in found.items() if one.need is not needs[name]),
    )


class Figures(NamedTuple):
    """Sums over listings."""

    found: int
    missed: int
    wrong: int
    right_need: int

    @property
    def precision(self) -> float:
        """Of what was read, the share that is there."""
        return self.found / (self.found + self.wrong)

    @property
    def recall(self) -> float:
        """Of what is there, the share that was read."""
        return self.found / (self.found + self.missed)

    @property
    def need(self) -> float:
        """Of what was found, the share whose need was read right."""
        return self.right_need / self.found


def figures(some: list[Counted]) -> Figures:
    """The sums over `some`."""
    found = sum(len(one.found) for one in some)
    return Figures(
        found=found,
        missed=sum(len(one.missed) for one in some),
        wrong=sum(len(one.wrong) for one in some),
        right_need=found - sum(len(one.other_need) for one in some),
    )


def main() -> None:
    everything = counted()
    for one in everything:
        mark = "held out" if one.held_out else "seen"
        print(
            f"{one.name} ({mark}): found {len(one.found)}, missed {len(one.missed)}, wrong {len(one.wrong)}"
        )
        print(f"  missed: {', '.join(one.missed) or '-'}")
        print(f"  wrong: {', '.join(one.wrong) or '-'}")
        print(f"  need read otherwise: {', '.join(one.other_need) or '-'}")
        if "--words" in sys.argv[1:]:
            for wanted in (*one.found.values(), *one.wrong.values()):
                print(f"    {wanted.need:9} {wanted.skill}: {wanted.words}")
    for mark, some in (
        ("seen", [one for one in everything if not one.held_out]),
        ("held out", [one for one in everything if one.held_out]),
        ("all", everything),
    ):
        sums = figures(some)
        print(
            f"{mark}: found {sums.found}, missed {sums.missed}, wrong {sums.wrong}; "
            f"precision {sums.precision:.3f}, recall {sums.recall:.3f}, need right {sums.need:.3f}"
        )


if __name__ == "__main__":
    main()
