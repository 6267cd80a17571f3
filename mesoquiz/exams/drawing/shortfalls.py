"""What an exam falls short of, in the words and at the place of its blueprint."""

from __future__ import annotations

from mesoquiz.diagnostics.diagnostic import Diagnostic, Rule
from mesoquiz.diagnostics.wording import count_of, shorten
from mesoquiz.exams.blueprint import Blueprint, Quota, SectionPlan
from mesoquiz.exams.drawing.selection import Conflict, Shortage

SHORT = Rule("section-short", "{section} needs {wanted}; {have}: {missing} too few", "{how}")
ROOM = Rule("section-full", "{section} requires {wanted} and has room for {possible}", "raise `count:`")
CONTESTED = Rule(
    "required-contested",
    "{section} requires {wanted}; {have}",
    "require others, or ask less of the other sections and quotas",
)
QUOTA_SHORT = Rule("quota-short", "{quota} of {section} needs {wanted}; {have}: {missing} too few", "{how}")
QUOTA_OVER = Rule("quota-over", "{quota} of {section} allows {wanted}; it cannot be fewer than {possible}", "{how}")

CONFLICT = Rule("quotas-conflict", "the quotas of this exam cannot all be met", "use fewer, or lower ones")
QUOTA_CONFLICT = Rule(
    "quota-conflict", "{quota} of {section} cannot be met together with those above it", "lower it, or those above it"
)


def explain_shortage(short: Shortage, blueprint: Blueprint, steps: int) -> Diagnostic:
    """A shortage in the words and at the place of the blueprint; so many `steps` of cases are like what it takes."""
    part, section = blueprint.sections[short.section], _section(blueprint, short.section)
    if short.bound is None:
        key = "points" if part.count is None else "count"
        how = "ask for fewer, or widen what the section takes"
        if steps and short.fitting < short.wanted:
            how += f"; steps of cases, of which {steps} would fit, come only with `ask: case`"
        return SHORT.at(
            part.where(key),
            section=section,
            wanted=count_of(short.wanted, "case" if part.ask == "case" else "question"),
            have=_available(short, short.wanted, "the sections above", _thing(part)),
            missing=short.wanted - short.possible,
            how=how,
        )
    number = short.bound - bool(part.require)
    if number < 0:
        rule = ROOM if short.wanted > part.size else CONTESTED
        wanted, have = (
            count_of(short.wanted, _thing(part)),
            _available(short, short.wanted, "what the rest of the exam needs", _thing(part)),
        )
        at = part.where("require")
        return rule.at(at, section=section, wanted=wanted, possible=part.size, have=have)
    quota = part.quotas[number]
    at, named = quota.where(), _named(quota)
    if short.is_most:
        how = "raise it, or change the others"
        return QUOTA_OVER.at(at, section=section, quota=named, wanted=short.wanted, possible=short.possible, how=how)
    have = _available(short, quota.lower, "what the rest of the exam needs", _thing(part))
    if quota.lower > part.size and short.fitting >= quota.lower:
        have = f"the section has room for {part.size}"
    missing, how = quota.lower - short.possible, "lower it, or widen what the section takes"
    return QUOTA_SHORT.at(at, section=section, quota=named, wanted=quota.lower, have=have, missing=missing, how=how)


def explain_conflict(conflict: Conflict, blueprint: Blueprint) -> Diagnostic:
    """The same for what cannot be met by a number that was not found out."""
    part = blueprint.sections[conflict.section]
    number = conflict.bound - bool(part.require)
    if conflict.section < 0 or number < 0:
        return CONFLICT.at(blueprint.at)
    quota = part.quotas[number]
    at, section = quota.where(), _section(blueprint, conflict.section)
    return QUOTA_CONFLICT.at(at, section=section, quota=_named(quota))


def _section(blueprint: Blueprint, place: int) -> str:
    title = blueprint.sections[place].title
    return f"section {place + 1}" + (f" (“{shorten(title)}”)" if title else "")


def _thing(part: SectionPlan) -> str:
    return "case" if part.ask == "case" else "card"


def _available(short: Shortage, wanted: int, rivals: str, thing: str) -> str:
    """How many cards or cases would do, and how many of them can be had."""
    fit = f"{count_of(short.fitting, thing)} {'fits' if short.fitting == 1 else 'fit'}"
    if short.fitting >= wanted:
        return f"at most {short.possible} can be had beside {rivals}"
    return fit if short.possible == short.fitting else f"{fit}, of which {short.possible} can be had beside {rivals}"


def _named(quota: Quota) -> str:
    of = [f"the tag `{quota.tag}`"] if quota.tag else []
    of += [f"difficulty {quota.difficulty}"] if quota.difficulty else []
    of += [f"the deck `{shorten(quota.deck)}`"] if quota.deck else []
    return f"the quota of {' and '.join(of)}"
