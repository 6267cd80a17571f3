"""Which kind a mapping is meant to be, told by its keys: decided before anything in it is judged."""

from __future__ import annotations

import difflib
from collections.abc import Mapping as MappingABC
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache, lru_cache
from typing import Any, get_args, get_type_hints

from mesoquiz.diagnostics.diagnostic import Rule
from mesoquiz.diagnostics.wording import LONGEST, did_you_mean, enumerate_words, fold, shorten
from mesoquiz.limits import MAX_KEYS
from mesoquiz.reading.findings import Problems
from mesoquiz.reading.keys import Key
from mesoquiz.reading.mistakes.cards.choices import GIFT, MIXED, divided, in_gift
from mesoquiz.reading.mistakes.cards.heads import NESTED, nested_cards, otherwise, swapped
from mesoquiz.reading.mistakes.cards.repeated import NEW_CARD
from mesoquiz.reading.nodes import Invalid, Mapping, Node, Scalar
from mesoquiz.reading.parser import MERGE_KEY

UNKNOWN_TYPE = Rule("unknown-type", "there is no type `{text}`", "{guess}")
OTHER_TYPE = Rule(
    "type-mismatch",
    "this {thing} says `{named}`, but its keys are those of `{meant}`",
    "write `type: {meant}`, or remove `type:`",
)
KIND = Rule("unknown-kind", "nothing tells what kind of {thing} this is", "{how}")
KINDS = Rule("ambiguous-kind", "this {thing} is of two kinds at once, by {keys}", "{how}")

TWO_CARDS = Rule(
    "two-in-one",
    "the key `{key}` comes a second time in this {thing}",
    "write `- ` before it if the next {thing} begins there",
)

LIKE = 0.7
"""How alike a key and a known word must be (difflib's ratio) to count as a misspelling when the kind is told."""


@dataclass(frozen=True, slots=True, eq=False)
class OneOf:
    """Marks a union whose member is told by its keys: `Annotated[Base, OneOf("card", {name: class, …})]`.

    The kind comes first, so that a typo in the deciding key is reported as that typo and not as three missing keys.
    """

    thing: str
    kinds: MappingABC[str, type]
    example: str

    def choose(self, node: Mapping, problems: Problems) -> type | None:
        """The class that `node` is meant to be, or `None` with the problem recorded."""
        keys = {key.text: key for key, _ in node.pairs[:MAX_KEYS]}
        if "<<" in keys:
            merged = next(value for key, value in node.pairs if key.text == "<<")
            # An alias there was refused already.
            problems.add(MERGE_KEY, merged if type(merged) is Invalid else keys["<<"])
            return None
        for key, value in node.pairs:
            if key.text == "type" and type(value) is Scalar:
                return self._named(value, set(keys), problems)
        complete = self._complete(frozenset(keys))
        if len(complete) == 1:
            return complete[0]
        if complete and (again := _repeated(node)):
            problems.add(TWO_CARDS, again, key=again.text, thing=self.thing)
            return None
        if complete:
            shared = frozenset.intersection(*map(signature, complete))
            own = frozenset.union(*map(signature, complete)) - shared
            last = [key for key, _ in node.pairs if key.text in own][-1]
            keys_said, how = enumerate_words(sorted(own), "and"), _of_one_kind(own)
            if begun := _second(node, complete):
                last, how = begun, f"{NEW_CARD}; if not, {how}"
            problems.add(KINDS, last, thing=self.thing, keys=keys_said, how=how)
            return None
        return self._nearest(node, set(keys), problems)

    @lru_cache(maxsize=1024)  # noqa: B019 (one value for the run; its cards have few sets of keys)
    def _complete(self, keys: frozenset[str]) -> list[type]:
        return [kind for kind in self.kinds.values() if signature(kind) <= keys]

    def _named(self, value: Scalar, keys: set[str], problems: Problems) -> type | None:
        """The kind that `type:` names, unless the keys are those of another."""
        name = value.text.strip()
        if name not in self.kinds:
            guess = (
                did_you_mean(name, self.kinds)
                or f"remove `type:`, as the keys tell it, or write {enumerate_words(self.kinds)}"
            )
            problems.add(UNKNOWN_TYPE, value, text=shorten(name), guess=guess)
            return None
        complete = [other for other, kind in self.kinds.items() if signature(kind) <= keys]
        if len(complete) == 1 and complete[0] != name:
            problems.add(OTHER_TYPE, value, thing=self.thing, named=name, meant=complete[0])
            return None
        return self.kinds[name]

    def _nearest(self, node: Mapping, keys: set[str], problems: Problems) -> type | None:
        """The kind that most of the keys speak for, misspelt ones included; a tie is reported and decides nothing."""
        leaders = self._leaders(frozenset(keys))
        if nested := nested_cards(node):
            problems.add(NESTED, nested[0], key=nested[0].text, how=nested[1])
            return None
        if other := swapped(node):
            problems.add(KIND, other[0], thing=self.thing, how=other[1])
            return None
        if len(leaders) == 1:
            return leaders[0]
        if not node.is_broken:
            place, how = self._how(node, leaders, keys)
            problems.add(KIND, place, thing=self.thing, how=how)
        return None

    def _how(self, node: Mapping, leaders: list[type], keys: set[str]) -> tuple[Node, str]:
        """What to do about a mapping of which nothing tells the kind, and where."""
        if told := otherwise(node, signed=bool(leaders)):
            return told
        mixed = next(((key, value) for key, value in node.pairs if key.text in MIXED), None)
        if leaders and mixed:
            return mixed[0], divided(mixed[0].text, mixed[1], node)
        if leaders and (asked := in_gift(node)):
            return asked, GIFT
        place = node.pairs[0][0] if node.pairs else node
        odd = [key for key, _ in node.pairs if all(key.text not in key_hints(kind) for kind in self.kinds.values())]
        if leaders:
            how = self._what_to_add(leaders, keys)
            if len(odd) == 1 and odd[0].text and " and " not in how:
                # What was meant to tell the kind is in another language, or misspelt beyond likeness.
                how = f"write {how.removeprefix('add ')} in its place"
                return odd[0], f"`{shorten(odd[0].text)}` is no key of a {self.thing}: {how}"
            return place, how
        return place, f"add {self.example}, for example" + (f", or delete this {self.thing}" if keys == {"id"} else "")

    @lru_cache(maxsize=1024)  # noqa: B019 (as above)
    def _leaders(self, keys: frozenset[str]) -> list[type]:
        """The kinds that most of the keys speak for; none if no key speaks for any."""
        scores = {kind: _likeness(kind, keys - self._others(kind, keys)) for kind in self.kinds.values()}
        best = max(scores.values())
        leaders = [kind for kind, score in scores.items() if score == best] if best else []
        # Of those that are alike, the ones that may have most of the keys; `distractors` are first those of a choice.
        known = {kind: len(keys & key_hints(kind).keys()) for kind in leaders}
        leaders = [kind for kind in leaders if known[kind] == max(known.values())]
        has_options = "distractors" in keys
        choices = [kind for kind in leaders if has_options and "Option" in str(key_hints(kind).get("distractors"))]
        return choices or leaders

    def _others(self, kind: type, keys: frozenset[str]) -> set[str]:
        """The keys that are of other kinds, and no slip of one of this: `information` is not `affirmation`."""
        own = key_hints(kind).keys()
        known = {key for other in self.kinds.values() for key in keys & key_hints(other).keys()} - own
        return {key for key in known if key.removesuffix("s") not in own and f"{key}s" not in own}

    def _what_to_add(self, leaders: list[type], keys: set[str]) -> str:
        missing = [signature(kind) - keys for kind in leaders]
        fewest = min(map(len, missing))
        ways = [" and ".join(f"`{name}:`" for name in sorted(names)) for names in missing if len(names) == fewest]
        return "add " + enumerate_words(sorted(set(ways)), "or", mark="")


def _of_one_kind(keys: frozenset[str]) -> str:
    """What to do about keys of two kinds."""
    both = " or ".join(f"`{key}:`" for key in sorted(keys))
    return f"keep the keys of one kind: delete {both}" if both.count("`") == 4 else "keep the keys of one kind"


def _second(node: Mapping, complete: list[type]) -> Scalar | None:
    """The key from which on a mapping of two kinds has those of the second only, after all of the first."""
    keys = [key for key, _ in node.pairs[:MAX_KEYS]]
    places = {key.text: place for place, key in reversed(list(enumerate(keys)))}
    runs = sorted(sorted(places[name] for name in signature(kind)) for kind in complete)
    apart = len(runs) == 2 and runs[0][-1] < runs[1][0]
    return keys[runs[1][0]] if apart else None


def _repeated(node: Mapping) -> Scalar | None:
    """The first key that was used before."""
    seen: set[str] = set()
    for key, _ in node.pairs:
        if key.text in seen:
            return key
        seen.add(key.text)
    return None


@cache
def signature(kind: type) -> frozenset[str]:
    """The keys that tell a kind: those it demands beyond what its base class has."""
    shared = {item.name for item in fields(kind.__mro__[1])}
    return frozenset(item.name for item in fields(kind) if item.name not in shared and is_required(item))


def is_required(item: Field[Any]) -> bool:
    """Whether a field of a dataclass has no default, so that its key must be written."""
    return item.default is MISSING and item.default_factory is MISSING


@cache
def key_hints(kind: type) -> dict[str, tuple[Any, Key]]:
    """The author's keys of a dataclass: name -> (type hint, its `Key`). Fields without a `Key` are not the author's."""
    hints = get_type_hints(kind, include_extras=True)
    found = {}
    for item in fields(kind):
        for extra in getattr(hints[item.name], "__metadata__", ()):
            if isinstance(extra, Key):
                found[item.name] = (hints[item.name], extra)
    return found


def _likeness(kind: type, keys: frozenset[str]) -> float:
    """How far `keys` speak for `kind`, 0 to 1: the mean over its signature of the best match, aliases included."""
    total = 0.0
    # What any card may have tells nothing, and is no slip of another word: `context` is not `text`.
    keys = keys - {item.name for item in fields(kind.__mro__[1])}
    for name in signature(kind):
        words = [fold(word) for word in (name, *key_hints(kind)[name][1].also)]
        ratios = [
            difflib.SequenceMatcher(None, word, fold(key)).ratio()
            for word in words
            for key in keys
            if len(key) < LONGEST
        ]
        best = max(ratios, default=0.0)
        total += best if best > LIKE else 0.0
    return total / len(signature(kind))


@cache
def words_of(hint: Any) -> frozenset[str]:
    """The keys that a value of this type, and all that is in it, may have."""
    extras = getattr(hint, "__metadata__", ())
    found = {
        word for extra in extras if isinstance(extra, OneOf) for kind in extra.kinds.values() for word in words_of(kind)
    }
    for inner in get_args(hint):
        found |= words_of(inner) if not isinstance(inner, Key | OneOf | str | int) else frozenset()
    if isinstance(hint, type) and is_dataclass(hint):
        for name, (told, _) in key_hints(hint).items():
            found |= {name} | words_of(told)
    return frozenset(found)
