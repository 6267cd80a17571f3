"""The words that the program itself puts on cards and pages, in each language a deck can have.

A frozen value per language instead of gettext: a missing label is then an error of the type checker and not of the
printed page, and nothing has to be compiled. French has its no-break spaces written in.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """One language. `{}` holds the place of a value; a tuple is (singular, plural)."""

    true: str
    false: str
    define: str
    name_term: str
    what_is_hidden: str
    one_answer: str
    several_answers: str
    key: str
    form: str
    name: str
    first_name: str
    student_number: str
    date: str
    answers: str
    why: str
    source: str
    caution: str
    indispensable: str
    retired_tag: str
    retired_notice: str
    unacceptable: str
    instructions: tuple[str, str]
    explanations: str
    version: str
    how_to_update: str
    how_to_find_retired: str
    sources: str
    months: tuple[str, ...]
    day: str
    colon: str
    decimal: str
    explained_key: str
    sheet: str
    on_the_quiz: str
    points: tuple[str, str]
    minutes: tuple[str, str]

    def format_date(self, date: datetime.date) -> str:
        """A day in words; in French the first of a month is `1er`."""
        day = "1er" if date.day == 1 and self is FRENCH else str(date.day)
        return self.day.format(day=day, month=self.months[date.month - 1], year=date.year)

    def count(self, forms: tuple[str, str], number: float) -> str:
        """`forms` with `number` filled in; French treats what is less than 2 as singular, English only 1."""
        singular = number < 2 if self is FRENCH else number == 1
        return forms[0 if singular else 1].format(f"{number:.10g}".replace(".", self.decimal))


FRENCH = Labels(
    true="Vrai",
    false="Faux",
    define="Que désigne «\u00a0{}\u00a0»\u202f?",
    name_term="Quel terme correspond à cette définition\u202f?",
    what_is_hidden="Que cache ce masque\u202f?",
    one_answer="une seule réponse",
    several_answers="une ou plusieurs réponses",
    key="Corrigé",
    form="Sujet",
    name="Nom",
    first_name="Prénom",
    student_number="N° d'étudiant",
    date="Date",
    answers="Réponses",
    why="Explication",
    source="Source",
    caution="Prudence",
    indispensable="indispensable",
    retired_tag="mesoquiz::retiré",
    retired_notice="Cette carte est retirée du paquet\u00a0: vous pouvez la suspendre ou la supprimer.",
    unacceptable="inacceptable",
    instructions=("{} question.", "{} questions."),
    explanations="Réponses expliquées",
    version="version {}",
    how_to_update=(
        "Pour mettre à jour\u00a0: importez le nouveau paquet avec les options par défaut. Votre progression, vos "
        "drapeaux et vos suspensions sont conservés\u202f; pour vos marques, préférez un drapeau à une étiquette."
    ),
    how_to_find_retired="Cartes retirées\u00a0: cherchez tag:{}",
    sources="Sources",
    months=(
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    day="{day} {month} {year}",
    colon="\u00a0:",
    decimal=",",
    explained_key="Corrigé expliqué",
    sheet="Feuille de réponses",
    on_the_quiz="sur le sujet",
    points=("{} point", "{} points"),
    minutes=("{} minute", "{} minutes"),
)

ENGLISH = Labels(
    true="True",
    false="False",
    define="What does “{}” mean?",
    name_term="Which term fits this definition?",
    what_is_hidden="What is hidden here?",
    one_answer="one answer",
    several_answers="one or more answers",
    key="Answer key",
    form="Form",
    name="Last name",
    first_name="First name",
    student_number="Student number",
    date="Date",
    answers="Answers",
    why="Explanation",
    source="Source",
    caution="Caution",
    indispensable="indispensable",
    retired_tag="mesoquiz::retired",
    retired_notice="This card is withdrawn from the deck: you can suspend or delete it.",
    unacceptable="unacceptable",
    instructions=("{} question.", "{} questions."),
    explanations="Explained answers",
    version="version {}",
    how_to_update=(
        "To update, import the new package with the default options. Your progress, flags and suspensions stay; mark "
        "cards with a flag rather than a tag."
    ),
    how_to_find_retired="Withdrawn cards: search tag:{}",
    sources="Sources",
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    day="{day} {month} {year}",
    colon=":",
    decimal=".",
    explained_key="Explained key",
    sheet="Answer sheet",
    on_the_quiz="on the quiz",
    points=("{} point", "{} points"),
    minutes=("{} minute", "{} minutes"),
)

LANGUAGES = {"fr": FRENCH, "en": ENGLISH}
"""Language code (as in `lang:` of a deck) to labels."""
