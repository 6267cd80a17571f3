"""Release locks with something wrong in them, and what the commands do with each."""

from __future__ import annotations

import random
import tempfile
from functools import cache
from pathlib import Path

import mutations
from fuzz_decks import EVERY
from releases import PNG, THEN
from trials import Files, Trial, answer, in_decks

import mesoquiz
from mesoquiz.anki import lockfile
from mesoquiz.anki.lock import settle
from mesoquiz.exporters import exporter


@cache
def release() -> Files:
    """Decks with the lock and the package of their first release."""
    cards = EVERY.replace("id: essai\n", "", 1)
    files = {"essai.yaml": cards.encode(), "peau.png": PNG, "collection.yaml": b"id: essai\ntitle: Essai\n"}
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            Path(folder, name).write_bytes(data)
        rendered = exporter("apkg").render(mesoquiz.load(folder))
        lock, _ = settle(None, rendered.lock(), THEN)
        package = rendered.package(lock).content
    return {**in_decks(files), "decks/collection.lock": lockfile.dump(lock).encode(), "old.apkg": package}


def fuzzed_locks(seed: int, number: int) -> Files:
    """A release of decks, with a changed lock."""
    chance = random.Random(f"locks/{seed}/{number}")
    files = release()
    text = files["decks/collection.lock"].decode()
    for _ in range(chance.choice((1, 1, 2, 5))):
        text = mutations.changed_lock(text, chance)
    return {**files, "decks/collection.lock": mutations.encoded(text, chance)}


def tried_locks(trial: Trial) -> str:
    """With a lock that `check` lets pass a package can be made, and compared with the old one."""
    found = trial.run("check", "decks")
    trial.run("diff", "old.apkg", "decks")
    trial.run("diff", "decks", "old.apkg")
    if found.exit_code:
        trial.run("anki", "decks", "-o", "made/essai.apkg")
    else:
        trial.make("anki", "decks", "-o", "made/essai.apkg")
        trial.make("check", "decks")
        trial.run("diff", "old.apkg", "made/essai.apkg")
    return answer(found)
