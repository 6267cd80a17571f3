"""What an earlier run left in a folder, and what this one says that it wrote."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from mesoquiz.cli.terminal import show
from mesoquiz.report import one_line

PAGE = re.compile(r"(?:quiz|key|explained|sheet)-([A-Z]{1,3})\.(?:html|pdf)")
TYPST = b"<xmp:CreatorTool>Typst"
"""What tells our PDF from one that somebody saved from a browser under the same name."""


def pages_in(folder: Path) -> set[str]:
    """The pages in `folder` of the forms that the manifest there speaks of: what an earlier run wrote."""
    if not (folder / "manifest.json").is_file():
        return set()
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        forms = [form["form"] for form in manifest["forms"]]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return set()
    pages = (PAGE.fullmatch(path.name) for path in folder.iterdir())
    names = {page[0] for page in pages if page and page[1] in forms}
    return {name for name in names if name.endswith(".html") or _is_typst(folder / name)}


def _is_typst(file: Path) -> bool:
    return file.is_file() and TYPST in file.read_bytes()


def say_written(lines: Iterable[tuple[Path, str]], removed: Iterable[Path] = ()) -> None:
    """Print what was written where: path, size, what it is; and what was removed."""
    rows = [(one_line(str(path)), f"{max(1, round(path.stat().st_size / 1000)):,} kB", what) for path, what in lines]
    rows += [(one_line(str(path)), "removed", "of the earlier quiz") for path in removed]
    width = max(len(path) for path, _, _ in rows)
    for path, size, what in rows:
        show(f"{path:<{width}}  {size:>8}  {what}")
