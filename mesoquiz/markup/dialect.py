"""The rules by which the Markdown of decks differs from CommonMark, for markdown-it-py."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from mesoquiz.markup.gaps import GAP_MARK

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_MATHS = {"\\(": "\\)", "\\[": "\\]"}


def attached(parser: MarkdownIt, name: str) -> Callable[[StateInline, bool], bool]:
    """The rule of sub- or superscripts, which must follow something: `H~2~O`, not `~5 mL/~10 mL`."""
    (rule,) = [rule.fn for rule in parser.inline.ruler.__rules__ if rule.name == name]

    def attached(state: StateInline, silent: bool) -> bool:
        before = state.src[state.pos - 1 : state.pos]
        return (before.isalnum() or before in tuple(")]}*_`|")) and rule(state, silent)

    return attached


def link_rule(state: StateInline, silent: bool) -> bool:
    """Markdown's link, if it leads to a page or a mail address; any other is shown as written."""
    from markdown_it.rules_inline import link

    start, count, pending = state.pos, len(state.tokens), state.pending
    if not link(state, silent):
        return False
    opened = [token for token in state.tokens[count:] if token.type == "link_open"]
    for token in opened:
        # A title is shown only to those who hover over it.
        token.attrs.pop("title", None)
    if silent or all(_is_safe_link(str(token.attrs.get("href", ""))) for token in opened):
        return True
    # Markdown's rule has also put the text before the link into a token, which is taken back with the link.
    del state.tokens[count:]
    del state.tokens_meta[count:]
    state.pos, state.pending = start, pending
    return False


def _is_safe_link(url: str) -> bool:
    """Links lead to pages and mail addresses; no script, no file, no data."""
    # A gap is a blank to fill on the screen, and an address is not on it.
    return url.startswith(("https://", "http://", "mailto:")) and GAP_MARK not in url


def maths_rule(state: StateInline, silent: bool) -> bool:
    """`\\(…\\)` and `\\[…\\]` pass through untouched: MathJax reads them in Anki, `maths` on paper."""
    closing = _MATHS.get(state.src[state.pos : state.pos + 2])
    # A search, not a pattern: unclosed maths is looked for again at each opening sign.
    end = state.src.find(closing, state.pos + 3, state.posMax) if closing else -1
    if end < 0:
        return False
    if not silent:
        state.push("maths", "", 0).content = state.src[state.pos : end + 2]
    state.pos = end + 2
    return True


def list_rule(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Markdown's list, except that `1952. Pistor …` opens a sentence, not item 1952."""
    start = state.bMarks[line] + state.tShift[line]
    if re.match(r"\d{3,}[.)]", state.src[start : state.eMarks[line]]):
        return False
    from markdown_it.rules_block import list_block

    return list_block(state, line, end, silent)
