"""Lists on one line: `[un,, deux]`, `[un, "deux]`, `"un", "deux"`, `un ; deux`, `• un`, `1. un`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mesoquiz.diagnostics.diagnostic import Rule
from mesoquiz.reading.mistakes.rewrite import Rewrite, indentation, key_column, quote, unquoted

NO_ENTRY = Rule("empty-entry", "there is no entry between these commas", "leave one comma out")
ESCAPED = Rule(
    "backslash-in-list", 'in "…" the backslash is special, and `{character}` means nothing', "use '…' around each entry"
)
NESTED = Rule("lists-without-brackets", "several lists in brackets need a pair of brackets around them", "write them")
CLOSED_EARLY = Rule("entry-after-list", "this bracket closes the list before its last entry", "write it at the end")
DASHES = Rule("dash-in-brackets", "a list in brackets has no dashes", 'leave them out: `{how}`; quote a minus: `"-2"`')
ONE_BAR = Rule("doubled-bar", "a text of several lines begins with one `|`", "write `|`")
HASHED = Rule("hash-in-tags", "`#` begins a comment in YAML, and tags have none", "leave it out")
LIST_QUOTE = Rule("quote-in-list", "the quotes of this entry do not match", "quote the whole entry")
LIST_TEXT = Rule("entry-to-quote", "a text with {character} needs quotes here", "quote it")
NOTED = Rule(
    "note-in-list",
    "a text with {character} needs quotes here",
    "quote it; if this is a note for authors, write it on a line of its own above, after `#`",
)
BULLET = Rule("bullet", "the entries of a list begin with `- `, not with `{mark}`", "write a dash and a space")
CLOSING = Rule("wrong-bracket", "`{mark}` does not close the bracket that opens this list", "write `]`")
TWICE_CLOSED = Rule("needless-bracket", "this bracket closes nothing", "leave it out")
BELOW = Rule(
    "list-on-the-line", "a list with dashes begins on the line below its key", "write each entry on a line of its own"
)
NO_COMMA = Rule("missing-comma", "two texts in quotes need a comma between them", "write it")
NO_BRACKETS = Rule("list-without-brackets", "a list of quoted texts needs brackets", "write the brackets")

BULLETS = "✅❌☑✗✘🔹🔸👉•–—·▪◦‣⁃●○■□→➢►➤✓✔‐‑−\uf0b7\uf0a7\uf0d8\uf0fc"
"""What word processors put before the entries of a list."""
MARKS = rf"[{BULLETS}]|[-=]>|[①-⑳]|(?:\*|[+_~§>»›oØ]|--+|\(?\d{{1,2}}[.)°]|\(?[a-hA-H][.)])(?=[ \t])"
"""The same, with what people type for it, numbers and letters."""

_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*(?P<closed>\")?|'(?:[^']|'')*(?P<ended>')?")
"""A text in quotes, or all that follows a quote that nothing closes: else many quotes would each look for their end."""
_LISTS = re.compile(r"\[[^\[\]]*\](?:[ ]*(?:[,;][ ]*)?\[[^\[\]]*\])+[ ,;]*$")
_BRACES = re.compile(r"\{\w+: [^{}]*\}(?:[ ]*[,;][ ]*\{\w+: [^{}]*\})+[ ,;]*")
_AFTER_LIST = re.compile(r"\[(?P<inner>[^\[\]{}\"']*)\][ ]*,(?P<rest>[^\[\]{}\"':#]+)")
SIDE_BY_SIDE = re.compile(r"([\"'])[ \t]+([\"'])")
_ONE_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_ALL_QUOTED = re.compile(r"(?:\"[^\"\\]*\"|'[^']*')(?:[ \t]*[,;][ \t]*(?:\"[^\"\\]*\"|'[^']*'))+[ \t]*[,;]?$")
_STARRED = re.compile(rf"(?P<head>[ ]*)(?P<mark>{MARKS})[ \t\u00a0]+(?P<text>\S.*)$")
_NEEDS_QUOTES = re.compile(r"[\[\]{}\"'#@`%*&!|>?,]|: |:$")
# A run of spaces is tried only from its beginning: a megabyte of them must not take hours.
_DIVIDERS = (
    re.compile(rf"(?:^|(?<!\s)\s+)[{BULLETS}]\s*"),
    re.compile(r"(?:^|(?<!\s)\s+)-\s+|^-"),
    re.compile(r"(?:^|(?<![\s;,])[\s;,]+)\(?(?:\d{1,2}[.)]|[a-h]\))\s+"),
    re.compile(r"(?<!\s)\s+(?:>|->|=>)\s+"),
    re.compile(r"(?<!\s)\s*[;；]\s*"),
    re.compile(r"(?<!\s)\s*[，、|]\s*"),
    re.compile(r"(?<!\s)\s+/\s+"),
    re.compile(r"(?<![\s,])[\s,]+(?:puis|ensuite|then)\s+"),
    re.compile(r"(?<!\s)\s*,\s+(?:et\s+|and\s+|ou\s+|or\s+)?"),
    re.compile(r"(?<!\s)\s+(?:et|and)\s+"),
)


def entries_of(text: str) -> list[str]:
    """The entries of a list that was written as one text; the text alone where nothing divides it."""
    text = " ".join(text.split())
    if text[:1] in "([{【（［「" or text[-1:] in ")]}】）］」":
        text = text.strip("()[]{}【】（）［］「」 ")
    if text[:1] == "<" and text[-1:] == ">":
        text = text[1:-1].strip()
    for divider in _DIVIDERS:
        parts = [part for part in divider.split(text) if part]
        if len(parts) > 1:
            return parts
    return [text]


def as_list(entries: list[str]) -> str:
    """Entries as a list in brackets, quoted where they must be."""
    texts = [
        entry if _ONE_QUOTED.fullmatch(entry) else quote(entry) if _NEEDS_QUOTES.search(entry) else entry
        for entry in entries
    ]
    return f"[{', '.join(texts)}]"


def unescaped(number: int, head: str, value: str) -> Iterator[Rewrite]:
    """A list whose quoted entries have backslashes, in single quotes."""
    odd = next((match for match in _QUOTED.finditer(value) if match["closed"] and "\\" in match[0]), None)
    if odd:
        text = _QUOTED.sub(lambda match: _single(match[0]) if match["closed"] else match[0], value)
        at = len(head) + odd.start() + odd[0].index("\\")
        shown = value[at - len(head) : at - len(head) + 2]
        yield Rewrite(number, head + text, ESCAPED, at, at + 2, {"character": shown})


def _single(text: str) -> str:
    """A text in double quotes as it would be in single ones, backslashes included."""
    return quote(text[1:-1]) if "\\" in text else text


def nested(number: int, head: str, value: str) -> Iterator[Rewrite]:
    """`[a, b], [c, d]` in brackets, and `[- un, - deux]` without its dashes."""
    at = len(head)
    if _BRACES.fullmatch(value):
        yield Rewrite(number, f"{head}[{value.rstrip(',; ')}]", NESTED, at, at + len(value))
    if (rest := _AFTER_LIST.fullmatch(value)) and rest["inner"].strip() and rest["rest"].strip():
        text = f"{head}[{rest['inner'].strip()}, {rest['rest'].strip()}]"
        end = at + value.index("]")
        yield Rewrite(number, text, CLOSED_EARLY, end, end + 1)
    if _LISTS.match(value):
        yield Rewrite(number, f"{head}[{value.rstrip(',; ')}]", NESTED, at, at + len(value))
    if value.startswith("[") and value.endswith("]") and not re.search(r"[\"'\[\]{}]", value[1:-1]):
        entries = [entry.strip() for entry in value[1:-1].split(",")]
        if all(entry.startswith("- ") for entry in entries):
            text = as_list([entry[2:].strip() for entry in entries])
            yield Rewrite(number, head + text, DASHES, at + 1, at + 2, {"how": text}, is_sure=False)


def doubled_bar(number: int, head: str, value: str) -> Iterator[Rewrite]:
    """`why: ||` with one bar."""
    if re.fullmatch(r"(?:[|>]{2,3}[,;.:]?|[|>][,;.:])", value):
        yield Rewrite(number, f"{head}|", ONE_BAR, len(head), len(head) + len(value))


def tagged(number: int, head: str, value: str) -> Iterator[Rewrite]:
    """`tags: [#os, #bras]` without the number signs."""
    if head.strip().removeprefix("- ") == "tags:" and "#" in value and value.startswith("[") and value.endswith("]"):
        at = len(head) + value.index("#")
        text = head + re.sub(r"(?<=[\[, ])#(?=[^\s,#\]])", "", value)
        yield Rewrite(number, text, HASHED, at, at + 1)


def relisted(number: int, head: str, value: str) -> Iterator[Rewrite]:
    """The list in brackets with one entry left out, or with entries in quotes."""
    if value[0] != "[" or value[-1] != "]" or len(value) > 2_000:
        return
    entries, starts = _entries(value[1:-1])
    odd = next((place for place, entry in enumerate(entries) if not entry and place < len(entries) - 1), None)
    start = len(head) + 1
    if odd is not None:
        kept = ", ".join(entry for entry in entries if entry)
        at = start + starts[odd]
        yield Rewrite(number, f"{head}[{kept}]", NO_ENTRY, at, at + 1)
        return
    faulty = [place for place, entry in enumerate(entries) if _is_faulty(entry)]
    if not faulty:
        return
    entry, at = entries[faulty[0]], start + starts[faulty[0]]
    apart = SIDE_BY_SIDE.search(value)
    divided = SIDE_BY_SIDE.sub(r"\1, \2", value)
    if apart and _ALL_QUOTED.match(divided[1:-1]):
        at = len(head) + apart.start() + 1
        yield Rewrite(number, f"{head}{divided}", NO_COMMA, at, at + 1)
        return
    if entry[0] in "\"'" or entry[-1] in "\"'":
        # Quotes that do not match divide nothing.
        parts = [part.strip() for part in value[1:-1].split(",")]
        mended = [quote(unquoted(part)) if part[:1] in "\"'" or part[-1:] in "\"'" else part for part in parts]
        opened = [part for part in parts[:-1] if part[:1] in "\"'" and part[:1] not in part[1:]]
        # `"deux, trois` may be one entry or two.
        sure = not any(parts[parts.index(part) + 1][:1] not in "\"'" for part in opened)
        yield Rewrite(number, f"{head}[{', '.join(mended)}]", LIST_QUOTE, at, at + len(entry), is_sure=sure)
        return
    mended = [quote(entry) if place in faulty else entry for place, entry in enumerate(entries) if entry]
    character = next((f"`{mark}`" for mark in "[]{}#@`%*&!|>?" if mark in entry), "`: `")
    noted = any(re.search(r" # (?!\d)", entries[place]) for place in faulty)
    rule, text = NOTED if noted else LIST_TEXT, f"{head}[{', '.join(mended)}]"
    yield Rewrite(number, text, rule, at, at + len(entry), {"character": character}, is_sure=not noted)


def starred(number: int, work: list[str]) -> Iterator[Rewrite]:
    """The entries of a list that begin with stars."""
    last = number
    while last + 1 < len(work) and _STARRED.match(work[last + 1]):
        last += 1
    matches = [_STARRED.match(line) for line in work[number : last + 1]]
    if matches[0]:
        # `1. - id: a` has its dash.
        texts = [f"{match['head']}- {match['text'].removeprefix('- ')}" for match in matches if match]
        at = len(matches[0]["head"])
        yield Rewrite(number, "\n".join(texts), BULLET, at, at + 1, {"mark": matches[0]["mark"]}, last=last)


def missing_brackets(value: str) -> str:
    """The brackets that close what is left open at the end of a card on one line, if they do not contradict it."""
    closing: list[str] = []
    for mark in re.findall(r"[\[\]{}]", _QUOTED.sub("", value)):
        if mark in "[{":
            closing.append("]" if mark == "[" else "}")
        elif not closing or closing.pop() != mark:
            return ""
    return "".join(reversed(closing))


def wrongly_closed(number: int, head: str, value: str) -> Iterator[Rewrite]:
    """`[un, deux)` with the bracket that it takes."""
    if value[0] == "[" and value.endswith("]]") and value.count("[") == 1 and value.count("]") == 2:
        at = len(head) + len(value) - 1
        yield Rewrite(number, head + value[:-1], TWICE_CLOSED, at, at + 1)
    if value[0] == "[" and value[-1] in ")}" and not any(mark in value[1:-1] for mark in "({[])}"):
        at = len(head) + len(value) - 1
        yield Rewrite(number, f"{head}{value[:-1]}]", CLOSING, at, at + 1, {"mark": value[-1]})


def dashed(number: int, head: str, value: str, work: list[str]) -> Iterator[Rewrite]:
    """`answers: - un - deux` as a list below its key; its other entries may be on the lines below already."""
    column = indentation(head) + 2 if not head.lstrip().startswith("- ") else key_column(head) + 2
    if not head.rstrip().endswith(":") or not value.startswith("- "):
        return
    last = number
    while (
        last + 1 < len(work) and work[last + 1].lstrip(" ").startswith("- ") and indentation(work[last + 1]) >= column
    ):
        last += 1
    entries = [part for part in re.split(r"(?:^|(?<!\s)\s+)- +", value) if part]
    below = [line.strip()[2:].strip() for line in work[number + 1 : last + 1]]
    lines = [f"{' ' * column}- {entry}" for entry in (*entries, *below)]
    stand_in = (f"{head}{as_list([*entries, *below])}", *[""] * (last - number))
    text = "\n".join([head.rstrip(), *lines])
    sure = len(entries) + len(below) > 1
    place = len(head), len(head) + 1
    yield Rewrite(number, text, BELOW, *place, last=last, stand_in=stand_in, is_sure=sure)


def split_quoted(number: int, head: str, value: str) -> Iterator[Rewrite]:
    """`"un", "deux"` in brackets."""
    if _ALL_QUOTED.match(value):
        entries = [match[0] for match in _QUOTED.finditer(value)]
        yield Rewrite(number, f"{head}[{', '.join(entries)}]", NO_BRACKETS, len(head), len(head) + len(value))


def _entries(inner: str) -> tuple[list[str], list[int]]:
    """What the commas outside quotes divide, without its spaces, and where each entry begins."""
    bare = _QUOTED.sub(lambda match: "\0" * len(match[0]) if match["closed"] or match["ended"] else match[0], inner)
    entries, starts, begin = [], [], 0
    for part in bare.split(","):
        text = inner[begin : begin + len(part)]
        entries.append(text.strip())
        starts.append(begin + len(text) - len(text.lstrip()))
        begin += len(part) + 1
    return entries, starts


def _is_faulty(entry: str) -> bool:
    if not entry or _ONE_QUOTED.fullmatch(entry):
        return False
    return entry[0] in "\"'" or re.search(r"[\[\]{}]|^[@`%*&!|>?#]|: |:$| #", entry) is not None
