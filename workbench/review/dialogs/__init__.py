"""The windows over the grid, one file each."""
