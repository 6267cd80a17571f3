"""Everything that has a name an author may ask about: rules on content, kinds of cards, codes of diagnostics."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import ModuleType

from mesoquiz.diagnostics.diagnostic import Rule
from mesoquiz.notes import cases, draw
from mesoquiz.notes.note import Note
from mesoquiz.questions import kinds
from mesoquiz.reading.keys import Key
from mesoquiz.reading.variants import key_hints, signature
from mesoquiz.rules import Advice, rules

HEAD = """\
# Rules on content

Written by `mesoquiz explain --markdown`, from the manual pages of the rules; a test compares them.

`mesoquiz check` and `mesoquiz.check(bank)` hold every card against the rules that are on. They advise: nothing is
stopped by them, but `mesoquiz check --strict` fails where one warns. `select`, `extend_select` and `ignore` in
collection.yaml, and `--select`, `--extend-select` and `--ignore` of `mesoquiz check`, switch them on and off by their
codes, beginnings of codes (`D`), or `ALL`; the longer name wins. A card that a rule is wrong about says so, best with
the reason:

```yaml
ignore: [{code: D301, why: the exception is what must be known}]
```

An ignore that ignores nothing is reported. What needs no rule is an error of the deck already: a choice without a
right answer (S101), an id that is used twice (S107), a picture that is missing (S108).

**Measured** means: on 3,104 questions of five options from French examinations in pharmacy, which are no part of this
project. Of at most 30 hits of a rule, drawn by lot, it was judged one by one whether they are true, by the one who
wrote the rules. Then a second reader, who had seen no rule, judged up to 20 of each from questions and messages: T201,
T202, D301, D303, D306 and M701 were true in 20 of 20; T203, T207, T210, T211, D304 and C501 were not true often
enough, were mended, and have the figures of that reader for what they still say. What D306 says of a topic, T213, D307,
D316, D319, D320 and B805 came later, and so did S112, S114, T205, T215 and T216, with the widenings of D301, D303,
D306, D310, D316 and T201 that have a figure of their own: these were judged by the one who wrote them. A rule is on by
itself if nine of ten were true, or if it is narrow and there was no hit to judge.

Source of the questions: Labrak and others 2022, FrenchMedMCQA; of those in English, which are from medicine and its
neighbours: Gema and others 2024, MMLU-Redux, 999 of them, and 1,100 where a later figure says so.
"""


def manual_of(rule: Advice) -> str:
    """The manual page of a rule: its heading, whether it is on, its docstring."""
    told = rule.RULE
    state = "on" if rule.DEFAULT else "off"
    return f"{told.code} ({told.severity.value}, {state} by default)\n\n{_manual(rule)}\n"


def page_of_kind(name: str) -> str:
    """The manual page of a question type, and its keys."""
    kind = kinds().kinds[name]
    doc = sys.modules[kind.__module__].__doc__ or ""
    needed = signature(kind)
    keys = [
        f"  {key}{' (required)' if key in needed else ''}: {told.doc}" for key, (_, told) in key_hints(kind).items()
    ]
    return "\n".join([f"{name}\n\n{doc.strip()}\n\nKeys:", *keys, ""])


def pages() -> dict[str, Callable[[], str]]:
    """What has a page beside rules and codes, by its names in capitals: kinds of cards and their keys, cases, pools."""
    made: dict[str, Callable[[], str]] = {name: partial(page_of_kind, name) for name in kinds().kinds}
    named = {
        called.upper(): made[name]
        for name, kind in kinds().kinds.items()
        for called in (name, *getattr(kind, "called", ()))
    }
    own = Counter(key for kind in kinds().kinds.values() for key in signature(kind))
    keyed = {
        key.upper(): made[name] for name, kind in kinds().kinds.items() for key in signature(kind) if own[key] == 1
    }
    keys = {key: told for key, (_, told) in key_hints(Note).items() if key in ("case", "context", "more")}
    drawn = key_hints(draw.Draw)
    topics: dict[str, Callable[[], str]] = {
        **dict.fromkeys(
            ("CASE", "DP", "MINI-DP", "DOSSIER", "DOSSIER PROGRESSIF", "KFP"), partial(_page, "case", cases, keys)
        ),
        **dict.fromkeys(
            ("POOL", "DRAW"), partial(_page, "pool", draw, {key: told for key, (_, told) in drawn.items()})
        ),
    }
    return keyed | topics | named


def _page(name: str, module: ModuleType, keys: Mapping[str, Key]) -> str:
    told = [f"  {key}: {one.doc}" for key, one in keys.items()]
    return "\n".join([f"{name}\n\n{(module.__doc__ or '').strip()}\n\nKeys:", *told, ""])


def page_of_code(rule: Rule) -> str:
    """What a diagnostic says; names in braces are filled in."""
    hint = f"\nhelp: {_shown(rule.hint)}" if rule.hint else ""
    return f"{rule.code} ({rule.severity.value})\n\n{_shown(rule.message)}{hint}\n"


def codes() -> dict[str, Rule]:
    """All codes of what is wrong with files, beside the rules on content."""
    found = {rule.code: rule for module in _modules() for rule in vars(module).values() if isinstance(rule, Rule)}
    return {code: found[code] for code in sorted(found) if code not in rules()}


def overview() -> str:
    """Everything there is to explain, a line each."""
    lines = ["Kinds of cards, and what is made of several:"]
    lines += [f"  {name:28}{_first_line(kind.__module__)}" for name, kind in kinds().kinds.items()]
    lines += [
        f"  {name:28}{_first_line(module)}" for name, module in (("case", cases.__name__), ("pool", draw.__name__))
    ]
    lines += ["", "Rules on content (+ is on by default):"]
    lines += [f"  {code} {'+' if rule.DEFAULT else '-'} {_title(rule)}" for code, rule in rules().items()]
    lines += ["", "What can be wrong with a file:"]
    lines += [f"  {code:28}{_shown(rule.message)}" for code, rule in codes().items()]
    return "\n".join([*lines, ""])


def as_markdown() -> str:
    """The page docs/rules.md."""
    return "\n".join([HEAD, *_table(), "", *(_section(rule) for rule in rules().values())])


def _table() -> Iterator[str]:
    yield "| code | what | severity | on |\n| --- | --- | --- | --- |"
    for code, rule in rules().items():
        severity, state = rule.RULE.severity.value, "yes" if rule.DEFAULT else "no"
        yield f"| [{code}](#{code.lower()}) | {_title(rule).rstrip('.')} | {severity} | {state} |"


def _section(rule: Advice) -> str:
    prose, *examples = re.split(r"\n\n?(?=(?:Bad|Better) \()", _manual(rule))
    return "\n".join([f"## {rule.RULE.code}\n", prose, "", *map(_example, examples)])


def _example(text: str) -> str:
    """`Bad (fr):` or `Bad (fr): 8 x` and its cards, as Markdown."""
    head, _, cards = text.partition("\n")
    kind, language, times = re.split(r" \(|\):", head)
    which = f"{kind}, in {'French' if language == 'fr' else 'English'}"
    number = f", {times.strip().removesuffix(' x')} such cards" if times else ""
    return f"{which}{number}:\n\n```yaml\n{textwrap.dedent(cards)}\n```\n"


def _title(rule: Advice) -> str:
    return _first_line(rule.check.__module__)


def _first_line(module: str) -> str:
    return (sys.modules[module].__doc__ or "").partition("\n")[0]


def _manual(rule: Advice) -> str:
    return (sys.modules[rule.check.__module__].__doc__ or "").strip()


def _shown(text: str) -> str:
    return textwrap.dedent(text).replace("{{", "\0").replace("}}", "\1").replace("\0", "{").replace("\1", "}")


def _modules() -> Iterator[ModuleType]:
    """All modules that may hold a code; those of the program itself hold none."""
    root = importlib.import_module("mesoquiz")
    for module in pkgutil.walk_packages(root.__path__, "mesoquiz."):
        if not module.name.startswith(("mesoquiz.cli", "mesoquiz.__main__")):
            yield importlib.import_module(module.name)
