"""What other programs get of a diagnostic: its remedy and its second places, as JSON and as SARIF."""

from __future__ import annotations

import json
from typing import Any

from mesoquiz.diagnostics.diagnostic import Diagnostic, Fix, Related, Severity, Span
from mesoquiz.diagnostics.report import as_json, sarif

SPAN = Span("decks/os du bras.yaml", 7, 5, 7, 7)
FIRST = Related(Span("decks/os du bras.yaml", 4, 5, 4, 7), "first here")
FOUND = Diagnostic(
    "missing-dash", Severity.ERROR, "a card begins here", SPAN, "write the dash", (FIRST,), Fix(7, "  - id: b")
)


def plain(text: str, role: str) -> str:
    return text


def log(*found: Diagnostic) -> dict[str, Any]:
    (run,) = json.loads(sarif(found, {}, plain))["runs"]
    return dict(run)


def test_json_has_the_remedy_and_the_second_places() -> None:
    (told,) = json.loads(as_json([FOUND], {}, plain))
    assert told["fix"] == {"line": 7, "end_line": 7, "text": "  - id: b"}
    place = {"path": FIRST.span.path, "line": 4, "column": 5, "end_line": 4, "end_column": 7}
    assert told["related"] == [{**place, "message": "first here"}]


def test_json_says_where_there_is_no_remedy() -> None:
    (told,) = json.loads(as_json([Diagnostic("x", Severity.WARNING, "x", SPAN)], {}, plain))
    assert (told["fix"], told["related"]) == (None, [])


def test_a_remedy_may_take_several_lines() -> None:
    (told,) = json.loads(as_json([Diagnostic("x", Severity.ERROR, "x", SPAN, fix=Fix(7, "a\nb", 9))], {}, plain))
    assert told["fix"] == {"line": 7, "end_line": 9, "text": "a\nb"}


def test_sarif_says_who_speaks_and_of_which_rules() -> None:
    run = log(FOUND, FOUND)
    assert run["tool"]["driver"]["name"] == "mesoquiz"
    assert run["tool"]["driver"]["rules"] == [{"id": "missing-dash"}]
    assert [result["ruleId"] for result in run["results"]] == ["missing-dash"] * 2


def test_sarif_has_place_second_place_and_remedy() -> None:
    (result,) = log(FOUND)["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "decks/os%20du%20bras.yaml"
    assert place["region"] == {"startLine": 7, "startColumn": 5, "endLine": 7, "endColumn": 7}
    assert result["message"]["text"] == "a card begins here\nwrite the dash"
    assert result["relatedLocations"][0]["message"]["text"] == "first here"
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {"deletedRegion": {"startLine": 7, "endLine": 7}, "insertedContent": {"text": "  - id: b"}}
    ]


def test_sarif_has_three_levels() -> None:
    found = [Diagnostic("x", severity, "x", SPAN) for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)]
    assert [result["level"] for result in log(*found)["results"]] == ["error", "warning", "note"]


def test_a_clean_deck_has_a_log_without_results() -> None:
    assert log()["results"] == []
