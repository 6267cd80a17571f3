"""Paths -> the deck files that they name, and the collection that they belong to."""

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from mesoquiz.files import keep_within

COLLECTION_FILE = "collection.yaml"
MANIFEST_FILE = "manifest.json"
"""What an exam was, beside its pages."""
BLUEPRINTS = "blueprints"
"""The folder of exam plans inside a folder of decks: YAML, but not decks."""


def deck_files(paths: Iterable[str | Path]) -> Iterator[Path]:
    """The deck files that paths name. A collection file is no deck; alone, it names its folder.

    Raises OSError, `Outside` for a link in a folder that leads out of it: whoever means such a file names it.
    """
    named = [Path(path) for path in paths]
    decks = [_of_blueprint(path) for path in named if path.name != COLLECTION_FILE]
    for path in decks or [path.parent for path in named]:
        for file in files_in(path):
            yield file if file == path else keep_within(path, file)


def _of_blueprint(path: Path) -> Path:
    """A blueprint, or a folder of them, names the decks that it draws from."""
    # From inside that folder, a path lacks its name: `controle.yaml`, `.`
    whole = path.absolute()
    if BLUEPRINTS not in (whole.name, whole.parent.name):
        return path
    inside = path if whole.name == BLUEPRINTS else path.parent
    home = collection_file(inside / ".." / path.name)
    return home.parent if home else path


def files_in(path: Path) -> Iterator[Path]:
    """The deck files that a path names, in the order of their names. Raises OSError.

    In the folder of a collection, what lies in folders with a collection.yaml of their own is left out.
    """
    if not path.is_dir():
        yield path
        return
    found = [file for file in _walk(path)[0] if _is_deck(file)]
    if not found:
        near = "".join(f"; {file.name} is not read: rename it to {name}" for file, name in misnamed_in(path))
        raise FileNotFoundError(errno.ENOENT, f"there is no deck (.yaml file) in this folder{near}", str(path))
    yield from found


def collections_in(path: Path) -> list[Path]:
    """The folders below that of a collection which hold one of their own, in the order of their names.

    Raises OSError.
    """
    return _walk(path)[1] if path.is_dir() else []


def misnamed_in(path: Path) -> Iterator[tuple[Path, str]]:
    """The files of a folder that look like decks and are not read, and the names under which they would be.

    Windows hides endings, so that an editor there saves `anatomy.yaml.txt`. Raises OSError.
    """
    for file in _walk(path)[0] if path.is_dir() else ():
        whole = file.name.removesuffix(file.suffix) if file.suffix.casefold() == ".txt" else ""
        if is_yaml(whole):
            yield file, whole
        elif _is_like_collection(file):
            yield file, COLLECTION_FILE


def _walk(path: Path) -> tuple[list[Path], list[Path]]:
    """All files in a folder but those in hidden folders, and its folders that are collections of their own, by name."""
    found: list[Path] = []
    others: list[Path] = []
    is_collection = collection_file(path / COLLECTION_FILE) is not None
    try:
        for folder, names, file_names in os.walk(path, onerror=_fail):
            names[:] = sorted(name for name in names if not name.startswith((".", "_")) and name != BLUEPRINTS)
            own = [name for name in names if is_collection and _is_file(Path(folder, name, COLLECTION_FILE))]
            names[:] = [name for name in names if name not in own]
            others += [inner for name in own for inner in (Path(folder, name), *_walk(Path(folder, name))[1])]
            found += [Path(folder, name) for name in file_names]
    except RecursionError as error:
        raise OSError(errno.ELOOP, "the folders are nested too deeply", str(path)) from error
    return sorted(found, key=_as_composed), sorted(others, key=_as_composed)


def _as_composed(file: Path) -> str:
    return unicodedata.normalize("NFC", file.as_posix())


def _is_file(path: Path) -> bool:
    # `Path.is_file` would raise where a folder above may not be searched.
    return os.path.isfile(path)  # noqa: PTH113


def identity(file: Path) -> object:
    """What makes two paths one file; a path that leads nowhere is only itself."""
    try:
        info = file.stat()
    except OSError:
        return file
    return info.st_dev, info.st_ino


def is_yaml(name: str) -> bool:
    """Whether a file of this name is read where its folder is; hidden files are those of editors and systems."""
    return name.casefold().endswith((".yaml", ".yml")) and not name.startswith(".")


def _is_deck(file: Path) -> bool:
    return is_yaml(file.name) and file.name != COLLECTION_FILE and not _is_like_collection(file)


def _is_like_collection(file: Path) -> bool:
    """Whether a file is named like a collection file but for its ending or its capital letters, and is none."""
    is_like = Path(file.name).stem.casefold() == "collection" and is_yaml(file.name) and file.name != COLLECTION_FILE
    # Where capital letters do not count, it is the collection file.
    return is_like and identity(file) != identity(file.with_name(COLLECTION_FILE))


def _fail(error: OSError) -> None:
    raise error


def size_of(file: Path) -> int:
    """The size of a regular file in bytes; a device or a pipe is refused before it is opened."""
    info = file.stat()
    if not stat.S_ISREG(info.st_mode):
        raise OSError(errno.EINVAL, "this is not a regular file", str(file))
    return info.st_size


def collection_file(file: Path) -> Path | None:
    """The collection file that a deck file belongs to: beside it, or in one of two above. Raises `Outside`."""
    folders = [file.parent, file.parent / "..", file.parent / ".." / ".."]
    homes = [folder / COLLECTION_FILE for folder in folders]
    found = [Path(os.path.normpath(home)) for home in homes if _is_file(home)]
    return keep_within(found[0].parent, found[0]) if found else None
