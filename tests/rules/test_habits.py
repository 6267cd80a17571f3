"""What the field expects beside the code: a hook for pre-commit, and an action that annotates a pull request."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from commands import ended, run

ROOT = Path(__file__).parent.parent.parent
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
DECK = "id: e\ndeck: E\ncards: [{id: a, question: Que savez-vous du derme ?, answer: rien}]\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("decks").mkdir()
    Path("decks/a.yaml").write_text(DECK, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_a_hook_runs(hook: dict[str, Any], folder: Path) -> None:
    program, *words = hook["entry"].split()
    assert (program, hook["language"], hook["pass_filenames"]) == ("mesoquiz", "python", False)
    assert run(*words).exit_code == 0


def test_the_hook_fails_on_a_fault(folder: Path) -> None:
    Path("decks/a.yaml").write_text(DECK.replace("answer", "anwser"), encoding="utf-8")
    assert run(*HOOKS[0]["entry"].split()[1:]).exit_code == 1


@pytest.mark.skipif(not shutil.which("bash"), reason="the action runs in bash")
@pytest.mark.parametrize(
    ("inputs", "code", "said"),
    [
        ({}, 0, "::warning file=decks/a.yaml,line=3"),
        ({"STRICT": "true"}, 1, "::warning"),
        ({"STRICT": "true", "IGNORE": "C,S"}, 0, ""),
        ({"SELECT": "S106"}, 0, "::notice"),
        ({"PATHS": "decks/a.yaml decks/b.yaml"}, 2, "decks/b.yaml: no such file"),
        ({"IGNORE": "$(touch harm)"}, 2, "there is no rule `$(touch harm)`"),
    ],
)
def test_the_script_of_the_action(inputs: dict[str, str], code: int, said: str, folder: Path) -> None:
    """Its last step, with the program of this environment in the place of the one that it installs."""
    program = folder / "temp" / "mesoquiz" / "bin" / "mesoquiz"
    program.parent.mkdir(parents=True)
    program.symlink_to(Path(sys.executable).parent / "mesoquiz")
    given = {name.upper().replace("-", "_"): str(one["default"]) for name, one in ACTION["inputs"].items()}
    script = ACTION["runs"]["steps"][-1]["run"]
    env = {**os.environ, **given, "RUNNER_TEMP": str(folder / "temp"), **inputs}
    done = ended(["bash", "-eo", "pipefail", "-c", script], env=env)
    assert done.exit_code == code, done.output
    assert said in done.output
    assert not Path("harm").exists()
