"""Owns which key does what on the interviewer's screen; does nothing itself."""

from typing import Protocol

from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

from simulator.shells.pair.deeds import Deeds
from simulator.shells.pair.dialogs import Choice, Dialog, Edit, Option, Then
from simulator.shells.pair.pages import MARKS


class Keyboard(Protocol):
    """What the keys reach."""

    @property
    def dialog(self) -> Dialog | None: ...
    @property
    def deeds(self) -> Deeds: ...
    def perform(self, deed: Then) -> None: ...
    def accept(self) -> None: ...
    def choose(self, option: Option) -> None: ...
    def choose_here(self) -> None: ...
    def close_dialog(self) -> None: ...
    def turn(self, by: int) -> None: ...
    def step(self, by: int) -> None: ...
    def scroll_talk(self, by: int) -> None: ...


def desk_keys(desk: Keyboard) -> KeyBindings:
    """The keys of `desk`: other ones while something is written or chosen than else."""
    keys = KeyBindings()
    _add_editing(keys, desk)
    _add_choosing(keys, desk)
    _add_moving(keys, desk)
    _add_doing(keys, desk)
    return keys


def _add_editing(keys: KeyBindings, desk: Keyboard) -> None:
    writing = Condition(lambda: isinstance(desk.dialog, Edit))
    keys.add("enter", filter=writing)(lambda _: desk.accept())
    keys.add("escape", filter=writing)(lambda _: desk.close_dialog())
    keys.add("c-c", filter=writing)(lambda _: desk.close_dialog())

    @keys.add("escape", "enter", filter=writing)
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")


def _add_choosing(keys: KeyBindings, desk: Keyboard) -> None:
    choosing = Condition(lambda: isinstance(desk.dialog, Choice))
    keys.add("escape", filter=choosing)(lambda _: desk.close_dialog())
    keys.add("c-c", filter=choosing)(lambda _: desk.close_dialog())

    @keys.add(Keys.Any, filter=choosing)
    @keys.add("enter", filter=choosing)
    def _(event: KeyPressEvent) -> None:
        pressed = "enter" if event.data == "\r" else event.data.lower()
        options = desk.dialog.options if isinstance(desk.dialog, Choice) else ()
        for option in options:
            if option.key == pressed:
                desk.choose(option)
                return
        if pressed == "enter":
            desk.choose_here()


def _add_moving(keys: KeyBindings, desk: Keyboard) -> None:
    reading = Condition(lambda: not isinstance(desk.dialog, Edit))
    listing = Condition(lambda: desk.dialog is None)
    for key, by in (("tab", 1), ("right", 1), ("s-tab", -1), ("left", -1)):
        keys.add(key, filter=listing)(lambda _, by=by: desk.turn(by))
    for key, by in (("down", 1), ("up", -1)):
        keys.add(key, filter=reading)(lambda _, by=by: desk.step(by))
    for key, by in (("pagedown", -1), ("pageup", 1)):
        keys.add(key)(lambda _, by=by: desk.scroll_talk(by))


def _add_doing(keys: KeyBindings, desk: Keyboard) -> None:
    deeds = desk.deeds
    listing = Condition(lambda: desk.dialog is None)
    done: dict[str, Then] = {
        "enter": deeds.enter,
        "e": deeds.edit,
        "v": deeds.aloud,
        "/": deeds.speak,
        "n": deeds.note,
        "o": deeds.own,
        "s": deeds.skip,
        "+": lambda: deeds.shift(1),
        "-": lambda: deeds.shift(-1),
        "u": deeds.undo,
        "k": deeds.close,
        "z": deeds.end,
        "S": deeds.swap,
        "W": deeds.warm_up,
        "C": deeds.new_code,
        "h": deeds.hand,
        "q": deeds.leave,
        "c-c": deeds.leave,
        "c-d": deeds.leave,
        "?": deeds.help,
    }
    done |= {key: _marking(deeds, key) for key in MARKS}
    done |= {str(number): _ticking(deeds, number) for number in range(1, 10)}
    for key, deed in done.items():
        keys.add(key, filter=listing)(lambda _, deed=deed: desk.perform(deed))

    @keys.add(Keys.BracketedPaste, filter=listing)
    def _(event: KeyPressEvent) -> None:
        desk.perform(lambda: deeds.paste(event.data))


def _marking(deeds: Deeds, key: str) -> Then:
    return lambda: deeds.mark(MARKS[key])


def _ticking(deeds: Deeds, number: int) -> Then:
    return lambda: deeds.tick(number)
