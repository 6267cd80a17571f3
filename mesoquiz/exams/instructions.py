"""What students are told about an exam: its length and how it is marked. Made from the scoring, never written."""

from __future__ import annotations

from mesoquiz.exams.marking.words import steps_in_words, table_in_words
from mesoquiz.exams.quiz import Quiz, Section
from mesoquiz.exams.scoring import has_flags
from mesoquiz.languages.labels import Labels
from mesoquiz.notes.interactions import Arrange, Choose, Fill, Interaction, Label, Pair, Point, Recall, is_open


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
        known = len(section.items) > len(each) == 1 and all(round(value, 2) == value for value in each)
        more = f", {labels.each.format(points(each.pop(), labels))}" if known else ""
        return f"{labels.count(labels.cases, cases)}, {said}, {total}{more}"
    # A third of a point each is better told as a whole.
    if len(each) != 1 or any(round(value, 2) != value for value in each):
        return f"{said}, {points(sum(item.points for item in section.items), labels)}"
    if len(section.items) == 1:
        return f"{said}, {points(each.pop(), labels)}"
    return f"{said}, {labels.each.format(points(each.pop(), labels))}"


def marking(quiz: Quiz) -> tuple[str, ...]:
    """How a quiz is marked, one sentence or two for each matter that occurs in it; none where the teacher judges."""
    return (*_choices(quiz), *_parts(quiz), *_zones(quiz), *_open(quiz))


def _open(quiz: Quiz) -> tuple[str, ...]:
    """In which steps open questions are marked by hand; nothing where the exam does not say."""
    has_open = any(is_open(item.interaction) for item in quiz.forms[0].items)
    return (steps_in_words(quiz.scoring.steps, quiz.labels),) if has_open and quiz.scoring.steps else ()


def _zones(quiz: Quiz) -> tuple[str, ...]:
    """How pictures to point at are marked: see `Scoring.pointed`."""
    has_zones = any(isinstance(item.interaction, Point) for item in quiz.forms[0].items)
    return (quiz.labels.mark_zones,) if has_zones else ()


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
    # Of a pool, each form has options of its own, and one instruction holds for all forms.
    items = (item for form in quiz.forms for item in form.items)
    asked = [item.interaction for item in items if isinstance(item.interaction, Choose)]
    chosen = [choose for choose in asked if not choose.panel]
    by_panel = (quiz.labels.mark_concordance,) if len(chosen) < len(asked) else ()
    if not chosen:
        return by_panel
    labels, rule = quiz.labels, quiz.scoring.rule
    # Under `discordance`, what is said of a stated number says it all.
    is_some = rule != "discordance" and any(0 < choose.expected < len(choose.keys) for choose in chosen)
    some = (labels.mark_some,) if is_some else ()
    if rule == "negative":
        cost = labels.number(round(100 * float(quiz.scoring.cost), 1))
        return (labels.mark_negative.format(cost), *some, *by_panel)
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
        said.append(table_in_words(quiz.scoring.table, labels) if rule == "table" else several[rule])
    if stated:
        said.append(labels.mark_expected)
    said += some
    if any(has_flags(choose) for choose in chosen):
        said.append(labels.mark_flags)
    return (*said, labels.mark_blank, *by_panel)
