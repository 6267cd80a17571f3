"""A number of notes and of files -> decks of plain questions and answers in French, the same ones every time.

A note has about 310 bytes of YAML: an id, a question in quotes, an answer and one or two tags, as in the shipped decks.
The phrases are drawn from lists, so the text deflates better than prose; all contenders gain from that alike.
"""

from __future__ import annotations

import random
from pathlib import Path

ASKED = (
    "Quel résultat attribue-t-on ici à",
    "Quelle limite reconnaît-on à",
    "Quelle précaution observe-t-on avant",
    "Que demande-t-on au patient avant",
    "Quel effet surveille-t-on après",
    "Combien de séances prévoit-on pour",
    "Qu'est-ce qui distingue des autres",
    "Pourquoi les experts déconseillent-ils",
)
ACTS = (
    "l'injection de procaïne diluée",
    "un mélange de silicium organique et de vitamine C",
    "la technique du nappage au pistolet",
    "l'association de lidocaïne et de calcitonine",
    "l'acide hyaluronique non réticulé",
    "la papule intradermique superficielle",
    "le point par point à quatre millimètres",
    "un cocktail d'oligoéléments et de vasodilatateurs",
)
PLACES = (
    "sur le versant externe du genou",
    "au niveau du décolleté et du cou",
    "dans la région trochantérienne",
    "le long du rachis lombaire",
    "autour de l'articulation de l'épaule",
    "sur le cuir chevelu clairsemé",
    "dans les zones œdémateuses des chevilles",
    "de part et d'autre du sillon nasogénien",
)
FOUND = (
    "une diminution modérée de la douleur",
    "un gain d'élasticité mesuré au cutomètre",
    "l'absence de différence avec le placebo",
    "une ecchymose passagère au point d'injection",
    "une amélioration jugée satisfaisante",
    "un érythème léger, résolu sans traitement",
    "la reprise d'une activité normale dès le lendemain",
    "une réduction du périmètre, sans suivi à distance",
)
CAVEATS = (
    "sans groupe de comparaison",
    "d'après une série de cas",
    "selon le seul avis de l'auteur",
    "avec un suivi de trois mois à peine",
    "sous asepsie rigoureuse",
    "hors grossesse et allaitement",
)
TAGS = ("technique", "preuves", "suites", "produits", "indication::douleur", "indication::esthétique", "sécurité")


def write_decks(folder: Path, notes: int, files: int) -> int:
    """Write notes, spread evenly over files, and a collection beside them. Returns the size of the decks in bytes."""
    folder.mkdir(parents=True)
    (folder / "collection.yaml").write_text("id: banc-essai\ntitle: Banc d'essai\nlang: fr\n", encoding="utf-8")
    draw = random.Random(1952)
    size = 0
    for place in range(files):
        numbers = range(notes * place // files, notes * (place + 1) // files)
        text = f'deck: "Banc d\'essai::{place + 1:02}"\ncards:\n' + "\n".join(_card(number, draw) for number in numbers)
        size += (folder / f"{place + 1:03}.yaml").write_bytes(text.encode())
    return size


def _card(number: int, draw: random.Random) -> str:
    question = f"{draw.choice(ASKED)} {draw.choice(ACTS)} {draw.choice(PLACES)} (n° {number + 1}) ?"
    patients = draw.randint(20, 400)
    answer = f"{draw.choice(FOUND)}, chez {draw.randint(5, patients)} patients sur {patients}, {draw.choice(CAVEATS)}"
    tags = ", ".join(draw.sample(TAGS, draw.randint(1, 2)))
    return f'  - id: fiche-{number + 1:06}\n    question: "{question}"\n    answer: {answer}\n    tags: [{tags}]\n'
