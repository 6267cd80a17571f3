"""Decks and collections with something wrong in them, and what the commands do with each.

What is changed is what is in `cases/`, the shipped decks, and a deck with a card of every kind.
"""

from __future__ import annotations

import json
import random
import re
import shutil
from functools import cache
from pathlib import Path
from typing import NamedTuple

import mutations
from releases import PNG
from trials import Files, Harm, Trial, answer, below, in_decks

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"

EVERY = """\
id: essai
deck: Essai::Peau
cards:
  - id: derme
    question: Où va le produit ?
    answer: {text: dans le derme, must: true, why: "C'est là que **tout** se passe."}
    distractors: [dans le muscle, {text: dans la veine, never: true, pin: last}]
    why: "Voir \\\\(x_1^2\\\\) et H~2~O."
    caution: Prudence.
    tags: [technique, produits::derme]
    difficulty: 1
  - {id: nom, question: Qui ?, answer: Michel Pistor, accept: [Pistor], image: {file: peau.png, alt: Portrait}}
  - {id: suites, question: Lesquelles ?, answers: [rougeur, chaleur], distractors: [fracture, surdité], retired: true}
  - {id: vrai, statement: La grossesse est une contre-indication., answer: true}
  - {id: trous, cloze: "{{Peu}}, {{2::rarement::quand ?}}, au bon {{3::endroit}}.", difficulty: 2}
  - {id: lifting, term: mésolift, definition: "| a | b |\\n|---|---|\\n| 1 | 2 |", reverse: false}
  - {id: etapes, question: Dans quel ordre ?, sequence: [interrogatoire, désinfection, injections]}
  - {id: roles, question: Associez., pairs: [[lidocaïne, anesthésique], [procaïne, "![x](peau.png)"]]}
  - id: coupe
    image: {file: peau.png, alt: Coupe de la peau}
    masks:
      - {left: 10, top: 5, width: 30, height: 12.5, label: épiderme}
      - {left: 0, top: 40, width: 100, height: 60, label: "**derme**"}
"""
"""A deck with a card of every kind."""


MOST_FAULTS = 10
"""Of a file with so many faults not all are told at once, nor of a card that is no YAML and was passed over."""


@cache
def banks() -> list[Files]:
    """Folders of decks: a deck alone, a deck with its collection and media."""
    groups = ("questions/*", "yaml", "decks")
    cases = sorted(path for group in groups for path in CASES.glob(f"{group}/*") if path.suffix != ".out")
    found = [below(case) if case.is_dir() else {case.name: case.read_bytes()} for case in cases]
    shared = {"collection.yaml": (ROOT / "decks" / "collection.yaml").read_bytes()}
    shipped = [{file.name: file.read_bytes(), **shared} for file in sorted((ROOT / "decks").glob("[0-9]*.yaml"))]
    # The deck of every kind is worth as much as the many cases together, most of which have a fault.
    return [*found, *shipped * 5, *[{"essai.yaml": EVERY.encode(), "peau.png": PNG}] * 120]


def changed_file(files: Files, name: str, chance: random.Random) -> Files:
    other = chance.choice(banks())
    spare = chance.choice(sorted(one for one in other if one.endswith((".yaml", ".yml"))))
    return {**files, name: mutations.changed(files[name], other[spare], chance)}


def fuzzed_decks(seed: int, number: int) -> Files:
    """A folder of decks, one of them changed."""
    chance = random.Random(f"decks/{seed}/{number}")
    files = chance.choice(banks())
    names = [name for name in sorted(files) if name.endswith(".yaml") and Path(name).name != "collection.yaml"]
    return in_decks(changed_file(files, chance.choice(names), chance))


def fuzzed_collections(seed: int, number: int) -> Files:
    """Sound decks with a changed collection.yaml."""
    chance = random.Random(f"collections/{seed}/{number}")
    every = {"essai.yaml": EVERY.encode().replace(b"id: essai\n", b"", 1), "peau.png": PNG}
    own = {**every, "collection.yaml": b"id: essai\ntitle: Essai\nversion: '1'\nlang: en\ntypography: fr-nbsp\n"}
    shipped = [files for files in banks() if "collection.yaml" in files]
    return in_decks(changed_file(chance.choice([own, *shipped]), "collection.yaml", chance))


UNREAD = frozenset(("yaml", "list-without-key"))
"""Faults after which something was not read."""


def tried_decks(trial: Trial) -> str:
    """All that is made of decks; and what `check --fix` makes of their files."""
    found = trial.run("check", "decks")
    if found.exit_code == 1:
        mend(trial)
    if found.exit_code == 0:
        trial.make("list", "decks")
        trial.make("quiz", "-n", 5, "decks", "-o", "made/quiz")
        trial.make("flashcards", "decks", "-o", "made/cards")
        # The lock that this writes is the last thing that decks get.
        if trial.make("anki", "decks", "-o", "made/essai.apkg").exit_code == 0:
            trial.make("diff", "made/essai.apkg", "decks")
    return answer(found)


def mend(trial: Trial) -> None:
    """What was mended has no error that it had not, but where a line could not be read before."""
    shutil.copytree("decks", "mended")
    before = errors(trial)
    trial.run("check", "--fix", "mended")
    fresh = [one for one in errors(trial) if one not in before and not is_mended(one)]
    if fresh and UNREAD.isdisjoint(one.code for one in before) and len(before) < MOST_FAULTS:
        raise Harm(f"check --fix: it brought {fresh} to {before}")


class Fault(NamedTuple):
    """An error as `check` tells it of some lines of a file."""

    path: str
    line: int
    end_line: int
    code: str


def errors(trial: Trial) -> set[Fault]:
    """The errors in the folder that is mended."""
    told = json.loads(trial.run("check", "--format", "json", "mended").stdout)
    return {Fault(*(one[name] for name in Fault._fields)) for one in told if one["severity"] == "error"}


def is_mended(fault: Fault) -> bool:
    """Whether a line of a fault is no longer as it was."""
    lines = range(fault.line - 1, fault.end_line)
    files = (fault.path.replace("mended", "decks", 1), fault.path)
    old, new = (re.split(rb"\r\n|\r|\n", Path(file).read_bytes())[lines.start : lines.stop] for file in files)
    return old != new
