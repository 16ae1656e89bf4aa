"""Owns which language is read: `lang` is its words and phrases. Knows none itself.

The model files beside it are trained on turns in that language.
"""

from simulator.reading import english as lang

__all__ = ["lang"]
