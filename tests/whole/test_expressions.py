"""No regular expression of the program takes more than linear time: each runs on thousands of characters of its worst.

The texts are made from the parse tree of the expression (`re._parser`). For each of its repetitions there are a lead
(the least text that goes through all that comes before it) and a unit, repeated: what the repetition takes, the lead
with it (a start that fails over and over), each character that the expression tells apart from others, or two of
these in turn. Then nothing, or a character on which the whole fails. See `expressions.worst_texts`.

Time is compared, never measured: a text takes at most eight times as long as a fourth of it. CI tries all texts,
elsewhere each run tries others, as of Hypothesis's.
"""

from __future__ import annotations

import re

import pytest
from expressions import ALL, Use, held, modules, of_keys, of_media, slow_text, uses
from programs import IN_CI

from mesoquiz.resources import folder

FOUND, UNKNOWN = uses()
USES = [*FOUND, *of_keys(), *of_media()]


@pytest.mark.parametrize("use", USES, ids=[use.place for use in USES])
def test_an_expression_takes_linear_time(use: Use) -> None:
    assert slow_text(use, every=1 if IN_CI else 6) is None, use.pattern.pattern


def test_no_expression_is_missed() -> None:
    """What is given to `re` by another name is elsewhere: that of keys in the model, that of media in a table, and the
    word lists of the rules in files, whose patterns search 2,000 characters of a text at most."""
    assert UNKNOWN == [
        "mesoquiz.advice.lexicon: re.compile(f\"{start}(?:{'|'.join(some)})\")",
        "mesoquiz.decks.media: re.match(starts, content, re.DOTALL)",
        "mesoquiz.reading.scalars: re.compile(key.pattern)",
    ]
    assert {pattern for module in modules() for pattern in held(module)} <= {use.pattern for use in USES}
    assert len(FOUND) > 60


def test_scripts_have_no_expressions() -> None:
    for script in folder("templates").rglob("*.js"):
        # `replace` and `split` take a text between quotes as it is; the others would make an expression of it.
        asks = r"RegExp|\.(?:match|matchAll|search|test)\(|\.(?:replace|replaceAll|split)\((?!\")"
        assert not re.search(asks, script.read_text("utf-8")), script.name


SLOW = {
    "a number at the end": (r"\d+$", "search"),
    "a comment at the end": (r"[ \t]+#(?:[ \t].*)?$", "search"),
    "a value without the spaces behind it": (r"(?P<value>\S.*?)[ \t]*$", "match"),
    "an element": (r"<[^>]*>", "sub"),
    "two runs of the same": (r"[a-f]*[d-z]*!", "fullmatch"),
    "three runs of the same": (r"x\w*\w*\w*=", "match"),
    "what may be divided at will": (r"(?:a|b|ab)*c", "match"),
    "nested repetitions": (r"(?:\w+\s?)*:", "match"),
    "a bracket that ends": (r"\([^)]*\)", "search"),
    "any character among others": (r"[^\n]*[^\s:][^\n]*", "fullmatch"),
    "bytes": (rb"<!--.*?-->", "search"),
}
"""What is known to be slow, and must be found out."""


@pytest.mark.thorough
@pytest.mark.parametrize(("pattern", "function"), SLOW.values(), ids=list(SLOW))
def test_slow_expressions_are_found_out(pattern: str | bytes, function: str) -> None:
    assert slow_text(Use("", re.compile(pattern, re.DOTALL), frozenset({function})))
    assert function in {*ALL, "sub"}
