"""Numbers and words of a choice as authors write them -> what a deck takes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mesoquiz.diagnostics.wording import did_you_mean, fold, shorten
from mesoquiz.reading.nodes import Mapping, Node, Scalar, Sequence

_NUMBER = re.compile(r"(?P<number>[-+]?\d{1,6}(?:[.,]\d{1,6})?)[ ]?(?P<unit>%|px|pts?|points?|mm|cm)?")
_FRACTION = re.compile(r"(\d{1,3})\s?/\s?([1-9]\d{0,2})")
_TIME = re.compile(r"(?P<hours>\d{1,2})\s?(?:h|:|heures?|hours?)\s?(?P<minutes>\d{2})?(?:\s?min)?")
_SEVERAL = re.compile(r"(\d{1,3})\s*(?:-|–|à|to|/|,|;|et|and)\s*(\d{1,3})")
_EITHER = re.compile(r"(\d{1,3})\s*(?:-|–|à|to|/|ou|or|et|and)\s*(\d{1,3})")
_LETTERS = re.compile(r"[A-Za-z](?:[ ]?(?:,|;|/|et|and|-)?[ ]?[A-Za-z]){1,7}")
_PLAIN = re.compile(r"\d{1,6}(?:\.\d{1,6})?")
_AROUND = re.compile(r"^(?:très|plutôt|assez|en|very|rather|quite|at the)\s+|\.0+$", re.IGNORECASE)
"""What authors write before a word of a choice, or after a number."""
_IN_WORDS = (
    *("zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    *("onze", "douze", "treize", "quatorze", "quinze", "seize"),
)
_IN_ENGLISH = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_WORDS = {
    **dict.fromkeys(("easy", "facile", "simple", "low", "basic", "debutant"), ("1",)),
    **dict.fromkeys(("medium", "moyenne", "intermediaire", "average"), ("2",)),
    **dict.fromkeys(("hard", "difficult", "difficile", "dur", "high", "expert", "avance"), ("3",)),
    **dict.fromkeys(("qcm", "mcq", "choix", "choix multiple", "multiple choice"), ("choice",)),
    **dict.fromkeys(("single, several", "several, single"), ("choice",)),
    **dict.fromkeys(("qcm, qcu", "qcu, qcm", "qru, qrm", "qrm, qcu", "qcm/qcu", "qcu/qcm", "qcms", "qcs"), ("choice",)),
    **dict.fromkeys(("qcu", "qru", "choix unique", "reponse unique", "qcus"), ("single",)),
    **dict.fromkeys(("vrai/faux", "vrai-faux", "vrai faux", "vrai ou faux", "v/f", "vf", "true/false"), ("single",)),
    **dict.fromkeys(("qrm", "multiple", "plusieurs", "reponses multiples", "reponse multiple"), ("several",)),
    **dict.fromkeys(("qroc", "ouvert", "ouverte", "ouvertes", "texte", "qrocs", "redaction"), ("open",)),
    **dict.fromkeys(("question ouverte", "questions ouvertes", "reponse courte", "reponse libre", "libre"), ("open",)),
    **dict.fromkeys(("trous", "texte a trous", "lacunes"), ("gaps",)),
    **dict.fromkeys(("ordre", "etapes"), ("order", "fixed")),
    **dict.fromkeys(("paires", "appariement"), ("match",)),
    **dict.fromkeys(("tcs", "sct", "concordance de script", "script"), ("concordance",)),
    **dict.fromkeys(
        ("dp", "mini dp", "mini-dp", "dossier", "dossiers", "dossier progressif", "dossiers progressifs", "kfp", "lca"),
        ("case",),
    ),
    **dict.fromkeys(("cas", "cas clinique", "cas cliniques", "clinical case"), ("case",)),
    **dict.fromkeys(("qrp", "qrpl"), ("several",)),
    **dict.fromkeys(("qzp", "pointer", "zone a pointer", "point", "hotspot"), ("zone",)),
    **dict.fromkeys(("legende", "legender", "schema"), ("picture",)),
    **dict.fromkeys(("diagnostic", "hypothese"), ("diagnosis",)),
    **dict.fromkeys(("examen", "examen complementaire", "exploration"), ("investigation",)),
    **dict.fromkeys(("traitement", "therapeutique", "prescription"), ("treatment",)),
    **dict.fromkeys(("paces", "bareme", "tableau", "las", "pass"), ("table",)),
    **dict.fromkeys(("aleatoire", "melange", "random"), ("shuffled",)),
    **dict.fromkeys(("fixe", "non", "no", "false"), ("fixed",)),
    **dict.fromkeys(("tout ou rien", "all or nothing", "standard"), ("all-or-nothing",)),
    **dict.fromkeys(("negatif", "points negatifs", "malus"), ("negative",)),
    **dict.fromkeys(("discordances", "edn", "ecn"), ("discordance",)),
    **dict.fromkeys(("proportionnel", "partial", "partiel"), ("proportional",)),
    **dict.fromkeys(("francais", "french", "fr-fr", "fr_fr", "france"), ("fr",)),
    **dict.fromkeys(("anglais", "english", "en-gb", "en-us", "en_us"), ("en",)),
    **dict.fromkeys(("grand", "gros", "big"), ("large",)),
    **dict.fromkeys(("petit", "small"), ("normal",)),
    "moyen": ("2", "normal"),
    **dict.fromkeys(("premier", "debut", "top"), ("first",)),
    **dict.fromkeys(("dernier", "fin", "end", "bottom"), ("last",)),
    **dict.fromkeys(("tous", "tout", "toutes"), ("all",)),
}
"""Words of authors, folded -> the words of a deck, of which a key takes one at most."""


def meant_number(text: str, name: str) -> str:
    """The number that was meant, as a message writes it, or nothing; `name` is its key."""
    fraction, match = _FRACTION.fullmatch(text), _NUMBER.fullmatch(text.removeprefix("/"))
    if fraction:
        return f"`{int(fraction[1]) / int(fraction[2]):.6g}`"
    if match is None:
        return f"`{number}`" if (number := _in_words(text)) else ""
    number = match["number"].replace(",", ".").lstrip("+")
    return f"`{float(number) / 100:g}`" if match["unit"] == "%" and name == "penalty" else f"`{number}`"


def meant_whole(text: str, name: str) -> str:
    """The same of a whole number; a duration is one of minutes."""
    time = _TIME.fullmatch(text) if name == "duration" else None
    if time:
        return f"`{60 * int(time['hours']) + int(time['minutes'] or 0)}`, the minutes"
    if match := re.fullmatch(r"(\d{1,6})[.,]0+", text):
        return f"`{match[1]}`"
    letters = re.findall(r"[A-Za-z]", text) if name == "forms" and _LETTERS.fullmatch(text) else []
    if len(letters) > 1:
        return f"`{len(letters)}`, the number of forms"
    match = re.fullmatch(r"[^\d.,]{0,9}(\d{1,6})(?=[ ]?[^\W\d]|[ ]?%?$)[^\d.,]*", text)
    return f"`{match[1]}` alone" if match else f"`{number}`" if (number := _in_words(text)) else ""


def meant_list(text: str) -> str:
    """The list of numbers that was meant by `4-5`, or nothing."""
    match = _SEVERAL.fullmatch(text)
    if match is None:
        return ""
    first, last = int(match[1]), int(match[2])
    numbers = (
        range(first, last + 1) if first < last < first + 10 and not re.search("[,;/]|et|and", text) else (first, last)
    )
    return f"`[{', '.join(map(str, numbers))}]`"


def meant_either(text: str) -> str:
    """The numbers of which one was meant by `3-4`, or nothing: nobody else knows which."""
    match = _EITHER.fullmatch(text)
    return f"`{match[1]}` or `{match[2]}`" if match else ""


def as_draw(text: str, name: str) -> str:
    """What to write in place of all numbers of a draw, `draw: [5, 1, 3]`, or of a range, `least: 1 à 3`; or nothing."""
    numbers = re.findall(r"\d{1,3}", text)
    is_alone = re.fullmatch(r"[\d\s,;àa–-]{1,20}|(?:de |from )?\d{1,3}(?: ?(?:à|to) ?)\d{1,3}", text) is not None
    if name == "draw" and len(numbers) == len(("count", "least", "most")) and is_alone:
        return f"`draw: {{count: {numbers[0]}, least: {numbers[1]}, most: {numbers[2]}}}`"
    if name in ("least", "most") and len(numbers) == len(("least", "most")) and is_alone:
        return f"`least: {numbers[0]}, most: {numbers[1]}`"
    return ""


def as_step(text: str) -> int | None:
    """A whole number with or without its sign, also a minus as it is printed; `None` for another text."""
    return int(text.replace("\u2212", "-")) if re.fullmatch(r"[-+\u2212]?\d{1,3}", text) else None


def meant_numbers(node: Node, scale: tuple[int, ...], *, is_whole: bool) -> list[str]:
    """The numbers of a list, also of one that was written as a text or as keys and values; none where it has others.

    `scale` are the names of their places: `{-1: 3, 2: 4}` has a number for two of five, and the others have 0.
    """
    if type(node) is Scalar:
        numbers = _numbers(node.text, is_whole=is_whole)
    elif type(node) is Mapping:
        pairs = [(as_step(key.text), value.text if type(value) is Scalar else "") for key, value in node.pairs]
        named = dict(pairs)
        is_scale = bool(scale) and len(named) == len(pairs) and named.keys() <= {*scale}
        numbers = [named.get(step, "0") for step in scale] if is_scale else [text for _, text in pairs]
    else:
        items = node.items if type(node) is Sequence else []
        numbers = [one.text if type(one) is Scalar else "" for one in items]
    return numbers if all(_PLAIN.fullmatch(number) for number in numbers) else []


def off_scale(node: Node, scale: tuple[int, ...]) -> str:
    """What is wrong with the keys of numbers that belong to the steps of a scale; empty where their places are known.

    Of as many numbers as there are steps, the order tells: `{1: 0, 2: 1, 3: 3, 4: 6, 5: 2}`.
    """
    if not scale or type(node) is not Mapping:
        return ""
    keys = [(as_step(key.text), key.text) for key, _ in node.pairs]
    steps = [step for step, _ in keys]
    known = [step for step in steps if step is not None]
    is_row = not known or steps == [*range(known[0], known[0] + len(scale))]
    if len(keys) == len(scale) and is_row:
        return ""
    if odd := next((text for step, text in keys if step not in scale), ""):
        return f"`{shorten(odd)}` is none of them"
    again = next((text for place, (step, text) in enumerate(keys) if step in steps[:place]), "")
    return f"`{shorten(again)}` is there twice" if again else ""


def in_steps(scale: tuple[int, ...]) -> str:
    """The steps of a scale as they are printed: `−1, 0, +1`."""
    return ", ".join(f"{step:+}".replace("-", "\u2212") if step else "0" for step in scale)


def rows_of_numbers(node: Node, name: str) -> str:
    """What to write where a list of rows of numbers belongs, and one row was written, or something else."""
    row = ", ".join(meant_numbers(node, (), is_whole=False))
    return f"put each row in brackets: `{name}: [[{row}]]`" if row else "write each row as a list in brackets"


def _numbers(text: str, *, is_whole: bool) -> list[str]:
    parts = [part.strip(",") for part in re.split(r"[\s;|/]+", text.strip("[](){} ")) if part.strip(",")]
    if is_whole or len(parts) == 1:
        return [number for part in parts for number in part.split(",") if number]
    return [part.replace(",", ".") for part in parts]


def meant_word(text: str, values: Iterable[str]) -> str:
    """What to do about a word that is none of `values`, or nothing where it is like none of them."""
    values = list(values)
    text = _AROUND.sub("", text)
    known = next((word for word in _WORDS.get(fold(text).strip(" .!"), ()) if word in values), "")
    if not known and re.fullmatch(r"[★⭐*]{1,3}", text) and str(len(text)) in values:
        known = str(len(text))
    if not known and (number := _in_words(text)) in values:
        known = number
    if "negative" in values and (penalty := re.fullmatch(r"[-−]\s?(0[.,]\d{1,4})", text)):
        return f"write `{{rule: negative, penalty: {penalty[1].replace(',', '.')}}}`"
    return f"write `{known}`" if known else did_you_mean(text, values)


def _in_words(text: str) -> str:
    folded = fold(text)
    return next((str(words.index(folded)) for words in (_IN_WORDS, _IN_ENGLISH) if folded in words), "")
