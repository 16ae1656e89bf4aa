"""`idk`: a mock technical interview for the terminal."""

__version__ = "0.1.0"
