"""Owns how a terminal looks and asks: blocks on the screen, the prompt for replies, questions for one key.

Knows neither what is asked for nor what follows. Everything here works on the terminal of the running
application session, whosever it is.
"""

import os
from collections.abc import Callable, Collection
from typing import NamedTuple

from prompt_toolkit import PromptSession, print_formatted_text
from prompt_toolkit.application import get_app_session
from prompt_toolkit.completion import WordCompleter
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.styles import Style

from simulator.interview.events import Mark
from simulator.interview.state import State
from simulator.reports.blocks import Block, Tone
from simulator.reports.plain import wrap
from simulator.reports.words import progress
from simulator.shells.slash import ALONE, Word
from simulator.text import clean, scrub

STYLE = Style.from_dict(
    {
        "heading": "bold",
        "question": "bold",
        "label": "bold",
        "coach": "ansicyan",
        "program": "",
        "quote": "italic",
        "status": "ansibrightblack",
        "prompt": "bold",
    }
)
_MAX_WIDTH = 92
"""Longer lines are hard to read, however wide the window."""
SURE_KEYS = {str(int(mark)): mark for mark in Mark}
HOW_SURE = "How sure? 1 guess · 2 fairly sure · 3 sure · 0 I don't know · Enter: skip"


def columns() -> int:
    """The width to write in."""
    return min(get_app_session().output.get_size().columns, _MAX_WIDTH)


def colours() -> ColorDepth | None:
    """One colour where the user wants none; None leaves it to the terminal."""
    return ColorDepth.DEPTH_1_BIT if os.environ.get("NO_COLOR") else None


def write(*blocks: Block) -> None:
    """Print blocks in their voices, wrapped to the window; the text is never read as markup."""
    print_formatted_text(fragments(*blocks), style=STYLE, end="", color_depth=colours())


def fragments(*blocks: Block) -> FormattedText:
    """What `write` prints."""
    return FormattedText([piece for block in blocks for piece in _pieces(block)])


def _pieces(block: Block) -> list[tuple[str, str]]:
    pieces: list[tuple[str, str]] = []
    label = f"{block.label}: " if block.label else ""
    style = f"class:{block.tone.value}"
    lines = wrap(f"{label}{clean(block.text)}", columns(), block.tone)
    if block.tone is Tone.HEADING:
        pieces.append(("", "\n"))
    for number, line in enumerate(lines):
        head = label if number == 0 and line.startswith(label) else ""
        pieces += [("class:label " + style, head), (style, line[len(head) :]), ("", "\n")]
    if block.tone is Tone.QUESTION:
        pieces.append(("", "\n"))
    return pieces


def reply_session(state: State, words: Collection[Word] = ALONE) -> PromptSession[str]:
    """The prompt for replies, with the session's history and the commands to complete."""
    session: PromptSession[str] = PromptSession(
        history=_history(state),
        multiline=True,
        key_bindings=_reply_keys(),
        completer=WordCompleter([f"/{word}" for word in Word if word in words], sentence=True),
        complete_while_typing=Condition(lambda: session.default_buffer.text.startswith("/")),
        prompt_continuation="  ",
        style=STYLE,
        color_depth=colours(),
        reserve_space_for_menu=4,
    )
    return session


def line_session() -> PromptSession[str]:
    """A prompt for one line that is no reply."""
    return PromptSession(style=STYLE, color_depth=colours())


def _history(state: State) -> InMemoryHistory:
    history = InMemoryHistory()
    for episode in state.episodes:
        for turn in episode.turns:
            if turn.act is None:
                history.append_string(turn.line.text)
    return history


def reply_prompt(state: State) -> FormattedText:
    """What stands before a reply: the place in the session, and what is done and open."""
    total = len(state.planned.questions) if state.planned else 0
    place = f"{state.current.position + 1}/{total} · coach {state.started.coach}"
    done = progress(state.current) if state.current.has_gap else _SHORT_HELP
    line = wrap(f"{place} · {done}", columns())
    return FormattedText([("class:status", "\n" + "\n".join(line) + "\n"), *PROMPT])


PROMPT = FormattedText([("class:prompt", "> ")])
_SHORT_HELP = "Enter sends; /help"


def _reply_keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("enter")
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    @keys.add("escape", "enter")
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    return keys


class Pressed(NamedTuple):
    key: str
    typed: str
    """What else was typed: it belongs to the next reply."""


def one_key(question: str, keys: str) -> Pressed:
    """Wait for one of `keys`, Enter or Esc (both named); other typing ends it and is handed back."""
    return key_session(keys).prompt(key_prompt(question), handle_sigint=False)


def key_prompt(question: str) -> FormattedText:
    """What is asked of one key."""
    lines = "\n".join(wrap(question, columns() - 1))
    return FormattedText([("class:status", f"{lines} ")])


def key_session(keys: str) -> PromptSession[Pressed]:
    """The prompt of `one_key`."""
    bindings = KeyBindings()

    def answer(key: str) -> Callable[[KeyPressEvent], None]:
        return lambda event: event.app.exit(result=Pressed(key, ""))

    for key in keys:
        bindings.add(key, eager=True)(answer(key))
    bindings.add("enter", eager=True)(answer("enter"))
    bindings.add("escape", eager=True)(answer("escape"))

    @bindings.add(Keys.Any)
    @bindings.add(Keys.BracketedPaste)
    def _(event: KeyPressEvent) -> None:
        typed = event.data.replace("\r\n", "\n").replace("\r", "\n")
        event.app.exit(result=Pressed("", scrub(typed)))

    return PromptSession(key_bindings=bindings, style=STYLE, color_depth=colours())


class Prompt:
    """Reads one text after another, each sent with Enter.

    Raises EOFError on Ctrl-D and KeyboardInterrupt on Ctrl-C. A paste of more than `long_paste` characters
    is not drawn: a short mark stands for it in the line.
    """

    def __init__(self, long_paste: int) -> None:
        self._long = long_paste
        self._pasted: dict[str, str] = {}
        keys = _reply_keys()
        keys.add(Keys.BracketedPaste)(self._paste)
        self._session: PromptSession[str] = PromptSession(
            multiline=True,
            key_bindings=keys,
            prompt_continuation="  ",
            style=STYLE,
            color_depth=colours(),
        )

    def read(self) -> str:
        """What is typed and pasted until Enter."""
        self._pasted.clear()
        text = self._session.prompt(PROMPT)
        for mark, pasted in self._pasted.items():
            text = text.replace(mark, pasted, 1)
        return scrub(text)

    def _paste(self, event: KeyPressEvent) -> None:
        text = event.data.replace("\r\n", "\n").replace("\r", "\n")
        if len(text) > self._long:
            mark = f"[pasted: {len(text):,} characters]"
            self._pasted[mark] = text
            text = mark
        event.current_buffer.insert_text(text)
