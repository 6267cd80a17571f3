"""Data and pictures -> PDF, by Typst and one of our templates. The only module that knows typst.

The template gets data and builds content of it; nothing that an author wrote is ever read as Typst's markup. It sees a
fresh folder with itself and the pictures, no font of the system, no package, no clock: the same data gives the same
bytes on every machine.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any

from mesoquiz.artifact import TooManyPixels
from mesoquiz.limits import MAX_PIXELS_SET
from mesoquiz.notes.bank import Media
from mesoquiz.resources import folder

FONTS = "fontpkg_atkinson_hyperlegible"
"""A sans serif, made for those who see little. Typst brings the serif, the mathematical and the fixed-width fonts."""
MISSING = "PDF needs what is missing here: pip install typst fontpkg-atkinson-hyperlegible"

MOST_AT_A_TIME = 4
"""A thousand questions take 300 MB while they are set, and Typst keeps one core busy with them."""
_LARGE = 200_000
"""Characters of data: some hundred questions."""
_KEPT = 10
"""Compilations whose results Typst keeps."""
_TIMESTAMP = 315_532_800
"""1980, as in our packages: bytes must not tell when they were made."""
_NOT_IN_FONTS = re.compile(r'the text `"((?:[^"\\]|\\.)++)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,6})\}|\\(.)")
_INVISIBLE = re.compile("[\ufe00-\ufe0f\u200b-\u200f\u2060-\u2064\U000e0000-\U000e007f]")
"""Selectors and joiners: without the character that they shape, there is nothing of them to show."""


class NoFont(ValueError):
    """Characters that no font has: nothing is made of the document."""

    def __init__(self, characters: frozenset[str]) -> None:
        self.characters = characters
        super().__init__(f"no font has {' '.join(sorted(characters))}")


class Typesetter:
    """Sets pages by one template, in a folder that is there as long as the context is.

    Raises ImportError with a line that says how to install what is missing, `TooManyPixels` for large pictures, and
    `NoFont` for characters that no font has.
    """

    def __init__(self, template: str, media: Mapping[str, Media]) -> None:
        if not find_spec("typst") or not find_spec(FONTS):
            raise ImportError(MISSING)
        import typst

        self._error: type[Exception] = typst.TypstError
        self.media = media
        self._pictures: dict[str, str] = {}
        self._pixels = 0
        self._absent: dict[int, str] = {}
        self._last: Any = None
        self._is_large = False
        self._folder = TemporaryDirectory(prefix="mesoquiz-")
        root = Path(self._folder.name)
        for file in (folder("templates") / "typst").glob("*.typ"):
            (root / file.name).write_bytes(file.read_bytes())
        self._main = str(root / template)
        self._root = root
        self._new: Callable[[], typst.Compiler] = lambda: typst.Compiler(
            input=self._main,
            root=str(root),
            font_paths=[_font_folder()],
            ignore_system_fonts=True,
            # Neither path exists: no package of a template's is ever looked for elsewhere.
            package_path=str(root / "packages"),
            package_cache_path=str(root / "packages"),
        )

    def __enter__(self) -> Typesetter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._is_large:
            self._forget()
        self._folder.cleanup()

    def picture(self, path: str) -> str:
        """The file name by which the template finds a picture; empty where there is none that can be shown."""
        if path not in self._pictures:
            self._pictures[path] = self._put(self.media[path]) if path in self.media else ""
        return self._pictures[path]

    def _put(self, media: Media) -> str:
        """Write a picture and try it: a damaged one would stop the whole document."""
        self._pixels += media.pixels
        if self._pixels > MAX_PIXELS_SET:
            raise TooManyPixels
        name = f"picture-{len(self._pictures)}{Path(media.name).suffix.lower().replace('.jpeg', '.jpg')}"
        (self._root / name).write_bytes(media.content)
        try:
            self._new().compile(input=f'#image("/{name}", alt: "picture")'.encode(), format="pdf", pdf_standards=[])
        except self._error:
            return ""
        return name

    def pdfs(self, documents: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
        """The documents that the template makes of data, one after the other; several are set at a time."""
        with ThreadPoolExecutor(min(MOST_AT_A_TIME, os.cpu_count() or 1)) as pool:
            yield from pool.map(self.pdf, documents)

    def pdf(self, data: Mapping[str, Any]) -> bytes:
        """The document that the template makes of `data`."""
        text = json.dumps(data, ensure_ascii=False)
        if self._is_large:
            self._forget()
        self._is_large = len(text) > _LARGE
        while True:
            known = dict(self._absent)
            try:
                # JSON's own characters are in every font.
                made = self._compile(text.translate(known))
            except self._error as error:
                found = set(_signs(getattr(error, "diagnostic", "")))
                if found <= known.keys():
                    raise
                self._absent.update({code: _stand_in(code) for code in found})
            else:
                if absent := frozenset(chr(code) for code, shown in self._absent.items() if shown):
                    raise NoFont(absent)
                return made

    def _forget(self) -> None:
        """Let go of what Typst keeps of a large document, whose layout is as large as that of the next one.

        It drops what its last ten compilations did not need.
        """
        self._last = None
        empty = self._new()
        for _ in range(_KEPT + 1):
            empty.compile(input=b"", format="pdf", pdf_standards=[])

    def told(self, label: str) -> list[Any]:
        """What the document that was made last tells of itself: the values of its metadata with a label."""
        return [found["value"] for found in json.loads(self._last.query(f"<{label}>"))] if self._last else []

    def _compile(self, data: str) -> bytes:
        self._last = compiler = self._new()
        made, _ = compiler.compile_with_warnings(
            format="pdf", sys_inputs={"data": data}, pdf_standards="ua-1", timestamp=_TIMESTAMP
        )
        return made if isinstance(made, bytes) else b""


def _font_folder() -> str:
    spec = find_spec(FONTS)
    places = spec.submodule_search_locations if spec else None
    return str(Path(next(iter(places or ()))) / "files")


def _signs(diagnostic: str) -> list[int]:
    """The code points that Typst says no font has, as Rust writes them."""
    texts = _NOT_IN_FONTS.findall(diagnostic)
    shown = (_ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2], text) for text in texts)
    return [ord(character) for text in shown for character in text if not character.isascii()]


def _stand_in(code: int) -> str:
    """What takes the place of a character until all that no font has are known."""
    return "" if _INVISIBLE.match(chr(code)) else "?"
