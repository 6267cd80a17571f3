"""`python benchmarks/memory.py`: the most memory that each command takes with many pictures, or with many cards.

A picture weighs nothing until something embeds it: what only names it must not hold it, and what embeds it holds a few
at a time. The pictures are noise, which no packing makes smaller; they are the same in each run.
"""

from __future__ import annotations

import json
import random
import struct
import sys
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click
from generate import write_decks
from run import Verdict, take

SIDE = 440
"""Of a picture, in grey pixels: 200 kB."""
BANK, PAPER, CARDS = 2000, 500, 100_000
"""Pictures in the bank, pictures on one paper, and flashcards: the sizes that the targets are meant for."""

MOST = 150
MOST_CARDS = 500
"""Megabytes that a command may take, whatever the pictures weigh, and that all flashcards may take."""
MOST_OF_OUTPUT = 3
"""What embeds pictures may take so many times the size of the largest file that it makes."""


@click.command()
@click.option("--pictures", type=click.IntRange(20), default=BANK, show_default=True, help="Pictures in the bank.")
@click.option("--asked", type=click.IntRange(1), default=PAPER, show_default=True, help="Pictures on one paper.")
@click.option("--cards", type=click.IntRange(1), default=CARDS, show_default=True, help="Flashcards without pictures.")
@click.option("--pdf", is_flag=True, help="Measure papers and flashcards as PDF too; takes a few minutes.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON in place of the table.")
def main(pictures: int, asked: int, cards: int, pdf: bool, as_json: bool) -> None:
    """Measure the peak memory of each command.

    \b
    Example: small enough to try
      python benchmarks/memory.py --pictures 200 --asked 50 --cards 1000
    """
    if asked > pictures:
        raise click.UsageError(f"{asked} questions are wanted, and there are {pictures} pictures: ask for fewer")
    with tempfile.TemporaryDirectory(prefix="mesoquiz-benchmark-") as name:
        folder = Path(name)
        size = write_pictures(folder / "pictures", pictures)
        write_decks(folder / "cards", cards, min(cards, 50))
        verdicts = []
        for verdict in measure(folder, asked, pdf=pdf):
            verdicts.append(verdict)
            if not as_json:
                click.echo(_line(verdict))
    if as_json:
        setting = {"pictures": pictures, "megabytes": round(size / 1e6, 1), "asked": asked, "cards": cards}
        made = [{**asdict(verdict), "met": verdict.met} for verdict in verdicts]
        click.echo(json.dumps({"setting": setting, "targets": made}, indent=1))


def write_pictures(folder: Path, pictures: int) -> int:
    """Write a deck of so many cards, each with a picture of its own. Returns the size of the pictures in bytes."""
    folder.mkdir()
    (folder / "collection.yaml").write_text("id: banc-essai\ntitle: Banc d'essai\nlang: fr\n", encoding="utf-8")
    draw = random.Random(1952)
    size = 0
    cards = ["deck: Images\ncards:\n"]
    for number in range(pictures):
        size += (folder / f"image-{number:05}.png").write_bytes(_noise(draw))
        shown = f"image: {{file: image-{number:05}.png, alt: du bruit}}"
        cards.append(
            f"  - {{id: fiche-{number:05}, question: Quelle image (n° {number}) ?, answer: du bruit, {shown}}}\n"
        )
    (folder / "images.yaml").write_text("".join(cards), encoding="utf-8")
    return size


def _noise(draw: random.Random) -> bytes:
    """A picture of grey noise, as PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + draw.randbytes(SIDE) for _ in range(SIDE))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", SIDE, SIDE, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")


def measure(folder: Path, asked: int, *, pdf: bool) -> Iterator[Verdict]:
    """Run each command in a process of its own; yields its peak beside the target."""
    bank, package = str(folder / "pictures"), str(folder / "bank.apkg")
    take(_command("check", bank, bank), folder)
    for words in (("check", bank), ("list", bank), ("anki", bank, "-o", package), ("diff", package, bank)):
        yield _judge(folder, words, MOST)
    yield _judge(folder, ("quiz", bank, "-n", "20", "-o", "short"), MOST)
    also = ("--pdf",) if pdf else ()
    for words in (("quiz", bank, "-n", str(asked), "-o", "paper"), ("flashcards", bank, "-o", "sheets")):
        yield _judge(folder, words, MOST_OF_OUTPUT)
        if pdf:
            yield _judge(folder, (*words[:-1], f"{words[-1]}-pdf", *also), MOST_OF_OUTPUT)
    yield _judge(folder, ("flashcards", str(folder / "cards"), "-o", "many"), MOST_CARDS)


def _judge(folder: Path, words: tuple[str, ...], most: float) -> Verdict:
    """The peak of a command; beside its output, where the target is a multiple of that."""
    peak = take(_command(*words), folder).megabytes
    shown = " ".join(word for word in words if not word.startswith(("-", str(folder))))
    if most != MOST_OF_OUTPUT:
        return Verdict(shown, peak, most, "MB")
    largest = max(file.stat().st_size for file in (folder / words[words.index("-o") + 1]).iterdir())
    return Verdict(shown, peak / (largest / 1e6), most, f"× {largest / 1e6:.0f} MB")


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "mesoquiz", *words]


def _line(verdict: Verdict) -> str:
    value, target = f"{verdict.value:.1f} {verdict.unit}", f"≤ {verdict.target} {verdict.unit}"
    return f"{verdict.name:<28}{value:>16}{target:>16}  {'met' if verdict.met else 'missed'}"


if __name__ == "__main__":
    main()
