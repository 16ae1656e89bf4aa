"""Owns the coach: which step to name next, how strongly, and in which words. Never scolds, never repeats.

The coach is a voice beside the interviewer. A hint is unspecific, a prompt names the move; which of
them a facet gets at most was fixed when the session began (`Started.aids`), so the coach helps less
as the user needs less. Section 3 of docs/scoring.md.
"""

from simulator.interview.coding import Coding
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
"""The two steps everything hangs on are named at once; the others are hinted at first."""


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
        aid = _next_aid(facet, most, episode.coding)
        if aid:
            text = _wording(facet, aid, state)
            return (facet, aid, text) if text else None
    return None


def _next_aid(facet: Facet, most: Aid, coding: Coding) -> Aid | None:
    """The next rung of the ladder for `facet`, or None when there is none left."""
    if most is Aid.SILENT:
        return None
    ladder = [Aid.PROMPT] if facet in _AT_ONCE and most is Aid.PROMPT else [Aid.HINT, Aid.PROMPT]
    allowed = [aid for aid in ladder if aid is Aid.HINT or most is Aid.PROMPT]
    given = coding.aids.get(facet)
    return next(iter(allowed[allowed.index(given) + 1 :] if given in allowed else allowed), None)


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
    check = question.check or f"What is {question.topic}, and what is it for?"
    return f"{opening} {request}".format(topic=question.topic, check=check)


_WORDS: dict[tuple[Facet, Aid], tuple[tuple[str, ...], tuple[str, ...]]] = {
    (Facet.EXPLAIN, Aid.PROMPT): (
        (
            "Now it's open, and that's the moment.",
            "Good - the gap is on the table.",
            "That is the hard part done.",
            "You're one sentence away from learning it.",
            "Don't leave it there.",
            "Here is where an interview becomes a lesson.",
            "The person who knows this sits opposite you.",
        ),
        (
            "Ask for it: “Could you explain {topic} to me?”",
            "Ask the interviewer to walk you through {topic}.",
            "Ask how it really works.",
            "Say which part you'd like explained.",
            "Ask to hear the answer - tie it to something you do know.",
            "Ask what {topic} is, or the one part of it you'd want first.",
        ),
    ),
    (Facet.EXPLAIN, Aid.HINT): (
        (
            "Before you go on:",
            "A moment yet.",
            "No hurry.",
            "While you're here:",
            "One thought:",
            "Think of tomorrow:",
            "You have an expert in front of you.",
        ),
        (
            "is there anything you'd want from the interviewer?",
            "what would make this question worth having been asked?",
            "what would you like to walk out of the room with?",
            "what could the other side of the table do for you now?",
            "how could this gap be smaller in two minutes?",
            "is something still missing that you can get right here?",
        ),
    ),
    (Facet.TEACH_BACK, Aid.PROMPT): (
        (
            "Now say it back in your own words.",
            "Make it yours: put it in your own words.",
            "Try it aloud, as if to a colleague.",
            "Does it hold together when you say it?",
            "Your turn to explain it, roughly is fine.",
            "Check yourself by telling it back.",
            "Tell it back - that's how it sticks.",
        ),
        ("{check}", "Start here: {check}", "This helps: {check}", "For instance: {check}", "Say: {check}"),
    ),
    (Facet.TEACH_BACK, Aid.HINT): (
        (
            "You've heard it now.",
            "That was an explanation.",
            "It sounded clear, as things do.",
            "A good moment to pause.",
            "Heard is not yet known.",
            "That went by quickly.",
            "Let it settle.",
        ),
        (
            "How could you tell that it arrived?",
            "Would you notice if you'd misunderstood?",
            "What would you remember of it tomorrow?",
            "What did you take from it?",
            "Where would it break if you had to use it?",
        ),
    ),
    (Facet.NOTE, Aid.HINT): (
        (
            "You'll want this again.",
            "Interviews end, evenings come.",
            "Memory is short on days like these.",
            "Think of the version of you who studies tonight.",
            "This one may come up next week.",
            "It would be a pity to lose it.",
            "A week from now this is a blur.",
        ),
        (
            "How will you find it?",
            "What will remind you?",
            "Where does it go from here?",
            "What keeps it from slipping away?",
            "How do you make sure it comes back to you?",
        ),
    ),
    (Facet.NOTE, Aid.PROMPT): (
        (
            "Put it on paper.",
            "Write the topic down.",
            "Get it onto your list.",
            "Jot it down while it's warm.",
            "Let the notebook hold it for you.",
            "Ten seconds for a note.",
            "Catch it in a line.",
        ),
        (
            "“/note {topic}”, and what is unclear about it.",
            "/note does it: name {topic} and the part you're missing.",
            "Say “I'm writing down {topic}”, or type /note with it.",
            "/note {topic} - plus what you'd look at first.",
            "Start with /note, then {topic}, then your open question.",
        ),
    ),
    (Facet.RESOURCE, Aid.HINT): (
        (
            "There'll be more to it than two minutes hold.",
            "This goes deeper than a conversation.",
            "The interviewer learned it somewhere, too.",
            "You'll be on your own with it later.",
            "An explanation is a start.",
            "Tonight you might want to go on.",
            "Someone has written this up well.",
        ),
        (
            "What would help you then?",
            "What could you ask for to take along?",
            "Is there a next step worth knowing?",
            "Who would know where to look?",
            "What would you need to get further?",
        ),
    ),
    (Facet.RESOURCE, Aid.PROMPT): (
        (
            "Last step.",
            "One more question is worth asking.",
            "Take something with you.",
            "Use the interviewer's bookshelf.",
            "Leave with a lead.",
            "Get a way in.",
            "Make it something to do, too.",
        ),
        (
            "Ask what to read on {topic}, or what to build to learn it.",
            "“What would you recommend on {topic}?”",
            "Ask for a resource - one that fits where you stand.",
            "Ask for a small project that would teach you {topic}.",
            "Ask where the interviewer learned {topic}.",
        ),
    ),
    (Facet.FOLLOW_UP, Aid.HINT): (
        (
            "You have the main idea.",
            "That's the core of it.",
            "So far, so good.",
            "Now that it's clearer:",
            "You could stop here.",
            "Nearly there.",
            "You've got hold of it.",
        ),
        (
            "Does anything about it still make you curious?",
            "Is there a corner of it that surprises you?",
            "Is something about it odd, once you look closely?",
            "What did it leave open for you?",
            "Anything you'd poke at?",
        ),
    ),
    (Facet.FOLLOW_UP, Aid.PROMPT): (
        (
            "Push on it once.",
            "Test the idea.",
            "Go one level deeper.",
            "Stretch it a little.",
            "Find its edge.",
            "Turn it over once.",
            "One deeper question pays.",
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
"""An opening and a request for each facet and aid."""
