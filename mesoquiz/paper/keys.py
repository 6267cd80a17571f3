"""What the key of a form shows: letters, short answers, what else is accepted, and what can cost a question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mesoquiz.exams.quiz import Form, Item, Quiz
from mesoquiz.languages.labels import Labels
from mesoquiz.markup.gaps import Gap
from mesoquiz.notes import pointing
from mesoquiz.notes.interactions import Arrange, Choose, Fill, Label, Pair, Point, Recall, is_open

CELLS = {("normal", 4): 6, ("normal", 3): 10, ("normal", 2): 20, ("large", 2): 6}
"""Print, and how many questions share a row of the letters -> the longest key that it holds, in characters."""


@dataclass(frozen=True, slots=True)
class Flagged:
    """The letters of a question that bring it to zero: those not to be missed, and those not to be ticked."""

    number: int
    must: str
    never: str


@dataclass(frozen=True, slots=True)
class Shares:
    """What part of the points each letter of a scale brings: `0,29`, and `–` for none."""

    number: int
    shares: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """The numbers of the questions that tell students how many options to tick, and what they tell: `5, 8`."""

    numbers: str
    told: str


@dataclass(frozen=True, slots=True)
class Votes:
    """How much of a panel chose an option: in percent of the panel, and in words."""

    percent: int
    said: str


def cells(quiz: Quiz) -> int:
    """How many questions share a row of the letters, in all forms of a quiz."""
    longest = max(len(letters(item, quiz.labels)) for form in quiz.forms for item in form.items)
    print = quiz.layout.print
    return max((cells for (of, cells), most in CELLS.items() if of == print and longest <= most), default=1)


def letters(item: Item, labels: Labels) -> str:
    """The letters of the right options, `AC`, or `2 parmi A, C, D` where fewer are to be ticked; empty without any."""
    expected = _fewer(item)
    return labels.key_some.format(expected, ", ".join(item.right)) if expected else item.key


def enough(item: Item, labels: Labels) -> str:
    """How many of what is right are enough, in words; empty where all is asked for."""
    if isinstance(item.interaction, Point):
        return pointing.enough(item.interaction, labels)
    expected = _fewer(item)
    return labels.count(labels.answers_enough, expected) if expected else ""


def _fewer(item: Item) -> int:
    """How many options are to be ticked, where more are right; else 0."""
    asked = item.interaction
    return asked.expected if isinstance(asked, Choose) and asked.expected < len(item.right) else 0


def short_answers(item: Item, labels: Labels) -> list[str]:
    """The answer of a question without letters, for the table of a key: texts in Markdown, or places on the paper."""
    match item.interaction:
        case Recall(answers=answers, listed=listed):
            return [answer.text for answer in answers] if listed else [answers[0].text]
        case Fill(parts=parts):
            return _numbered([part.text for part in parts if isinstance(part, Gap)])
        case Arrange(steps=steps):
            # What belongs into the boxes, from the first printed step to the last.
            places = " – ".join(str(item.order[place] + 1) for place in range(len(steps)))
            return [f"{places} ({labels.from_top})"]
        case Pair(pairs=pairs):
            return [" – ".join(f"{n + 1}\u00a0{item.letters[item.order.index(n)]}" for n in range(len(pairs)))]
        case Label(masks=masks):
            return _numbered([mask.label for mask in masks])
        case Point() as point:
            said = pointing.enough(point, labels)
            return [*_numbered(pointing.answers(point, labels)), *([said] if said else [])]
        case Choose():
            return []


def _numbered(texts: list[str]) -> list[str]:
    return [f"{number}.\u00a0{text}" for number, text in enumerate(texts, 1)] if len(texts) > 1 else texts


def also_accepted(item: Item, plain: Callable[[str], str]) -> list[str]:
    """The other wordings of an open answer, without markup: `plain` takes it away."""
    asked = item.interaction
    if not isinstance(asked, Recall) or asked.listed:
        return []
    first, *others = (plain(answer.text) for answer in asked.answers)
    return [text for text in dict.fromkeys((*others, *map(plain, asked.typed))) if text != first]


def flagged(quiz: Quiz, form: Form) -> list[Flagged]:
    """The questions with letters that bring them to zero; none under a rule that does not know them."""
    if not quiz.scoring.uses_flags:
        return []
    found = []
    for number, item in enumerate(form.items, 1):
        if isinstance(item.interaction, Choose):
            named = list(zip(item.letters, (item.interaction.options[index] for index in item.order), strict=True))
            must = " ".join(letter for letter, option in named if option.must)
            never = " ".join(letter for letter, option in named if option.never)
            if must or never:
                found.append(Flagged(number, must, never))
    return found


def stated(form: Form, labels: Labels) -> list[Stated]:
    """The questions that tell how many options to tick, by that number: they are not marked as the others are."""
    found: dict[int, list[str]] = {}
    for number, item in enumerate(form.items, 1):
        if isinstance(item.interaction, Choose) and item.interaction.expected:
            found.setdefault(item.interaction.expected, []).append(str(number))
    return [Stated(", ".join(numbers), labels.count(labels.tick, asked)) for asked, numbers in sorted(found.items())]


def shares(form: Form, labels: Labels) -> list[Shares]:
    """The questions whose answers bring parts of the points, as a panel chose them."""
    found = []
    for number, item in enumerate(form.items, 1):
        if isinstance(item.interaction, Choose) and item.interaction.panel:
            panel = item.interaction.panel
            parts = (panel[index] / max(panel) for index in item.order)
            found.append(Shares(number, tuple(_rounded(part, labels) if part else "–" for part in parts)))
    return found


def votes(choose: Choose, index: int, labels: Labels) -> Votes | None:
    """What a panel said of an option; `None` where no panel was asked."""
    if not choose.panel:
        return None
    number, members = choose.panel[index], sum(choose.panel)
    said = labels.count(labels.panel_votes, number, str(members))
    part = labels.panel_share.format(_rounded(number / max(choose.panel), labels))
    return Votes(round(100 * number / members), f"{said}, {part}")


def _rounded(share: float, labels: Labels) -> str:
    """A part of the points: of an eighth, half a hundredth counts as one, as whoever marks would round it."""
    return labels.number(round(share + 1e-9, 2))


def step_points(item: Item, quiz: Quiz) -> list[str]:
    """The points that an open question can bring, marked by hand; nothing where the exam names no steps."""
    if not is_open(item.interaction):
        return []
    return [quiz.labels.number(round(item.points * step, 2)) for step in quiz.scoring.steps]


def worth(points: float, labels: Labels) -> str:
    """The points of a question beside the place for its mark, as the paper says them: `/ 2`.

    Exams that were printed before points were shared in hundredths have thirds: those are cut.
    """
    return f"/\u00a0{labels.number(points if round(points, 4) == points else round(points, 2))}"
