"""Flaws that item-writing guides name, each beside a question that looks like it and is sound."""

from __future__ import annotations

from typing import Any

import pytest

import mesoquiz
from mesoquiz.advice.control import Control
from mesoquiz.checks import with_advice


def choice(question: str, options: str, **more: Any) -> dict[str, Any]:
    """A card by its question and its options, the right one first."""
    answer, *distractors = options.split(" | ")
    return {"question": question, "answer": answer, "distractors": distractors, **more}


def told(lang: str, code: str, cards: list[dict[str, Any]]) -> list[str]:
    """What one rule, which must be on by itself, says of a deck."""
    named = [{"id": f"c{place}", **card} for place, card in enumerate(cards)]
    bank = mesoquiz.load_text({"deck": "D", "cards": named}, collection={"id": "e", "title": "E", "lang": lang})
    assert mesoquiz.format_report(bank) == ""
    return [one.message for one in with_advice(bank, Control()).diagnostics if one.code == code]


NERVES = "le nerf radial | le nerf ulnaire | le nerf médian"
CASES = [
    # The code, the language, what is flawed, what it says, and what is sound.
    (
        "D301",
        "fr",
        choice("Quel antalgique n'est pas un opioïde ?", "le paracétamol | la morphine | la codéine"),
        "the question asks for what is not true (`Quel antalgique n'est pas`)",
        choice("Quel antalgique ne doit-on **pas** donner ici ?", "la codéine | le paracétamol | le néfopam"),
    ),
    (
        "D301",
        "en",
        choice("Which drug should not be given?", "verapamil | ibutilide | flecainide"),
        "the question asks for what is not true (`Which drug should not`)",
        choice("Which drug should **not** be given?", "verapamil | ibutilide | flecainide"),
    ),
    (
        "T215",
        "fr",
        choice("Que faut-il donner ?", "un vaccin | un sérum | une attelle | un vaccin et un sérum"),
        "the option `un vaccin et un sérum` is two of the others together",
        choice("Que faut-il donner ?", "aucun | un vaccin | un sérum | un vaccin et un sérum"),
    ),
    (
        "C501",
        "fr",
        {"question": "Pourquoi cette perte ?", "answer": "Elle est lente. Elle est tardive. Elle est rare."},
        "this answer is too long to recall: 9 words, 48 characters",
        {"question": "Pourquoi, en trois phrases ?", "answer": "Elle est lente. Elle est tardive. Elle est rare."},
    ),
    (
        "C509",
        "en",
        {"cloze": "The {{hip}} has {{bone}}, a {{head}}, {{neck}}, {{capsule}} and {{labrum}}, under fat and skin."},
        "6 gaps leave 2 of 8 words that carry meaning",
        {"cloze": "The {{hip}} has bone, a {{head}}, {{neck}}, {{capsule}} and {{labrum}}, under fat and skin."},
    ),
    (
        "C507",
        "fr",
        {"cloze": "Le traitement de la crise {{comprend}} un bêta-2-mimétique."},
        "the gap `comprend` hides nothing to be known",
        {"cloze": "Le traitement de la crise comprend un {{bêta-2-mimétique}}."},
    ),
    (
        "D303",
        "fr",
        {"statement": "Il n'est pas conseillé de ne pas traiter une angine.", "answer": False},
        "`n'est pas conseillé de ne pas` denies twice",
        {"statement": "Il est conseillé de ne pas traiter une angine virale.", "answer": True},
    ),
    (
        "D303",
        "en",
        {"statement": "It is not recommended not to treat.", "answer": False},
        "`not recommended not to` denies twice",
        {"statement": "It is recommended not to treat.", "answer": False},
    ),
    (
        "D307",
        "en",
        choice("A man of 45 vomits blood. His pulse is 96/min.", "a tear | a varix | an ulcer"),
        "this asks nothing",
        choice("A man of 45 vomits blood. His pulse is 96/min. The diagnosis is a rare one.", "a tear | a varix"),
    ),
    (
        "D315",
        "fr",
        choice(
            "Quelle bactérie est responsable de la syphilis ?",
            "Treponema pallidum | Borrelia burgdorferi",
            context="Un homme de 34 ans a un ulcère indolore et une adénopathie.",
        ),
        "the answer does not need what is said before the question",
        choice(
            "Quelle bactérie est responsable ?",
            "Treponema pallidum | Borrelia burgdorferi",
            context="Un homme de 34 ans a un ulcère indolore et une adénopathie.",
        ),
    ),
    (
        "D315",
        "en",
        choice(
            "On which part of the nephron does furosemide act?",
            "the thick ascending limb | the proximal tubule",
            context="Mrs. Hall, who takes furosemide, lives with her sister and two cats and enjoys crosswords.",
        ),
        "the answer does not need what is said before the question",
        choice(
            "What is the diagnosis?",
            "a heart failure | an anaemia",
            context="Mrs. Hall, who takes furosemide, has swollen ankles and is short of breath at night.",
        ),
    ),
    (
        "D315",
        "fr",
        choice("On lui doit un rappel : lequel ?", "le tétanos | la rage", context="Rappel : la rage est mortelle."),
        "the answer does not need what is said before the question",
        choice("Que lui donner ?", "un vaccin | un sérum", context="Il a eu un rappel contre le tétanos il y a un an."),
    ),
    (
        "D316",
        "en",
        {"statement": "Potassium peaks the T waves, and intravenous calcium lowers the potassium.", "answer": False},
        "this statement says two things (`and intravenous calcium lowers`)",
        {"statement": "Potassium peaks the T waves in the anterior and the lateral leads.", "answer": True},
    ),
    (
        "D318",
        "fr",
        choice("Quel est le meilleur antidépresseur ?", "la sertraline | la venlafaxine"),
        "this asks for an opinion (`Quel est le meilleur antidépresseur ?`)",
        choice("Quel est le meilleur antidépresseur chez une femme qui allaite ?", "la sertraline | la venlafaxine"),
    ),
    (
        "D324",
        "fr",
        choice("Au-dessous de quelle température ?", "35 °C | 36 °C | 30 °C | 35 °C | 32 °C", shuffle=False),
        "these numbers are not in order: 36 °C, 30 °C, 35 °C, 32 °C",
        choice("Au-dessous de quelle température ?", "35 °C | 30 °C | 32 °C | 35 °C | 36 °C", shuffle=False),
    ),
    (
        "D326",
        "en",
        choice("How many amino acids has dystrophin?", "3,685 | 2,871 | 3,142"),
        "nobody needs to know this (`3,685`)",
        choice("How many people does a doctor see a year?", "3,000 | 2,500 | 1,200"),
    ),
    (
        "D326",
        "fr",
        choice("En quelle année le vaccin est-il né ?", "1921 | 1935 | 1950"),
        "nobody needs to know this (`En quelle année`)",
        choice("En quelle année le vaccin est-il né ?", "1921 | 1935 | 1950", tags=["histoire"]),
    ),
    (
        "S113",
        "en",
        choice("What is next?", "a shock | a pacemaker | switch the patient off and on again"),
        "nobody takes `switch the patient off and on again` seriously",
        choice("What is next?", "a shock | a pacemaker | switch to another drug"),
    ),
    (
        "S118",
        "fr",
        choice("Qu'est-ce qui la caractérise ?", "une douleur | un traitement par corticoïdes | un virus à ARN"),
        "`un virus à ARN` is of another kind than `une douleur`",
        choice("Quel germe est en cause ?", "un virus à ARN | Candida albicans | Plasmodium vivax"),
    ),
    (
        "S118",
        "en",
        choice("Which virus causes chickenpox?", "varicella-zoster | Plasmodium vivax | Candida albicans"),
        "`Plasmodium vivax` is of another kind than `varicella-zoster`",
        choice("Which virus causes chickenpox?", "varicella-zoster | Coxsackie A16 | mumps"),
    ),
    (
        "T205",
        "en",
        choice(
            "What is this called?", "neglect | apraxia | agnosia", context="After a stroke, a man neglects his plate."
        ),
        "only the right answer repeats `neglect` of the question",
        choice("What is done first?", "dose digoxin | do an ECG | do a scan", context="An old man takes digoxin."),
    ),
    (
        "T205",
        "fr",
        choice(
            "Un cycliste a une disjonction acromio-claviculaire. Quel ligament est atteint ?",
            "le ligament acromio-claviculaire | le ligament coraco-huméral | le ligament transverse",
        ),
        "only the right answer repeats `acromio` of the question",
        choice("Une femme est enceinte. Que faire ?", "attendre, tant qu'elle est enceinte | injecter | masser"),
    ),
    (
        "D306",
        "fr",
        choice("L'asthme", "siffle | se traite par la morphine | touche les vieillards | est contagieux"),
        "the question does not say what is asked",
        choice("Quel signe a l'asthme ?", "un sifflement | une fièvre | une toux grasse | un ictère"),
    ),
    (
        "D306",
        "fr",
        choice("Que peut-on dire du diabète de type 1 ?", "il est immun | il est rare | il guérit seul"),
        "the question does not say what is asked",
        choice("Que peut-on donner dans un diabète de type 1 récent ?", "l'insuline | la metformine | un régime"),
    ),
    (
        "T213",
        "en",
        choice("What is the prognosis?", "it may recur | it recurs | it heals"),
        "only the right option is hedged (`may`)",
        choice("May she breastfeed?", "yes, she may | no, she stops | no, she waits"),
    ),
    (
        "D309",
        "fr",
        choice("Jusqu'à quel délai ?", "4 h 30 | 90 minutes | un demi-jour | un jour et demi"),
        "`90 minutes` and `un demi-jour` are numbers written in different ways",
        choice("Jusqu'à quel délai ?", "4 h 30 | 6 h | 9 h | 12 h"),
    ),
    (
        "D316",
        "fr",
        {
            "statement": "Le paludisme est dû à un moustique et le traitement de la crise repose sur la quinine.",
            "answer": False,
        },
        "this statement says two things (`et le traitement de la crise repose`)",
        {"statement": "Le frottement et le contact avec l'eau entretiennent un eczéma.", "answer": True},
    ),
    (
        "D318",
        "en",
        choice("What is the most important quality of a surgeon?", "empathy | knowledge | patience"),
        "this asks for an opinion (`most important quality`)",
        choice("What is the most important risk of an overdose?", "hepatitis | fever | coma"),
    ),
    (
        "S118",
        "fr",
        choice("Quel antibiotique donner ici ?", "l'amoxicilline | l'insuline | le furosémide"),
        "`l'insuline` is of another kind than `l'amoxicilline`",
        choice("Quel traitement donner ici ?", "l'amoxicilline | l'insuline | le furosémide"),
    ),
    (
        "T206",
        "fr",
        choice("Ces jambes arquées révèlent une", "carence en vitamine D | défaut de fer | manque d'iode"),
        "the wording of the question does not fit the option `défaut de fer`",
        choice("Ces jambes arquées révèlent une", "carence en vitamine D | carence en fer | intoxication"),
    ),
    (
        "T214",
        "fr",
        choice(
            "Quelle prise en charge convient à une goutte ?",
            "la colchicine | il faut commencer l'allopurinol | prescrire un antibiotique | que le patient jeûne",
        ),
        "`il faut commencer l'allopurinol` has another form than `la colchicine`",
        choice("Quelle prise en charge convient ?", "commencer l'allopurinol | prescrire un antibiotique | boire"),
    ),
    (
        "T211",
        "en",
        choice("What does water do to red cells?", "They swell | They shrink | They lose iron | They divide"),
        "`They swell` and `They shrink` deny each other, so one of them is right",
        choice("What does water do to red cells?", "They swell | They shrink | They do not change | They divide"),
    ),
    (
        "D315",
        "en",
        choice("Which cranial nerve supplies the lateral rectus?", NERVES, context="A woman of 50 has diabetes."),
        "the answer does not need what is said before the question",
        choice("Which cranial nerve is damaged?", NERVES, context="A woman of 50 cannot look to the left."),
    ),
    (
        "D321",
        "en",
        choice("Which murmur has a patient with MS?", "a rumble | a click | a hum"),
        "the question has abbreviations: MS",
        choice("Which murmur has a patient with mitral stenosis (MS)?", "a rumble | a click | a hum"),
    ),
    (
        "D321",
        "fr",
        choice("Que prescrire à un patient avec une IM ?", "un vasodilatateur | du fer | du calcium"),
        "the question has abbreviations: IM",
        choice("Que prescrire à un patient par voie IM ?", "un vaccin | du fer | du calcium"),
    ),
    (
        "S114",
        "en",
        choice("Which disease is it?", "thyroiditis | Graves' disease | diffuse toxic goitre"),
        "`Graves' disease` and `diffuse toxic goitre` say the same",
        choice("Which disease is it?", "thyroiditis | Graves' disease | multinodular goitre"),
    ),
    (
        "S113",
        "fr",
        choice("Quel examen confirme l'embolie ?", "l'angioscanner | l'échographie | le thème astral du patient"),
        "nobody takes `le thème astral du patient` seriously",
        choice("Quelle mitose est bloquée ?", "celle du fuseau astral | la prophase | la télophase"),
    ),
    (
        "S118",
        "en",
        choice("What causes it?", "a toxin | oral vancomycin for a week | the wall of the colon | a colonoscopy"),
        "`a colonoscopy` is of another kind than `a toxin`",
        choice("What comes first?", "a colonoscopy | a scan | oral vancomycin | a gastroscopy"),
    ),
    (
        "S118",
        "fr",
        choice("Qu'est-ce qui provoque un zona ?", "le virus du zona | l'âge | une kinésithérapie"),
        "`une kinésithérapie` is of another kind than `le virus du zona`",
        choice("Quel est un facteur de risque du zona ?", "l'âge | une chimiothérapie | le virus de la grippe"),
    ),
    (
        "T218",
        "fr",
        {"question": "Dans quel ordre ?", "sequence": ["Adhésion des plaquettes", "Puis fibrine", "Lyse"]},
        "`Puis` tells the place of this step",
        {"question": "Dans quel ordre ?", "sequence": ["Adhésion des plaquettes", "Puits de fibrine", "Lyse"]},
    ),
    (
        "T218",
        "en",
        {"question": "In which order?", "sequence": ["First, wash", "Cut", "Sew"]},
        "`First` tells the place of this step",
        {"question": "In which order?", "sequence": ["First cell division", "Second cell division", "Birth"]},
    ),
    (
        "D328",
        "en",
        choice("A stupid old man has fever. Why?", "malaria | gout | scurvy"),
        "`stupid old man` demeans who is described",
        choice("The dirty wound of a man is swollen. Why?", "tetanus | gout | scurvy"),
    ),
    (
        "D328",
        "fr",
        choice("Comme tant de ses compatriotes, il boit. Que craindre ?", "une cirrhose | une goutte | une gale"),
        "`Comme tant de ses compatriotes` demeans who is described",
        choice("Un homme a bu de l'eau salée. Que craindre ?", "une hypernatrémie | une goutte | une gale"),
    ),
    (
        "D329",
        "fr",
        {"question": "Quels sont les deux signes ?", "answers": ["la toux", "la fièvre", "le frisson"]},
        "the question speaks of `Quels sont les deux`, and the card has 3 answers",
        {
            "question": "Quels sont les deux premiers signes de la triade ?",
            "answers": ["la toux", "la fièvre", "un râle"],
        },
    ),
    (
        "C504",
        "fr",
        {"question": "Quel est le germe et combien de temps dure l'éviction ?", "answer": "le bacille ; 3 jours"},
        "this asks two things",
        {"question": "Quel germe dure longtemps, et sans traitement ?", "answer": "le bacille"},
    ),
    (
        "D301",
        "fr",
        choice("Quel os n'a aucune articulation ?", "l'hyoïde | le vomer | la patella"),
        "the question asks for what is not true (`Quel os n'a aucune`)",
        choice("Quel os n'est articulé avec aucun autre ?", "l'hyoïde | le vomer | la patella"),
    ),
    (
        "D301",
        "en",
        choice("Which bone does not bear weight?", "the hyoid | the tibia | the talus"),
        "the question asks for what is not true (`Which bone does not`)",
        choice("Which bone does not articulate with any other?", "the hyoid | the tibia | the talus"),
    ),
]


@pytest.mark.parametrize(("code", "lang", "flawed", "said", "sound"), CASES)
def test_a_flaw_is_told_and_its_sound_neighbour_is_not(
    code: str, lang: str, flawed: dict[str, Any], said: str, sound: dict[str, Any]
) -> None:
    assert (told(lang, code, [flawed]), told(lang, code, [sound])) == ([said], [])


def test_one_number_of_wrong_options_tells_how_many_are_right() -> None:
    def deck(*wrong: int, sizes: int = 3) -> list[dict[str, Any]]:
        return [
            {
                "question": f"Quels signes, {place} ?",
                "answers": [f"signe {one}" for one in range(2 + place % sizes)],
                "distractors": [f"leurre {one}" for one in range(number)],
            }
            for place, number in enumerate(wrong)
        ]

    assert told("fr", "B807", deck(2, 2, 2, 2, 2)) == ["all 5 choices of several have 2 wrong options"]
    assert told("fr", "B807", deck(2, 2, 2, 2, 3)) == []
    assert told("fr", "B807", deck(2, 2, 2, 2, 2, sizes=2)) == ["all 5 choices of several have 2 wrong options"]
    assert told("fr", "B807", deck(2, 2, 2, 2, sizes=2)) == []
    assert told("fr", "B807", deck(2, 2, 2, 3, 2, sizes=2)) == []


def test_a_key_in_one_place_is_told() -> None:
    def deck(*places: int) -> list[dict[str, Any]]:
        names = NERVES.split(" | ")
        return [choice(f"Nerf {n} ?", " | ".join([names[at], *names]), shuffle=False) for n, at in enumerate(places)]

    said = "of 5 choices in an order of their own, 5 have the right option at place 3"
    assert told("fr", "B809", deck(2, 2, 2, 2, 2)) == [said]
    assert told("fr", "B809", deck(2, 2, 2, 2, 1)) == []


def test_right_options_that_are_the_longest_by_a_little_are_told() -> None:
    def deck(*right: str) -> list[dict[str, Any]]:
        return [choice(f"Où, cas {n} ?", f"{one} | dans la peau | sur la main") for n, one in enumerate(right)]

    said = "of 5 choices in this deck, 5 have the longest option as the right one"
    assert told("fr", "B810", deck(*["dans le muscle"] * 5)) == [said]
    assert told("fr", "B810", deck(*["dans le muscle"] * 4, "au pied")) == []


@pytest.mark.parametrize(
    ("lang", "long", "short"),
    [
        (
            "fr",
            "Si l'on admet qu'un patient, dont la kaliémie, que l'on a mesurée deux fois, reste haute et que rien ne "
            "baisse, a un tracé qui s'élargit d'heure en heure, quel est, parmi les produits dont on dispose ici, "
            "celui qu'il faudrait donner ?",
            "La kaliémie, mesurée deux fois, reste haute, et le tracé s'élargit d'heure en heure. Quel est, parmi les "
            "produits dont on dispose ici, celui qu'il faudrait donner ?",
        ),
        (
            "en",
            "If a man whose potassium, which was measured twice, is still high has a trace that widens hour by hour, "
            "although he takes none of the drugs that raise it, which of the products at hand is the one to be given "
            "before all of the others?",
            "A man has a high potassium that was measured twice, and a trace that widens hour by hour. Which of the "
            "products at hand is the one to be given before all of the others?",
        ),
    ],
)
def test_a_tangled_sentence_is_told(lang: str, long: str, short: str) -> None:
    assert len(told(lang, "D327", [choice(long, "calcium | insuline")])) == 1
    assert told(lang, "D327", [choice(short, "calcium | insuline")]) == []


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        ("une complication fréquente de la phlébite profonde", 1),
        ("une complication de la phlébite", 0),
    ],
)
def test_a_gap_of_a_whole_clause_is_told(gap: str, said: int) -> None:
    assert len(told("fr", "C512", [{"cloze": f"L'embolie pulmonaire est {{{{{gap}}}}}."}])) == said
