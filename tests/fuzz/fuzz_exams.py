"""Blueprints and manifests with something wrong in them, and what the commands do with each."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path

import mutations
from fuzz_packages import changed_json
from trees import changed_data
from trials import Files, Trial, answer, below, in_decks

import mesoquiz
from mesoquiz.exams import manifest
from mesoquiz.exams.identity import check_of
from mesoquiz.notes.bank import Bank

PLANS = Path(__file__).parent.parent / "cases" / "blueprints"


@cache
def plan_bank() -> tuple[Files, Bank]:
    """The decks that exams are drawn from."""
    folder = PLANS / "decks"
    return in_decks(below(folder)), mesoquiz.load(folder)


@cache
def plans() -> list[bytes]:
    """Blueprints, most of them with a fault that only drawing an exam shows."""
    found = [file.read_bytes() for file in sorted(PLANS.glob("*.yaml"))]
    used = (
        b"title: Suite\nexclude_used: [../../manifest.json]\nseed: a\nforms: 3\nsections:\n  - {count: 4, each: 0.5}\n"
    )
    return [*found, *[used, (PLANS / "exam-as-planned.yaml").read_bytes()] * 20]


@cache
def manifests() -> list[str]:
    """The manifests of exams that can be printed again."""
    _, bank = plan_bank()
    planned = mesoquiz.assemble(bank, blueprint=PLANS / "exam-as-planned.yaml")
    return [manifest.dump(planned), manifest.dump(mesoquiz.assemble(bank, forms=2, count=5, title="Essai"))]


def fuzzed_blueprints(seed: int, number: int) -> Files:
    """Sound decks with a changed blueprint."""
    chance = random.Random(f"blueprints/{seed}/{number}")
    made = mutations.changed(chance.choice(plans()), chance.choice(plans()), chance)
    return {**plan_bank()[0], "decks/blueprints/examen.yaml": made, "manifest.json": manifests()[0].encode()}


def tried_blueprints(trial: Trial) -> str:
    """A blueprint that `check` lets pass makes an exam, which can be printed again."""
    found = trial.run("check", "decks")
    if found.exit_code:
        trial.run("quiz", "-b", "decks/blueprints/examen.yaml", "-o", "made/quiz")
    else:
        trial.make("quiz", "-b", "decks/blueprints/examen.yaml", "-o", "made/quiz")
        trial.make("quiz", "--from", "made/quiz/manifest.json", "decks", "-o", "made/again")
    return answer(found)


def fuzzed_manifests(seed: int, number: int) -> Files:
    """Sound decks with a changed manifest, and a blueprint that excludes what it asked."""
    chance = random.Random(f"manifests/{seed}/{number}")
    text = chance.choice(manifests())
    if chance.random() < 0.3:
        text = changed_json(text, chance)
    made = mutations.encoded(changed_data(text, chance), chance)
    if chance.random() < 0.8:
        made = _sealed(made)
    return {**plan_bank()[0], "decks/blueprints/examen.yaml": plans()[-2], "manifest.json": made}


def _sealed(text: bytes) -> bytes:
    """A manifest whose check fits, so that all behind the check is tried; as it is where it is none."""
    try:
        made = json.loads(text)
        return json.dumps(made | {"check": check_of(made)}).encode()
    except (ValueError, TypeError, AttributeError, RecursionError):
        return text


def tried_manifests(trial: Trial) -> str:
    """A manifest is printed again or refused, here and in a blueprint."""
    trial.run("check", "decks")
    trial.run("quiz", "-b", "decks/blueprints/examen.yaml", "-o", "made/quiz")
    again = trial.run("quiz", "--from", "manifest.json", "decks", "-o", "made/again")
    return answer(again) if again.exit_code else "printed again"
