"""Slips of every day: one message each, at its place, with the lines to type; `check --fix` writes them."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run

import mesoquiz
from mesoquiz.diagnostics.report import concise

HEAD = "deck: T\nid: t\ncards:\n  - id: a\n"
REST = "    question: Quel os ?\n    answer: fémur\n"
NEXT = "    question: Et là ?\n    answer: tibia\n"

# The slip, where it is told and how, and the same cards as they were meant.
SLIPS = {
    "no dash before a card": (
        f"{REST}    id: b\n{NEXT}",
        "7:5: error[missing-dash] a new entry begins here, but its `- ` is missing",
        f"{REST}  - id: b\n{NEXT}",
    ),
    "no dash, and less indented": (
        f"{REST}  id: b\n{NEXT}",
        "7:3: error[missing-dash]",
        f"{REST}  - id: b\n{NEXT}",
    ),
    "a dash before each key": (
        "  - question: Quel os ?\n  - answer: fémur\n",
        "5:3: error[needless-dash] only the first key of a card has a `- `",
        REST,
    ),
    "a deeper dash before each key": (
        "    - question: Quel os ?\n    - answer: fémur\n",
        "5:5: error[needless-dash]",
        REST,
    ),
    "bullets of a word processor": (
        "    question: Quels os ?\n    answers:\n      • un\n      • deux\n",
        "7:7: error[bullet] the entries of a list begin with `- `, not with `•`",
        "    question: Quels os ?\n    answers:\n      - un\n      - deux\n",
    ),
    "dashes of a word processor": (
        "    question: Quels os ?\n    answers:\n      – un\n      – deux\n",
        "7:7: error[bullet] the entries of a list begin with `- `, not with `–`",
        "    question: Quels os ?\n    answers:\n      - un\n      - deux\n",
    ),
    "no space after the dashes": (
        "    question: Quels os ?\n    answers:\n      -un\n      -deux\n",
        "7:7: error[no-space] there is no space after `-`",
        "    question: Quels os ?\n    answers:\n      - un\n      - deux\n",
    ),
    "a colon in an entry": (
        "    question: Quelles causes ?\n    answers:\n      - cause 1: infection\n      - tumeur\n",
        "7:16: error[colon-in-text] `: ` begins a new key in the middle of this text",
        '    question: Quelles causes ?\n    answers:\n      - "cause 1: infection"\n      - tumeur\n',
    ),
    "a no-break space before the colon": (
        "    question\u00a0: Quel os ?\n    answer: fémur\n",
        "5:13: error[key-space] there is a no-break space between the key `question` and its colon",
        REST,
    ),
    "a full-width colon": (
        "    question：Quel os ?\n    answer: fémur\n",
        "5:5: error[key-colon] the key `question` needs a colon and a space after it, not a full-width colon",
        REST,
    ),
    "a colon that is glued to the text": (
        "    question :Quel os ?\n    answer: fémur\n",
        "5:13: error[key-space] there is a space between the key `question` and its colon",
        REST,
    ),
    "an equals sign": ("    question = Quel os ?\n    answer: fémur\n", "5:5: error[key-colon]", REST),
    "no colon": (
        "    question: Quels os ?\n    answers\n      - un\n      - deux\n",
        "6:5: error[key-colon] the key `answers` needs a colon and a space after it",
        "    question: Quels os ?\n    answers:\n      - un\n      - deux\n",
    ),
    "a comment of another language": (
        f"    // note\n{REST}",
        "5:5: error[comment-mark] `//` begins no comment in YAML",
        f"    # note\n{REST}",
    ),
    "a star at the beginning of an entry": (
        "    question: Quels germes ?\n    answers:\n      - *Candida albicans*: levure\n      - autre\n",
        "7:9: error[special-start] a text cannot begin with `*`",
        '    question: Quels germes ?\n    answers:\n      - "*Candida albicans*: levure"\n      - autre\n',
    ),
    "a decimal comma in braces": (
        "    question: Quelle dose ?\n    answer: {text: 1,5 mg, why: oui}\n",
        "6:20: error[entry-to-quote] a text with `,` or `: ` needs quotes here",
        '    question: Quelle dose ?\n    answer: {text: "1,5 mg", why: oui}\n',
    ),
    "decimal commas in a list": (
        "    question: Quelles doses ?\n    answers: [une 0,5 mg, autre]\n",
        "6:20: error[decimal-comma] the comma of `0,5` separates two entries here",
        '    question: Quelles doses ?\n    answers: ["une 0,5 mg", autre]\n',
    ),
    "two commas": (
        "    question: Quels os ?\n    answers: [un,, deux]\n",
        "6:18: error[empty-entry] there is no entry between these commas",
        "    question: Quels os ?\n    answers: [un, deux]\n",
    ),
    "a quote that opens in a list": (
        '    question: Quels os ?\n    answers: [un, "deux]\n',
        "6:19: error[quote-in-list] the quotes of this entry do not match",
        '    question: Quels os ?\n    answers: [un, "deux"]\n',
    ),
    "brackets in a list": (
        "    question: Quels ions ?\n    answers: [[Na+] extracellulaire, autre]\n",
        "6:15: error[entry-to-quote] a text with `[` needs quotes here",
        '    question: Quels ions ?\n    answers: ["[Na+] extracellulaire", autre]\n',
    ),
    "quotes without brackets": (
        '    question: Quels os ?\n    answers: "un", "deux"\n',
        "6:14: error[list-without-brackets] a list of quoted texts needs brackets",
        '    question: Quels os ?\n    answers: ["un", "deux"]\n',
    ),
    "a comma after a quoted text": (
        '    question: "Quel os ?",\n    answer: fémur\n',
        "5:26: error[after-quotes] `,` after the end of the text belongs to nothing",
        '    question: "Quel os ?"\n    answer: fémur\n',
    ),
    "a line break that was lost": (
        f"{REST[:-1]} - id: b\n{NEXT}",
        "6:21: error[line-break] the key `id` begins in the middle of a line",
        f"{REST}  - id: b\n{NEXT}",
    ),
    "a key out of line": (
        "    question: Quel os ?\n   answer: fémur\n",
        "6:1: error[alignment] this line is not aligned with the keys of the card",
        REST,
    ),
    "a card out of line": (
        f"{REST}   - id: b\n     question: Et là ?\n     answer: tibia\n",
        "7:1: error[alignment] this line is not aligned with the entries of the list",
        f"{REST}  - id: b\n{NEXT}",
    ),
    "twelve cards out of line": (
        REST + "".join(f"   - id: b{n}\n     question: Et {n} ?\n     answer: tibia\n" for n in range(12)),
        "7:1: error[alignment]",
        REST + "".join(f"  - id: b{n}\n    question: Et {n} ?\n    answer: tibia\n" for n in range(12)),
    ),
    "a block that is not indented": (
        "    question: |\n    Quel os\n    est là ?\n    answer: fémur\n",
        "6:5: error[text-not-indented] a text after `|` is indented further than its key",
        "    question: |\n      Quel os\n      est là ?\n    answer: fémur\n",
    ),
    "a colon in the second line of a text": (
        "    question: Quel os ?\n    answer: Le patient a\n      TA: 12/8 au bras\n",
        "7:9: error[colon-in-text]",
        '    question: Quel os ?\n    answer: "Le patient a\n      TA: 12/8 au bras"\n',
    ),
}

SLIPS |= {
    "a number sign in a list": (
        "    question: Quels lits ?\n    answers: [lit # 3, lit 4]\n",
        "6:15: error[entry-to-quote] a text with `#` needs quotes here",
        '    question: Quels lits ?\n    answers: ["lit # 3", lit 4]\n',
    ),
    "two keys and a third on a line": (
        "    question: Quel os ? answer: fémur why: le plus long\n",
        "5:25: error[line-break] the key `answer` begins in the middle of a line",
        REST + "    why: le plus long\n",
    ),
    "number signs before tags": (
        REST + "    tags: #os #bras\n",
        "7:11: error[comment-in-text] `#` begins a comment here: what follows is not read (leave `#` out: ",
        REST + "    tags: [os, bras]\n",
    ),
    "a card at the edge": (
        f"{REST}id: b\nquestion: Et là ?\nanswer: tibia\n",
        "7:1: error[missing-dash]",
        f"{REST}  - id: b\n{NEXT}",
    ),
    "stars before the entries": (
        "    question: Quels os ?\n    answers:\n      * un\n      * deux\n",
        "7:7: error[bullet] the entries of a list begin with `- `, not with `*`",
        "    question: Quels os ?\n    answers:\n      - un\n      - deux\n",
    ),
    "quotes that do not match": (
        "    question: Quels os ?\n    answers: ['un, 'deux']\n",
        "6:15: error[quote-in-list]",
        '    question: Quels os ?\n    answers: ["un", "deux"]\n',
    ),
    "colons in a list": (
        "    question: Causes ?\n    answers: [cause 1: HTA, cause 2: tabac]\n",
        "6:22: error[colon-in-text]",
        '    question: Causes ?\n    answers: ["cause 1: HTA", "cause 2: tabac"]\n',
    ),
    "a list on the line of its key": (
        "    question: Quels os ?\n    answers: - un - deux\n",
        "6:14: error[list-on-the-line] a list with dashes begins on the line below its key",
        "    question: Quels os ?\n    answers:\n      - un\n      - deux\n",
    ),
    "another bracket at the end": (
        "    question: Quels os ?\n    answers: [un, deux)\n",
        "6:23: error[wrong-bracket] `)` does not close the bracket that opens this list",
        "    question: Quels os ?\n    answers: [un, deux]\n",
    ),
    "a comma in a card in braces": (
        f"{REST}  - {{id: b, question: Un, deux ou trois ?, answer: huit}}\n",
        "7:23: error[entry-to-quote] a text with `,` or `: ` needs quotes here",
        f'{REST}  - {{id: b, question: "Un, deux ou trois ?", answer: huit}}\n',
    ),
    "all keys of a card out of line": (
        "     question: Quel os ?\n     answer: fémur\n",
        "5:1: error[alignment]",
        REST,
    ),
    "full-width colons everywhere": (
        f"{REST}  - id：b\n    question：Et là ?\n    answer：tibia\n",
        "7:5: error[key-colon] the key `id` needs a colon and a space after it, not a full-width colon",
        f"{REST}  - id: b\n{NEXT}",
    ),
    "no space after the colon of an option": (
        REST + "    distractors:\n      - text:tibia\n        why: plus court\n",
        "8:9: error[no-space] there is no space after `text:`",
        REST + "    distractors:\n      - text: tibia\n        why: plus court\n",
    ),
    "no space after any colon": (
        f"{REST}  - id:b\n    question:Et là ?\n    answer:tibia\n",
        "7:5: error[no-space] there is no space after `id:`",
        f"{REST}  - id: b\n{NEXT}",
    ),
    "spaces before all colons and none after them": (
        f"{REST}  - id :b\n    question :Et là ?\n    answer :tibia\n",
        "7:5: error[key-space] there is a space between the key `id` and its colon",
        f"{REST}  - id: b\n{NEXT}",
    ),
}


def told(text: str, file: Path) -> list[str]:
    """What is said of a deck, a line each, without the name of its file."""
    file.write_bytes(text.encode())
    lines = concise(mesoquiz.load(file).diagnostics, {}, lambda text, _: text).splitlines()
    return [line.removeprefix(f"{file}:") for line in lines]


@pytest.mark.parametrize(("slip", "expected", "meant"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_told_once_and_mended(slip: str, expected: str, meant: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    (line,) = told(HEAD + slip, file)
    assert line.startswith(expected)
    done = run("check", "--fix", "--ignore", "ALL", file)
    assert file.read_text(encoding="utf-8") == HEAD + meant
    assert done.stdout.endswith(": no problem found.\n")


def test_two_keys_on_the_first_line_of_a_card_are_divided(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    (line,) = told("deck: T\nid: t\ncards:\n  - id: a question: Quel os ?\n    answer: fémur\n", file)
    assert line.startswith("4:11: error[line-break]")
    run("check", "--fix", file)
    assert file.read_text(encoding="utf-8") == HEAD + REST


def test_cards_without_dashes_or_indentation_between_others(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    head, last = (
        "deck: T\nid: t\ncards:\n- id: a\n  question: Un ?\n  answer: un\n",
        "- {id: z, question: Z, answer: z}\n",
    )
    (line,) = told(f"{head}id: b\nquestion: Deux ?\nanswer: deux\n{last}", file)
    assert line.startswith("7:1: error[missing-dash]")
    (line,) = told(f"{head}- id: b\nquestion: Deux ?\nanswer: deux\n{last}", file)
    assert line.startswith("8:1: error[alignment]")
    run("check", "--fix", file)
    assert file.read_text(encoding="utf-8") == f"{head}- id: b\n  question: Deux ?\n  answer: deux\n{last}"


HARMFUL = {
    "a full stop after the quotes": HEAD + '    question: "Quel os ?".\n    answer: fémur\n',
    "an id with a colon": "deck: T\nid: t\ncards:\n  - id: x: y\n    question: Quel os ?\n    answer: fémur\n",
    "a text that may be two keys": HEAD + "    question: Quel os ?\n    answer: fémur why: le plus long\n",
}


@pytest.mark.parametrize("text", HARMFUL.values(), ids=HARMFUL)
def test_what_is_doubtful_is_told_and_not_mended(text: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    assert told(text, file)
    assert run("check", "--fix", file).exit_code == 1
    assert file.read_text(encoding="utf-8") == text


def test_cards_that_no_key_holds_are_told_once_and_get_one(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    (line,) = told("deck: T\nid: t\n- id: a\n  question: Quel os ?\n  answer: fémur\n", file)
    assert line.startswith("3:1: error[list-without-key] the cards begin here, and no key holds them (write `cards:`")
    run("check", "--fix", file)
    assert (
        file.read_text(encoding="utf-8") == "deck: T\nid: t\ncards:\n- id: a\n  question: Quel os ?\n  answer: fémur\n"
    )


def test_a_comment_that_is_none_becomes_one(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    (line,) = told("% commentaire\n" + HEAD + REST, file)
    assert line.startswith("1:1: error[comment-mark] `%` begins no comment in YAML")
    run("check", "--fix", file)
    assert file.read_text(encoding="utf-8") == "# commentaire\n" + HEAD + REST


# What only the author can mend.

TOLD = {
    "pairs as keys and values": (
        "    question: Associez.\n    pairs:\n      un: deux\n      trois: quatre\n",
        "7:7: error[expected-pairs] `pairs` takes a list of lists (write each as a list in brackets: - [un, deux]",
    ),
    "pairs as entries with a colon": (
        "    question: Associez.\n    pairs:\n      - un: deux\n      - trois: quatre\n",
        "7:9: error[expected-pairs] `pairs` takes a list of lists (write each as a list in brackets: - [un, deux]",
    ),
    "pairs with arrows": (
        "    question: Associez.\n    pairs:\n      - un -> deux\n      - trois -> quatre\n",
        "7:9: error[expected-pairs] `pairs` takes a list of lists (write each as a list in brackets: - [un, deux]",
    ),
    "a list in parentheses": (
        "    question: Quels os ?\n    answers: (un, deux)\n",
        "6:14: error[expected-list] `answers` takes a list, not a text (write `answers: [un, deux]`)",
    ),
    "a list with bars": (
        "    question: Quels os ?\n    answers: un | deux\n",
        "6:14: error[expected-list] `answers` takes a list, not a text (write `answers: [un, deux]`)",
    ),
    "a key of another kind": (
        REST + "    reverse: true\n",
        "7:5: error[key-of-another-kind] `reverse` does not belong to a card with `answer` and `question` "
        "(remove it; cards with `definition` and `term` have it)",
    ),
    "a line of a text that looks like a key": (
        "    question: |\n      Un patient.\n    TA: 12/8\n    answer: rien\n",
        "7:5: error[unknown-key] unknown key `TA` in a card (indent it like the text above if it belongs there",
    ),
}


@pytest.mark.parametrize(("card", "expected"), TOLD.values(), ids=TOLD)
def test_a_slip_that_has_no_sure_remedy_is_told_once(card: str, expected: str, tmp_path: Path) -> None:
    (line,) = told(HEAD + card, tmp_path / "a.yaml")
    assert line.startswith(expected)
