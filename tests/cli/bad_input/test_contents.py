"""Files that are no decks."""

from __future__ import annotations

import pytest
from commands import run
from surroundings import DECK, WRITING, deck, qa, snapshot, written

BAD: dict[str, tuple[str | bytes, list[str]]] = {
    "empty": ("", ["1:1: error[empty-file] this file is empty"]),
    "blank": (" \n\n\t\n", ["1:1: error[empty-file] this file is empty"]),
    "comments": ("# deck\n# cards\n", ["1:1: error[empty-file] this file is empty"]),
    "byte order mark": (b"\xef\xbb\xbf", ["1:1: error[empty-file] this file is empty"]),
    "Windows-1252": (
        DECK.encode("cp1252"),
        ["5:16: error[encoding] this file is not UTF-8: byte 0xF9 does not belong here"],
    ),
    "UTF-16 without mark": (
        "deck: Essai\n".encode("utf-16-le"),
        ["1:1: error[no-byte-order-mark] this file is not UTF-8: it looks like UTF-16 without a byte order mark"],
    ),
    "half a UTF-16 character": (b"\xff\xfed\0e", ["1:2: error[encoding] "]),
    "lone surrogate": (b"\xff\xfea\0:\0 \0\0\xd8", ["1:4: error[encoding] "]),
    "not a character": (qa("\uffff"), ["5:16: error[character] the character U+FFFF is not allowed in a deck"]),
    "zip": (b"PK\x03\x04\x14\0\0\0", ["1:1: error[not-a-deck] this is a document of a word"]),
    "picture": (b"\x89PNG\r\n\x1a\n", ["1:1: error[not-text] this is not a text file"]),
    "prose": ("Bonjour !\n", ["1:1: error[expected-mapping] "]),
    "HTML": (
        "<html><body>404: not found</body></html>\n",
        ["1:1: error[not-a-deck] this is a web page (HTML)"],
    ),
    "list": ("- a\n- b\n", ["1:1: error[expected-mapping] "]),
    "tabs": (
        "deck: Essai\nid: essai\ncards:\n\t- id: a\n\t  question: a\n\t  answer: b\n",
        ["4:1: error[indentation] this line begins with a tab; YAML is indented with ordinary spaces"],
    ),
    "no card": (
        "deck: Essai\nid: essai\ncards: []\n",
        ["3:8: error[empty-value] `cards` is empty"],
    ),
    "wrong types": (
        "deck: [a]\nid: {a: b}\ncards: 3\n",
        [
            "1:7: error[expected-text] `deck` takes a text, not a list",
            "2:5: error[expected-text] `id` takes a text, not keys and values",
            "3:8: error[expected-list] `cards` takes a list, not a text",
        ],
    ),
    "unknown keys": (
        DECK.replace("answer:", "anwser:") + "    colour: red\n",
        [
            "6:5: error[unknown-key] unknown key `anwser` in a card",
            "8:5: error[unknown-key] unknown key `colour` in a card",
        ],
    ),
    "duplicate keys": (
        DECK + "    answer: non\n",
        ["8:5: error[duplicate-key] the key `answer` is used twice in a card"],
    ),
    "duplicate ids": (
        DECK + "  - {id: derme, question: a, answer: b}\n",
        ["8:10: error[duplicate-id] the id `derme` is used twice"],
    ),
    "empty texts": (
        deck('  - {id: a, question: "", answer: " "}\n  - {id: b, question: , answer: b}\n'),
        [
            "4:23: error[empty-value] `question` is empty",
            "4:35: error[empty-value] `answer` is empty",
            "5:23: error[empty-value] `question` is empty",
        ],
    ),
    "no gap": (
        deck("  - {id: a, cloze: rien à cacher}\n"),
        ["4:20: error[cloze-without-gap] this cloze has no gap"],
    ),
    "distractor is the answer": (
        DECK.replace("dans le muscle", "Dans le derme."),
        ["7:19: error[distractor-is-answer] the distractor `Dans le derme.` is an answer of this card"],
    ),
    "alias": (DECK.replace("dans le derme", "*x"), ["6:13: error[alias] `*x` is a YAML alias, which decks do not use"]),
    "program": (
        DECK.replace("dans le derme", "!!python/object/apply:os.system [touch hacked]"),
        [
            "6:13: error[tag] `!!python/object/apply:os.system` is a YAML tag, which decks do not use",
            "6:13: error[expected-text] `answer` takes a text, not a list",
        ],
    ),
    "second document": (f"{DECK}---\n{DECK}", ["8:1: error[second-document] a second YAML document begins here"]),
    "deck without a name": (DECK.replace("Essai", '"::"', 1), ["1:7: error[malformed] `deck` cannot be `::`"]),
    "hidden character": (
        qa("a\u0008b"),
        ['5:17: error[eaten-backslash] in "…" the backslash is special, and `\\b` is an invisible character'],
    ),
    "too high a gap": (
        deck("  - {id: a, cloze: 'x {{500::y}}'}\n"),
        ["4:20: error[gap-number] the gap number 500 is out of range"],
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_deck(name: str) -> None:
    text, expected = BAD[name]
    written("x.yaml", text)
    done = run("check", "x.yaml", "--format", "concise")
    *lines, summary = [line for line in done.stdout.splitlines() if not line.startswith("`mesoquiz check --fix`")]
    assert (done.exit_code, done.stderr) == (1, "")
    assert len(lines) == len(expected)
    for line, start in zip(lines, expected, strict=True):
        assert line.startswith(f"x.yaml:{start}")
    assert summary == f"{len(expected)} error{'s' if len(expected) > 1 else ''} in 1 file"


@pytest.mark.parametrize("command", WRITING)
@pytest.mark.parametrize("name", ["empty", "Windows-1252", "zip", "duplicate ids", "alias"])
def test_a_file_that_is_no_deck_makes_nothing(name: str, command: str) -> None:
    written("essai.yaml")
    run(command, "essai.yaml")
    written("essai.yaml", BAD[name][0])
    before = snapshot()
    done = run(command, "essai.yaml")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.endswith("\n1 error in 1 file: nothing was written.\n")
    assert snapshot() == before


def test_one_bad_deck_does_not_hide_another() -> None:
    written("decks/a.yaml", BAD["Windows-1252"][0])
    written("decks/b.yaml", BAD["alias"][0])
    written("decks/c.yaml", BAD["no gap"][0])
    done = run("check")
    assert [line.split(": ")[1].split("]")[0] for line in done.stdout.splitlines() if line.startswith("decks/")] == [
        "error[encoding",
        "error[alias",
        "error[cloze-without-gap",
    ]


def test_the_first_use_of_an_id_is_named() -> None:
    written("decks/a.yaml")
    written("decks/b.yaml", DECK.replace("cards:", "\ncards:\n"))
    done = run("check")
    assert "decks/b.yaml:6:9: error[duplicate-id] the id `derme` is used twice\n" in done.stdout
    assert "\n  = first here: decks/a.yaml:4:9\n" in done.stdout


@pytest.mark.parametrize("cards", ["", "  - {id: derme, question: '', answer: oui}\n"])
def test_nobody_is_told_to_remove_what_is_needed(cards: str) -> None:
    """Without the key, the next run would complain that it is missing."""
    written("x.yaml", deck(cards))
    done = run("check", "x.yaml")
    assert "is empty" in done.stdout
    assert "remove" not in done.stdout
