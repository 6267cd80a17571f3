"""Papers that Typst sets, and what is to be read on them."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pypdf
from printouts import compact, sheets
from rendering import as_read

import mesoquiz
from mesoquiz.exams.quiz import Item, Quiz
from mesoquiz.markup.gaps import Gap
from mesoquiz.notes.bank import Bank
from mesoquiz.notes.interactions import Choose, Fill

ROOT = Path(__file__).parents[2]
HEADINGS = {"quiz": "Sujet", "key": "Corrigé", "explained": "Réponses expliquées", "sheet": "Feuille de réponses"}
FORMS = ("A", "B")


class Paper:
    """A PDF as it is read: the text of each page without white space, head and foot."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        self.content = content
        self.pdf = pypdf.PdfReader(io.BytesIO(content))
        self.sheets = sheets(content)
        self.raw = [sheet.text for sheet in self.sheets]
        [number] = set(re.findall(r"n°[2-9A-Z]{3}-[2-9A-Z]{3}(?=1/)", self.raw[0]))
        self.exam = number

    def bodies(self, title: str) -> list[str]:
        """The pages without what is on each of them."""
        role, _, form = self.name.removesuffix(".pdf").partition("-")
        name = compact(f"{HEADINGS[role]} {form}")
        head = compact(f"{title}·") + f"{name}·{self.exam}" + ("Nom:" if role in ("quiz", "sheet") else "")
        found = []
        for number, text in enumerate(self.raw, 1):
            foot = f"{name}–{self.exam}{number}/{len(self.raw)}"
            assert text.startswith(head) == (number > 1), (self.name, number)
            assert text.endswith(foot), (self.name, number)
            found.append(text.removeprefix(head).removesuffix(foot).replace("•", ""))
        return found


def papers(quiz: Quiz, **options: Any) -> dict[str, Paper]:
    made = mesoquiz.export("pdf", quiz, **options)
    return {artifact.name.removesuffix(".pdf"): Paper(artifact.name, artifact.content) for artifact in made}


def in_words(bank: Bank) -> Bank:
    """The cards that are words alone, each for itself: of pictures and cases other tests tell."""
    return bank.only(lambda note: not (note.case or note.image or "![" in note.why + note.beyond))


def plain(text: str) -> str:
    """A text of the shipped decks as it is read: they mark nothing up but words, lists and tables."""
    return compact(as_read(re.sub(r"[*`]", "", text)))


def hint(gap: Gap) -> str:
    return f"({plain(gap.hint)})" if gap.hint else ""


def parts(item: Item) -> list[str]:
    """The question as it is printed, piece after piece, without its answer."""
    asked = item.interaction
    told = plain(item.note.context)
    if isinstance(asked, Fill):
        return [
            told + "Complétezletexte.",
            "".join(hint(part) if isinstance(part, Gap) else plain(part) for part in asked.parts),
        ]
    found = [told + plain(getattr(asked, "lead", "") + asked.prompt)]
    if isinstance(asked, Choose):
        found += [
            letter + plain(asked.options[index].text) for letter, index in zip(item.letters, item.order, strict=True)
        ]
    return found
