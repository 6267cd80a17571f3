"""What is written over, and asked first; what an earlier run left in a folder; what this one says that it wrote."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

import click

from mesoquiz.cli.marks import EMPTY, OTHER, PAGE, PDF, UNMARKED, USUAL, content_of, made_as
from mesoquiz.cli.replacing import Content, write
from mesoquiz.cli.terminal import show
from mesoquiz.decks.files import MANIFEST_FILE
from mesoquiz.diagnostics.terminal import one_line
from mesoquiz.files import keep_within
from mesoquiz.paper.roles import WHOLE, page_named


def chosen_folder(output: Path | None, default: str) -> Path:
    """The folder in which results go: the one that the user names, else a place here.

    Raises click.UsageError for what names a file, `Outside` for a place here that is a link to elsewhere.
    """
    if output is not None and output.suffix.casefold() in USUAL and not output.is_dir():
        what = f"several files are made, and `{one_line(str(output))}` would be their folder"
        alone = "; for the package alone, type `mesoquiz anki -o FILE.apkg`" if output.suffix == ".apkg" else ""
        raise click.UsageError(f"{what}: type `-o {one_line(str(output.with_suffix('')))}`{alone}")
    return _chosen(output, default)


def chosen_file(output: Path | None, default: str) -> Path:
    """The same for a command that makes one file."""
    return _chosen(output, default)


def _chosen(output: Path | None, default: str) -> Path:
    if output == Path("-"):
        raise click.UsageError(f"nothing is written to standard output: type `-o {default}`, or another place")
    return output or keep_within(Path(), Path(default))


def write_over(
    files: Mapping[Path, Content],
    stale: Callable[[], Iterable[Path]] = tuple,
    *,
    read: Mapping[Path, bytes | None] | None = None,
    seals: Collection[Path] = (),
    kinds: Mapping[Path, str] | None = None,
) -> list[Path]:
    """Write files as `replacing.write` does, but nothing over what mesoquiz did not make, unless its user agrees.

    Neither over what it made as something else. `kinds` says which of `marks` a file has if not the usual one.
    Raises click.UsageError where nobody can be asked, click.Abort where the answer is no.
    """
    for file in files:
        if file not in (read or {}):
            _ask_for(file, (kinds or {}).get(file) or USUAL.get(file.suffix, UNMARKED))
    return write(files, stale, read=read, seals=seals)


def _ask_for(file: Path, kind: str) -> None:
    """Ask before something else than this kind is written over."""
    try:
        there = made_as(file) if file.is_file() else EMPTY
    except FileNotFoundError:
        # Another run has just removed it, to bring its own.
        return
    if there in (EMPTY, kind):
        return
    what = "and mesoquiz did not make it" if there == OTHER else there
    said = f"{one_line(str(file))} is there, {what}"
    if sys.stdin is None or not sys.stdin.isatty():
        raise click.UsageError(f"{said}: name another place, or move it away")
    click.confirm(f"{said}. Write over it?", abort=True, err=True)


def _forms(file: Path) -> list[str]:
    """The forms that a manifest speaks of; none if it is no manifest."""
    try:
        return [form["form"] for form in content_of(file)["forms"]]
    except (LookupError, TypeError):
        return []


def pages_in(folder: Path) -> set[str]:
    """The pages in `folder` of the forms that the manifest there speaks of: what an earlier run wrote.

    Without a manifest, a run was killed between its moves, and all pages there are of an exam that is no more.
    """
    manifest = folder / MANIFEST_FILE
    forms = _forms(manifest) if manifest.exists() else None
    pages = ((path.name, page_named(path.name)) for path in folder.iterdir())
    names = {name for name, page in pages if (page and (forms is None or page[1] in forms)) or name in WHOLE}
    return {name for name in names if (folder / name).is_file() and made_as(folder / name) in (PAGE, PDF)}


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
