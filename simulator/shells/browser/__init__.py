"""Looking at past sessions in a full terminal: `state` what is seen, `keys` what a key does to it, `view` the
screen it makes - all three pure - and `app`, which alone knows the terminal, the clock and the disk."""
