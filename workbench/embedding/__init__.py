"""Sentences as vectors: the encoders, and the cache that keeps what they computed."""
