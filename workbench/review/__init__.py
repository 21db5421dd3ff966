"""The terminal UI, the only room that draws."""
