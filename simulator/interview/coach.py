"""Owns the coach: which step to name next, how strongly, and in which words. Never scolds, never repeats.

The coach is a voice beside the interviewer. A hint is unspecific, a prompt names the move; which of
them a facet gets at most was fixed when the session began (`Started.aids`), so the coach helps less
as the user needs less. Section 3 of docs/scoring.md.
"""

from simulator.interview.events import Aid, CoachLevel
from simulator.interview.state import Episode, Phase, State
from simulator.reading.model import Facet

_TURN_TO: dict[Phase, tuple[Facet, ...]] = {
    Phase.GAP_OPEN: (Facet.EXPLAIN, Facet.NOTE, Facet.RESOURCE),
    Phase.EXPLAINED: (Facet.TEACH_BACK, Facet.NOTE, Facet.RESOURCE, Facet.FOLLOW_UP),
    Phase.REVEALED: (Facet.EXPLAIN,),
}
"""What the coach looks at in each phase, in this order. Elsewhere it has nothing to say."""

_AT_ONCE = frozenset({Facet.EXPLAIN, Facet.TEACH_BACK})
"""The two steps everything hangs on; the coach that fades hints at the others before it names them."""


def open_facets(episode: Episode, phase: Phase) -> list[Facet]:
    """The steps that could be taken now and have not been."""
    if not episode.has_gap:
        return []
    return [facet for facet in _TURN_TO.get(phase, ()) if facet not in episode.coding.facets]


def advice(state: State, *, asked_for: bool = False) -> tuple[Facet, Aid, str] | None:
    """What the coach says now, or None. `asked_for` (`/hint`) makes it hint where it would be silent."""
    episode = state.current
    if episode.silent or state.started.coach is CoachLevel.SILENT:
        return None
    for facet in open_facets(episode, state.phase):
        most = state.started.aids.get(facet, Aid.SILENT)
        if asked_for and most is Aid.SILENT:
            most = Aid.HINT
        at_once = facet in _AT_ONCE or state.started.coach is CoachLevel.FULL
        aid = _next_aid(most, episode.coding.aids.get(facet), at_once=at_once)
        if aid:
            text = _wording(facet, aid, state)
            return (facet, aid, text) if text else None
    return None


def _next_aid(most: Aid, given: Aid | None, *, at_once: bool) -> Aid | None:
    """The next rung of the ladder, or None when there is none left."""
    if most is Aid.SILENT or given is most:
        return None
    return most if at_once or given is not None or most is Aid.HINT else Aid.HINT


def _wording(facet: Facet, aid: Aid, state: State) -> str | None:
    """The next wording that this session has not heard, or None when all have been said."""
    openings, requests = _WORDS[facet, aid]
    used = state.coached.get((facet, aid), 0)
    if used >= len(openings) * len(requests):
        return None
    # The two lengths have no common divisor: no pair comes twice, and neither half soon.
    opening = openings[(used + state.started.seed) % len(openings)]
    request = requests[used % len(requests)]
    question = state.current.question
    topic = question.near if state.phase is Phase.REVEALED else question.topic
    check = question.check or f"What is {question.topic}, and what is it for?"
    return f"{opening} {request}".format(topic=topic, check=check)


_WORDS: dict[tuple[Facet, Aid], tuple[tuple[str, ...], tuple[str, ...]]] = {
    (Facet.EXPLAIN, Aid.PROMPT): (
        (
            "Don't stop there.",
            "This is the moment to ask.",
            "You're one sentence away from learning it.",
            "The person who knows it sits opposite you.",
            "Turn it into a lesson.",
            "Not knowing is where it starts.",
            "Make the interviewer your teacher.",
        ),
        (
            "Ask: “Could you explain {topic} to me?”",
            "Ask the interviewer to walk you through {topic}.",
            "Ask how {topic} works, or the one part of it you'd want first.",
            "Say which part of {topic} you'd like to have explained.",
            "Ask to hear the answer - and tie it to something you do know.",
        ),
    ),
    (Facet.EXPLAIN, Aid.HINT): (
        (
            "Before you go on:",
            "One moment:",
            "No hurry:",
            "While you have an expert in front of you:",
            "Think of tomorrow:",
            "Something is open here:",
            "You could leave it, but",
        ),
        (
            "is there anything you'd want from the interviewer?",
            "what could the interviewer do for you now?",
            "what would you like to know when you leave the room?",
            "what would make this question worth having been asked?",
            "who in this room could close that gap?",
        ),
    ),
    (Facet.TEACH_BACK, Aid.PROMPT): (
        (
            "Now say it back in your own words.",
            "Make it yours: put it in your own words.",
            "Explain it back, as if to a colleague.",
            "See whether it holds together when you say it.",
            "Your turn to explain it; roughly is fine.",
            "Check yourself by telling it back.",
            "Tell it back - that's how it sticks.",
        ),
        (
            "{check}",
            "Start here: {check}",
            "This helps: {check}",
            "For instance: {check}",
            "Try this: {check}",
        ),
    ),
    (Facet.TEACH_BACK, Aid.HINT): (
        (
            "That was the explanation.",
            "You've heard it now.",
            "It sounded clear, as explanations do.",
            "A good moment to pause.",
            "Hearing it is half of it.",
            "That went by quickly.",
            "Let it settle.",
        ),
        (
            "How can you tell that you understood it?",
            "How would you notice if you'd got it wrong?",
            "What did you take from it?",
            "What would you remember of it tomorrow?",
            "Could you use it from here?",
        ),
    ),
    (Facet.NOTE, Aid.HINT): (
        (
            "You'll want to come back to this tonight.",
            "This may well come up again next week.",
            "After the interview much of this will be gone.",
            "It would be a pity to lose this.",
            "There is more to this than one conversation.",
            "Tomorrow you may not remember what it was called.",
            "This is one to look into later.",
        ),
        (
            "How will you remember it?",
            "What will remind you of it?",
            "Where will you find it again?",
            "How do you keep it?",
            "What could you do now so that it isn't lost?",
        ),
    ),
    (Facet.NOTE, Aid.PROMPT): (
        (
            "Write it down.",
            "Put it on your list.",
            "Make a note of it.",
            "Jot it down while it's fresh.",
            "Get it on paper.",
            "Ten seconds for a note.",
            "Keep it in a line.",
        ),
        (
            "Type “/note {topic}”, and what is unclear about it.",
            "/note does it: name {topic} and the part you're missing.",
            "Say “I'm writing down {topic}”, or type /note.",
            "“/note {topic}”, plus what you'd look at first.",
            "Start with /note, then {topic}, then your open question.",
        ),
    ),
    (Facet.RESOURCE, Aid.HINT): (
        (
            "Two minutes only go so far.",
            "The explanation is a start.",
            "You'll study this on your own later.",
            "Somebody has written this up well.",
            "The interviewer once learned this, too.",
            "You may want to go deeper tonight.",
            "There is more to learn here.",
        ),
        (
            "What would take you further?",
            "What could you ask for to take along?",
            "Who could tell you where to look?",
            "What would help you go on by yourself?",
            "Where would you start, and who might know?",
        ),
    ),
    (Facet.RESOURCE, Aid.PROMPT): (
        (
            "Take something with you.",
            "One more question is worth asking.",
            "Don't leave without a lead.",
            "Use what the interviewer has read.",
            "Get yourself a way in.",
            "Think of tonight.",
            "Make it something to do, too.",
        ),
        (
            "Ask what to read on {topic}, or what to build to learn it.",
            "“What would you recommend on {topic}?”",
            "Ask for a resource on {topic} that fits where you stand.",
            "Ask for a small project that would teach you {topic}.",
            "Ask where the interviewer learned {topic}.",
        ),
    ),
    (Facet.FOLLOW_UP, Aid.HINT): (
        (
            "You have the main idea.",
            "That's the heart of it.",
            "So far, so good.",
            "You could stop here.",
            "Nearly there.",
            "You've got hold of it.",
            "One last thought.",
        ),
        (
            "Does anything about it still make you curious?",
            "Is there a case in which it might not hold?",
            "Is anything about it odd, once you look closely?",
            "What did the explanation leave open?",
            "What would you ask if there were ten minutes more?",
        ),
    ),
    (Facet.FOLLOW_UP, Aid.PROMPT): (
        (
            "Push on it once.",
            "Test the idea.",
            "Go one level deeper.",
            "Find its edge.",
            "Turn it over once.",
            "One deeper question pays.",
            "Don't take it on trust.",
        ),
        (
            "Ask a “why” or a “what if” about {topic}.",
            "Ask when {topic} would be the wrong choice.",
            "Ask what happens when it fails.",
            "Ask what it costs.",
            "Draw a conclusion of your own, and ask whether it holds.",
        ),
    ),
}
"""An opening and a request for each facet and aid; every opening goes with every request."""
