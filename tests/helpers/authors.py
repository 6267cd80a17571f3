"""An author with pictures and sounds."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import mesoquiz
from mesoquiz.notes.bank import Bank

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


def load(*cards: dict[str, Any], **files: bytes) -> Bank:
    """A bank of these cards and files; `__` in a name stands for the dot, so that it can be a keyword."""
    for name, content in files.items():
        Path("decks", name.replace("__", ".")).write_bytes(content)
    numbered = [{"id": f"c{number}", **card} for number, card in enumerate(cards, 1)]
    Path("decks/a.yaml").write_text(json.dumps({"deck": "Médias", "cards": numbered}, ensure_ascii=False), "utf-8")
    return mesoquiz.load("decks")


def sound(*cards: dict[str, Any], **files: bytes) -> Bank:
    bank = load(*cards, **files)
    assert not bank.diagnostics, mesoquiz.format_report(bank)
    return bank


def shown(path: str, alt: str = "Coupe") -> dict[str, Any]:
    return {"question": f"![{alt}](<{path}>) Que voit-on ?", "answer": "la peau"}


def complaints(bank: Bank) -> list[tuple[str, str]]:
    return [(found.code, found.message) for found in bank.diagnostics]


def package(bank: Bank) -> bytes:
    (artifact,) = mesoquiz.export("apkg", bank)
    return artifact.content


def packed_media(content: bytes) -> dict[str, bytes]:
    """File name -> content, as the package holds them."""
    archive = zipfile.ZipFile(BytesIO(content))
    names = json.loads(archive.read("media"))
    members = set(archive.namelist()) - {"media", "collection.anki2"}
    assert members == set(names)
    return {name: archive.read(member) for member, name in names.items()}


def paper(bank: Bank) -> dict[str, str]:
    quiz = mesoquiz.assemble(bank)
    return {page.name: page.content.decode() for page in mesoquiz.export("html", quiz)}
