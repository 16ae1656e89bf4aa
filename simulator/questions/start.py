"""Owns the start of a bank that somebody writes themselves: one whole question, with comments."""

import re
from pathlib import Path

from simulator.errors import IdkError, StorageError
from simulator.questions.fields import SLUG

_START = """\
# yaml-language-server: $schema=bank.schema.json
# Make that schema with: idk bank schema > bank.schema.json (editors then complete and check as you type).
format: 1
bank: {name}            # its name, for ever: what you have learned is kept under it
title: {title}
language: en

questions:
  - id: what-a-cache-is       # for ever, too; never give it to another question
    ask: What is a cache, and what can go wrong with one?
    topic: caching            # what goes into your notebook
    level: junior             # junior, mid or senior
    tags: [caching]           # the first one is its field
    scope: Any cache between a program and slower storage.   # said when you ask what is meant
    key_points:               # at least three; each one statement that can be checked
      - point: A cache keeps copies of data where they can be read faster.
        accept: ["it saves going to the slow place again", "a copy close by"]   # other ways to say it
        core: true            # without it no answer is complete
      - point: A copy can be out of date when the original has changed.
        accept: ["it may serve stale data"]
        core: true
      - point: It has limited room, so something has to be thrown out when it is full.
        accept: ["it needs an eviction policy such as LRU"]
    misconceptions:
      - claim: A cache always makes a program faster.
        correction: With few repeated reads it only adds work and memory.
    explanation: >-
      A cache keeps copies of data in a place that is faster to reach than the original. That pays off
      when the same data is read again before it changes. The price is that a copy may be out of date,
      so somebody has to decide how long it may live or who throws it away after a change. And since
      there is less room than in the original, a full cache has to drop something, usually what was not
      used for longest.
    probes: [What would you see if it went wrong?]
    follow_ups:
      - ask: How do you keep it from serving stale data?
        answer: Give each entry a time to live, or remove it whenever the original is written.
    check: A page shows the old price after a change. What do you look at first?
    resources:
      - title: MDN, HTTP caching
        url: https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/Caching
        kind: docs            # docs, book, paper, article, talk, course or repo
    project: Write an LRU cache of fixed size, and measure how many reads it saves.
"""


def write_start(name: str, folder: Path) -> Path:
    """Write the start of a bank called `name` into `folder`, which is made if need be; the new file.

    Raises:
        IdkError: the name has not the form of one, or the file is there already.
        StorageError: it cannot be written.
    """
    if re.fullmatch(SLUG.regex, name) is None or len(name) > SLUG.most:
        raise IdkError(f"'{name}' cannot name a bank: expected {SLUG.says}")
    file = folder / f"{name}.yaml"
    text = _START.format(name=name, title=name.replace("-", " ").capitalize())
    try:
        if not folder.is_dir():
            folder.mkdir(parents=True)
        with file.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError:
        if not file.exists():
            raise StorageError(f"{folder}: cannot be made, there is a file of that name") from None
        raise IdkError(f"{file} is there already. Open it with: idk bank edit {name}") from None
    except OSError as error:
        raise StorageError(f"{file}: cannot be written ({error.strerror})") from error
    return file
