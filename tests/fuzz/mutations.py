"""Good files -> files with something wrong in them: other values and keys, other lines, other tokens, other bytes.

Why not Hypothesis: it serves where a text is a value in a test (whole/properties), but its examples belong to one
release and one run; here an input depends on a seed and a number alone, and is a file that somebody could have saved.
"""

from __future__ import annotations

import codecs
import random
import re

import monsters
from fuzz_packages import changed_bytes
from trees import changed_texts, changed_tree, misspelt

TOKENS = (
    *(
        "&a x",
        "*a",
        "&a [*a]",
        "<<: *a",
        "!!python/object:os.system x",
        "!!binary x",
        "!!set {a}",
        "!x y",
        "!",
        "!!null",
    ),
    *("? x", "? [a, b] : c", "|", ">", "|9", "|+\n\n  a\n\n", ">-\n  a\n   b", '"', "'", '"a', "'a", "'it's'", '"a" b'),
    *(
        "[",
        "{",
        "]",
        "}",
        "[a",
        "{a",
        "[[[[[[[[",
        "[" * 1200,
        "{a: " * 600,
        "[{" * 30,
        "{{a}}",
        "{{1::a}} b",
        "[1,5 mL]",
    ),
    *(
        '"\\ud800"',
        '"\\0"',
        '"\\x1b[31m"',
        '"\\u202e"',
        '"\\q"',
        '"\\N\\_\\L\\P"',
        '"\\U00110000"',
        '"a\\',
        "a\\",
        "\t",
    ),
    *("\ta", "@x", "`x`", "%x", "#x", "a #b", ": x", "x: y", "a: b: c", "- a", "- - - - a", "---", "...", "a, b", ","),
    *("%YAML 9.9\n---", "--- a", "\n", "\n\n", "null", "~", "-", "?", ":", "=", "0x1F", "1e3", "2026-12-14", "on"),
)
SOUP = (
    *"[[]{{}\n\n\n\t  ::--#'\"|>&*!%@,?a~",
    "- ",
    ": ",
    "a: ",
    "\n  ",
    "\n- ",
    "{{",
    "[a",
    "...",
    "---",
    "\r\n",
    "\xa0",
)
"""What has a meaning in YAML: small files of nothing else."""
ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "latin-1", "cp1252", "utf-32", "utf-7", "mac-roman")
BREAKS = ("\r\n", "\r", "\x85", "\u2028", "\n\n", "\n \n", "\f\n", " \n", "\t\n", "\\\n", "\n\t")


def changed(seed: bytes, other: bytes, chance: random.Random) -> bytes:
    """A YAML file with a few things wrong in it; or only with odd texts, which may be sound; or a few characters."""
    if chance.random() < 0.06:
        return "".join(chance.choices(SOUP, k=chance.choice((2, 4, 8, 30)))).encode()
    text, spare = seed.decode("utf-8", "replace"), other.decode("utf-8", "replace")
    if chance.random() < 0.5:
        return changed_texts(text, chance).encode("utf-8", "surrogatepass")
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        change = chance.choices((changed_tree, changed_token, changed_lines, changed_key), (6, 3, 2, 1))[0]
        text = change(text, spare, chance)
    return encoded(text, chance)


def encoded(text: str, chance: random.Random) -> bytes:
    """A text as bytes: mostly as it should be, or in another encoding, with other line breaks, with bytes changed."""
    if chance.random() < 0.06:
        text = text.replace("\n", chance.choice(BREAKS))
    name = chance.choice(ENCODINGS) if chance.random() < 0.06 else "utf-8"
    data = text.encode(name, "surrogatepass" if name.startswith("utf-") and name != "utf-7" else "replace")
    if chance.random() < 0.03:
        data = chance.choice((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) + data
    return changed_bytes(data, chance) if chance.random() < 0.06 else data


# How the file says it


def changed_token(text: str, other: str, chance: random.Random) -> str:
    """A word, a value or a key replaced by something that means another thing in YAML."""
    found = list(re.finditer(r"(?<=[:,\[{-] )[^\n,\]}]+|[^\s:]+(?=:)|[^\s\w]|\w+", text))
    if not found:
        return chance.choice(TOKENS)
    for match in sorted(chance.choices(found, k=chance.choice((1, 1, 2, 6))), key=lambda one: -one.start()):
        new = chance.choice(TOKENS) if chance.random() < 0.7 else monsters.text(chance)
        end = match.start() if chance.random() < 0.3 else match.end()
        text = text[: match.start()] + new + text[end:]
    return text


def changed_lines(text: str, other: str, chance: random.Random) -> str:  # noqa: C901 (one case for each change)
    """Lines that are gone, doubled or elsewhere, are indented otherwise, or come from another file."""
    lines, spare = text.split("\n"), other.split("\n")
    for _ in range(chance.choice((1, 1, 2, 5))):
        at, size = chance.randrange(len(lines)), chance.choice((1, 1, 2, 5))
        block = lines[at : at + size]
        match chance.randrange(10):
            case 0:
                lines[at : at + size] = []
            case 1:
                lines[at:at] = block * chance.choice((1, 1, 40))
            case 2:
                other_at = chance.randrange(len(lines))
                lines[at], lines[other_at] = lines[other_at], lines[at]
            case 3:
                lines[at : at + size] = [chance.choice((" ", "  ", "    ", "\t", "\xa0 ")) + line for line in block]
            case 4:
                lines[at : at + size] = [line[chance.choice((1, 2, 4)) :] for line in block]
            case 5:
                start = chance.randrange(len(spare))
                lines[at:at] = spare[start : start + size]
            case 6:
                lines[at : at + size] = [chance.choice(("", " ", ", ")).join(block)]
            case 7:
                cut = chance.randrange(len(lines[at]) + 1)
                lines[at : at + 1] = [lines[at][:cut], lines[at][cut:]]
            case 8:
                lines[at:] = [lines[at], chance.choice(("", " ", "\t", "  \t", "- ", "]", "}", "x", "\t#", "\xa0"))]
            case _:
                lines[at:at] = [chance.choice(("", "---", "...", "# x", "- ", "x", "x:", "- !", "%TAG ! x", "\ufeff"))]
        lines = lines or [""]
    return "\n".join(lines)


def changed_key(text: str, other: str, chance: random.Random) -> str:
    """A key that is misspelt, or another, as it is in the file."""
    found = list(re.finditer(r"[A-Za-z_]+(?=:)", text))
    if not found:
        return changed_lines(text, other, chance)
    match = chance.choice(found)
    return text[: match.start()] + misspelt(match[0], chance) + text[match.end() :]


# Locks

LOCK_WORDS = (
    *("note", "retired", "type", "collection", "#", "", " ", "\t", "0", "1", "0,1", "0:", "0:6bd1a0c2", "0,0", "1,0,1"),
    *("999999", "9999999", "9" * 12, "9" * 13, "250000000000", "250000000001", "-1", "1.5", "1e9", "٣", "0" * 16),
    *(
        "f" * 16,
        "F" * 16,
        "f" * 15,
        "standard",
        "cloze",
        "occlusion",
        "term",
        "essai",
        "Essai::Peau",
        "a::b",
        "::",
        "é",
    ),
    *(
        "<<<<<<< HEAD",
        "=======",
        ">>>>>>> main",
        "||||||| base",
        ",",
        ":",
        "0:00000000,1:00000000",
        "500",
        "1700000001",
    ),
)


def changed_lock(text: str, chance: random.Random) -> str:
    """A lock with other words in its lines, or with other lines."""
    found = list(re.finditer(r"[^\s:,]+|[:,]", text))
    if not found or chance.random() < 0.25:
        return changed_lines(text, text, chance)
    match, other = chance.choice(found), chance.choice(found)
    # Mostly a word that another line has there too.
    new = chance.choice((other[0], chance.choice(LOCK_WORDS), chance.choice(LOCK_WORDS), monsters.text(chance)))
    return text[: match.start()] + new + text[match.end() :]
