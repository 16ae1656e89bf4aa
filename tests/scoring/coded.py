"""Short ways to write coded answers, shared by the tests of the scores."""

from hypothesis import strategies as st

from simulator.interview.events import Stance, Support
from simulator.reading.model import EvidenceLevel, Facet, Quality
from simulator.scoring.honesty import Item
from simulator.scoring.learning import Episode, FacetResult
from simulator.scoring.rubric import ItemType

REAL, FOIL, CONTROL = ItemType.REAL, ItemType.FOIL, ItemType.CONTROL
ADMITTED, GUESS, FAIRLY, SURE = Stance.ADMITTED, Stance.GUESS, Stance.FAIRLY_SURE, Stance.SURE
DEFLECTED, UNMARKED = Stance.DEFLECTED, Stance.UNMARKED
NONE, WRONG, PARTIAL, FULL = (
    EvidenceLevel.NONE,
    EvidenceLevel.WRONG,
    EvidenceLevel.PARTIAL,
    EvidenceLevel.FULL,
)
LEVELS = (NONE, WRONG, PARTIAL, FULL)
SPONTANEOUS, HINT, PROMPT = Support.SPONTANEOUS, Support.HINT, Support.PROMPT


def real(stance: Stance, evidence: EvidenceLevel, omega: float = 1.0) -> Item:
    return Item(type=REAL, stance=stance, evidence=evidence, omega=omega)


def foil(stance: Stance, evidence: EvidenceLevel, omega: float = 1.0) -> Item:
    return Item(type=FOIL, stance=stance, evidence=evidence, omega=omega)


def control(stance: Stance, evidence: EvidenceLevel, r: float = 0.9, omega: float = 1.0) -> Item:
    return Item(type=CONTROL, stance=stance, evidence=evidence, retrievability=r, omega=omega)


def episode(
    moves: str,
    *,
    evidence: EvidenceLevel = NONE,
    of: ItemType = REAL,
    explained: bool = False,
    corrected: bool = False,
    omega: float = 1.0,
) -> Episode:
    """An episode from its moves as the model's page writes them: "E4 R3 T2p N2h" (p prompted, h hinted)."""
    aids = {"": SPONTANEOUS, "h": HINT, "p": PROMPT}
    facets = {Facet(m[0]): FacetResult(Quality(int(m[1])), aids[m[2:]]) for m in moves.split()}
    return Episode(
        type=of, evidence=evidence, facets=facets, explained=explained, corrected=corrected, omega=omega
    )


omegas = st.sampled_from([0.5, 1.0])
retrievabilities = st.floats(0.85, 0.999)
stances = st.sampled_from(list(Stance))
levels = st.sampled_from(LEVELS)


@st.composite
def items(draw: st.DrawFn) -> Item:
    """Any item that is scored, on a topic known well or not."""
    kind = draw(st.sampled_from(ItemType))
    known = kind is CONTROL or (kind is REAL and draw(st.integers(0, 4)) == 0)
    return Item(
        type=kind,
        stance=draw(stances),
        evidence=draw(levels),
        omega=draw(omegas),
        retrievability=draw(retrievabilities) if known else 0.0,
    )


sessions = st.lists(items(), max_size=14)


@st.composite
def episodes(draw: st.DrawFn) -> Episode:
    """Any gap of a real question or a foil."""
    results = st.builds(FacetResult, st.sampled_from(Quality), st.sampled_from(Support))
    return Episode(
        type=draw(st.sampled_from([REAL, FOIL])),
        evidence=draw(st.sampled_from([NONE, WRONG, PARTIAL])),
        facets=draw(st.dictionaries(st.sampled_from(Facet), results)),
        explained=draw(st.booleans()),
        corrected=draw(st.booleans()),
        omega=draw(omegas),
    )
