"""Options of other programs, right and wrong ones together -> the keys that a choice has here."""

from __future__ import annotations

import re

from mesoquiz.diagnostics.wording import fold, shorten
from mesoquiz.reading.mistakes.lists import as_list
from mesoquiz.reading.nodes import Mapping, Node, Scalar, Sequence

MIXED = frozenset(("options", "choices", "choix", "propositions", "réponses", "items"))
"""Keys of other programs for right and wrong answers together."""
_TEXT = frozenset(("text", "texte", "option", "label", "value", "answer", "reponse"))
_RIGHT = frozenset(("correct", "right", "is_correct", "iscorrect", "juste", "vrai", "correcte", "true"))
_ANSWER = frozenset(("answer", "reponse", "bonne reponse", "bonne_reponse", "solution", "correction"))
_YES = frozenset(("true", "yes", "oui", "vrai", "v", "juste", "1", "x"))
_TRUTHS = frozenset(("true", "false", "vrai", "faux", "v", "f", "oui", "non", "yes", "no", "juste", "0", "1"))
_TICKS = frozenset(("*", "✓", "✔", "✅", "vrai", "v", "correct", "correcte", "bonne", "juste", "x", "true", "right"))
_SIGNS = "*✓✔✅✗❌"
Lists = tuple[list[str], list[str]]
"""What is right, and what is wrong."""
_LETTER = re.compile(r"(?:(?:option|choice|choix|proposition|réponse|reponse)[ _-]?)?[A-Ha-h]")
_SHOWN = 90
"""Characters of a list that a hint shows."""
WORDS = "write the right one in words below `answer:`, and the others below `distractors:`"

GIFT = "write what follows `=` below `answer:`, and what follows each `~` below `distractors:`"


def in_gift(node: Mapping) -> Scalar | None:
    """The text of a card that holds its answers as those of Moodle do: `Quel os ? {=fémur ~tibia}`."""
    texts = (value for _, value in node.pairs if type(value) is Scalar)
    return next((one for one in texts if re.search(r"\{\s*[=~]", one.text)), None)


def divided(key: str, value: Node | None, node: Mapping) -> str:
    """What to do about a key that holds right and wrong answers: with them, where each says which it is, or another
    key of the card `node` does."""
    ways = (_marked, _in_words, _by_truth) if type(value) is Sequence else ()
    found = (way(value) for way in ways if type(value) is Sequence)
    right, wrong = next((lists for lists in found if lists[0]), ([], []))
    if not right and type(value) is Sequence:
        right, wrong = _named(value, node)
    if not right:
        return f"write what is right of `{key}:` below `answer:` or `answers:`, the rest below `distractors:`"
    one = len(right) == 1
    shown = shorten(as_list(right), _SHOWN)
    answers = f"`answer: {as_list(right)[1:-1]}`" if one else f"`answers: {shown}`"
    return f"write {answers}" + (f" and `distractors: {shorten(as_list(wrong), _SHOWN)}`" if wrong else "")


def without_answer(key: Scalar, node: Mapping) -> str:
    """What to do about options of a card among which its answer is, or of which that is the number or the letter."""
    values = {other.text: value for other, value in node.pairs}
    options, answer = (
        values.get(key.text),
        next((value for name, value in values.items() if fold(name) in _ANSWER), None),
    )
    if key.text not in MIXED or type(options) is not Sequence or type(answer) is not Scalar:
        return ""
    texts = [one.text for one in options.items if type(one) is Scalar]
    said = answer.text.strip()
    if said in texts and len(texts) == len(options.items) > 1:
        return f"write `distractors: {shorten(as_list([text for text in texts if text != said]), _SHOWN)}`"
    is_place = said.isdecimal() or (len(said) == 1 and said.upper() in "ABCDEFGH")
    return WORDS if is_place else ""


def lettered(key: Scalar, node: Mapping) -> str | None:
    """What to do about `A: un` and `B: deux` beside the other keys of a card; empty where it is told above.

    Nothing for any other key.
    """
    if not _LETTER.fullmatch(key.text):
        return None
    options = [(other, value) for other, value in node.pairs if _LETTER.fullmatch(other.text)]
    texts = [value.text for _, value in options if type(value) is Scalar]
    if len(texts) < 2 or len(texts) < len(options):
        return None
    if options[0][0] is not key:
        return ""
    answer = next(
        (value.text.strip() for other, value in node.pairs if other.text == "answer" and type(value) is Scalar), ""
    )
    letters = [other.text[-1].upper() for other, _ in options]
    right = texts[letters.index(answer.upper())] if answer.upper() in letters else answer
    wrong = shorten(as_list([text for text in texts if text != right]), _SHOWN)
    if right not in texts:
        return f"write what is right below `answer:`, and what is wrong as `distractors: {wrong}`"
    shown = "" if right == answer else f"`answer: {as_list([right])[1:-1]}` and "
    return f"write {shown}`distractors: {wrong}`"


def _named(value: Sequence, node: Mapping) -> Lists:
    """The right and the wrong ones of a list, where `correct: fémur` says which is right."""
    texts = [one.text for one in value.items if type(one) is Scalar]
    said = next((one for key, one in node.pairs if fold(key.text) in _RIGHT | _ANSWER), None)
    items = said.items if type(said) is Sequence else [said]
    named = [one.text for one in items if type(one) is Scalar]
    if not named or len(texts) < len(value.items) or not set(named) <= set(texts):
        return [], []
    return named, [text for text in texts if text not in named]


def _in_words(value: Sequence) -> Lists:
    """Those of texts, of which some have a mark: `fémur (vrai)`, `* fémur`, `V fémur`."""
    texts = [one.text.strip() for one in value.items if type(one) is Scalar]
    found = [_parted(text) for text in texts]
    if len(texts) < len(value.items) or not any(mark for _, mark in found):
        return [], []
    lists: Lists = ([], [])
    for text, mark in found:
        lists[mark not in _TICKS].append(text)
    return lists


def _parted(text: str) -> tuple[str, str]:
    """A text without the mark that says whether it is right, and the mark, folded."""
    if text[:1] in _SIGNS or text[:2] in ("V ", "F "):
        return text[1:].strip(), fold(text[:1])
    if text[-1:] in _SIGNS:
        return text[:-1].strip(), text[-1:]
    before, _, said = text.removesuffix(")").rpartition("(")
    is_mark = text.endswith(")") and before.strip() and fold(said.strip()) in _TICKS | _TRUTHS
    return (before.strip(), fold(said.strip())) if is_mark else (text, "")


def _by_truth(value: Sequence) -> Lists:
    """Those of `- fémur: vrai` and `- patella: faux`."""
    pairs = [one.pairs[0] for one in value.items if type(one) is Mapping and len(one.pairs) == 1]
    said = [(key.text, fold(one.text.strip())) for key, one in pairs if type(one) is Scalar]
    if len(said) < len(value.items) or not all(truth in _TRUTHS for _, truth in said):
        return [], []
    lists: Lists = ([], [])
    for text, truth in said:
        lists[truth not in _YES].append(text)
    return lists


def _marked(value: Sequence) -> Lists:
    """The right and the wrong ones of a list in which each says which it is; nothing if one does not."""
    right: list[str] = []
    wrong: list[str] = []
    for one in value.items:
        pairs = (
            {fold(key.text): said.text for key, said in one.pairs if type(said) is Scalar}
            if type(one) is Mapping
            else {}
        )
        text = next((pairs[word] for word in pairs if word in _TEXT), "")
        told = next((pairs[word] for word in pairs if word in _RIGHT), "")
        if not text:
            return [], []
        (right if fold(told) in _YES else wrong).append(text)
    return right, wrong
