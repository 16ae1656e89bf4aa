"""Questions and banks: what is asked, and the answer key. Knows nothing of interviews."""
