"""Owns the plan after an interview in words, and what several interviews have in common."""

from collections.abc import Sequence

from simulator.debrief.letter import Letter, Says
from simulator.debrief.look import Standing
from simulator.debrief.model import Handled
from simulator.debrief.patterns import LEAST, Patterns
from simulator.debrief.plan import Plan, ToLearn, ToShow
from simulator.reports.blocks import Block, Tone
from simulator.reports.debrief import ANSWERS, HANDLED, STAGES, evidence_words
from simulator.reports.words import count, percent

_MOST = 8
"""Skills of one heading that are spelled out; the rest are named."""
_ENOUGH_FOR_PERCENT = 20
"""Below that a percentage would say more than is known."""


def plan_blocks(plan: Plan) -> list[Block]:
    """What to show, to learn, to build and to find out."""
    return [
        *_to_show(plan.to_show),
        *_to_learn(plan.to_learn),
        *_to_build(plan),
        *_to_find_out(plan),
    ]


def _to_show(some: Sequence[ToShow]) -> list[Block]:
    if not some:
        return []
    blocks = [
        Block(Tone.HEADING, f"To show: {count(len(some), 'skill')} you have"),
        _say("A sentence for each, to adapt; what stands in [ ] is yours to fill in."),
    ]
    for one in some[:_MOST]:
        blocks.append(_say(f"{one.wanted.skill}: {one.where}."))
        blocks.append(Block(Tone.QUOTE, f"“{one.sentence}”"))
        if one.evidence:
            newest = max(one.evidence, key=lambda each: each.day)
            blocks.append(Block(Tone.POINT, f"What there is: {evidence_words(newest)}"))
    return blocks + _rest([one.wanted.skill for one in some[_MOST:]])


def _to_learn(some: Sequence[ToLearn]) -> list[Block]:
    if not some:
        return []
    blocks = [Block(Tone.HEADING, f"To learn: {count(len(some), 'skill')}")]
    asked_about = [one for one in some if one.question]
    for one in asked_about[:_MOST]:
        source = f" Read: {one.resource.title}, {one.resource.url}" if one.resource else ""
        begin = f"begin with {one.topic}" if one.near else f"the banks only touch on it, in {one.topic}"
        blocks.append(Block(Tone.POINT, f"{one.wanted.skill}: {begin}.{source}"))
    blocks += _rest([one.wanted.skill for one in asked_about[_MOST:]])
    others = [one.wanted.skill for one in some if not one.question]
    if others:
        known = ", ".join(others)
        how = "Write down what you want to understand (idk notebook add TOPIC), and ask somebody who uses it."
        blocks.append(_say(f"No bank asks about {known} yet. {how}"))
    return blocks


def _to_build(plan: Plan) -> list[Block]:
    if not plan.to_build:
        return []
    skills = {skill for one in plan.to_build for skill in one.skills}
    projects = count(len(plan.to_build), "project")
    least = (
        "No smaller set of the banks' projects is for all of them"
        if plan.fewest
        else "Chosen one by one, by how many each adds; fewer might do"
    )
    blocks = [Block(Tone.HEADING, f"To build: {projects} for {count(len(skills), 'lacking skill')}")]
    if len(plan.to_build) > 1:
        blocks.append(_say(f"{least}."))
    blocks += [
        Block(Tone.POINT, f"{one.project} (For {', '.join(one.skills)}; idk bank show {one.question})")
        for one in plan.to_build
    ]
    if plan.no_project:
        blocks.append(_say(f"No project of the banks is for: {', '.join(plan.no_project)}."))
    return blocks


def _to_find_out(plan: Plan) -> list[Block]:
    if not plan.to_find_out:
        return []
    names = [one.skill for one in plan.to_find_out]
    more = f", and {len(names) - _MOST} more" if len(names) > _MOST else ""
    said = f"Nothing is known yet of: {', '.join(names[:_MOST])}{more}."
    return [Block(Tone.HEADING, f"To find out: {count(len(names), 'skill')}"), _say(said)]


def _rest(names: Sequence[str]) -> list[Block]:
    return [_say(f"And {len(names)} more: {', '.join(names)}.")] if names else []


def too_few(debriefs: int) -> str:
    """How many debriefs are missing until something can be said of all of them."""
    missing = LEAST - debriefs
    return f"{count(missing, 'more debrief')}, and what they have in common can be counted."


def patterns_blocks(found: Patterns) -> list[Block]:
    """What several interviews have in common: counts, and no more than they say."""
    blocks = [Block(Tone.HEADING, f"Your {found.debriefs} debriefs together")]
    answers = " · ".join(f"{ANSWERS[answer]} {times}" for answer, times in found.answers)
    if answers:
        blocks.append(_say(f"What came back: {answers}."))
    if found.ended:
        ended = " · ".join(f"{STAGES[stage]} {times}" for stage, times in found.ended)
        blocks.append(_say(f"Where a no came after: {ended}."))
    blocks += _handled(found)
    blocks += _often(found)
    blocks.append(_say("Counts of what was asked and done, nothing more. Most noes are never explained."))
    return blocks


def _handled(found: Patterns) -> list[Block]:
    if not found.questions:
        return []
    said = " · ".join(f"{HANDLED[how]} {times}" for how, times in found.handled)
    blocks = [_say(f"Of {count(found.questions, 'question')}: {said}.")]
    counts = dict(found.handled)
    unknown = sum(times for how, times in found.handled if how is not Handled.EXPLAINED)
    asked = counts.get(Handled.ASKED, 0)
    if unknown:
        share = f" ({percent(asked / unknown)}%)" if unknown >= _ENOUGH_FOR_PERCENT else ""
        blocks.append(
            _say(f"Where you did not know, you asked to have it explained {asked} of {unknown} times{share}.")
        )
    return blocks


def _often(found: Patterns) -> list[Block]:
    blocks = []
    for one in found.often[:_MOST]:
        wanted = f"wanted in {one.asked_for} of {found.listings}" if one.asked_for else ""
        asked = f"asked about in {one.asked_about} of {found.debriefs}" if one.asked_about else ""
        missed = f", not known in {one.not_known}" if one.not_known else ""
        shown = "shown" if one.standing is Standing.SHOWN else "never shown"
        parts = [part for part in (wanted, f"{asked}{missed}", shown) if part]
        blocks.append(Block(Tone.POINT, f"{one.skill}: {'; '.join(parts)}"))
    return [_say("What came up more than once:"), *blocks] if blocks else []


def letter_blocks(letter: Letter) -> list[Block]:
    """What a letter of rejection tells, and what it does not."""
    feedback, formulas = letter.of(Says.FEEDBACK), letter.of(Says.FORMULA)
    blocks = [Block(Tone.HEADING, "What the letter tells")]
    if not letter.lines:
        return [
            *blocks,
            _say("Nothing that could be read out of it by its words; read it yourself for reasons."),
        ]
    if letter.of(Says.DECISION):
        blocks.append(_say("It says no to this role, this time."))
    if feedback:
        blocks.append(_say("This is about your interview or application; worth taking word by word:"))
        blocks += [Block(Tone.QUOTE, f"“{words}”") for words in feedback]
    if letter.of(Says.INVITATION):
        blocks.append(_say("It leaves a door open. Taking it up is allowed, also to ask for feedback:"))
        blocks += [Block(Tone.QUOTE, f"“{words}”") for words in letter.of(Says.INVITATION)]
    dated = [words for words in letter.of(Says.DATE) if words not in letter.of(Says.INVITATION)]
    if dated:
        blocks.append(_say("It names a time:"))
        blocks += [Block(Tone.QUOTE, f"“{words}”") for words in dated]
    blocks.append(Block(Tone.HEADING, "What it does not tell"))
    if not feedback:
        blocks.append(_say("It does not say why. No skill of yours is judged in it, for better or worse."))
    else:
        blocks.append(_say("Whether that was the whole reason. Letters give the part that is easy to write."))
    if formulas:
        blocks.append(
            _say(f"{count(len(formulas), 'sentence')} of it everybody gets; nothing about you follows:")
        )
        blocks += [Block(Tone.QUOTE, f"“{words}”") for words in formulas[:3]]
    if letter.others:
        blocks.append(_say(f"{count(letter.others, 'sentence')} could not be sorted by their words."))
    return blocks


def _say(text: str) -> Block:
    return Block(Tone.PROGRAM, text)
