"""Keys and values as people type them who know other programs: one message, which says what to type instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run

import mesoquiz
from mesoquiz.diagnostics.diagnostic import Diagnostic
from mesoquiz.exams import loader

CARD = "deck: T\nid: t\ncards:\n  - id: a\n    question: Quel os ?\n    answer: fémur\n"
LIST = "deck: T\nid: t\ncards:\n  - id: a\n    question: Quels os ?\n"
PLAN = "title: Examen\nsections:\n  - title: A\n    count: 1\n"


def found_in(text: str, file: Path) -> Diagnostic:
    """The only thing that is said of a deck."""
    file.write_text(text, encoding="utf-8")
    (found,) = mesoquiz.load(file).diagnostics
    return found


KEYS = {
    "hint: f": "cards have no hint: write it into the question, or into the gap of a cloze, {{word::hint}}",
    "indice: f": "cards have no hint: write it into the question, or into the gap of a cloze, {{word::hint}}",
    "pourquoi: oui": "did you mean `why`?",
    "raison: oui": "did you mean `why`?",
    "because: oui": "did you mean `why`?",
    "extra: oui": "write `why:`",
    "points: 2": "remove it: the blueprint of an exam gives the points",
    "quote: oui": "write it below `source:`",
    '"why ": oui': "write `why:`, with nothing between the name and its colon or around it",
    "“why”: oui": "write `why:`, with nothing between the name and its colon or around it",
}


@pytest.mark.parametrize(("line", "hint"), KEYS.items())
def test_a_key_that_there_is_not_has_one_in_its_place(line: str, hint: str, tmp_path: Path) -> None:
    found = found_in(f"{CARD}    {line}\n", tmp_path / "a.yaml")
    assert (found.code, found.span.line, found.hint) == ("unknown-key", 7, hint)


def test_questions_and_answers_by_their_letters_are_known(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("deck: T\nid: t\ncards:\n  - id: a\n    Q: Quel os ?\n    R: fémur\n", encoding="utf-8")
    hints = [found.hint for found in mesoquiz.load(file).diagnostics]
    assert hints == ["did you mean `question`?", "did you mean `answer`?"]


VALUES = {
    "tags: a b": "write `tags: [a, b]`",
    "tags: a; b": "write `tags: [a, b]`",
    "source: cedef": "write `{doc: cedef}`",
    "source: CEDEF 2020, p. 12": (
        "write `{doc: …, quote: …}`, where `doc` is the `id` that collection.yaml gives the source"
    ),
    "difficulty: facile": "write `1`",
    "difficulty: hard": "write `3`",
    "why: ~": 'write its value, or remove the key; `~` is no value: for the text itself, write `"~"`',
    "why: null": 'write its value, or remove the key; `null` is no value: for the text itself, write `"null"`',
    "why: !!str 12": "remove `!!str`",
    "why: !attention": 'quote the text: "!attention"',
    "why: &doses 12 mg": 'quote the text: "&doses 12 mg"',
    "why: *max": 'quote the text: "*max"',
    "<<: *base": "write the keys out in each card",
    "image: media\\peau.png": "write `media/peau.png`",
}


@pytest.mark.parametrize(("line", "hint"), VALUES.items())
def test_a_value_that_does_not_fit_has_one_in_its_place(line: str, hint: str, tmp_path: Path) -> None:
    found = found_in(f"{CARD}    {line}\n", tmp_path / "a.yaml")
    assert (found.span.line, found.hint) == (7, hint)


@pytest.mark.parametrize(("stars", "number"), [("*", 1), ("**", 2), ("***", 3)])
def test_a_difficulty_in_stars_becomes_a_number(stars: str, number: int, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    found = found_in(f"{CARD}    difficulty: {stars}\n", file)
    assert f"{found.severity}[{found.code}]" == "error[difficulty-in-stars]"
    run("check", "--fix", "--ignore", "ALL", file)
    assert file.read_text(encoding="utf-8") == f"{CARD}    difficulty: {number}\n"


@pytest.mark.parametrize("entry", ["{gauche: a, droite: b}", "{left: a, right: b}", "{recto: a, verso: b}"])
def test_pairs_by_the_names_of_their_sides_are_lists(entry: str, tmp_path: Path) -> None:
    found = found_in(f"{LIST}    pairs:\n      - {entry}\n      - {entry.replace(' a', ' c')}\n", tmp_path / "a.yaml")
    assert found.hint == "write each as a list in brackets:\n- [a, b]\n- [c, b]"


@pytest.mark.parametrize("name", ["name", "nom", "label"])
def test_an_entry_by_a_key_of_another_name_keeps_it(name: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    text = f"{LIST}    answers:\n      - {name}: fémur\n      - tibia\n"
    assert found_in(text, file).hint
    run("check", "--fix", file)
    assert file.read_text(encoding="utf-8") == text


def test_a_character_that_nobody_sees_is_found_by_the_word_before_it(tmp_path: Path) -> None:
    found = found_in(CARD.replace("Quel os", "Quel\x0bos"), tmp_path / "a.yaml")
    assert found.hint == (
        "delete it after `Quel`, and type a space there, or, in a block `|`, press Enter: it is an invisible line break"
    )


PLANS = {
    "options: 4-5": "write `[4, 5]`",
    "count: 10 questions": "write `10` alone",
    "count: dix": "write `10`",
    "difficulty: 1-2": "write `[1, 2]`",
    "points: 0,5": "write `0.5`",
    "ask: qcm": "write `choice`",
    "tags: os": "write `{any: os}`",
    "tags: [os, bras]": "write `{any: [os, bras]}`",
    "quotas: {tag: os, count: 1}": "put it in brackets: `[{…}]`",
}
HEADS = {
    "duration: 1h30": "write `90`, the minutes",
    "duration: 90 min": "write `90` alone",
    "scoring: {rule: negative, penalty: 25 %}": "write `0.25`",
    "scoring: {rule: negative, penalty: 1/4}": "write `0.25`",
    "scoring: tout ou rien": "write `all-or-nothing`",
    "lang: français": "write `fr`",
    "exclude_used: ancien\\manifest.json": "write `ancien/manifest.json`",
    "count: 10": "write it below `sections:`",
}


@pytest.mark.parametrize("line", [*PLANS, *HEADS])
def test_a_value_of_a_blueprint_that_does_not_fit_has_one_in_its_place(line: str, tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    section = PLAN.replace("    count: 1\n", "") if line.startswith("count") and line in PLANS else PLAN
    file.write_text(f"{section}    {line}\n" if line in PLANS else f"{line}\n{PLAN}", encoding="utf-8")
    (found,) = loader.load(file, "c").diagnostics
    assert found.hint == {**PLANS, **HEADS}[line]


MENDED = {
    "penalties with a comma": (f"{PLAN}scoring: {{rule: negative, penalty: 0,25}}\n", ("0,25", "0.25")),
    "a section without its dash": (f"{PLAN}    title: B\n    count: 2\n", ("    title: B", "  - title: B")),
    "a dash before each key": (PLAN.replace("    count", "  - count"), ("  - count", "    count")),
    "a title with a colon": (PLAN.replace("Examen", "Examen: fin"), ("Examen: fin", '"Examen: fin"')),
    "sections without their key": ("title: E\n- title: A\n  count: 1\n", ("- title", "sections:\n- title")),
}


@pytest.mark.parametrize(("text", "change"), MENDED.values(), ids=MENDED)
def test_a_blueprint_is_mended_as_decks_are(
    text: str, change: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("blueprints").mkdir()
    Path("collection.yaml").write_text("id: c\ntitle: C\n", encoding="utf-8")
    Path("a.yaml").write_text(CARD.replace("id: t\n", ""), encoding="utf-8")
    plan = Path("blueprints", "plan.yaml")
    plan.write_text(text, encoding="utf-8")
    assert "`mesoquiz check --fix` mends" in run("check", ".", "--ignore", "ALL").stdout
    run("check", ".", "--fix", "--ignore", "ALL")
    assert plan.read_text(encoding="utf-8") == text.replace(*change)
