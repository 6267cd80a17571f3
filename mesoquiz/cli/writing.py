"""What is written over, and asked first; what an earlier run left in a folder; what this one says that it wrote."""

from __future__ import annotations

import json
import re
import sys
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from mesoquiz.cli.replacing import Content, write
from mesoquiz.cli.terminal import show
from mesoquiz.files import read_file
from mesoquiz.limits import MAX_MANIFEST
from mesoquiz.report import one_line

PAGE = re.compile(r"(?:quiz|key|explained|sheet)-([A-Z]{1,3})\.(?:html|pdf)")


def write_over(
    files: Mapping[Path, Content],
    stale: Callable[[], Iterable[Path]] = tuple,
    *,
    read: Mapping[Path, bytes | None] | None = None,
) -> list[Path]:
    """Write files as `replacing.write` does, but nothing over what mesoquiz did not make, unless its user agrees.

    Raises click.UsageError where nobody can be asked, click.Abort where the answer is no.
    """
    for file in files:
        if file not in (read or {}) and file.is_file() and not is_ours(file):
            _ask(file)
    return write(files, stale, read=read)


def _ask(file: Path) -> None:
    said = f"{one_line(str(file))} is there, and mesoquiz did not make it"
    if sys.stdin is None or not sys.stdin.isatty():
        raise click.UsageError(f"{said}: name another place, or move it away")
    click.confirm(f"{said}. Write over it?", abort=True, err=True)


def is_ours(file: Path) -> bool:
    """Whether a file looks like what mesoquiz makes under such a name; one that is empty holds nothing to lose."""
    if not file.stat().st_size:
        return True
    match file.suffix:
        case ".html":
            with file.open("rb") as stream:
                return b'<meta name="generator" content="mesoquiz ' in stream.read(2000)
        case ".pdf":
            # One that somebody saved from a browser under the name of a page names another program.
            return b"<xmp:CreatorTool>Typst" in file.read_bytes()
        case ".json":
            return _is_manifest(file) or _is_coverage(file)
        case _:
            return _is_package(file)


def _is_package(file: Path) -> bool:
    try:
        with zipfile.ZipFile(file) as package:
            return any(name.startswith("collection.anki2") for name in package.namelist())
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile):
        return False


def _is_manifest(file: Path) -> bool:
    made = _json(file)
    return isinstance(made, dict) and made.keys() >= {"format", "mesoquiz", "forms"}


def _is_coverage(file: Path) -> bool:
    made = _json(file)
    return isinstance(made, list) and all(isinstance(one, dict) and "passages" in one for one in made)


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
    """The pages in `folder` of the forms that the manifest there speaks of: what an earlier run wrote."""
    forms = _forms(folder / "manifest.json")
    pages = (PAGE.fullmatch(path.name) for path in folder.iterdir()) if forms else ()
    names = {page[0] for page in pages if page and page[1] in forms}
    return {name for name in names if (folder / name).is_file() and is_ours(folder / name)}


def say_written(lines: Iterable[tuple[Path, str]], removed: Iterable[Path] = ()) -> None:
    """Print what was written where: path, size, what it is; and what was removed."""
    rows = [(one_line(str(path)), f"{max(1, round(path.stat().st_size / 1000)):,} kB", what) for path, what in lines]
    rows += [(one_line(str(path)), "removed", "of the earlier quiz") for path in removed]
    width = max(len(path) for path, _, _ in rows)
    for path, size, what in rows:
        show(f"{path:<{width}}  {size:>8}  {what}")
