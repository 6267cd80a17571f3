"""The decoders of single values: texts, true and false, numbers, words of a choice."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity
from mesoquiz.diagnostics.wording import enumerate_words, shorten, slug
from mesoquiz.limits import MAX_TEXT
from mesoquiz.reading.encoding import is_visible
from mesoquiz.reading.findings import FAILED, Problems, describe
from mesoquiz.reading.keys import Key
from mesoquiz.reading.mistakes.cards.astext import as_text, one_dash
from mesoquiz.reading.mistakes.texts.losses import losses
from mesoquiz.reading.mistakes.words import as_draw, meant_either, meant_list, meant_number, meant_whole, meant_word
from mesoquiz.reading.nodes import Node, Scalar, Sequence, span

EMPTY = Rule("empty-value", "{thing} is empty", "{how}")
LONG = Rule(
    "text-too-long", "{thing} has {number} characters; a text may have {most}", "shorten it, or make several cards"
)
TEXT = Rule("expected-text", "{thing} takes a text, not {what}", "{how}")
BOOLEAN = Rule("expected-boolean", "{thing} is true or false, not {text}", "write {guess}")
NUMBER = Rule("expected-number", "{thing} is a number, not {text}", "write {guess}")
WHOLE = Rule("expected-whole-number", "{thing} is a whole number, not {text}", "write {guess}")
CHOICE = Rule("expected-choice", "{thing} is {choices}, not {text}", "{guess}")
LEVEL = Rule(
    "one-colon-in-tag",
    "the tag `{text}` has one colon, which makes no level",
    "write `{how}`, wherever it is",
    Severity.WARNING,
)
PATTERN = Rule("malformed", "{thing} cannot be `{text}`: {demand}", "{guess}")

_SHOWN = 90
"""Characters of an address that a hint shows."""
MAX_WORDS = 9
"""Words of a text that may be as many entries."""
_SMALL = frozenset(
    ("et", "and", "ou", "or", "de", "du", "des", "la", "le", "les", "à", "au", "aux", "en", "of", "the", "in")
)
"""Words that make one entry of those around them."""
ENTRY = "the entry"
"""What may be removed of a list."""

_ONE_COLON = re.compile(r"(?<=[^\W\d_]):(?=[^\W\d_])")
"""Between words; `1:10` is a ratio."""

Decoder = Callable[[Node, Problems], Any]

_YES = frozenset(("yes", "oui", "vrai", "vraie", "on", "y", "o", "v", "t", "1", "juste", "correct", "x", "✓"))
_NO = frozenset(("no", "non", "faux", "fausse", "off", "n", "f", "0", "incorrect", "wrong", "✗"))
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))


class Thing(NamedTuple):
    """What messages call a value: in words, by its key, and what may be removed if it is not needed."""

    said: str
    name: str = ""
    spare: str = ""


def is_null(node: Node) -> bool:
    """Whether a node says nothing, as `key:` does."""
    return type(node) is Scalar and node.text.strip() in _NULLS and (node.plain or not node.text.strip())


def refuse_empty(node: Node, problems: Problems, thing: Thing) -> Any:
    """Report that `thing` is empty; returns `FAILED`."""
    how = "write its value" + (f", or remove {thing.spare}" if thing.spare else "")
    if type(node) is Scalar and node.plain and (text := node.text.strip()):
        how += f'; `{text}` is no value: for the text itself, write `"{text}"`'
    return problems.add(EMPTY, node, thing=thing.said, how=how)


def text_decoder(key: Key, thing: Thing) -> Decoder:
    """The decoder of a text, stripped, that fits the pattern of its key."""
    pattern = _pattern(key) if key.pattern else None
    is_prose = not key.pattern and not key.name

    def decode_text(node: Node, problems: Problems) -> Any:
        if type(node) is not Scalar:
            how = one_dash(node, problems) or as_text(node, key, is_entry=thing.spare == ENTRY, name=thing.name)
            return problems.add(TEXT, node, thing=thing.said, what=describe(node), how=how)
        text = node.text.strip()
        if not is_visible(text) or (node.plain and text in _NULLS):
            return refuse_empty(node, problems, thing)
        if len(text) > MAX_TEXT:
            return problems.add(LONG, node, thing=thing.said, number=f"{len(text):,}", most=f"{MAX_TEXT:,}")
        first = node.start.line
        if is_prose and (first in problems.suspects or node.end.line != first or text[-1] in '",;'):
            found = losses(node, text, problems, gaps=key.gaps)
            if found and problems.keep(found):
                return FAILED
        if pattern and (not pattern.fullmatch(text) or ":" in text):
            return _judged(node, text, problems, key, thing)
        return text

    return decode_text


def _pattern(key: Key) -> re.Pattern[str]:
    return re.compile(key.pattern)


def _judged(node: Node, text: str, problems: Problems, key: Key, thing: Thing) -> Any:
    """A word that does not fit its pattern, or has a colon where two make a level; `FAILED` if it is refused."""
    if not _pattern(key).fullmatch(text):
        return _refuse_misfit(node, text, problems, key, thing)
    if key.levels and (how := _ONE_COLON.sub("::", text)) != text:
        _keep_once(problems, LEVEL.at(span(node, problems.path), text=shorten(text), how=shorten(how)))
    return text


def _refuse_misfit(node: Node, text: str, problems: Problems, key: Key, thing: Thing) -> Any:
    guess = _fitting(text, _pattern(key), is_entry=thing.spare == ENTRY)
    if key.shared and guess:
        guess += ", wherever it is named"
    found = PATTERN.at(span(node, problems.path), thing=thing.said, text=shorten(text), demand=key.demand, guess=guess)
    if key.shared:
        _keep_once(problems, found)
    else:
        problems.keep([found])
    return FAILED


def _keep_once(problems: Problems, found: Diagnostic) -> None:
    """Record what is told of a name, unless it was told where the same name was written before."""
    if all(one.message != found.message for one in problems.found):
        problems.keep([found])


def _fitting(text: str, pattern: re.Pattern[str], *, is_entry: bool) -> str:
    """What to write in place of a word that does not fit its pattern; nothing where nobody can tell."""
    like, words = slug(text), text.split()
    levels = re.sub(r"(?<!\s)\s*::?\s*", "::", text) if ":" in text else ""
    start = "mailto:" if "@" in text else "https://"
    address = f"{start}{text}" if "." in text and ":" not in text else ""
    spaced = re.sub(r"\s+", "%20", text) if "://" in text or text.startswith("mailto:") else ""
    if whole := next((one for one in (levels, address, spaced) if one and pattern.fullmatch(one)), ""):
        return f"write `{shorten(whole, _SHOWN)}`"
    if not pattern.fullmatch(like):
        return ""
    if is_entry and 1 < len(words) < MAX_WORDS and _SMALL.isdisjoint(words) and all(map(pattern.fullmatch, words)):
        return f"write `{like}`, or `{', '.join(words)}` if there are several"
    return f"write `{like}`, for example"


def _quoted(node: Node) -> str:
    """The text of a scalar in backticks, else what the node is."""
    return f"`{shorten(node.text)}`" if type(node) is Scalar else describe(node)


def _word_decoder(
    thing: Thing, rule: Rule, read: Callable[[str], Any], guess: Callable[[str], str], **said: object
) -> Decoder:
    """The decoder of one word: `read` gives its value, or `FAILED`; `guess` what may have been meant.

    `said` are further values of the rule.
    """

    def decode_word(node: Node, problems: Problems) -> Any:
        if is_null(node):
            return refuse_empty(node, problems, thing)
        text = node.text.strip() if type(node) is Scalar else ""
        value = read(text)
        if value is FAILED:
            if type(node) is Sequence and (rule is CHOICE or thing.name in ("forms", "draw")):
                # `[single, several]` is told as `single, several` is.
                text = ", ".join(one.text for one in node.items if type(one) is Scalar)
            return problems.add(rule, node, thing=thing.said, text=_quoted(node), guess=guess(text), **said)
        return value

    return decode_word


_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


def boolean_decoder(thing: Thing) -> Decoder:
    """The decoder of `true` and `false`, and of no other word for them."""

    def guess(text: str) -> str:
        word, _, rest = text.lower().partition(" ")
        word = word.strip(".,;:!")
        said = "`true`" if word in _YES or word == "true" else "`false`" if word in _NO or word == "false" else ""
        return f"{said}, and the rest below `why:`" if said and rest else said or "`true` or `false`"

    decode = _word_decoder(thing, BOOLEAN, lambda text: _BOOLEANS.get(text, FAILED), guess)

    def decode_boolean(node: Node, problems: Problems) -> Any:
        text = node.text.strip() if type(node) is Scalar else ""
        if text and text not in _BOOLEANS and _is_question_above(node, problems.lines) and "or" in guess(text):
            how = "`question:` in place of `statement:`"
            return problems.add(BOOLEAN, node, thing=thing.said, text=_quoted(node), guess=how)
        return decode(node, problems)

    return decode_boolean


def _is_question_above(node: Node, lines: list[str]) -> bool:
    """Whether the line above asks a question, below a key for statements."""
    above = lines[node.start.line - 1].strip() if 0 < node.start.line <= len(lines) else ""
    return above.startswith("statement:") and above.rstrip("\"'").endswith("?")


def number_decoder(thing: Thing) -> Decoder:
    """The decoder of a number with a decimal point, below a million; its value is a float."""

    def guess(text: str) -> str:
        return meant_number(text, thing.name) or "a number such as `12.5`"

    def read(text: str) -> Any:
        return float(text) if re.fullmatch(r"-?\d{1,6}(\.\d{1,6})?", text) else FAILED

    return _word_decoder(thing, NUMBER, read, guess)


def whole_decoder(thing: Thing, *, several: bool = False) -> Decoder:
    """The decoder of a whole number below a million, one of `several` or alone."""

    def read(text: str) -> Any:
        return int(text) if re.fullmatch(r"[+-]?\d{1,6}", text) else FAILED

    def guess(text: str) -> str:
        said = as_draw(text, thing.name) or (meant_list(text) if several else meant_either(text))
        return said or meant_whole(text, thing.name) or "digits alone, at most six, such as `12`"

    return _word_decoder(thing, WHOLE, read, guess)


def choice_decoder(values: dict[str, Any], thing: Thing, *, several: bool = False) -> Decoder:
    """The decoder of a word out of `values`, one of `several` or alone."""
    choices = enumerate_words(values)

    def guess(text: str) -> str:
        said = meant_list(text) if several and "1" in values else ""
        return f"write {said}" if said else meant_word(text, values) or f"write {choices}"

    return _word_decoder(thing, CHOICE, lambda text: values.get(text, FAILED), guess, choices=choices)
