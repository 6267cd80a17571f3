"""Turns of phrase by which a flaw is known, beside those of the manual pages, and their sound neighbours."""

from __future__ import annotations

from typing import Any

import pytest

import mesoquiz
from mesoquiz.advice.control import Control
from mesoquiz.checks import with_advice

ORGANS = "le foie | la rate | le rein | le cœur"


def messages(code: str, lang: str, asked: str, options: str) -> list[str]:
    """What a rule says of a question with options, the first of which is right, or of a statement and its truth."""
    right, *wrong = options.split(" | ")
    card: dict[str, Any] = {"id": "c", "question": asked, "answer": right, "distractors": wrong}
    if right in {"true", "false"}:
        card = {"id": "c", "statement": asked, "answer": right == "true"}
    bank = mesoquiz.load_text({"deck": "D", "cards": [card]}, collection={"id": "e", "title": "E", "lang": lang})
    assert mesoquiz.format_report(bank) == ""
    return [one.message for one in with_advice(bank, Control(select=(code,))).diagnostics]


FLAWED = [
    ("D301", "fr", "Tous ces organes sont pairs, sauf un. Lequel ?", ORGANS),
    ("D301", "fr", "De ces propositions, une seule est fausse. Indiquez laquelle.", ORGANS),
    ("D301", "en", "All of these are paired except one. Which one?", ORGANS),
    ("D301", "en", "Each of these organs but one is paired. Which is the exception?", ORGANS),
    ("D301", "en", "Which drug should not be given in pregnancy?", ORGANS),
    ("D303", "fr", "Quel antalgique n’est pas déconseillé pendant la grossesse ?", ORGANS),
    ("D303", "fr", "Laquelle n’est pas une contre-indication ?", ORGANS),
    ("D303", "en", "Which analgesic is not contraindicated in pregnancy?", ORGANS),
    ("T208", "fr", "Que voit-on ?", "fièvre avec toux | fièvre avec douleur | frissons avec toux | vertige"),
    ("T208", "en", "What is seen?", "fever with cough | fever with pain | chills with cough | nausea"),
    ("T201", "fr", "Où ?", "A et C | le poumon | la thyroïde | A et B seulement"),
    ("T201", "en", "Where?", "A and C only | the lung | the thyroid | the eye"),
    ("T215", "fr", "Que faire ?", "à la fois masser et choquer | masser | choquer | attendre"),
    ("T215", "en", "Which vitamins are lacking?", "vitamins B1 and B12 | vitamins B1 | vitamins B12 | iron"),
    ("D309", "fr", "Combien ?", "0,5 mg | 50 µg | 5 ml | 5 mg"),
    ("D309", "en", "How many?", "5 mg/kg | 50 mg | 5 mg | 500 mg"),
    ("D309", "en", "How many?", "0.3 % | 1 patient in 30 | 5 % | 20 %"),
    ("D309", "fr", "Combien ?", "3 pour mille | 10 % | 5 % | 20 %"),
    ("D310", "fr", "Combien ?", "10 à 20 | 1 à 5 | 20 à 30"),
    ("D310", "fr", "Combien ?", "10 à 20 jours | 1 jour | 15 jours | plus tard"),
    ("D310", "en", "How many?", "at least 5 | up to 5 | none"),
    ("T205", "fr", "Quel examen explore l’œsophage ?", "la manométrie œsophagienne | le transit | la fibroscopie"),
    (
        "T205",
        "en",
        "Which test confirms apnoea of sleep?",
        "a recording during sleep | spirometry | a chest radiograph",
    ),
    ("S105", "fr", "Quelle est la dose ?", "2 g | #NOM? | 3 g"),
    ("S105", "en", "What is the dose?", "#REF! | 2 g | 3 g"),
    ("S105", "en", "What is the dose?", "#N/A | 2 g | 3 g"),
    ("S112", "fr", "Quelle cause ?", "une embolie pulmonaire | une embolie | un asthme"),
    ("S112", "en", "Which cause?", "lung cancer | cancer | asthma"),
    ("S114", "fr", "Quel signe ?", "des sueurs | une céphalée | des maux de tête"),
    ("S114", "fr", "Quel signe ?", "un vertige | fièvre et toux | toux et fièvre"),
    ("S114", "fr", "Combien ?", "2 g | 1000 mg | 1 g"),
    ("S114", "en", "Which test?", "spirometry | ECG | an electrocardiogram"),
    ("T206", "fr", "Le traitement consiste à :", "injecter du calcium | une restriction en sel | boire"),
    ("T206", "fr", "Le but du massage est de :", "répartir le produit | la disparition des papules | calmer"),
    ("T206", "en", "The first step is to:", "explore the scrotum | an ultrasound scan | wait"),
    ("T206", "en", "The patient should:", "lie down | drinking water | eat"),
    ("D316", "fr", "La metformine est un biguanide et son principal effet est l’hypoglycémie.", "false"),
    ("D316", "en", "Furosemide acts on the loop of Henle and its main adverse effect is gout.", "false"),
    ("D316", "en", "Cholera is caused by a virus and treated with antibiotics.", "false"),
    ("D306", "fr", "Le diabète de type 1 :", "débute tôt | se traite sans insuline | guérit avec un régime"),
    ("D306", "fr", "À propos du paludisme, quelle proposition retenez-vous ?", ORGANS),
    ("D306", "en", "The artery of the kidney:", "is paired | begins in the pelvis | has no branches"),
    ("D306", "en", "What do we know about chickenpox?", ORGANS),
    ("D315", "fr", "Mme Petit, professeure, revient du marché. Quel est le seuil de glycémie du diabète ?", ORGANS),
    ("D315", "en", "A 45-year-old woman is well. Which vitamin is made in human skin?", ORGANS),
    ("S113", "fr", "Quelle cause ?", "un ulcère | une belle-mère trop présente | une hernie"),
    ("S113", "fr", "Quelle cause ?", "un ulcère | le foie gras ;-) | une hernie"),
    ("S113", "en", "Which treatment?", "dimeticone | moving to Antarctica | prayer | oral steroids"),
    ("T211", "fr", "La demi-vie :", "est allongée | est raccourcie | dépend du groupe | se lit sur les urines"),
    (
        "T211",
        "en",
        "What does it do?",
        "it widens the pupil | it narrows the pupil | it dries the skin | it kills cells",
    ),
    ("T214", "en", "How is it treated?", "compressing the leg | with a cream | to rest | an antibiotic"),
    ("T214", "fr", "Comment la calmer ?", "avec une crème | le repos | un bandage"),
    ("T201", "fr", "Quelle cause ?", "les trois causes ci-dessus | un bouchon | une otospongiose | une otite"),
    ("T201", "fr", "Quel examen ?", "la spirométrie | le scanner | aucun examen de cette liste"),
    ("T201", "en", "Which sign?", "All are correct | pain | fever | a rash"),
    ("T201", "en", "Which drugs?", "(a) and (c) | (a) only | (b) and (d) | (d) only"),
    ("D306", "fr", "Parmi les propositions suivantes sur la rate, cochez la bonne.", ORGANS),
    ("D306", "en", "Concerning the spleen, choose the correct answer.", ORGANS),
    ("D309", "fr", "Combien ?", "400 UI | 2 mg | 10 gouttes | 5 ml"),
    ("D316", "en", "Iron is absorbed in the duodenum and vitamin B12 is absorbed in the jejunum.", "false"),
    ("D301", "en", "The following raise prolactin, with one exception. Which?", ORGANS),
    ("T201", "fr", "Quels vaccins sont vivants ?", "B et D | A et B | C seul | A, B et D"),
    ("D316", "fr", "L’aspirine bloque une enzyme, ce qui explique sa toxicité.", "true"),
    ("D316", "en", "The disease is recessive and its gene lies on chromosome 9.", "false"),
    ("T214", "fr", "Comment prévenir la thrombose ?", "lever tôt le patient | une héparine | les bas de contention"),
    ("D301", "en", "Choose the incorrect statement about the spleen:", ORGANS),
    ("D301", "fr", "Lequel de ces signes est absent dans la maladie de Parkinson ?", ORGANS),
    ("C504", "fr", "Quel est le germe de la coqueluche et quel est son traitement ?", ORGANS),
    ("C504", "en", "Who discovered penicillin, and who first purified it?", ORGANS),
    ("T201", "fr", "Que faire ?", "l’ensemble de ces traitements | le salbutamol | un corticoïde | l’oxygène"),
    ("T201", "fr", "Quel signe ?", "a, b et c | un goitre | une fièvre | des sueurs"),
    ("T201", "fr", "Quel antibiotique ?", "l’amoxicilline | la colistine | la vancomycine | aucun"),
    ("T201", "en", "What is given?", "everything listed | salbutamol | a steroid | oxygen"),
    ("T201", "en", "Which drug?", "amoxicillin | colistin | vancomycin | none"),
    (
        "T202",
        "fr",
        "Que permet le vaccin ?",
        "une réponse durable | une protection totale et définitive | une fièvre | un sommeil",
    ),
    (
        "T202",
        "fr",
        "Que sait-on de la migraine ?",
        "elle touche plus de femmes | elle guérit sans exception | elle fait saigner",
    ),
    ("T202", "fr", "Toute fièvre impose un antibiotique.", "false"),
    ("T202", "en", "What does the vaccine give?", "a lasting response | complete protection | fever | sleep"),
    ("T202", "en", "Any fever requires an antibiotic.", "false"),
    ("D322", "fr", "À quoi est associée l’hypothyroïdie ?", ORGANS),
    ("D322", "en", "Which of these is most strongly linked to diabetes?", ORGANS),
    ("T217", "fr", "Que devient le débit ?", "une hausse | une baisse | aucune modification | une fièvre"),
    ("T217", "en", "What happens to it?", "a decrease | an increase | no change | the release of renin"),
    (
        "T214",
        "fr",
        "Quel signe ?",
        "une douleur du flanc | des selles sanglantes | le patient vomit du sang depuis trois jours",
    ),
    ("T214", "fr", "Quel traitement ?", "la colchicine | l’allopurinol, car il abaisse l’uricémie | le repos"),
    (
        "T214",
        "fr",
        "Quel est son mode d’action ?",
        "bloque la polymérisation | inhibition de l’oxydase | blocage du canal",
    ),
    (
        "T214",
        "en",
        "Why is it added?",
        "because it delays absorption | better storage | loss of colour | analgesic effect",
    ),
    ("T214", "en", "What is its action?", "blocks the polymerisation | inhibition of the oxidase | loss of sodium"),
]
SOUND = [
    ("D301", "fr", "Un homme ne voit plus, sauf à droite. Quel organe est touché ?", ORGANS),
    ("D301", "en", "Which patient should not receive metformin?", ORGANS),
    ("D301", "fr", "Chez quel patient ne faut-il pas prescrire de metformine ?", ORGANS),
    ("D303", "fr", "Il n’existe pas de contre-indication à la marche.", "true"),
    ("D303", "en", "Ask whether or not any contraindications exist. What else?", ORGANS),
    ("T201", "fr", "Quels groupes ?", "A et B | le groupe O | tous les autres | le groupe AB"),
    ("T201", "en", "Which vitamins?", "A and D | folic acid | thiamine | niacin"),
    ("T215", "fr", "Lesquels ?", "une artère et deux veines | une artère | deux artères"),
    ("D309", "fr", "Combien ?", "300 mg | 30 mg | 3 g | 900 mg"),
    ("D309", "en", "How many?", "5 mg | 2 tablets | 3 tablets"),
    ("D310", "en", "How many?", "5 to 10 | less than 5 | more than 10"),
    ("D310", "fr", "Quand ?", "3 à 12 mois | 0 à 2 mois | 3 à 6 ans | 10 à 15 ans"),
    ("T205", "en", "Which nerve is cut?", "the radial nerve | the ulnar nerve | the median nerve"),
    ("T205", "en", "A patient has an optic disk that is pale. Which is lost?", "the optic nerve | the iris | the lens"),
    ("T205", "en", "About how many live?", "about a third | hardly any | nearly everybody"),
    ("S112", "fr", "Que faut-il ?", "un vaccin | un vaccin puis un sérum | un rappel"),
    ("S112", "en", "What is lost?", "an enzyme | an enzyme inhibitor | a salt"),
    ("S112", "en", "What is seen?", "a fracture | no fracture | a bruise"),
    ("S114", "en", "Which vitamin?", "vitamin A | vitamin D | vitamin"),
    ("S114", "fr", "Quelle douleur ?", "avec fièvre | sans fièvre | après fièvre"),
    ("S114", "en", "What happens?", "calcium lowers phosphate | phosphate lowers calcium | nothing"),
    ("T206", "fr", "Le traitement consiste à :", "le refroidir | rapidement perfuser | ne pas le masser | l’allonger"),
    ("T206", "fr", "Le pH de la solution est de :", "9,8 | 4,2 | 7"),
    ("T206", "en", "The first step is to:", "bring help | lift the legs | inject adrenaline"),
    ("D316", "fr", "Le foie, la rate, et le rein sont dans l’abdomen.", "true"),
    ("D316", "fr", "La gonococcie est bénigne si le diagnostic et le traitement sont précoces.", "true"),
    ("D316", "en", "The liver and its vessels are in the abdomen.", "true"),
    ("D316", "en", "The risk is raised because of a mutation.", "true"),
    ("D306", "fr", "L’antidote de la morphine :", "la naloxone | l’atropine | la protamine"),
    ("D306", "en", "The antidote of morphine in adults:", "naloxone | atropine | protamine"),
    ("D306", "fr", "L’effet du froid sur les vaisseaux :", "est une contraction | est une fuite | est une dilatation"),
    ("D315", "en", "A 60-year-old man coughs blood. Which test comes first?", ORGANS),
    ("D315", "en", "A 30-year-old man cannot lift his arm. Which nerve is injured?", ORGANS),
    ("D315", "fr", "Un homme ne voit plus à droite. Quelle artère est bouchée ?", ORGANS),
    ("S113", "fr", "Quel aspect ?", "un pus chocolat | une mère anémiée | un sujet mal voyant (rare)"),
    ("S113", "en", "Which formula (pH: 7) is meant?", "A(1) | (B): D | C;D"),
    ("T211", "en", "What does it do?", "it constricts them | it dilates them | it leaves them | it makes them leak"),
    ("T211", "fr", "Que fait-elle ?", "elle monte | elle baisse | elle reste stable | elle oscille"),
    ("T202", "en", "Which groups?", "A and O | A and B | AB only"),
    ("T212", "fr", "Combien ?", "4 g par jour | 2 g par jour | 6 g par jour"),
    ("T214", "en", "How does it leave?", "via a carrier | by diffusion | with sodium"),
    ("T214", "fr", "Qu’est-ce qui est vrai du fer ?", "il circule | son absorption baisse | les besoins augmentent"),
    ("D310", "fr", "Lesquelles ?", "1 et 3 sont vraies | 2 et 3 sont vraies | 1 et 2 sont vraies"),
    ("D316", "en", "The drug that is given and the dose are on the chart.", "true"),
    ("T215", "en", "Which fibres has it?", "sensory and motor | only sensory | only motor"),
    ("D301", "fr", "Quelle hormone manque dans le diabète de type 1 ?", ORGANS),
    ("D301", "fr", "Quelle enzyme est absente dans la phénylcétonurie ?", ORGANS),
    ("D301", "fr", "Quelle dose de paracétamol ne faut-il pas dépasser par jour ?", ORGANS),
    ("D301", "en", "Which dose should not be exceeded?", ORGANS),
    ("D301", "en", "Which vitamin is lacking in scurvy?", ORGANS),
    ("D301", "en", "Which test has the highest false-positive rate?", ORGANS),
    ("D301", "en", "Which nerve is damaged in a man who cannot lift his arm?", ORGANS),
    ("C504", "en", "Which drug suits a patient who smokes, and who has asthma?", ORGANS),
    ("C504", "fr", "Quel examen demander à un homme qui tousse, et qui maigrit ?", ORGANS),
    (
        "T214",
        "fr",
        "Quelle est la cause du décès ?",
        "le cancer du poumon | l’infarctus | un accident | une hémorragie",
    ),
    ("T203", "fr", "Quel diurétique donner ?", "hydrochlorothiazide retardé | furosémide oral | amiloride"),
    ("T201", "fr", "Combien de côtes manquent ?", "aucune | une | deux | trois"),
    ("T201", "en", "How many ribs are missing?", "none | one | two | three"),
    ("T202", "en", "What is the effect on the heart?", "a faster rhythm | no effect | a slower rhythm"),
    ("T202", "fr", "Tout en bas se trouve l’hypoderme.", "false"),
    ("D322", "fr", "Quel gène est lié à la mucoviscidose ?", ORGANS),
    ("D322", "en", "Which gene is associated with cystic fibrosis?", ORGANS),
    ("T217", "fr", "Que devient le débit ?", "il augmente | il diminue | il ne change pas | il varie selon l’âge"),
    ("T217", "en", "What happens to it?", "it is raised | it is lowered | it is unaltered | it falls, then rises"),
    ("T211", "en", "Which muscle lifts the jaw?", "medial pterygoid | lateral pterygoid | masseter | buccinator"),
    (
        "T214",
        "fr",
        "Quel dosage ?",
        "mesure de la tension | dosage des ions | recherche des anticorps | nombre des plaquettes",
    ),
    (
        "T214",
        "fr",
        "Que sait-on de la coca ?",
        "la coca peut être fumée | la coca engendre une fièvre | la coca endort",
    ),
    ("T214", "en", "How did it change?", "it fell slightly | because of prices, it rose a lot | the goal was reached"),
]


@pytest.mark.parametrize(("code", "lang", "asked", "options"), FLAWED)
def test_a_flaw_is_told(code: str, lang: str, asked: str, options: str) -> None:
    assert messages(code, lang, asked, options)


@pytest.mark.parametrize(("code", "lang", "asked", "options"), SOUND)
def test_its_sound_neighbour_is_not(code: str, lang: str, asked: str, options: str) -> None:
    assert messages(code, lang, asked, options) == []
