"""Question banks out of other programs' files: one module a format, each yields cards."""
