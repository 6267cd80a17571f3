"""What is written over, and asked first; what an earlier run left in a folder; what this one says that it wrote."""

from __future__ import annotations

import json
import mmap
import os
import re
import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from mesoquiz.cli.replacing import Content, write
from mesoquiz.cli.terminal import show
from mesoquiz.deckfiles import MANIFEST_FILE
from mesoquiz.files import keep_within, read_file
from mesoquiz.limits import MAX_MANIFEST
from mesoquiz.packages import COMMENT
from mesoquiz.report import one_line

PAGE = re.compile(r"(?:quiz|key|explained|sheet)-([A-Z]{1,3})\.(?:html|pdf)")


_END = 22
"""Bytes of the last record of a zip without its comment (APPNOTE of PKWARE, 4.3.16)."""


def chosen(output: Path | None, default: str) -> Path:
    """Where results go: where the user says, else a place here, which may be no link that leads elsewhere.

    Raises `Outside`.
    """
    return output or keep_within(Path(), Path(default))


def write_over(
    files: Mapping[Path, Content],
    stale: Callable[[], Iterable[Path]] = tuple,
    *,
    read: Mapping[Path, bytes | None] | None = None,
    seals: Collection[Path] = (),
) -> list[Path]:
    """Write files as `replacing.write` does, but nothing over what mesoquiz did not make, unless its user agrees.

    Raises click.UsageError where nobody can be asked, click.Abort where the answer is no.
    """
    for file in files:
        if file not in (read or {}) and _is_foreign(file):
            _ask(file)
    return write(files, stale, read=read, seals=seals)


def _is_foreign(file: Path) -> bool:
    try:
        return file.is_file() and not is_ours(file)
    except FileNotFoundError:
        # Another run has just removed it, to bring its own.
        return False


def _ask(file: Path) -> None:
    said = f"{one_line(str(file))} is there, and mesoquiz did not make it"
    if sys.stdin is None or not sys.stdin.isatty():
        raise click.UsageError(f"{said}: name another place, or move it away")
    click.confirm(f"{said}. Write over it?", abort=True, err=True)


def is_ours(file: Path) -> bool:
    """Whether a file has the mark that mesoquiz puts on what it makes; one that is empty holds nothing to lose."""
    if not file.stat().st_size:
        return True
    match file.suffix:
        case ".html":
            with file.open("rb") as stream:
                return b'<meta name="generator" content="mesoquiz ' in stream.read(2000)
        case ".pdf":
            with file.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
                return content.find(b"<pdf:Keywords>mesoquiz</pdf:Keywords>") >= 0
        case ".json":
            return _is_manifest(file) or _is_coverage(file)
        case _:
            with file.open("rb") as stream:
                stream.seek(-min(file.stat().st_size, len(COMMENT) + _END), os.SEEK_END)
                end = stream.read()
            # A package that Anki exported of these cards holds what somebody learnt, and has no comment.
            return end.startswith(b"PK\5\6") and end.endswith(COMMENT)


def _is_manifest(file: Path) -> bool:
    made = _json(file)
    return isinstance(made, dict) and made.keys() >= {"format", "mesoquiz", "seed", "forms"}


def _is_coverage(file: Path) -> bool:
    made = _json(file)
    marks = {"document", "passages", "cited", "lines"}
    return isinstance(made, list) and bool(made) and all(isinstance(one, dict) and marks <= one.keys() for one in made)


def _forms(file: Path) -> list[str]:
    """The forms that a manifest speaks of; none if it is no manifest."""
    try:
        return [form["form"] for form in _json(file)["forms"]]
    except (LookupError, TypeError):
        return []


def _json(file: Path) -> Any:
    try:
        return json.loads(read_file(file, MAX_MANIFEST).decode())
    except (OSError, ValueError, RecursionError):
        return None


def pages_in(folder: Path) -> set[str]:
    """The pages in `folder` of the forms that the manifest there speaks of: what an earlier run wrote.

    Without a manifest, a run was killed between its moves, and all pages there are of an exam that is no more.
    """
    manifest = folder / MANIFEST_FILE
    forms = _forms(manifest) if manifest.exists() else None
    pages = (PAGE.fullmatch(path.name) for path in folder.iterdir())
    names = {page[0] for page in pages if page and (forms is None or page[1] in forms)}
    return {name for name in names if (folder / name).is_file() and is_ours(folder / name)}


def say_written(lines: Iterable[tuple[Path, str]], removed: Iterable[Path] = ()) -> None:
    """Print what was written where: path, size, what it is; and what was removed."""
    rows = [(one_line(str(path)), _size(path), what) for path, what in lines]
    rows += [(one_line(str(path)), "removed", "of the earlier quiz") for path in removed]
    width = max(len(path) for path, _, _ in rows)
    for path, size, what in rows:
        show(f"{path:<{width}}  {size:>8}  {what}")


def _size(path: Path) -> str:
    """The size of a file in kilobytes; nothing if another run has just removed it, to bring its own."""
    try:
        return f"{max(1, round(path.stat().st_size / 1000)):,} kB"
    except FileNotFoundError:
        return ""
