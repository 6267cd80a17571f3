"""Keys of a card, or whole cards, that are read as a part of the text above them, because they are indented like it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule, Severity, Span
from mesoquiz.reading.nodes import Scalar

SWALLOWED = Rule(
    "key-in-text",
    "`{key}` is read as a part of the text above it",
    "{how}, or put a word before it if it belongs to the text",
    Severity.WARNING,
)

# Other words of a deck, such as `type` or `text`, may as well begin a line of a text.
_KEY = re.compile(
    r"[ ]{1,200}(?P<key>(?P<dash>-[ ]{1,9})?id|accept|answers?|beyond|caution|cloze|context|definition|difficulty"
    r"|distractors|expected|hypothesis|ignore|image|information|masks|pairs|panel|question|retired|reverse"
    r"|sequence|shuffle|sound|source|statement|tags|term|why|zones):(?!:)(?P<rest>[ ]?\S)?"
)


def swallowed(node: Scalar, lines: list[str], path: str) -> Iterator[Diagnostic]:
    """Yield the first line of a plain text or a block that begins with a key; none where the text has code."""
    first = node.start.line
    is_block = not node.plain and lines[first].startswith(("|", ">"), node.start.column)
    if first == node.end.line or "```" in node.text or not (node.plain or is_block):
        return
    for at in range(first + 1, min(node.end.line + 1, len(lines))):
        # A block ends where the next line begins, which is indented less.
        match = _KEY.match(lines[at])
        if match and (node.plain or _is_inside(at, first, lines, node)):
            key = f"{match['key']}:"
            how = f"write `{key}` below the card's other keys"
            if match["dash"]:
                key = "- id:"
                how = "write `- id:` below the `-` of the card above, and its keys below `id:`"
            elif match["rest"] and not match["rest"].startswith(" "):
                how = f"write `{key} …`, with a space after the colon, below the card's other keys"
            yield SWALLOWED.at(
                Span(path, at + 1, match.start("key") + 1, at + 1, match.end("key") + 2), key=key, how=how
            )
            return


def _is_inside(at: int, first: int, lines: list[str], node: Scalar) -> bool:
    """Whether a line is indented further than the key of a text, or the dash of an entry, and as far as the text."""
    before = lines[first][: node.start.column]
    column = len(before) - len(before.lstrip(" -" if before.strip(" -") else " "))
    below = next((lines[one] for one in range(first + 1, at + 1) if lines[one].strip()), "")
    return len(lines[at]) - len(lines[at].lstrip(" ")) >= max(column + 1, len(below) - len(below.lstrip(" ")))
