"""`python -m simulator` is `idk`."""

from simulator.cli import main

main()
