"""Convolution with fewer products gives what the plain one gives."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.embedding.filtering import OUTPUTS, MinimalFilter, transforms


@pytest.mark.parametrize("size", [2, 3, 5])
@pytest.mark.parametrize("windows", [1, OUTPUTS, 37])
def test_windows_are_convolved_as_one_by_one(size: int, windows: int) -> None:
    draw = np.random.default_rng(size)
    kernel = draw.normal(size=(size * 8, 6)).astype(np.float32)
    convolve = MinimalFilter(kernel, size)
    rows = draw.normal(size=(convolve.places(windows), 8)).astype(np.float32)
    plain = [rows[place : place + size].ravel() @ kernel for place in range(windows)]
    found = convolve(rows)[:windows]
    assert np.abs(found - plain).max() < 1e-4 * np.std(plain)


@pytest.mark.parametrize("size", [2, 3, 5])
def test_transforms_are_exact(size: int) -> None:
    read, kernel, windows = transforms(size)
    draw = np.random.default_rng(size)
    weights, values = draw.normal(size=size), draw.normal(size=OUTPUTS + size - 1)
    found = read @ ((kernel @ weights) * (windows @ values))
    assert np.allclose(found, [values[at : at + size] @ weights for at in range(OUTPUTS)])
