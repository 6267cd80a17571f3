"""Commands of LaTeX that are not what was meant: misspelt, without their backslash, or words where words have no space.

`\\frca{1}{2}`, `frac{1}{2}`, `\\(dose totale\\)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from mesoquiz.diagnostics.wording import nearest

_COMMON_NAMES = """
frac dfrac tfrac sqrt binom cdot cdots ldots dots times div pm mp ast circ bullet sum prod int partial nabla infty
alpha beta gamma delta epsilon varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi varphi
chi psi omega Gamma Delta Theta Lambda Pi Sigma Phi Psi Omega lim log ln exp sin cos tan min max
leq geq neq approx equiv sim simeq propto ll gg in notin subset cup cap forall exists perp parallel angle prime
rightarrow leftarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow longrightarrow rightleftharpoons rightharpoons
uparrow downarrow mapsto xrightarrow text textbf textit mathrm mathbf mathit mathcal mathbb operatorname
overline underline bar hat vec dot ddot tilde widehat overbrace underbrace overset underset stackrel cancel boxed
left right begin end quad qquad langle rangle lvert rvert displaystyle ce SI si num qty unit ang
"""
_SYMBOL_NAMES = """
times cdot pm circ alpha beta gamma delta epsilon varepsilon theta lambda mu pi rho sigma tau phi omega
Delta Gamma Sigma Omega Phi partial nabla infty leq geq neq approx rightarrow leftarrow
"""
_COMMON, _SYMBOLS = tuple(_COMMON_NAMES.split()), tuple(_SYMBOL_NAMES.split())
"""What formulas of medicine, chemistry and statistics are made of, and that of it which a letter may follow."""
_FRENCH = {
    **{"racine": "sqrt", "fraction": "frac", "fois": "times", "plusmoins": "pm", "infini": "infty", "somme": "sum"},
    **{"integrale": "int", "produit": "prod", "fleche": "rightarrow", "environ": "approx", "different": "neq"},
    **{
        "inferieur": "leq",
        "superieur": "geq",
        "texte": "text",
        "vecteur": "vec",
        "moyenne": "bar",
        "barre": "overline",
    },
    **{"micro": "mu", "ohm": "Omega", "point": "cdot", "divise": "div", "gras": "mathbf", "droite": "right"},
}
"""Words that stand for a command in French."""
_LIKE = 0.75
"""How much of a command must be that of another for it to be a slip: `racine` is none of `rangle`."""
_MOST_JOINED = 2
_COMMAND = re.compile(r"\\(?P<name>[A-Za-z]{2,30})")
_GROUP = re.compile(
    r"\\(?:text[a-z]{0,6}|math[a-z]{2,6}|operatorname|mbox|hbox|ce|SI[a-z]{0,5}|si|qty[a-z]{0,5}|unit|num[a-z]{0,5}|ang"
    r"|begin|end|label|tag|color|textcolor)\*?\s{0,3}(?:\[[^\[\]]{0,100}\])?(?:\s{0,3}\{[^{}]{0,500}\}){1,3}"
)
"""A command and its words, which are no letters of mathematics."""
_FORGOTTEN = re.compile(
    r"(?<![\\A-Za-z])(?:(?P<taking>d?frac|sqrt|text|mathrm|vec|overline|underline|ce)(?=\s?\{)"
    r"|(?P<alone>alpha|beta|gamma|delta|epsilon|theta|lambda|sigma|omega|Delta|Sigma|Omega|times|cdot|infty|approx|leq|geq"
    r"|rightarrow|leftarrow|Rightarrow|sum|partial))(?![A-Za-z])"
)
_DOUBLED = re.compile(rf"(?<!\\)\\\\(?:{'|'.join(name for name in _COMMON if len(name) > 2)})(?![A-Za-z])")
_WORDS = re.compile(r"(?<![\\A-Za-zÀ-ÿ])[A-Za-zÀ-ÿ]{2,30}(?:['’ ][A-Za-zÀ-ÿ]{1,30}){0,8} [A-Za-zÀ-ÿ]{3,30}")


def meant_by(name: str) -> str:
    """What was meant by a command that is none, or nothing: `\\frac` by `frca`, `\\mu g` by `mug`."""
    if name in _COMMON:
        return ""
    if name.startswith("degr"):
        return "^\\circ"
    if name.lower() in _FRENCH:
        return f"\\{_FRENCH[name.lower()]}"
    if split := _joined(name):
        return split
    known = [one for one in _COMMON if one[:1].isupper() == name[:1].isupper()] if name[1:].islower() else _COMMON
    near = nearest(name, known) or nearest(name, _COMMON)
    is_like = SequenceMatcher(None, name, near).ratio() >= _LIKE or name[:2] == near[:2]
    return f"\\{near}" if near and is_like else ""


def _joined(name: str) -> str:
    """A symbol and the letters after it, which a space would have divided."""
    symbols = [one for one in _SYMBOLS if name.startswith(one) and len(name) <= len(one) + _MOST_JOINED]
    symbol = max(symbols, key=len, default="")
    rest = name[len(symbol) :]
    # `\\alphaa` is more likely to be a slip.
    return f"\\{symbol} {rest}" if symbol and rest[:1] != symbol[-1] else ""


def names(latex: str) -> list[str]:
    """The commands of a formula, each once, in their order, without their backslash."""
    # A line ends with two backslashes: what follows them is no command.
    return list(dict.fromkeys(found["name"] for found in _COMMAND.finditer(latex.replace("\\\\", "  "))))


def without_backslash(latex: str) -> Iterator[str]:
    """Yield what a formula has of commands without their backslash, as it is written: `frac{1}{2}` has `frac`."""
    for found in _FORGOTTEN.finditer(_without_words(latex)):
        yield found[0]


def doubled(latex: str) -> list[str]:
    """The commands of a formula that have one backslash too many, which begins a new line: `\\\\frac`."""
    return list(dict.fromkeys(found[0] for found in _DOUBLED.finditer(latex)))


def words_in(latex: str) -> str:
    """The first words of a formula that would be shown without the spaces between them, or nothing."""
    found = _WORDS.search(_without_words(latex))
    return found[0] if found else ""


def _without_words(latex: str) -> str:
    return _GROUP.sub(lambda group: "\0" * len(group[0]), latex)
