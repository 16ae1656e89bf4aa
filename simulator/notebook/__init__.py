"""What was written down, kept as pages of the user's own, and the days on which it comes back."""
