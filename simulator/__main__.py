"""`python -m simulator` is `idk`."""

from simulator.cli import main

if __name__ == "__main__":  # a search starts processes, which import this once more
    main()
