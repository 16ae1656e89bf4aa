"""Owns how the turns of an interview become questions: where a new one is asked, and what belongs to it.

In doubt a new one begins: a question taken for another's follow-up would be held against the wrong key. Every
word of the turns is kept, in order.
"""

import re
from collections.abc import Callable, Iterable

import msgspec

from simulator.questions.model import Question
from simulator.reading.model import Line, Who

Recognise = Callable[[str], Question | None]
"""The known question that somebody asked in these words, if that is certain."""

UNASKED = "(before the first question)"
"""Stands for the question where the candidate speaks first."""

_SENTENCE = re.compile(r"\S.*?(?:[.!?…]+[\"'”’)\]]*(?=\s|$)|\n|$)", re.DOTALL)
_DEMANDS = re.compile(
    r"(?:(?:ok(?:ay)?|so|now|well|right|great|thanks|please|then|first|next|and)[,.!:]?\s+)*"
    r"(?:please\s+)?(?:tell me|describe|explain|walk me|talk me|take me|give me|name|design|implement|sketch|"
    r"compare|suppose|imagine|let'?s (?:say|talk|discuss|look)|say you|i'?d like you to|i want you to)\b",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"\b(?:next (?:question|one|topic)|moving on|move on|another (?:question|one|topic)|"
    r"(?:first|second|third|fourth|fifth|last|final) (?:question|one|topic)|question (?:number )?\d+|"
    r"let'?s (?:talk about|switch|turn to|start with|go to))\b",
    re.IGNORECASE,
)
_PROBES = re.compile(
    r"(?:ok(?:ay)?|so|right|and|hm+|sure|great|good)?[,.]?\s*"
    r"(?:why|why not|why (?:is|was) that|how so|how come|such as|like what|what else|anything else|go on|"
    r"in what way|for example|meaning|really|are you sure|(?:does|did) (?:that|it) (?:make sense|help)|"
    r"make sense|any questions?.*|can you (?:elaborate|say more|give (?:me )?an example).*|"
    r"could you (?:elaborate|say more|give (?:me )?an example).*|what do you mean.*|is that clear)\s*\?*",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"(?:(?:ok(?:ay)?|right|sure|good|great|hm+)[,.]?\s+)?(?:and|but|what if|what about|how about)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:it|its|that|this|they|them|those|these|there|you said|you mentioned)\b", re.IGNORECASE
)
_FILLED = re.compile(
    r"\A(?:(?:ok(?:ay)?|so|now|well|right|alright|great|good|thanks|then|and)\b[,.:!]*\s+)+", re.IGNORECASE
)
_LEADS_UP = 30
"""Characters into a sentence up to which "next question" leads up to one."""
_SHORT = 14
"""Words up to which a question that points back is taken for one about what was said."""


class Group(msgspec.Struct):
    """One question as it went."""

    ask: str
    known: Question | None
    """The question of a bank that it is for certain."""
    turns: list[Line]


def grouped(lines: Iterable[Line], recognise: Recognise) -> list[Group]:
    """The questions of an interview, in order, each with what was said after it."""
    groups: list[Group] = []
    for line in lines:
        if line.who is Who.CANDIDATE:
            if not groups:
                groups.append(Group(UNASKED, None, []))
            groups[-1].turns.append(line)
            continue
        if not groups:
            groups.append(Group(line.text, _known(line.text, recognise), []))
            continue
        before, ask = _parted(line.text)
        known = _known(ask, recognise) if ask else None
        again = known is not None and known is groups[-1].known
        if ask and not again and (known or _is_new(ask, groups[-1])):
            if before:
                groups[-1].turns.append(Line(Who.INTERVIEWER, before))
            groups.append(Group(ask, known, []))
        else:
            groups[-1].turns.append(line)
    return groups


def asks(text: str) -> bool:
    """Whether a sentence asks for something."""
    return text.rstrip(" \t\n\"'”’)]*_").endswith("?") or _DEMANDS.match(text) is not None


def core(ask: str) -> str:
    """The first sentence of `ask` that asks, without what leads up to it."""
    asking = (_bare(one[0]) for one in _SENTENCE.finditer(ask) if asks(one[0]))
    return next((one for one in asking if one), ask)


def _bare(sentence: str) -> str:
    """A question without "next question:" and "okay, so" before it."""
    found = _CUE.search(sentence)
    if found and found.start() < _LEADS_UP:
        sentence = sentence[found.end() :].lstrip(" :,.-–—!")
    return _FILLED.sub("", sentence)


def _parted(text: str) -> tuple[str, str]:
    """What is said before the question of a turn, and the question with what follows it; "" for none."""
    sentences = list(_SENTENCE.finditer(text))
    cue = next((one.start() for one in sentences if _CUE.search(one[0])), None)
    first = next((one.start() for one in sentences if asks(one[0])), None)
    start = cue if cue is not None and any(asks(one[0]) for one in sentences) else first
    return ("", "") if start is None else (text[:start].strip(), text[start:].strip())


def _known(ask: str, recognise: Recognise) -> Question | None:
    """The bank's question: by the whole of what was said, or by the one sentence of it that asks."""
    asking = [ask, *(one[0] for one in _SENTENCE.finditer(ask) if asks(one[0]))]
    wordings = dict.fromkeys([*asking, *map(_bare, asking)])
    found = {known.key: known for known in map(recognise, wordings) if known}
    return next(iter(found.values())) if len(found) == 1 else None


def _is_new(ask: str, last: Group) -> bool:
    """Whether a turn that asks something, and is no known question, asks about something new."""
    if _CUE.search(ask):
        return True
    if not last.turns or _PROBES.fullmatch(ask):
        return False
    answers = last.turns[-1].who is Who.CANDIDATE and "?" in last.turns[-1].text
    leans = _LEANS.match(ask) is not None
    points_back = len(ask.split()) <= _SHORT and _POINTS_BACK.search(ask) is not None
    return not (answers or leans or points_back)
