"""The project: an alignment under review in one file, and its edits."""
