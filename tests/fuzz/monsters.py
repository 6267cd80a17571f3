"""Texts and values that no author means, and that a program may stumble over. Mutations put them into good files."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path
from typing import Any

from rendering import HOSTILE

NUMBERS = (
    *("0", "-1", "1", "2", "3", "7", "26", "703", "1e9", "1e999", "-1e999", "1_000", "0x10", "0o17", "010", "1,5"),
    *("0.1", "0.30000000000000004", "1e-320", "-0", "-0.0", ".nan", "-.inf", "nan", "inf", "999999", "1000000"),
    *(
        "9" * 30,
        "9" * 5000,
        "0." + "3" * 400,
        "٣",
        "½",
        "²",
        "１２",
        "12:30",
        "1:30:00",
        "+5",
        " 5 ",
        "100",
        "100.0001",
    ),
)
WORDS = (
    *("", " ", "~", "null", "true", "false", "yes", "Non", "fr", "en", "de", "off", "last", "first", "any", "choice"),
    *("2026-12-14", "2026-02-30", "9999999999-01-01", "2026-12-14T25:61:61Z", "a", "A", "é", "e\u0301", "ß", "İ", "ﬃ"),
    *("a-b", "a b", "a::b", "::", "a::", "::a", "a::::b", "-", "--", ".", "..", "...", "/", "a/b", "a\\b", "CON"),
    *("../../etc/passwd", "/dev/zero", "/etc/passwd", "peau.png", "./peau.png", "peau.png/", "PEAU.PNG", "media/x.png"),
    *(
        "%s %d %n",
        "{}",
        "{0}",
        "{x.y}",
        "{{",
        "}}",
        "${z}",
        "$x$",
        "#set page()",
        "<br>",
        "&amp;",
        "&#0;",
        "&#x110000;",
    ),
    *("note", "retired", "retiré", "collection", "type", "<<", "=", "$schema", "__class__", "at", "where", "id"),
)
CHARACTERS = (
    *("\0", "\x07", "\x08", "\t", "\v", "\f", "\r", "\r\n", "\n", "\n\n", "\x1b[31m", "\x1b]0;x\x07", "\x1f", "\x7f"),
    *(
        "\x85",
        "\x9b31m",
        "\xa0",
        "\xad",
        "\u061c",
        "\u200b",
        "\u200d",
        "\u200e",
        "\u202a",
        "\u202e",
        "\u2028",
        "\u2029",
    ),
    *("\u202f", "\u2060", "\u2066", "\u2069", "\ufe0f", "\ufeff", "\ufff9", "\ufffd", "\ufffe", "\uffff", "\ud800"),
    *("\udfff", "\ud83d\ude00", "\ue000", "\U000e0041", "\U0010ffff", "\U0001f468\u200d\U0001f469", "\u0301" * 60),
    *("שלום", "مرحبا", "漢字", "ก็็็็็", "\U0001d6fd", "\U0001f1eb\U0001f1f7"),
)
PAIRS = (
    *(("**", "**"), ("*", "*"), ("`", "`"), ("~", "~"), ("^", "^"), ("[", "](https://x.fr)"), ("![", "](peau.png)")),
    *(("\\(", "\\)"), ("\\[", "\\]"), ("\\(\\frac{", "}{2}\\)"), ("{{", "}}"), ("{{1::", "}}"), ("{{c1::", "::x}}")),
    *(("<b>", "</b>"), ("> ", ""), ("- ", ""), ("| ", " |"), ("(", ")"), ("«", "»"), ('"', '"'), ("\\(x_{", "}\\)")),
)
MATHS = (
    *("\\frac{", "\\sqrt{", "x^{", "x_{", "\\left(", "\\begin{matrix}", "{", "\\text{", "\\mathbf{", "\\over ", "&"),
    *("\\ce{H2O}", "\\def\\a{\\a\\a}\\a", "\\href{javascript:x}{y}", "\\unicode{1}", "\\\\", "\\hline", "^", "_", "'"),
    *("\\right.", "\\end{matrix}", "\\begin{array}{c", "\\limits", "\\substack", "%", "#1", "\\", "\\ ", "\\middle|"),
)
GAPS = (
    *("{{c1::derme}}", "{{1::}}", "{{::a}}", "{{0::a}}", "{{-1::a}}", "{{499::a}}", "{{500::a}}", "{{9999::a}}"),
    *("{{99999999999999999999::a}}", "{{1::a::b::c}}", "{{1::{{2::a}}}}", "{{1::a}} {{1::b}}", "{{٣::a}}", "{{ }}"),
    *(
        "{{1:a}}",
        "{1::a}",
        "{{1::a}",
        "{{{1::a}}}",
        "{{1::\\({{2::x}}\\)}}",
        "`{{1::a}}`",
        "{{1::a\n\nb}}",
        "{{1::**a}}**",
    ),
    *(
        "{{2::a}}",
        "{{a}} {{3::b}} {{c}}",
        "{{1::a::}}",
        "{{1::::h}}",
        "{{1:: ::h}}",
        "{{\u200b}}",
        "| {{1::a|b}} |\n|-|\n",
    ),
)
REPEATED = (
    *(
        "a",
        "a ",
        "A\n",
        "\n",
        "- ",
        "* a\n",
        "1. a\n",
        "> ",
        "# ",
        "*",
        "**",
        "*a **b ",
        "_",
        "`",
        "``a`",
        "~",
        "~a",
        "^",
    ),
    *("[", "]", "[a](", "![](", "[a](<", "](", "[x]: <y>\n", "|", "| a ", "|-", "| a |\n|-|\n", "<", "<a ", "&", "&#9"),
    *(
        "\\",
        "\\(",
        "\\[",
        "\\)",
        "{{",
        "}}",
        "{{a}}",
        "{{1::",
        "::",
        "http://a.",
        "https://x.fr/ ",
        "a@b.",
        "«",
        "» ",
        "'",
    ),
    *(
        "é",
        "e\u0301",
        "\u0301",
        "漢",
        "\U0001f600",
        "\u200b",
        "\u202e",
        "\xa0",
        " :",
        "W",
        "aé-",
        "a\u00ad",
        "    a\n\n",
    ),
    *("$", "\\frac{", "\\sqrt{", "x^{", "\\left(", "{", "<b>", "</b>", "---\n", "```\n", "a|", "\t", "- a\n  "),
)
LENGTHS = (2, 5, 30, 300, 1_500, 8_000, 29_000, 31_000)
"""How long a repeated text gets: a text may have 30,000 characters."""


@cache
def keys() -> list[str]:
    """All the keys that decks, collections and blueprints have, by their schemas."""
    found: set[str] = set()
    for file in (Path(__file__).parents[2] / "mesoquiz").glob("*.schema.json"):
        _gather(json.loads(file.read_text(encoding="utf-8")), found)
    return sorted(found)


def _gather(schema: Any, found: set[str]) -> None:
    if isinstance(schema, dict):
        found |= set(schema.get("properties", ()))
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        _gather(inner, found)


def text(chance: random.Random) -> str:  # noqa: C901 (one case for each kind of text)
    """A text that is odd, alone or inside an ordinary one."""
    match chance.randrange(10):
        case 0:
            return chance.choice(NUMBERS)
        case 1:
            return chance.choice(WORDS)
        case 2:
            return f"peau{chance.choice(CHARACTERS)}derme"
        case 3:
            return _around(chance)
        case 4:
            return "\\(" + "".join(chance.choices((*MATHS, "a", "}", "}", " "), k=chance.choice((2, 6, 40)))) + "\\)"
        case 5:
            return f"Le {chance.choice(GAPS)} et {chance.choice(GAPS)}"
        case 6 | 7:
            piece = chance.choice(REPEATED)
            return piece * (chance.choice(LENGTHS) // len(piece) + 1)
        case 8:
            return chance.choice(list(HOSTILE))
        case _:
            return "".join(chance.choices((*REPEATED, *CHARACTERS, "peau", " ", "\n"), k=chance.choice((2, 8, 200))))


def _around(chance: random.Random) -> str:
    """Marks inside each other."""
    made = "derme"
    depth = chance.choice((1, 2, 5, 40, 400))
    kinds = chance.choices(PAIRS, k=chance.choice((1, 1, 3)))
    for level in range(depth):
        before, after = kinds[level % len(kinds)]
        made = before + made + after
        if len(made) > 31_000:
            break
    return made


def value(chance: random.Random) -> Any:
    """A text mostly; or a list, a mapping, nothing, in each other."""
    match chance.randrange(14):
        case 0:
            return chance.choice(([], {}, [[]], [{}], {"": ""}, [""], None, [None], {"a": None}))
        case 1:
            return [text(chance) for _ in range(chance.choice((1, 2, 3, 27)))]
        case 2:
            return {chance.choice(keys()): text(chance) for _ in range(chance.choice((1, 2, 3, 12)))}
        case 3:
            made = value(chance)
            for _ in range(chance.choice((1, 2, 20, 30, 120))):
                made = [made] if chance.random() < 0.5 else {chance.choice(keys()): made}
            return made
        case 4:
            many = chance.choice((30, 400, 1_100))
            return chance.choice(
                ([f"a{number}" for number in range(many)], ["a"] * many, {f"k{n}": "a" for n in range(many)})
            )
        case _:
            return text(chance)
