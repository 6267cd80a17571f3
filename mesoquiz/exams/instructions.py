"""What students are told about an exam: its length and how it is marked. Made from the scoring, never written."""

from __future__ import annotations

from mesoquiz.exams.quiz import Quiz, Section
from mesoquiz.exams.scoring import has_flags
from mesoquiz.languages.labels import Labels
from mesoquiz.notes.interactions import Arrange, Choose, Fill, Interaction, Label, Pair, Recall


def extent(quiz: Quiz) -> str:
    """`20 questions, 30 points, 45 minutes.`"""
    labels = quiz.labels
    parts = [labels.count(labels.questions, len(quiz.forms[0].items))]
    if quiz.points != len(quiz.forms[0].items):
        parts.append(points(quiz.points, labels))
    if quiz.duration:
        parts.append(duration(quiz.duration, labels))
    return ", ".join(parts) + "."


def duration(minutes: int, labels: Labels) -> str:
    """Minutes in words: `45 minutes`, `1 h 30`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return labels.count(labels.minutes, minutes)
    return f"{hours}\u00a0h" + (f"\u00a0{rest:02}" if rest else "")


def points(value: float, labels: Labels) -> str:
    """`2 points`, `0,5 point`."""
    return labels.count(labels.points, value)


def worth(section: Section, labels: Labels) -> str:
    """What the questions of a section bring: `10 questions, 2 points chacune`."""
    each = {item.points for item in section.items}
    said = labels.count(labels.questions, len(section.items))
    if cases := len({item.note.case for item in section.items if item.note.case}):
        total = points(round(sum(item.points for item in section.items), 4), labels)
        return f"{labels.count(labels.cases, cases)}, {said}, {total}"
    # A third of a point each is better told as a whole.
    if len(each) != 1 or any(round(value, 2) != value for value in each):
        return f"{said}, {points(sum(item.points for item in section.items), labels)}"
    if len(section.items) == 1:
        return f"{said}, {points(each.pop(), labels)}"
    return f"{said}, {labels.each.format(points(each.pop(), labels))}"


def marking(quiz: Quiz) -> tuple[str, ...]:
    """How a quiz is marked, one sentence or two for each matter that occurs in it; none where the teacher judges."""
    return (*_choices(quiz), *_parts(quiz))


def _parts(quiz: Quiz) -> tuple[str, ...]:
    """How questions with parts to write are marked: see `Scoring.share`."""
    labels, asked = quiz.labels, {_name(item.interaction, quiz.labels) for item in quiz.forms[0].items}
    named = [
        name for name in (labels.gaps, labels.orders, labels.matches, labels.captions, labels.lists) if name in asked
    ]
    said = ", ".join(named)
    return (labels.mark_parts.format(said[0].upper() + said[1:]),) if said else ()


def _name(interaction: Interaction, labels: Labels) -> str:
    match interaction:
        case Fill():
            return labels.gaps
        case Arrange():
            return labels.orders
        case Pair():
            return labels.matches
        case Label():
            return labels.captions
        case Recall(listed=True):
            return labels.lists
        case _:
            return ""


def _choices(quiz: Quiz) -> tuple[str, ...]:
    """How the choices of a quiz are marked."""
    chosen = [item.interaction for item in quiz.forms[0].items if isinstance(item.interaction, Choose)]
    if not chosen:
        return ()
    labels, rule = quiz.labels, quiz.scoring.rule
    if rule == "negative":
        cost = labels.number(round(100 * float(quiz.scoring.cost), 1))
        return (labels.mark_negative.format(cost),)
    said = []
    if any(choose.single for choose in chosen):
        said.append(labels.mark_single)
    stated = [choose for choose in chosen if choose.expected and rule == "discordance"]
    if any(not choose.single for choose in chosen if choose not in stated):
        several = {
            "all-or-nothing": labels.mark_exact,
            "discordance": labels.mark_discordance,
            "proportional": labels.mark_proportional,
        }
        said.append(several[rule])
    if stated:
        said.append(labels.mark_expected)
    if any(has_flags(choose) for choose in chosen):
        said.append(labels.mark_flags)
    return (*said, labels.mark_blank)
