"""Convolution along tokens with fewer products: minimal filtering (Winograd 1980; Lavin and Gray
2016, https://arxiv.org/abs/1509.09308).

``OUTPUTS`` neighbouring windows of ``size`` tokens are convolved together. Windows and kernel are
polynomials: both are evaluated at ``OUTPUTS + size - 1`` points, multiplied there, one product of
matrices a point, and the windows' sums are read off. So a token takes ``1 + (size - 1) / OUTPUTS``
products of matrices instead of ``size``. In 32 bits the result is off by some 2e-5 of its spread,
a twentieth of what the vectors are rounded by.
"""

from __future__ import annotations

from functools import cache, cached_property
from math import prod
from typing import TYPE_CHECKING

import numpy as np
from numpy.lib.stride_tricks import as_strided

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Doubles = NDArray[np.float64]

OUTPUTS = 4

POINTS = (0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5)
"""As many as are needed, and infinity: small ones, so that little is lost by rounding."""


class MinimalFilter:
    """A kernel that is moved along rows.

    Args:
        kernel: Shape ``(size * inputs, outputs)``: what each row of a window is multiplied with,
            one below the other.
        size: Rows of a window.
    """

    def __init__(self, kernel: Floats, size: int) -> None:
        self._kernel = kernel
        self._size = size
        read, _, evaluated = transforms(size)
        self._read = read.astype(np.float32)
        self._evaluated = evaluated.astype(np.float32)

    @cached_property
    def _points(self) -> Floats:
        """The kernel at each point."""
        kernel = self._kernel.reshape(self._size, -1)
        found = transforms(self._size)[1] @ kernel
        return found.astype(np.float32).reshape(len(found), -1, self._kernel.shape[1])

    def places(self, windows: int) -> int:
        """Rows that :meth:`__call__` needs to convolve so many windows."""
        return -(-windows // OUTPUTS) * OUTPUTS + self._size - 1

    def __call__(self, rows: Floats) -> Floats:
        """Convolve all windows of rows, whose number :meth:`places` says."""
        points, inputs, outputs = self._points.shape
        groups = (len(rows) - self._size + 1) // OUTPUTS
        step, along = rows.strides
        windows = as_strided(rows, (groups, points, inputs), (OUTPUTS * step, step, along))
        values = np.empty((points, groups, inputs), dtype=np.float32)
        np.matmul(self._evaluated, windows, out=values.transpose(1, 0, 2))
        products = np.matmul(values, self._points)
        found = np.empty((groups, OUTPUTS, outputs), dtype=np.float32)
        np.matmul(self._read, products.transpose(1, 0, 2), out=found)
        return found.reshape(-1, outputs)


@cache
def transforms(size: int) -> tuple[Doubles, Doubles, Doubles]:
    """What reads the sums off the products, and what evaluates the kernel and the windows.

    By the transposition of Toom and Cook's multiplication of polynomials.
    """
    points = np.array(POINTS[: OUTPUTS + size - 2])
    others = [np.delete(points, number) for number in range(len(points))]
    scale = [prod(point - rest) for point, rest in zip(points, others, strict=True)]
    infinity = np.eye(len(points) + 1)[-1]
    read = np.column_stack([np.vander(points, OUTPUTS, increasing=True).T, infinity[-OUTPUTS:]])
    kernel = np.vander(points, size, increasing=True) / np.array(scale)[:, None]
    kernel = np.vstack([kernel, infinity[-size:]])
    # Coefficients of the polynomials that vanish at all other points, and at all.
    windows = np.vstack([[*np.poly(rest)[::-1], 0.0] for rest in others] + [np.poly(points)[::-1]])
    return read, kernel, windows
