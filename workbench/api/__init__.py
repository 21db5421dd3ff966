"""The public objects of ``import workbench``."""
