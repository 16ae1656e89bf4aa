"""Real interviews and rejections: what a listing asks for, what was shown of it, what to do next."""
