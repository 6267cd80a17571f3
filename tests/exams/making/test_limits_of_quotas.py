"""How near one comes to a quota that cannot be met: the number that is told can be had, and the next one cannot."""

from __future__ import annotations

from typing import Any

import pytest

import mesoquiz
from mesoquiz.exams.blueprint import Blueprint, Quota, SectionPlan
from mesoquiz.exams.drawing.assembly import Unmet, assemble_blueprint
from mesoquiz.notes.bank import Bank


def bank_of(*tags: str) -> Bank:
    """A card for each tag."""
    cards: list[dict[str, Any]] = [
        {"id": f"c{place}", "question": "Où ?", "answer": "ici", "tags": [tag]} for place, tag in enumerate(tags)
    ]
    return mesoquiz.load_text({"deck": "Essai", "id": "essai", "cards": cards})


def refused(bank: Bank, *quotas: Quota) -> str:
    """What is said of an exam of one section."""
    blueprint = Blueprint(title="T", seed="s", sections=(SectionPlan(count=4, quotas=quotas),))
    with pytest.raises(Unmet) as raised:
        assemble_blueprint(bank, blueprint)
    return str(raised.value)


@pytest.mark.parametrize(("tagged", "most", "fewest"), [(3, 1, 2), (4, 1, 3), (5, 1, 4), (4, 0, 3), (5, 2, 4)], ids=str)
def test_so_few_as_are_told_can_be_had(tagged: int, most: int, fewest: int) -> None:
    bank = bank_of(*["os"] * tagged, *["peau"] * (5 - tagged))
    assert refused(bank, Quota(tag="os", most=most)) == (
        f"the quota of the tag `os` of section 1 allows {most}; it cannot be fewer than {fewest}"
    )
    assert_can_be_had(bank, Quota(tag="os", most=fewest))


@pytest.mark.parametrize(("tagged", "least"), [(1, 2), (1, 4), (3, 4)], ids=str)
def test_so_many_as_are_told_can_be_had(tagged: int, least: int) -> None:
    bank = bank_of(*["os"] * tagged, *["peau"] * (5 - tagged))
    cards = "1 card fits" if tagged == 1 else f"{tagged} cards fit"
    assert refused(bank, Quota(tag="os", least=least)) == (
        f"the quota of the tag `os` of section 1 needs {least}; {cards}: {least - tagged} too few"
    )
    assert_can_be_had(bank, Quota(tag="os", least=tagged))


def test_a_quota_beside_another_is_told_by_what_is_left() -> None:
    """Three cards of four are bones; of the rest only one is skin."""
    bank = bank_of("os", "os", "os", "peau", "peau")
    assert refused(bank, Quota(tag="os", least=3), Quota(tag="peau", least=2)) == (
        "the quota of the tag `peau` of section 1 needs 2; at most 1 can be had beside what the rest of the "
        "exam needs: 1 too few"
    )
    assert_can_be_had(bank, Quota(tag="os", least=3), Quota(tag="peau", least=1))


def assert_can_be_had(bank: Bank, *quotas: Quota) -> None:
    blueprint = Blueprint(title="T", seed="s", sections=(SectionPlan(count=4, quotas=quotas),))
    assert len(assemble_blueprint(bank, blueprint).forms[0].items) == 4
