"""Interviews that were held elsewhere: their texts to turns, turns to questions, questions to events."""
