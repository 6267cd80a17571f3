"""The function that long work calls to say how far it is."""

from __future__ import annotations

from collections.abc import Callable

OnProgress = Callable[[int, int], None]
"""Is called with what is done and with all that there is to do, in units of the work."""
