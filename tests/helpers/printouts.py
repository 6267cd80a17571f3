"""What is on the pages of a PDF, and where, as PDFium reads it: the engine of Chromium's own viewer."""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from ctypes import addressof, c_float, create_string_buffer
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium


class Point(NamedTuple):
    """A place on a page, in points from its bottom left corner."""

    x: float
    y: float


class Run(NamedTuple):
    """A piece of text in one line and one font, and where its first character begins."""

    at: Point
    text: str
    size: float
    """The height of its letters as they are printed, in points."""
    font: str


@dataclass(frozen=True)
class Sheet:
    """One printed page, with what is on it in the order in which it was put there."""

    size: Point
    runs: list[Run]
    lines: list[tuple[Point, Point]]
    """Straight lines from end to end, and the first edge of what has several; not what only clips."""

    @cached_property
    def text(self) -> str:
        """All text, without white space."""
        return compact("".join(run.text for run in self.runs))


def compact(text: str) -> str:
    """A text without white space and ligatures, which some fonts set: `ﬁ` for `fi`; all apostrophes are straight."""
    return "".join(unicodedata.normalize("NFKC", text).replace("’", "'").split())


def sheets(content: bytes) -> list[Sheet]:
    """The pages of a PDF."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [_sheet(page) for page in document]
    finally:
        document.close()


def _sheet(page: Any) -> Sheet:
    # PDFium sorts what it calls the text of a page by lines, as does no reader who listens: the order is that of the
    # objects. The spaces and ends of lines that it adds by itself belong to none.
    texts = page.get_textpage()
    characters: dict[int, str] = defaultdict(str)
    for place in range(texts.count_chars()):
        if thing := pdfium.FPDFText_GetTextObject(texts, place):
            characters[addressof(thing.contents)] += chr(pdfium.FPDFText_GetUnicode(texts, place))
    pieces: list[_Piece] = []
    lines: list[tuple[Point, Point]] = []
    for number in range(pdfium.FPDFPage_CountObjects(page)):
        thing = pdfium.FPDFPage_GetObject(page, number)
        kind = pdfium.FPDFPageObj_GetType(thing)
        assert not _is_text_in_form(thing), "it would be left out"
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            lines += _lines(thing)
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT and (text := characters[addressof(thing.contents)]):
            pieces.append(_piece(thing, text))
    found = Sheet(Point(*page.get_size()), list(_runs(pieces)), lines)
    texts.close()
    page.close()
    return found


def _is_text_in_form(thing: Any, *, inside: bool = False) -> bool:
    """Whether a form, such as a part of a drawing that can be seen through, holds text."""
    kind = pdfium.FPDFPageObj_GetType(thing)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        return inside and kind == pdfium.FPDF_PAGEOBJ_TEXT
    held = (pdfium.FPDFFormObj_GetObject(thing, place) for place in range(pdfium.FPDFFormObj_CountObjects(thing)))
    return any(_is_text_in_form(one, inside=True) for one in held)


class _Piece(NamedTuple):
    """A text object of a PDF: Typst makes one of each run, Chromium one of each character, and none of a space."""

    text: str
    at: Point
    size: float
    font: Any
    end: float


_MATRIX = pdfium.FS_MATRIX()
_SIZE, _LEFT, _BOTTOM, _RIGHT, _TOP = (c_float() for _ in range(5))
"""Where PDFium puts its answers: there are a thousand characters on a page, and to make these anew took longest."""


def _piece(thing: Any, text: str) -> _Piece:
    pdfium.FPDFPageObj_GetMatrix(thing, _MATRIX)
    pdfium.FPDFTextObj_GetFontSize(thing, _SIZE)
    pdfium.FPDFPageObj_GetBounds(thing, _LEFT, _BOTTOM, _RIGHT, _TOP)
    size = _SIZE.value * math.hypot(_MATRIX.c, _MATRIX.d)
    return _Piece(text, Point(_MATRIX.e, _MATRIX.f), size, pdfium.FPDFTextObj_GetFont(thing), _RIGHT.value)


def _runs(pieces: Iterable[_Piece]) -> Iterator[Run]:
    """Pieces that follow one another in a line, as one run, with its spaces."""
    together: list[_Piece] = []
    text = ""
    for piece in pieces:
        gap = _gap(together[-1], piece) if together else None
        if gap is None and together:
            yield _run(text, together[0])
            together, text = [], ""
        together.append(piece)
        text += (gap or "") + piece.text
    if together:
        yield _run(text, together[0])


def _gap(piece: _Piece, following: _Piece) -> str | None:
    """What is between two pieces of a run, a space or nothing; None if they are not of one run."""
    if piece.size != following.size or abs(piece.at.y - following.at.y) > 0.05:
        return None
    gap = (following.at.x - piece.end) / piece.size
    if not -0.3 < gap < 0.5 or addressof(piece.font.contents) != addressof(following.font.contents):
        return None
    return " " if gap > 0.1 else ""


def _run(text: str, first: _Piece) -> Run:
    name = create_string_buffer(200)
    pdfium.FPDFFont_GetBaseFontName(first.font, name, len(name))
    # A hyphen at the end of a line has a character of its own, and characters of two halves come as these.
    whole = text.replace("\x02", "-").encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    return Run(first.at, whole, first.size, name.value.decode())


def _lines(path: Any) -> Iterator[tuple[Point, Point]]:
    """The lines of a path, of a closed one the first edge: Chromium draws the outline of each dash."""
    pdfium.FPDFPageObj_GetMatrix(path, _MATRIX)
    matrix = pypdfium2.PdfMatrix.from_raw(_MATRIX)
    x, y = c_float(), c_float()
    ends = []
    for number in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, number)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        ends.append((pdfium.FPDFPathSegment_GetType(segment), Point(*matrix.on_point(x.value, y.value))))
    for (kind, start), (following, end) in pairwise(ends):
        if (kind, following) == (pdfium.FPDF_SEGMENT_MOVETO, pdfium.FPDF_SEGMENT_LINETO):
            yield start, end
