"""Which words of two texts say the same."""
