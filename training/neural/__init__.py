"""The laboratory of the neural reader of moves: needs torch, is never part of the wheel."""
