"""Texts that are as their authors meant them: whatever they look like, nothing is said of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

import mesoquiz
from mesoquiz.diagnostics.report import concise

PROSE = Path(__file__).with_name("prose.txt").read_text(encoding="utf-8").splitlines()


def is_plain(sentence: str) -> bool:
    """Whether YAML reads a sentence as it is, without quotes, after a key and as an entry of a list."""
    try:
        key, entry = yaml.compose(f"a: {sentence}"), yaml.compose(f"- {sentence}")
    except yaml.YAMLError:
        return False
    nodes = (key.value[0][1], entry.value[0])
    return all(isinstance(node, yaml.ScalarNode) and node.value == sentence for node in nodes)


PLAIN = [sentence for sentence in PROSE if is_plain(sentence)]
WRITTEN: dict[str, tuple[list[str], Callable[[str], str]]] = {
    "plain": (PLAIN, str),
    "in double quotes": (PROSE, lambda text: json.dumps(text, ensure_ascii=False)),
    "in single quotes": (PROSE, lambda text: "'" + text.replace("'", "''") + "'"),
    "in a block": (PROSE, lambda text: f"|\n        {text}\n        {text}"),
    "in a folded block": (PROSE, lambda text: f">-\n        {text}"),
}


def test_there_are_enough_sentences_and_no_two_are_alike() -> None:
    assert len(set(PROSE)) >= 400
    assert len(PLAIN) >= 300


@pytest.mark.parametrize("style", WRITTEN)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_nothing_is_said_of_ordinary_sentences(style: str, end: str, tmp_path: Path) -> None:
    sentences, write = WRITTEN[style]
    lines = ["deck: Prose", "id: prose", "cards:"]
    for number, sentence in enumerate(sentences):
        text = write(sentence)
        lines += [f"  - id: a{number}", f"    question: {text}", f"    answer: {text}", f"    why: {text}"]
        lines += [f"  - id: b{number}", "    question: Quoi ?", "    answers:"]
        lines += [f"      - {text}", f"      - autre que {number}"]
    deck = tmp_path / "prose.yaml"
    deck.write_bytes(end.join([*lines, ""]).replace("\r\n", "\n").replace("\n", end).encode())
    bank = mesoquiz.load(deck)
    assert concise(bank.diagnostics, {}, lambda text, _: text) == ""
    assert [note.id for note in bank.notes if note.id.startswith("a")] == [f"a{n}" for n in range(len(sentences))]


LEGITIMATE = {
    "numbers without spaces": ("    hypothesis: une allergie\n    information: une fièvre\n    panel: [0,4,3,4,1]\n"),
    "numbers, some without spaces": (
        "    hypothesis: une allergie\n    information: une fièvre\n    panel: [0, 4,3, 4,1]\n"
    ),
    "numbers with points, without spaces": "    question: Quelles doses ?\n    answers: [1,0.5]\n",
    "a remark after two spaces": "    question: Que faire ?\n    answer: rien  # à vérifier avec le cours\n",
    "a remark after the end of a sentence": "    question: Que faire ? # relu par Anne\n    answer: rien\n",
    "a remark with its usual word": "    question: Que faire ?\n    answer: rien # TODO\n",
    "a remark on a tag": "    question: Que faire ?\n    answer: rien\n    tags: [os] # un seul\n",
    "a remark on a kind": "    type: qa # simple\n    question: Que faire ?\n    answer: rien\n",
    "a remark on a line of its own": "    # cinq patients\n    question: Que faire ?\n    answer: rien\n",
    "one answer with a semicolon": "    question: Que faire ?\n    answers:\n      - attendre ; puis appeler.\n",
    "a list in a block": "    question: Que faire ?\n    answer: |\n      - un\n      - deux\n",
    "a text on two lines": "    question: Que faire\n      dans ce cas ?\n    answer: rien\n",
    "gaps in a cloze": "    cloze: Le {{derme}} et l'{{2::hypoderme::dessous}}.\n",
    "code with braces": '    question: Que fait `{{x}}` ?\n    answer: "`<b>` aussi"\n',
    "a number of things that are not asked for": "    question: Lequel des deux os est long ?\n    answers: [fémur]\n",
    "a number that is no number of answers": "    question: Citez 2,5 raisons.\n    answers: [une]\n",
    "lists in lists": "    question: Associez.\n    pairs:\n      - [un, deux]\n      - - trois\n        - quatre\n",
}


@pytest.mark.parametrize("card", LEGITIMATE.values(), ids=LEGITIMATE)
def test_nothing_is_said_of_what_only_looks_like_a_slip(card: str, tmp_path: Path) -> None:
    deck = tmp_path / "a.yaml"
    deck.write_text(f"deck: A\nid: a\ncards:\n  - id: a\n{card}", encoding="utf-8")
    bank = mesoquiz.load(deck)
    assert concise(bank.diagnostics, {}, lambda text, _: text) == ""


@pytest.mark.parametrize("name", ["Anatomie::Membre", "Anatomie : membre", "Garde de 12:30", "Os"])
def test_nothing_is_said_of_the_usual_names_of_decks(name: str, tmp_path: Path) -> None:
    deck = tmp_path / "a.yaml"
    deck.write_text(f'deck: "{name}"\nid: a\ncards:\n  - {{id: a, question: Quoi, answer: rien}}\n', encoding="utf-8")
    assert mesoquiz.load(deck).diagnostics == ()


def test_nothing_is_said_of_twenty_thousand_ordinary_cards(tmp_path: Path) -> None:
    usual = [text for text in PLAIN if len(text) > 15 and "\\" not in text and "{{" not in text]
    lines = ["deck: Grand", "id: grand", "cards:"]
    for number in range(20_000):
        text, other = usual[number % len(usual)], usual[(7 * number + 3) % len(usual)]
        quoted = json.dumps(f"Carte {number} : {text}", ensure_ascii=False)
        lines += [f"  - id: carte-{number}"]
        lines += (
            [f"    question: {quoted}", f"    answer: {other}", f"    why: {text}"],
            [f"    question: {quoted}", "    answers:", f"      - {other}", f"      - autre {number}"],
            [f'    cloze: "Carte {number} : {{{{derme}}}} et {{{{2::peau::où}}}}."', "    tags: [os::bras, b]"],
            [
                "    question: |",
                f"      {text}",
                f"      Carte {number} ?",
                f"    answer: {other}",
                "    difficulty: 2",
            ],
            [f"    term: terme {number}", f"    definition: {text}"],
        )[number % 5]
    deck = tmp_path / "grand.yaml"
    deck.write_text("\n".join([*lines, ""]), encoding="utf-8")
    bank = mesoquiz.load(deck)
    assert concise(bank.diagnostics[:5], {}, lambda text, _: text) == ""
    assert len(bank.notes) == 20_000
