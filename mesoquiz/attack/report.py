"""An attack on an exam -> a table for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

from mesoquiz.attack.candidates import Attack, Candidate, Cue
from mesoquiz.attack.tricks import ALL
from mesoquiz.diagnostics.terminal import cells, json_without_commands, one_line
from mesoquiz.diagnostics.wording import count_of

LEAST = 0.005
"""Points that are shown: less is rounded away."""


def as_table(found: Attack) -> str:
    """The candidates with their marks, then every point above chance with its card, place and cue."""
    head = f"{one_line(found.title)}: {count_of(found.choices, 'choice')} for {found.points:g} points"
    if found.open:
        head += f", and {count_of(found.open, 'open question')} that nobody can guess"
    lines = [head, ""]
    width = max(cells(candidate.name) for candidate in found.candidates)
    lines.append(f"{'blind chance':{width}}  {found.chance:7.2f}  ± {found.spread:.2f}")
    lines += [_line(candidate, found, width) for candidate in found.candidates]
    cues = [(cue, candidate.name) for candidate in found.candidates[:-1] for cue in candidate.cues if cue.gain > LEAST]
    if cues:
        lines += ["", "Points above chance:", *_gains(cues)]
    return "\n".join([*lines, ""])


def as_json(found: Attack) -> str:
    """The same as an object; marks are points."""
    made = {
        "title": found.title,
        "choices": found.choices,
        "open": found.open,
        "points": found.points,
        "chance": {"mark": round(found.chance, 6), "spread": round(found.spread, 6)},
        "candidates": [
            {
                "name": candidate.name,
                "mark": round(candidate.mark, 6),
                "gain": round(candidate.gain, 6),
                "cues": [_cue(cue) for cue in candidate.cues],
            }
            for candidate in found.candidates
        ],
    }
    return json_without_commands(json.dumps(made, indent=1, ensure_ascii=False)) + "\n"


def _line(candidate: Candidate, found: Attack, width: int) -> str:
    away = f" ({candidate.gain / found.spread:+.1f} times the spread)" if found.spread and candidate.name == ALL else ""
    told = f"{candidate.mark:7.2f}  {candidate.gain:+.2f} on {count_of(len(candidate.cues), 'question')}"
    return f"{candidate.name:{width}}  {told}{away}"


def _gains(cues: list[tuple[Cue, str]]) -> Iterator[str]:
    ordered = sorted(cues, key=lambda pair: (pair[0].note.at, pair[0].note.id, -pair[0].gain))
    for id, group in groupby(ordered, key=lambda pair: pair[0].note.id):
        listed = list(group)
        span = listed[0][0].note.at
        yield f"  {one_line(f'{span.path}:{span.line}:{span.column}: {id}' if span.path else id)}"
        for cue, name in listed:
            yield f"    {cue.gain:+.2f}  {name}: {one_line(cue.cue)}"


def _cue(cue: Cue) -> dict[str, object]:
    span = cue.note.at
    place = {"path": span.path, "line": span.line, "column": span.column}
    return {"card": cue.note.id, **place, "cue": cue.cue, "gain": round(cue.gain, 6)}
