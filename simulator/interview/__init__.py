"""The interview as a fold over events: `ALLOWED`, `decide`, `evolve`, and the coach. No I/O at all."""
