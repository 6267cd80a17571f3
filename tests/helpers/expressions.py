"""Regular expressions -> where the program uses them, and texts on which they take longest.

A backtracking engine is slow where it can divide a text in many ways, or begin at many places, and fails in the end. So
the worst texts are made from the expression itself: something that leads to one of its repetitions, then what that
repetition takes, thousands of times, then something that makes it fail.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import random
import re
import time
from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any, NamedTuple

import mesoquiz
from mesoquiz.decks import media

FUNCTIONS = {"match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
ALL = frozenset(("match", "fullmatch", "search"))
"""How an expression is tried whose use cannot be told from the source."""


class Use(NamedTuple):
    """An expression, where it is, and by which functions it is used."""

    place: str
    pattern: re.Pattern[Any]
    functions: frozenset[str]


# Where expressions are


@cache
def modules() -> tuple[ModuleType, ...]:
    """All modules of the program."""
    names = (info.name for info in pkgutil.walk_packages(mesoquiz.__path__, "mesoquiz."))
    return (mesoquiz, *(importlib.import_module(name) for name in names if not name.endswith("__main__")))


def uses() -> tuple[list[Use], list[str]]:
    """The expressions that the source gives to `re`, or holds, and the places where it gives something unknown."""
    found: list[Use] = []
    unknown = []
    for module in modules():
        for call in _calls(module):
            place = f"{module.__name__}:{call.lineno}"
            name = call.func.attr  # type: ignore[attr-defined]
            try:
                pattern = _compiled(module, call)
            except NameError:
                unknown.append(f"{module.__name__}: {ast.unparse(call)}")
                continue
            functions = _called().get(pattern) if name == "compile" else {name}
            found.append(Use(place, pattern, frozenset(functions or ALL)))
    return found, unknown


def of_keys() -> Iterator[Use]:
    """The expressions that the texts of keys must match, which stand in the model."""
    for module in modules():
        for call in _read(module).calls:
            if isinstance(call.func, ast.Name):
                for word in call.keywords:
                    if word.arg == "pattern":
                        pattern = re.compile(_value(module, word.value))
                        yield Use(f"{module.__name__}:{word.value.lineno}", pattern, frozenset({"fullmatch"}))


def of_media() -> Iterator[Use]:
    """The expressions by which media files begin."""
    for suffix, (_, start) in {**media.PICTURES, **media.SOUNDS}.items():
        yield Use(f"{media.__name__}:{suffix}", re.compile(start, re.DOTALL), frozenset({"match"}))


class Read(NamedTuple):
    """What the source of a module says of expressions."""

    calls: list[ast.Call]
    """Of `Key`, and of functions of `re` that take an expression."""
    attributes: set[tuple[str, str]]
    """Names, and what is taken from them."""


@cache
def _read(module: ModuleType) -> Read:
    found = Read([], set())
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = ast.unparse(node.func)
            if name == "Key" or name in {f"re.{function}" for function in FUNCTIONS | {"compile"}}:
                found.calls.append(node)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.attributes.add((node.value.id, node.attr))
    return found


def _calls(module: ModuleType) -> Iterator[ast.Call]:
    """The calls of functions of `re` that take an expression."""
    return (call for call in _read(module).calls if isinstance(call.func, ast.Attribute))


def _compiled(module: ModuleType, call: ast.Call) -> re.Pattern[Any]:
    """What a call compiles: its first argument, and its flags, are evaluated among the names of the module."""
    flags = next((_value(module, word.value) for word in call.keywords if word.arg == "flags"), 0)
    of_last = {"compile": 1, "match": 2, "fullmatch": 2, "search": 2, "findall": 2, "finditer": 2, "sub": 4, "subn": 4}
    place = of_last.get(call.func.attr, 3)  # type: ignore[attr-defined]
    return re.compile(
        _value(module, call.args[0]), _value(module, call.args[place]) if len(call.args) > place else flags
    )


def _value(module: ModuleType, node: ast.expr) -> Any:
    return eval(compile(ast.Expression(node), module.__name__, "eval"), dict(vars(module)))


@cache
def _called() -> dict[re.Pattern[Any], set[str]]:
    """The functions that the program calls on the names that an expression has."""
    found: dict[re.Pattern[Any], set[str]] = {}
    for module in modules():
        names = {name: value for name, value in vars(module).items() if isinstance(value, re.Pattern)}
        for name, attribute in _read(module).attributes:
            if name in names and attribute in FUNCTIONS:
                found.setdefault(names[name], set()).add(attribute)
    return found


def held(module: ModuleType) -> Iterator[re.Pattern[Any]]:
    """The compiled expressions that a module holds by name, also in collections."""
    pending: list[Any] = list(vars(module).values())
    while pending:
        value = pending.pop()
        if isinstance(value, re.Pattern):
            yield value
        elif isinstance(value, dict):
            pending += [one for one in value.values() if isinstance(one, re.Pattern | tuple | list)]
        elif isinstance(value, tuple | list):
            pending += [one for one in value if isinstance(one, re.Pattern)]


# On what they take longest


def worst_texts(pattern: re.Pattern[Any]) -> Iterator[Callable[[int], str | bytes]]:
    """Yield functions that make a text of so many characters, on which the expression may take long.

    For each repetition: the least text that leads to it; then, over and over, either what it takes, or any character
    that the expression tells apart from others, or the lead and the repeated part themselves, or two characters in
    turn; then nothing or a character that makes it fail.
    """
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    characters = _alphabet(pattern, tree)
    leads = {("", "")} | set(_repetitions(tree, "", characters))
    ends = ["", *dict.fromkeys([characters[0], *characters[-2:], "\n"])]
    made = set()
    for lead, body in leads:
        for unit in dict.fromkeys([body, lead + body, *characters]):
            made |= {(lead, unit, end) for end in ends} | {("", unit, end) for end in ends}
    made |= {("", one + other, end) for one, other in product(characters, characters) for end in ends[1:2]}
    for lead, unit, end in sorted(made):
        if unit:
            yield _filled(lead, unit, end, isinstance(pattern.pattern, bytes))


def _filled(lead: str, unit: str, end: str, is_bytes: bool) -> Callable[[int], str | bytes]:
    def fill(number: int) -> str | bytes:
        text = lead + unit * max(1, (number - len(lead) - len(end)) // len(unit)) + end
        return text.encode("latin-1", "replace") if is_bytes else text

    return fill


def _alphabet(pattern: re.Pattern[Any], tree: Any) -> list[str]:
    """One character of each kind that the expression tells apart, those of few kinds first."""
    atoms = list(_atoms(tree))
    edges = {character for atom in atoms for character in _edges(atom)}
    kinds: dict[tuple[bool, ...], str] = {}
    for character in ["a", "0", " ", "\n", "_", "é", "\x01", *sorted(edges)]:
        kinds.setdefault(tuple(_takes(atom, character) for atom in atoms), character)
    return [character for _, character in sorted(kinds.items(), key=lambda pair: (sum(pair[0]), pair[1]))]


def _atoms(tree: Any) -> Iterator[tuple[Any, Any]]:
    """The parts that take one character."""
    for kind, value in tree:
        if kind in (sre.LITERAL, sre.NOT_LITERAL, sre.IN, sre.ANY, sre.CATEGORY):
            yield kind, value
        for inner in _inner(kind, value):
            yield from _atoms(inner)


def _inner(kind: Any, value: Any) -> list[Any]:
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return [value[2]]
    if kind is sre.SUBPATTERN:
        return [value[3]]
    if kind in (sre.ASSERT, sre.ASSERT_NOT):
        return [value[1]]
    if kind is sre.ATOMIC_GROUP:
        return [value]
    return list(value[1]) if kind is sre.BRANCH else []


def _edges(atom: tuple[Any, Any]) -> Iterator[str]:
    """Characters at which what an atom takes may begin or end."""
    kind, value = atom
    numbers = []
    if kind in (sre.LITERAL, sre.NOT_LITERAL):
        numbers = [value]
    elif kind is sre.IN:
        for inner, detail in value:
            numbers += [detail] if inner is sre.LITERAL else list(detail) if inner is sre.RANGE else []
    return (chr(number) for number in numbers)


_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
}


def _takes(atom: tuple[Any, Any], character: str) -> bool:
    kind, value = atom
    number = ord(character)
    if kind is sre.LITERAL:
        return bool(number == value)
    if kind is sre.NOT_LITERAL:
        return bool(number != value)
    if kind is sre.RANGE:
        return bool(value[0] <= number <= value[1])
    if kind is sre.CATEGORY:
        return re.fullmatch(_CATEGORIES[value], character) is not None
    if kind is sre.IN:
        is_negated = value[0][0] is sre.NEGATE
        return is_negated != any(_takes(part, character) for part in value[is_negated:])
    return True


def _repetitions(tree: Any, lead: str, characters: list[str]) -> Iterator[tuple[str, str]]:
    """The least text that leads to each repetition, and one that its body takes."""
    for kind, value in tree:
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            yield lead, _least(value[2], characters, 1)
        for inner in _inner(kind, value):
            yield from _repetitions(inner, lead, characters)
        lead += _least([(kind, value)], characters, 0)


def _least(tree: Any, characters: list[str], at_least: int) -> str:
    """A short text that a part takes; `at_least` once what may be left out."""
    text = ""
    for kind, value in tree:
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            text += _least(value[2], characters, at_least) * max(value[0], at_least)
        elif kind is sre.BRANCH:
            text += _least(value[1][0], characters, at_least)
        elif kind in (sre.SUBPATTERN, sre.ATOMIC_GROUP):
            text += _least(_inner(kind, value)[0], characters, at_least)
        elif kind in (sre.LITERAL, sre.NOT_LITERAL, sre.IN, sre.ANY, sre.CATEGORY):
            own = list(_edges((kind, value)))
            text += next((character for character in [*characters, *own] if _takes((kind, value), character)), "")
    return text


# How long they take

LENGTH = 20_000
RATIO = 8
"""How many times longer a text of four times the length may take: four where it is linear, sixteen where quadratic."""
FLOOR = 0.02
"""Seconds of computing that are too short to be compared; what is quadratic takes fifty times as long in the end."""
TRIES = 5
STEPS = (*range(20, 100, 8), 200, 400)
"""Lengths at which what would not come to an end of a long text is found out."""
SHORT = 1_000
FEW = 50
"""So many texts are all tried, wherever that is."""
DOUBTFUL, TOO_FEW = 6, 0.000_2
"""The ratio, at `SHORT`, beyond which a text is worth its full length, and the seconds below which none is."""


def slow_text(use: Use, every: int = 1) -> str | None:
    """The worst text on which an expression takes more than linear time, shown in short; None if there is none.

    Of many texts, one of so many is tried, each time others.
    """
    fills = list(worst_texts(use.pattern))
    if len(fills) > FEW:
        fills = fills[random.randrange(every) :: every]
    for function in sorted(use.functions):
        run = _runner(use.pattern, function)
        for fill in fills:
            if _is_slow(run, fill):
                return f"{function} on {fill(40)!r}"
    return None


def _is_slow(run: Callable[[Any], object], fill: Callable[[int], str | bytes]) -> bool:
    """Whether the time grows faster than the text.

    The text grows by steps, since some expressions would not come to an end of a long one: as soon as one takes longer
    than the floor, it is compared with a fourth of it. What is linear shows it early, by one run of a short text and
    one of four times its length; a text in doubt is tried in full.
    """
    for length in STEPS:
        if _seconds(run, fill(length)) > FLOOR and _grows(run, fill, length):
            return True
    longer = _seconds(run, fill(4 * SHORT))
    if longer < TOO_FEW or longer < DOUBTFUL * _seconds(run, fill(SHORT)):
        return False
    return any(
        _seconds(run, fill(length)) > FLOOR and _grows(run, fill, length) for length in (4 * SHORT, LENGTH // 2, LENGTH)
    )


def _grows(run: Callable[[Any], object], fill: Callable[[int], str | bytes], length: int) -> bool:
    """Whether a text takes far longer than a fourth of it.

    Both are run in turn, and of each the fastest run counts, by the time of computing in this process: on a busy
    machine each has a quiet moment.
    """
    longer, shorter = fill(length), fill(length // 4)
    tries = [(_seconds(run, longer), *(_seconds(run, shorter) for _ in range(3))) for _ in range(TRIES)]
    fastest = min(long for long, *_ in tries)
    return fastest > FLOOR and fastest > RATIO * min(short for _, *shorts in tries for short in shorts)


def _seconds(run: Callable[[Any], object], text: str | bytes) -> float:
    start = time.process_time()
    run(text)
    return time.process_time() - start


def _runner(pattern: re.Pattern[Any], function: str) -> Callable[[Any], object]:
    """A call that makes the engine go through all of a text."""
    if function in ("sub", "subn", "split", "findall", "finditer"):
        return lambda text: sum(1 for _ in pattern.finditer(text))
    found: Callable[[Any], object] = getattr(pattern, function)
    return found
