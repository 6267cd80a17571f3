"""Drawing against a search through all possibilities, on banks so small that there are few."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import plans
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mesoquiz.exams.drawing.selection import Conflict, Shortage, draw
from mesoquiz.exams.solver.program import Bound, Demand
from mesoquiz.exams.solver.work import Undecided

IDS = "abcdefg"


def all_draws(demands: Sequence[Demand], ids: frozenset[str]) -> Iterator[tuple[frozenset[str], ...]]:
    """Every way to meet demands, but for the order."""
    if not demands:
        yield ()
        return
    first, *others = demands
    for taken in map(frozenset, combinations(sorted(first.candidates & ids), first.count)):
        if all(holds(bound, taken) for bound in first.bounds):
            for rest in all_draws(others, ids - taken):
                yield (taken, *rest)


def holds(bound: Bound, taken: frozenset[str]) -> bool:
    number = len(bound.members & taken)
    return bound.least <= number and (bound.most is None or number <= bound.most)


def can_be_met(demands: Sequence[Demand]) -> bool:
    return next(all_draws(demands, frozenset(IDS)), None) is not None


ID_SETS = st.frozensets(st.sampled_from(IDS))


@st.composite
def made_bounds(draw_: st.DrawFn) -> Bound:
    least = draw_(st.integers(0, 3))
    return Bound(
        members=draw_(ID_SETS),
        least=least,
        most=draw_(st.none() | st.integers(least, 4)) if draw_(st.booleans()) else None,
    )


MADE_DEMANDS = st.lists(
    st.builds(
        Demand,
        count=st.integers(0, 4),
        candidates=ID_SETS | st.just(frozenset(IDS)),
        bounds=st.lists(made_bounds(), max_size=3).map(tuple),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=400)
@given(MADE_DEMANDS, st.permutations(IDS))
def test_what_can_be_met_is_met_and_what_cannot_is_said_truly(demands: list[Demand], order: list[str]) -> None:
    try:
        chosen = draw(demands, order)
    except Shortage as short:
        assert not can_be_met(demands)
        assert_true(short, demands)
        return
    assert chosen == one_by_one(demands, order)


def one_by_one(demands: Sequence[Demand], order: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The definition of a draw: along the order, each goes to the first section that leaves a way to meet the rest."""
    ways = list(all_draws(demands, frozenset(IDS)))
    for id in order:
        for section in range(len(demands)):
            left = [way for way in ways if id in way[section]]
            if left:
                ways = left
                break
        else:
            ways = [way for way in ways if not any(id in taken for taken in way)]
    (way,) = ways
    return tuple(tuple(id for id in order if id in taken) for taken in way)


@settings(max_examples=400)
@given(MADE_DEMANDS, st.permutations(IDS), st.integers(0, 2_000), st.integers(0, 300))
def test_what_is_said_with_little_work_is_true(
    demands: list[Demand], order: list[str], most: int, question: int
) -> None:
    """In doubt no number is told, and no exam is drawn that breaks a quota."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mesoquiz.exams.drawing.selection.MOST_WORK", most)
        patch.setattr("mesoquiz.exams.drawing.selection.REASON_WORK", most)
        patch.setattr("mesoquiz.exams.solver.program.QUESTION", question)
        try:
            chosen = draw(demands, order)
        except Shortage as short:
            assert_true(short, demands)
        except Conflict:
            assert not can_be_met(demands)
        except Undecided:
            pass
        else:
            assert tuple(map(frozenset, chosen)) in set(all_draws(demands, frozenset(IDS)))


def assert_true(short: Shortage, demands: list[Demand]) -> None:
    """Up to the demand that is named all can be met; with it nothing can, and nearest to it is the number named."""
    place = short.section
    bare = [Demand(count=demand.count, candidates=demand.candidates) for demand in demands]

    def with_number(number: int) -> bool:
        if short.bound is None:
            trial = [*bare[:place], Demand(count=number, candidates=demands[place].candidates)]
            return can_be_met(trial)
        trial = [*demands[:place], *bare[place:]]
        bounds = demands[place].bounds
        named = bounds[short.bound]
        bound = (
            Bound(members=named.members, least=named.least, most=number)
            if short.is_most
            else Bound(members=named.members, least=number)
        )
        trial[place] = Demand(
            count=demands[place].count, candidates=demands[place].candidates, bounds=(*bounds[: short.bound], bound)
        )
        return can_be_met(trial)

    assert not with_number(short.wanted)
    assert with_number(short.possible)
    nearer = short.possible - 1 if short.is_most else short.possible + 1
    assert not with_number(nearer)
    assert (short.possible > short.wanted) is short.is_most


def test_sections_that_compete_for_one_card_do_not_both_get_it() -> None:
    """What a search tries on the way must not look like cards that are there."""
    every = frozenset("01234567")
    first = Demand(
        count=3,
        candidates=frozenset("012345"),
        bounds=(
            Bound(members=frozenset("02"), least=1, most=1),
            Bound(members=frozenset("12467"), least=2, most=2),
        ),
    )
    second = Demand(
        count=3,
        candidates=every,
        bounds=(Bound(members=frozenset("015"), least=1), Bound(members=frozenset("067"), least=2, most=2)),
    )
    assert draw([first, second], "01234567") == (("0", "1", "4"), ("5", "6", "7"))


@given(MADE_DEMANDS, st.permutations(IDS))
def test_a_single_section_without_quotas_takes_the_first(demands: list[Demand], order: list[str]) -> None:
    demand = Demand(count=demands[0].count, candidates=demands[0].candidates)
    if demand.count <= len(demand.candidates):
        assert draw([demand], order) == (tuple([id for id in order if id in demand.candidates][: demand.count]),)


def test_overlapping_quotas_that_greedy_picking_misses() -> None:
    """Two cards have both tags, and only they leave room for the third."""
    both, one, other = frozenset("ab"), frozenset("abc"), frozenset("abd")
    demand = Demand(
        count=3, candidates=frozenset("abcdef"), bounds=(Bound(members=one, least=2), Bound(members=other, least=2))
    )
    (chosen,) = draw([demand], "fecdab")
    assert len(both & set(chosen)) >= 1
    assert set("f") <= set(chosen), "as far as the quotas allow, the first in the order is taken"


def test_a_section_leaves_what_only_another_can_use() -> None:
    first = Demand(count=2, candidates=frozenset("abc"))
    second = Demand(count=1, candidates=frozenset("a"))
    assert draw([first, second], "abc") == (("b", "c"), ("a",))


@pytest.mark.parametrize("size", [500])
def test_large_banks_and_many_overlapping_quotas_are_decided(size: int) -> None:
    ids = [f"c{number}" for number in range(size)]
    every = [frozenset(ids[start::step]) for start, step in ((0, 2), (0, 3), (1, 5), (2, 7), (0, 11), (3, 13), (1, 4))]
    bounds = tuple(Bound(members=members, least=6, most=14) for members in every)
    demands = [Demand(count=20, candidates=frozenset(ids), bounds=bounds) for _ in range(3)]
    chosen = draw(demands, ids)
    assert all(holds(bound, frozenset(taken)) for taken in chosen for bound in bounds)
    with pytest.raises(Shortage):
        draw([Demand(count=20, candidates=frozenset(ids), bounds=(*bounds, Bound(members=every[0], most=5)))], ids)


# The same everywhere: what is drawn is a promise to those who hold the exam.

GOLDEN = Path(__file__).parent.parent / "golden" / "draws.txt"


def test_exams_with_overlapping_quotas_are_the_same_on_every_machine(update: bool) -> None:
    """260 plans, of which more than 200 can be met. `.ci/environments` draws them with other releases, too."""
    lines = list(plans.lines())
    if update:
        GOLDEN.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == GOLDEN.read_text(encoding="utf-8").splitlines()
    assert sum(": c" in line for line in lines) >= 200


@pytest.mark.parametrize(("name", "value"), [("STALLED", -1), ("KEPT", 0), ("KEPT", 1)])
def test_no_exam_depends_on_the_way_of_the_search(monkeypatch: pytest.MonkeyPatch, name: str, value: int) -> None:
    """With other steps it finds another solution on its way to the same exam, and the same shortage."""
    monkeypatch.setattr(f"mesoquiz.exams.solver.simplex.{name}", value)
    golden = GOLDEN.read_text(encoding="utf-8").splitlines()
    assert [plans.drawn(number) for number in range(0, plans.PLANS, 4)] == golden[::4]


def test_each_drawn_exam_keeps_its_quotas() -> None:
    """As the golden file has them."""
    for number, line in enumerate(GOLDEN.read_text(encoding="utf-8").splitlines()):
        if ": section " in line:
            continue
        demands, _ = plans.plan(number)
        chosen = [frozenset(ids.split()) for ids in line.partition(": ")[2].split(" | ")]
        assert len(frozenset().union(*chosen)) == sum(demand.count for demand in demands)
        for demand, ids in zip(demands, chosen, strict=True):
            assert len(ids) == demand.count
            assert ids <= demand.candidates
            assert all(holds(bound, ids) for bound in demand.bounds)


# Plans of thousands of cards and dozens of quotas


def tagged(cards: int, tags: int) -> tuple[list[str], list[frozenset[str]]]:
    ids = [f"c{number}" for number in range(cards)]
    return ids, plans.tagged(plans.Dice("large"), ids, tags)


def test_ten_thousand_cards_and_forty_quotas_are_drawn_and_refused() -> None:
    ids, tags = tagged(10_000, 40)

    def demand(least: int, most: int | None = None) -> Demand:
        bounds = tuple(Bound(members=members, least=least, most=most) for members in tags)
        return Demand(count=60, candidates=frozenset(ids), bounds=bounds)

    (chosen,) = draw([demand(3, 6)], ids)
    assert all(3 <= len(members & set(chosen)) <= 6 for members in tags)
    with pytest.raises(Shortage) as raised:
        draw([demand(12)], ids)
    assert (raised.value.section, raised.value.wanted) == (0, 12)
    assert raised.value.possible < 12


def test_many_sections_with_many_quotas_are_drawn() -> None:
    ids, tags = tagged(2_000, 12)
    bounds = tuple(Bound(members=members, most=4) for members in tags)
    demands = [Demand(count=8, candidates=frozenset(ids), bounds=bounds)] * 26
    chosen = draw(demands, ids)
    assert len({id for taken in chosen for id in taken}) == 26 * 8
    assert all(holds(bound, frozenset(taken)) for taken in chosen for bound in bounds)


def exact(cards: int, quotas: int, count: int) -> tuple[list[Demand], list[str]]:
    """Quotas that each count half of the cards exactly as one hidden exam has them: the hardest there are."""
    dice = plans.Dice("exact")
    ids = [f"c{number}" for number in range(cards)]
    hidden = frozenset(ids[:count])
    members = [dice.some(ids, 50) for _ in range(quotas)]
    bounds = tuple(Bound(members=each, least=len(each & hidden), most=len(each & hidden)) for each in members)
    return [Demand(count=count, candidates=frozenset(ids), bounds=bounds)], [*reversed(ids)]


def test_what_is_too_hard_to_decide_is_given_up_at_the_same_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit of work, not of time: the telling ends at the same number each time."""
    monkeypatch.setattr("mesoquiz.exams.drawing.selection.MOST_WORK", 200_000)
    ends = []
    for _ in range(2):
        told: list[tuple[int, int]] = []
        with pytest.raises(Undecided):
            draw(*exact(120, 20, 24), lambda *work, told=told: told.append(work))  # type: ignore[misc]
        assert told == sorted(told)
        assert told[-1] == (200_000, 200_000)
        ends.append(len(told))
    assert ends[0] == ends[1]


def test_a_draw_that_runs_out_of_work_keeps_its_quotas(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is only farther from its order, and the same each time."""
    demands, order = plans.plan(17)
    full = draw(demands, order)
    monkeypatch.setattr("mesoquiz.exams.drawing.selection.MOST_WORK", 10_000)
    first, again = draw(demands, order), draw(demands, order)
    assert first == again != full
    for demand, ids in zip(demands, first, strict=True):
        assert len(ids) == demand.count
        assert all(holds(bound, frozenset(ids)) for bound in demand.bounds)


def test_a_conflict_is_said_where_its_cause_was_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    ids, tags = tagged(400, 12)
    bounds = tuple(Bound(members=members, least=9) for members in tags)
    demand = Demand(count=20, candidates=frozenset(ids), bounds=bounds)
    with pytest.raises(Shortage):
        draw([demand], ids)
    monkeypatch.setattr("mesoquiz.exams.solver.program.QUESTION", 0)
    with pytest.raises(Conflict):
        draw([demand], ids)


@pytest.mark.parametrize(
    ("candidates", "bounds"),
    [
        ("abcd", (Bound(members=frozenset("b"), least=2, most=3), Bound(members=frozenset("abd"), least=3, most=3))),
        ("abcde", (Bound(members=frozenset("c"), least=3), Bound(members=frozenset("ace")))),
    ],
    ids=["a least number", "no number at all"],
)
def test_a_quota_behind_one_that_was_not_decided_is_named_without_a_number(
    candidates: str, bounds: tuple[Bound, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mesoquiz.exams.solver.program.QUESTION", 20)
    with pytest.raises(Conflict) as raised:
        draw([Demand(count=3, candidates=frozenset(candidates), bounds=bounds)], candidates)
    assert (raised.value.section, raised.value.bound) == (0, 1)


def test_a_quota_of_none_is_told_how_many_there_must_be() -> None:
    demand = Demand(count=2, candidates=frozenset("abc"), bounds=(Bound(members=frozenset("ab"), most=0),))
    with pytest.raises(Shortage) as raised:
        draw([demand], "abc")
    assert (raised.value.wanted, raised.value.possible, raised.value.is_most) == (0, 1, True)


def test_the_search_for_a_reason_tells_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mesoquiz.exams.drawing.selection.REASON_WORK", 1_234_567)
    told: list[tuple[int, int]] = []
    bounds = (Bound(members=frozenset("ab"), least=2), Bound(members=frozenset("bc"), least=2))
    with pytest.raises(Shortage):
        draw(
            [Demand(count=2, candidates=frozenset("abc"), bounds=bounds)],
            "abc",
            lambda done, most: told.append((done, most)),
        )
    assert 1_234_567 in {most for _, most in told}


def test_a_question_takes_no_more_work_than_its_share(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else one card that is hard to place would use up what all others need."""
    demands, order = plans.plan(17)
    full = draw(demands, order)
    monkeypatch.setattr("mesoquiz.exams.solver.program.QUESTION", 0)
    chosen = draw(demands, order)
    assert chosen != full
    for demand, ids in zip(demands, chosen, strict=True):
        assert len(ids) == demand.count
        assert all(holds(bound, frozenset(ids)) for bound in demand.bounds)
