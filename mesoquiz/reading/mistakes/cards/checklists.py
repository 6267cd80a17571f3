"""Options with boxes to tick, `- [x] derme` and `- [ ] os`, as they are pasted from notes: the keys for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule
from mesoquiz.diagnostics.wording import shorten
from mesoquiz.reading.mistakes.lists import as_list
from mesoquiz.reading.mistakes.rewrite import Rewrite, indentation, key_column
from mesoquiz.reading.nodes import Scalar, span

BOXES = Rule("boxes-in-list", "boxes do not tell which answers are right", "{how}")

_BOX = re.compile(r"[ ]*(?:[-*+•][ ]+)?(?P<box>[\[(][ ]?[xX✓✔✗]?[ ]?[\])]|[☐☑☒])[ ]+(?P<text>\S.*)$")
_ROUND = re.compile(r"(?P<box>\([ ]?[xX✓✔✗]?[ ]?\)|\[[ xX]?\]|[☐☑☒])[ ]+(?P<text>\S.*)$")
_EMPTY_KEY = re.compile(r"[ ]*(?:- +)*(?P<key>[^\W\d]\w*)[ ]?:[ ]*$")
_MARKED = frozenset("xX✓✔☑☒")
_FAR, _SHOWN = 30, 90


def checklists(number: int, work: list[str]) -> Iterator[Rewrite]:
    """Yield the list with boxes around a line, as the right and the wrong answers of its card."""
    begun = _BOX.match(work[number])
    if begun is None:
        return
    first = last = number
    while first > 0 and number - first < _FAR and _BOX.match(work[first - 1]):
        first -= 1
    while last + 1 < len(work) and last - number < _FAR and _BOX.match(work[last + 1]):
        last += 1
    boxes = [match for line in work[first : last + 1] if (match := _BOX.match(line))]
    right, wrong = ([box["text"].strip() for box in boxes if _is_ticked(box) is told] for told in (True, False))
    at, key = first, _EMPTY_KEY.match(work[first - 1]) if first else None
    if key and not (right and wrong) and key["key"] in ("answers", "distractors"):
        # All boxes of this list are alike: its key tells what they are.
        return
    column = key_column(work[first - 1]) if first else indentation(work[first])
    lines, how = _as_keys(right, wrong)
    if key:
        first -= 1
    head = work[first][:column] if key and work[first].lstrip().startswith("- ") else " " * column
    texts = [head + lines[0], *(" " * column + line for line in lines[1:])]
    stand_in = (*texts, *[""] * (last + 1 - first - len(texts)))[: last + 1 - first]
    place = boxes[0].span("box")
    yield Rewrite(
        first,
        "\n".join(texts),
        BOXES,
        *place,
        {"how": how},
        last=last,
        at=at,
        stand_in=stand_in,
        is_sure=False,
        is_clear=True,
    )


def boxed(texts: list[Scalar], path: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with a list all of whose entries begin with a box that YAML takes for a text, `(x) derme`."""
    boxes = [box for one in texts if (box := _ROUND.match(one.text))]
    if len(boxes) == len(texts) > 1 and any(map(_is_ticked, boxes)):
        right, wrong = ([box["text"].strip() for box in boxes if _is_ticked(box) is told] for told in (True, False))
        yield BOXES.at(span(texts[0], path), how=_as_keys(right, wrong)[1])


def _is_ticked(box: re.Match[str]) -> bool:
    return not _MARKED.isdisjoint(box["box"])


def _as_keys(right: list[str], wrong: list[str]) -> tuple[list[str], str]:
    """The lines of a card that say which answers are right and which are wrong, and the same as a remedy."""
    lines = [f"answers: {as_list(right)}" if len(right) > 1 else f"answer: {as_list(right)[1:-1]}"] if right else []
    lines += [f"distractors: {as_list(wrong)}"] if wrong else []
    shown = " and ".join(f"`{shorten(line, _SHOWN)}`" for line in lines)
    if right:
        return lines, f"write {shown}"
    return [*lines, "answer: …"], f"write {shown}, and the right one below `answer:`"
