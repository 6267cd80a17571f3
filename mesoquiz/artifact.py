"""A file to write, as its maker hands it on, and why one may not be made."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO

from mesoquiz.diagnostics.diagnostic import Diagnostic
from mesoquiz.diagnostics.report import full
from mesoquiz.limits import MAX_PIXELS_SET


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file to write: its name relative to the output folder, with `/`, and its bytes, or what writes them.

    The pictures in a package or a page may be more than fit into memory: such an artifact is written piece by piece,
    and each picture is read when its turn comes. So it may raise `files.Changed`, an OSError, as it is written.
    """

    name: str
    body: bytes | Callable[[BinaryIO], object] = field(repr=False)

    def write(self, stream: BinaryIO) -> None:
        """Write the content at the end of a stream that can be sought in."""
        if isinstance(self.body, bytes):
            stream.write(self.body)
        else:
            self.body(stream)

    @property
    def content(self) -> bytes:
        """All bytes at once, made anew each time."""
        stream = io.BytesIO()
        self.write(stream)
        return stream.getvalue()


class Unfit(ValueError):
    """Cards that a format cannot hold; `faults` are the diagnostics."""

    def __init__(self, faults: tuple[Diagnostic, ...]) -> None:
        self.faults = faults
        super().__init__(full(faults, {}, lambda text, _: text))


class Failed(RuntimeError):
    """What sets the pages broke down on them, which is a fault of its own."""


class TooManyPixels(ValueError):
    """The pictures of a document would take more memory than it may."""

    def __init__(self) -> None:
        super().__init__(
            f"the pictures have over {MAX_PIXELS_SET // 1_000_000} megapixels together, more than a PDF takes: "
            "make them smaller"
        )
