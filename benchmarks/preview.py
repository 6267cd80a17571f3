"""From saving a file to the page of `mesoquiz preview` that shows it: the target is 0.5 s of 5,000 cards, 0.3 s of 213.

python benchmarks/preview.py                # 5,000 cards in 25 files, 5,000 in one, and the shipped decks: four minutes
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

try:
    from generate import write_decks
except ImportError:  # run as a module
    from benchmarks.generate import write_decks

SHIPPED = Path(__file__).parent.parent / "decks"
SIZES = {"5,000 cards, 25 files": (5_000, 25, 0.5), "5,000 cards, one file": (5_000, 1, 0.5), "shipped": (0, 0, 0.3)}
"""Cards, files and the target in seconds; without cards the decks of the project."""
PAUSES = (0.1, 3.0)
"""Seconds between two saves: an author types on while all checks run."""
CARD = re.compile(r'(?m)^  - id: (\S+)\n    question: "?(.{10,}?)"?$')


@contextmanager
def previewed(decks: Path) -> Iterator[str]:
    """The address of a preview of some decks, in a process of its own."""
    command = [sys.executable, "-m", "mesoquiz", "preview", "--no-open", str(decks)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stderr
        found = re.search(r"http://\S+/", process.stderr.readline())
        assert found
        try:
            yield found[0]
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def follow(browser: Browser, address: str, file: Path, saves: int) -> list[tuple[float, float]]:
    """Seconds until the page's heading has what was saved, and until the card itself has, for each save."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    text = file.read_text("utf-8")
    found = list(CARD.finditer(text))[3]
    page.fill("#search", found[1])
    _card(page, found[1], found[2][:20])
    draw, spent = random.Random(1), []
    for number in range(saves):
        time.sleep(draw.uniform(*PAUSES))
        mark = f"essai{number:03}fin"
        said = f'  - id: {found[1]}\n    question: "{found[2]} {mark}"'
        started = time.perf_counter()
        file.write_text(text[: found.start()] + said + text[found.end() :], "utf-8")
        page.locator("h2").get_by_text(mark).first.wait_for()
        heading = time.perf_counter() - started
        _card(page, found[1], mark)
        spent.append((heading, time.perf_counter() - started))
    page.close()
    return spent


def _card(page: Any, id: str, text: str) -> None:
    page.frame_locator(f"article[data-id='{id}'] iframe.anki >> nth=0").get_by_text(text).first.wait_for()


def main() -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saves", type=int, default=30)
    asked = parser.parse_args()
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
        browser = driver.chromium.launch(executable_path=program)
        for name, (notes, files, target) in SIZES.items():
            decks = Path(folder, name, "decks")
            if notes:
                write_decks(decks, notes, files)
            else:
                shutil.copytree(SHIPPED, decks)
            file = sorted(decks.glob("0*.yaml"))[files // 2]
            with previewed(decks) as address:
                spent = follow(browser, address, file, asked.saves)
            for what, seconds in zip(("heading", "card"), zip(*spent, strict=True), strict=True):
                middle, most = statistics.median(seconds), max(seconds)
                told = f"median {middle:.2f} s ({middle / target:.2f}), worst {most:.2f} s ({most / target:.2f})"
                print(f"{name:24} {what:8} {told} of {target} s", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
