"""What an unknown key was meant to be, told by its value or by the lack of one."""

from __future__ import annotations

import re
from typing import Any, get_args

from mesoquiz.diagnostics.wording import enumerate_words, fold, shorten
from mesoquiz.reading.mistakes.lists import as_list
from mesoquiz.reading.mistakes.rewrite import quote
from mesoquiz.reading.nodes import Mapping, Node, Scalar, Sequence
from mesoquiz.reading.variants import key_hints

_LIST = re.compile(r"[ ]*- ")
_SHOWN = 60
"""Characters of a text that a hint shows."""


_OF_CARDS = frozenset(
    (
        "source",
        "tags",
        "difficulty",
        "case",
        "context",
        "more",
        "image",
        "sound",
        "caution",
        "retired",
        "notice",
        "ignore",
    )
)
"""Keys of all cards, which none of their options has."""
_OF_CHOICES = frozenset(("shuffle", "draw", "accept", "lines", "expected", "distractors", "answers", "question", "why"))
"""Keys of some cards."""
_TRUTHS = frozenset(("true", "false", "oui", "non", "vrai", "faux", "yes", "no", "1", "x"))
_CHOICES = ("shown", "folded")
"""What `choices` of `anki:` takes."""
_MOST = 4
"""Entries that a hint shows."""


def of_value(key: Scalar, node: Mapping, kind: Any, hints: list[str]) -> tuple[str, str] | None:
    """The key that was meant, if any, and what to do; nothing where the value tells nothing."""
    if chosen := _as_choice(key, node, kind):
        return chosen
    if cited := _as_citation(node, hints):
        return "doc", cited
    is_empty = any(other is key and type(value) is Scalar and not value.text for other, value in node.pairs)
    if not is_empty or len(node.pairs) < 2:
        return None
    if kind.shorthand and all(other.text != kind.shorthand for other, _ in node.pairs):
        return kind.shorthand, f"write `{kind.shorthand}: {shorten(key.text)}`"
    return ("", f"remove `{shorten(key.text)}:`, which holds nothing") if "id" in hints and "why" in hints else None


def of_option(key: Scalar, node: Mapping) -> str:
    """What to write in place of `must: masser` and `pin: last` on a card, which belong to one of its options."""
    own = next((value for other, value in node.pairs if other is key), None)
    if key.text not in ("must", "never", "pin"):
        return ""
    name = "answers" if key.text == "must" else "distractors"
    listed = next((value for other, value in node.pairs if other.text == name), None)
    texts = _texts_of(listed)
    if key.text == "pin" or (type(own) is Scalar and fold(own.text.strip()) in _TRUTHS):
        said = _in_list(texts[-1]) if texts else "…"
        value = own.text.strip() if key.text == "pin" and type(own) is Scalar else "true"
        if key.text == "pin":
            said = said if len(texts) > 1 else "…"
            return f"write it at the option that stays there: `{{text: {said}, pin: {shorten(value)}}}`"
        if key.text == "must" and len(texts) > 1:
            return "it belongs to the answer that nobody may leave out: write `{text: …, must: true}` there"
        what, which = "an answer" if key.text == "must" else "a distractor", "one of them"
        return f"it belongs to {what}: write `{{text: {said}, {key.text}: {value}}}` in `{name}:`, if it is {which}"
    entries = [f"`{{text: {_in_list(text)}, {key.text}: true}}`" for text in _texts_of(own)[:_MOST]]
    return f"write {' and '.join(entries)} in `{name}:`" if entries else ""


def of_card(key: Scalar, node: Mapping, hints: list[str]) -> str:
    """What to do about a key of cards in the braces, or below the key, of one of their values; else nothing."""
    is_inner = "doc" in hints or "least" in hints or ("file" in hints and "cards" not in hints)
    if "cards" in hints and key.text in _OF_CARDS | _OF_CHOICES - {"question"}:
        return "write it on each card that needs it, beside the other keys"
    if key.text not in _OF_CARDS | _OF_CHOICES or "id" in hints or not (is_inner or "pin" in hints):
        return ""
    if "pin" in hints:
        return f"write `{key.text}:` beside the other keys of the card: an option has none"
    value = next((value for other, value in node.pairs if other is key), None)
    texts = [_in_list(text) for text in _texts_of(value)]
    said = f"[{', '.join(texts)}]" if type(value) is Sequence else "".join(texts[:1])
    line = shorten(f"{key.text}: {said or '…'}", _SHOWN)
    return f"it is a key of the card: write `{line}` on a line of its own, beside the others"


def _texts_of(node: Node | None) -> list[str]:
    """The texts of a list, or of one value; those of entries with keys as well."""
    items = node.items if type(node) is Sequence else [node]
    texts = [one.text.strip() for one in items if type(one) is Scalar]
    return [text for text in texts if text]


def _in_list(text: str) -> str:
    """A text as it is written in braces."""
    return as_list([shorten(text, _SHOWN)])[1:-1]


def of_each(key: Scalar, node: Mapping, meant: str) -> str:
    """What to do about `terms:` with a definition for each of them."""
    value = next((value for other, value in node.pairs if other is key), None)
    if type(value) is not Mapping or key.text != f"{meant}s" or len(value.pairs) < 2:
        return ""
    first, said = value.pairs[0]
    definition = f" and `definition: {shorten(said.text)}`" if type(said) is Scalar and said.text else ""
    return f"make a card of each, with `{meant}: {shorten(first.text)}`{definition}"


def _as_choice(key: Scalar, node: Mapping, kind: Any) -> tuple[str, str] | None:
    """The key that takes the word `key`, and what to write in place of `{negative: 0.25}`."""
    value = next((value for other, value in node.pairs if other is key), None)
    for name, (hint, _) in key_hints(kind).items():
        if key.text in map(str, get_args(_bare(hint))) and name in (kind.handle, kind.shorthand):
            said = value.text.strip() if type(value) is Scalar else ""
            number = f", penalty: {said}" if "penalty" in key_hints(kind) and re.fullmatch(r"[\d.]{1,6}", said) else ""
            return name, f"write `{{{name}: {key.text}{number}}}`"
    return None


def of_anki(key: Scalar, node: Mapping, hints: list[str]) -> str:
    """What to write in place of `choices: shown` on a card, which says how Anki asks it; else nothing."""
    value = next((value for other, value in node.pairs if other is key), None)
    said = value.text.strip() if type(value) is Scalar else ""
    is_free = "anki" in hints and all(other.text != "anki" for other, _ in node.pairs)
    return f"write `anki: {{choices: {said}}}`" if is_free and key.text == "choices" and said in _CHOICES else ""


def _bare(hint: Any) -> Any:
    """A type hint without its notes."""
    return get_args(hint)[0] if hasattr(hint, "__metadata__") else hint


def _as_citation(node: Mapping, hints: list[str]) -> str:
    """What to write in place of `{manuel: "ouvre l'œil"}`."""
    key, value = node.pairs[0]
    if hints != ["doc", "quote"] or len(node.pairs) > 1 or type(value) is not Scalar:
        return ""
    if not value.text:
        return f"write `{{doc: {shorten(key.text)}}}`"
    return f"write `{{doc: {shorten(key.text)}, quote: {quote(shorten(value.text, _SHOWN))}}}`"


def how_unknown(key: Scalar, hints: list[str], lines: list[str]) -> str:
    """What to do about a key that is like no other: below a block, it may be a line of the text."""
    if " " in key.text.strip() and key.start.column == 0 and "cards" in hints:
        return "delete this line, or begin it with `#` as a comment"
    above = [line for line in lines[max(0, key.start.line - 20) : key.start.line] if line.strip()]
    if above and len(above[-1]) - len(above[-1].lstrip(" ")) > key.start.column and not _LIST.match(above[-1]):
        return "indent it like the text above if it belongs there; if not, a card has no such key"
    return f"it takes {enumerate_words(hints, 'and')}"
