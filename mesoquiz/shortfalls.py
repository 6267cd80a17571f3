"""What an exam falls short of, in the words and at the place of its blueprint."""

from __future__ import annotations

from mesoquiz.blueprint import Blueprint, Quota
from mesoquiz.diagnostics import NOWHERE, Diagnostic, Rule
from mesoquiz.drawing import Shortage
from mesoquiz.report import count_of
from mesoquiz.suggestions import shorten

SHORT = Rule("section-short", "{section} needs {wanted}; {have}: {missing} too few", "{how}")
ROOM = Rule("section-full", "{section} requires {wanted} and has room for {possible}", "raise `count:`")
CONTESTED = Rule(
    "required-contested",
    "{section} requires {wanted}; {have}",
    "require others, or ask less of the other sections and quotas",
)
QUOTA_SHORT = Rule("quota-short", "{quota} of {section} needs {wanted}; {have}: {missing} too few", "{how}")
QUOTA_OVER = Rule("quota-over", "{quota} of {section} allows {wanted}; it cannot be fewer than {possible}", "{how}")


def explain(short: Shortage, blueprint: Blueprint) -> Diagnostic:
    """A shortage in the words and at the place of the blueprint."""
    part = blueprint.sections[short.section]
    section = f"section {short.section + 1}" + (f" (“{shorten(part.title)}”)" if part.title else "")
    if short.bound is None:
        key = "points" if part.count is None else "count"
        return SHORT.at(
            part.where(key) if part.where else NOWHERE,
            section=section,
            wanted=count_of(short.wanted, "question"),
            have=_available(short, short.wanted, "the sections above"),
            missing=short.wanted - short.possible,
            how="ask for fewer, or widen what the section takes",
        )
    number = short.bound - bool(part.require)
    if number < 0:
        rule = ROOM if short.wanted > part.size else CONTESTED
        wanted, have = (
            count_of(short.wanted, "card"),
            _available(short, short.wanted, "what the rest of the exam needs"),
        )
        at = part.where("require") if part.where else NOWHERE
        return rule.at(at, section=section, wanted=wanted, possible=part.size, have=have)
    quota = part.quotas[number]
    at, named = quota.where() if quota.where else NOWHERE, _named(quota)
    if short.is_most:
        how = "raise it, or change the others"
        return QUOTA_OVER.at(at, section=section, quota=named, wanted=short.wanted, possible=short.possible, how=how)
    have = _available(short, quota.lower, "what the rest of the exam needs")
    if quota.lower > part.size and short.fitting >= quota.lower:
        have = f"the section has room for {part.size}"
    missing, how = quota.lower - short.possible, "lower it, or widen what the section takes"
    return QUOTA_SHORT.at(at, section=section, quota=named, wanted=quota.lower, have=have, missing=missing, how=how)


def _available(short: Shortage, wanted: int, rivals: str) -> str:
    """How many cards would do, and how many of them can be had."""
    fit = f"{count_of(short.fitting, 'card')} fit{'s' if short.fitting == 1 else ''}"
    if short.fitting >= wanted:
        return f"at most {short.possible} can be had beside {rivals}"
    return fit if short.possible == short.fitting else f"{fit}, of which {short.possible} can be had beside {rivals}"


def _named(quota: Quota) -> str:
    of = [f"the tag `{quota.tag}`"] if quota.tag else []
    of += [f"difficulty {quota.difficulty}"] if quota.difficulty else []
    of += [f"the deck `{shorten(quota.deck)}`"] if quota.deck else []
    return f"the quota of {' and '.join(of)}"
