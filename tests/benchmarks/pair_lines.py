"""How long a line takes from one seat to the other in one process, and what an interview between two weighs.

`python -m tests.benchmarks.pair_lines [LINES]` prints medians of one run. Replies are read by their tags, so
the reader's time is left out; recording is a list. What ssh adds is measured with the door (`pair_door`).
"""

import asyncio
import gc
import io
import sys
import tracemalloc
from contextlib import AsyncExitStack, redirect_stdout
from statistics import median
from time import perf_counter

from tests.shells.pair.two import Meeting, PipedSeat, meeting


async def seen(met: Meeting, to: PipedSeat, text: str) -> float:
    """Seconds until `text` was written to a terminal."""
    start = perf_counter()
    async with asyncio.timeout(10):
        while text not in to.text:  # a screen draws only what changes, so it takes the screen to see it
            await asyncio.sleep(0)
    return perf_counter() - start


async def lines(count: int) -> tuple[list[float], list[float]]:
    """The friend's lines to the candidate, and the candidate's to the friend."""
    theirs, mine = [], []
    async with meeting() as met:
        await met.press(met.guest, "n")
        await met.press(met.guest, "\r")
        for number in range(count):
            await met.press(met.guest, f"/qz{number}xq")
            met.guest.input.send_bytes(b"\r")
            theirs.append(await seen(met, met.host, f"Interviewer: qz{number}xq"))
            await met.settle()
            await met.press(met.host, f"vy{number}wv")
            met.host.input.send_bytes(b"\r")
            mine.append(await seen(met, met.guest, f"vy{number}wv"))
            await met.settle()
    return theirs, mine


async def weight(count: int) -> float:
    """Bytes that one more interview between two takes, screens included."""
    async with AsyncExitStack() as stack:
        met = await stack.enter_async_context(meeting())
        await met.press(met.guest, "n")
        gc.collect()
        tracemalloc.start()
        for _ in range(count):
            more = await stack.enter_async_context(meeting())
            await more.press(more.guest, "n")
            await more.press(more.guest, "\r")
        gc.collect()
        now, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return now / count


def main() -> None:
    count = int(sys.argv[1]) if sys.argv[1:] else 8
    with redirect_stdout(io.StringIO()):  # where a test would look for what went wrong
        theirs, mine = asyncio.run(lines(count))
        weighs = asyncio.run(weight(10))
    print(f"the friend's line on the candidate's screen: {median(theirs) * 1e3:.1f} ms (median of {count})")
    print(f"the candidate's line on the friend's screen: {median(mine) * 1e3:.1f} ms (median of {count})")
    print(f"an interview with both screens: {weighs / 2**20:.2f} MiB")


if __name__ == "__main__":
    main()
