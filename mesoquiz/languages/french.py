"""The program's words in French, with its no-break spaces and apostrophes written in."""

from __future__ import annotations

import re
from types import MappingProxyType

from mesoquiz.languages.labels import Labels

LABELS = Labels(
    code="fr",
    typography="fr",
    quoted="«\u00a0{}\u00a0»",
    true="Vrai",
    false="Faux",
    define="Que désigne «\u00a0{}\u00a0»\u202f?",
    name_term="Quel terme correspond à cette définition\u202f?",
    show_part="Montrer la réponse {} sur {}",
    show_options="Répondez de mémoire, puis voyez les propositions",
    report_error="Signaler une erreur",
    not_ticked="Bonne réponse, non cochée",
    right_of=("{} bonne réponse sur {}", "{} bonnes réponses sur {}"),
    wrong=("{} erreur", "{} erreurs"),
    too_many=("{} réponse demandée, {} cochées", "{} réponses demandées, {} cochées"),
    also_accepted="Aussi accepté",
    show_or_hide="Montrer ou cacher tout",
    beyond="Hors des documents",
    concordance={
        "diagnosis": ("Si vous pensiez à\u00a0:", "… et que vous trouvez\u00a0:", "… cette hypothèse devient\u00a0:"),
        "investigation": (
            "Si vous envisagiez cet examen\u00a0:",
            "… et que vous trouvez\u00a0:",
            "… cet examen devient\u00a0:",
        ),
        "treatment": (
            "Si vous envisagiez ce traitement\u00a0:",
            "… et que vous trouvez\u00a0:",
            "… ce traitement devient\u00a0:",
        ),
    },
    # The anchors of A. Demeester (Paris 13, 2004), which the Université de Montréal (CPASS) recommends.
    likert={
        "diagnosis": (
            *("très improbable", "moins probable", "ni plus ni moins probable", "plus probable", "très probable"),
        ),
        "investigation": ("inutile", "moins utile", "ni plus ni moins utile", "utile", "très utile"),
        "treatment": (
            *("fortement contre-indiqué", "contre-indiqué", "ni plus ni moins indiqué", "indiqué"),
            "fortement indiqué",
        ),
    },
    panel_share="part des points\u00a0: {}",
    panel_votes=("{} membre du panel sur {}", "{} membres du panel sur {}"),
    what_is_hidden="Que cache ce masque\u202f?",
    what_are_hidden="Que cachent ces masques\u202f?",
    fill_gaps="Complétez le texte.",
    fill_places="Numérotez les cases dans le bon ordre, à partir de\u00a01.",
    fill_letters="Écrivez dans chaque case la lettre qui convient.",
    fill_names="Écrivez sur chaque ligne ce que cache le masque du même numéro.",
    place_crosses=(
        "Placez une croix sur l’image\u202f; seul son centre compte.",
        "Placez {} croix sur l’image\u202f; seul leur centre compte.",
    ),
    zone="zone {}",
    zones_outlined=("La zone encadrée sur l’image", "Les zones encadrées sur l’image"),
    zones_enough=("Une seule de ces zones suffit.", "{} de ces zones suffisent."),
    one_answer="une seule réponse",
    answers_enough=("Une seule de ces réponses suffit.", "{} de ces réponses suffisent."),
    tick=("Cochez {} réponse.", "Cochez {} réponses."),
    several_answers="une ou plusieurs réponses",
    key="Corrigé",
    key_some="{} parmi {}",
    form="Sujet",
    exam="n°\u00a0{}",
    name="Nom",
    first_name="Prénom",
    student_number="N° d’étudiant",
    date="Date",
    answers="Réponses",
    why="Explication",
    source="Source",
    caution="Prudence",
    indispensable="indispensable",
    retired_tag="mesoquiz::retiré",
    difficulty_tag="mesoquiz::difficulté::{}",
    case_tag="mesoquiz::cas::{}",
    case="Cas clinique {}",
    case_continued="Cas clinique {} (suite)",
    cases=("{}\u00a0cas clinique", "{}\u00a0cas cliniques"),
    retired_notice="Cette carte est retirée du paquet\u00a0: vous pouvez la suspendre.",
    unacceptable="inacceptable",
    questions=("{}\u00a0question", "{}\u00a0questions"),
    points=("{}\u00a0point", "{}\u00a0points"),
    minutes=("{}\u00a0minute", "{}\u00a0minutes"),
    each="{} chacune",
    mark="Note",
    total="Total",
    question="Question",
    mark_single="Une seule réponse\u00a0: tous les points si elle est juste, aucun sinon.",
    mark_exact=(
        "Une ou plusieurs réponses\u00a0: tous les points si les cases cochées sont exactement les bonnes, aucun sinon."
    ),
    mark_discordance=(
        "Une ou plusieurs réponses\u00a0: tous les points sans discordance, la moitié pour une, un cinquième pour "
        "deux, aucun à partir de trois. Une discordance est une bonne réponse non cochée ou une mauvaise réponse "
        "cochée."
    ),
    mark_proportional=(
        "Une ou plusieurs réponses\u00a0: chaque bonne réponse cochée rapporte une part égale des points, chaque "
        "mauvaise réponse cochée en retire une\u202f; jamais moins de zéro."
    ),
    mark_expected=(
        "Nombre de réponses indiqué\u00a0: chaque bonne réponse cochée rapporte une part égale des points, une "
        "mauvaise ne retire rien\u202f; cocher plus de réponses que demandé ramène la question à zéro."
    ),
    mark_some=(
        "Nombre de réponses indiqué\u00a0: il tient lieu de nombre de bonnes réponses. Autant de bonnes réponses "
        "suffisent, n’importe lesquelles\u202f; chaque case cochée de plus compte comme une mauvaise réponse."
    ),
    mark_concordance=(
        "Échelle de −2 à +2\u00a0: cochez une seule case. La réponse la plus choisie par un panel de cliniciens "
        "rapporte tous les points\u202f; une autre en rapporte une part, le nombre de ceux qui l’ont choisie divisé "
        "par le nombre de ceux qui ont choisi la première\u202f; aucune n’en retire."
    ),
    mark_table=(
        "Une ou plusieurs réponses\u00a0: {}. Une erreur est une bonne réponse non cochée ou une mauvaise réponse "
        "cochée."
    ),
    mark_steps="Questions ouvertes\u00a0: corrigées à la main\u202f; selon la réponse, {} des points.",
    parts_of_points={
        "1/10": "un dixième",
        "1/5": "un cinquième",
        "1/4": "un quart",
        "1/3": "un tiers",
        "2/5": "deux cinquièmes",
        "1/2": "la moitié",
        "3/5": "trois cinquièmes",
        "2/3": "deux tiers",
        "3/4": "trois quarts",
        "4/5": "quatre cinquièmes",
    },
    percent="{}\u202f%",
    table_row=("s’il y a {} bonne réponse, ", "s’il y a {} bonnes réponses, "),
    table_last=("s’il y a {} bonne réponse ou plus, ", "s’il y a {} bonnes réponses ou plus, "),
    without_mistake="tous les points sans erreur",
    up_to_mistakes=("tous les points jusqu’à {} erreur", "tous les points jusqu’à {} erreurs"),
    mistakes_from_to="{} à {}",
    with_mistakes=("{1} pour {0} erreur", "{1} pour {0} erreurs"),
    none_from="aucun à partir de {}",
    none_else="aucun sinon",
    between_rows="\u202f; ",
    either="{} ou {}",
    mark_negative=(
        "Tous les points si les cases cochées sont exactement les bonnes. Une réponse fausse ou incomplète retire "
        "{}\u202f% des points de la question\u202f; une question sans réponse ne rapporte ni ne coûte rien."
    ),
    mark_flags=(
        "Certaines réponses sont indispensables, d’autres inacceptables\u00a0: oublier l’une ou cocher l’autre ramène "
        "la question à zéro."
    ),
    mark_blank="Une question sans réponse ne rapporte rien.",
    mark_parts=("{}\u00a0: chaque élément juste rapporte une part égale des points\u202f; une erreur ne retire rien."),
    mark_zones=(
        "Croix à placer sur une image\u00a0: chaque zone attendue où tombe le centre d’une croix rapporte une part "
        "égale des points, une croix à côté ne retire rien\u202f; placer plus de croix que demandé ramène la question "
        "à zéro."
    ),
    gaps="textes à trous",
    orders="remises en ordre (chaque élément à son rang)",
    matches="associations",
    captions="légendes",
    lists="listes",
    marking="Barème",
    sheet="Feuille de réponses",
    on_paper="réponse sur le sujet",
    short_key="Autres réponses",
    flagged_key="Réponses qui peuvent ramener la question à zéro",
    stated_key="Questions dont le nombre de réponses est indiqué",
    panel_key="Échelles de −2 à +2\u00a0: part des points de chaque réponse",
    from_top="cases de haut en bas",
    left_over="En trop\u00a0:",
    explanations="Réponses expliquées",
    version="version {}",
    how_to_update=(
        "Pour mettre à jour\u00a0: importez le nouveau paquet avec les options par défaut. Votre progression, vos "
        "drapeaux et vos suspensions sont conservés. Sur une carte que l’auteur a changée, vos modifications et vos "
        "étiquettes sont remplacées, sauf si elles sont plus récentes que le nouveau paquet\u00a0: la carte reste "
        "alors telle quelle. Marquez plutôt d’un drapeau."
    ),
    how_to_move=(
        "Des paquets ont été renommés ou divisés\u00a0; ils arrivent vides si vous en avez déjà les cartes, car une "
        "mise à jour n’en déplace aucune. Cherchez vos cartes, sélectionnez tout et mettez-les dans le nouveau "
        "paquet\u00a0:"
    ),
    moved=("{0} carte de {1} vers {2}", "{0} cartes de {1} vers {2}"),
    then_delete="puis supprimez l’ancien paquet",
    what_is_new=(
        "Nouveau ou corrigé dans cette version\u00a0: cherchez {1} ({0} fiche).",
        "Nouveau ou corrigé dans cette version\u00a0: cherchez {1} ({0} fiches).",
    ),
    news_of="{}\u00a0: nouveautés",
    release_of="Version {} du {}",
    released_new=("{} carte nouvelle", "{} cartes nouvelles"),
    released_changed=("{} carte modifiée", "{} cartes modifiées"),
    released_withdrawn=("{} carte retirée", "{} cartes retirées"),
    cards=("{} carte", "{} cartes"),
    how_to_find_unreached=(
        "Fiches que la mise à jour n’a pas pu changer, parce que vous les avez modifiées après la préparation du "
        "paquet\u00a0: {}"
    ),
    how_to_study="Mises à jour, sources",
    how_to_find_retired=(
        "{0} fiche est retirée\u00a0: cherchez tag:{1} et suspendez-la. Supprimée, elle ne revient que si vous "
        "importez de nouveau ce fichier.",
        "{0} fiches sont retirées\u00a0: cherchez tag:{1} et suspendez-les. Supprimées, elles ne reviennent que si "
        "vous importez de nouveau ce fichier.",
    ),
    how_to_get_retired=(
        "Vous aviez une version antérieure\u202f? Importez aussi {0}, puis cherchez tag:{1} pour suspendre les cartes "
        "retirées."
    ),
    withdrawn_package="{}-retraits",
    sources="Sources",
    months=(
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    day="{day} {month} {year}",
    colon="\u00a0:",
    negations="pas non jamais aucun aucune sans ni",
    fillers="dans pour avec chez entre plus moins cette leur elle sont selon",
    opposites=(
        "augmente/diminue monte/baisse hausse/baisse accelere/ralentit oui/non avant/apres superieur/inferieur "
        "positif/negatif avec/sans dilate/contracte stimule/inhibe active/inhibe acide/basique soluble/insoluble "
        "present/absent favorise/empeche permeable/impermeable reversible/irreversible actif/passif haut/bas "
        "aigu/chronique chaud/froid ouvert/ferme plein/vide plus/moins accroitre/limiter superficiel/profond "
        "local/general locale/systemique faible/fort interne/externe toujours/jamais tous/aucun toutes/aucune "
        "possible/impossible autorise/interdit favorable/defavorable court/long lent/rapide lente/rapide "
        "rare/frequent mince/epais petit/grand regulier/irregulier suffisant/insuffisant efficace/inefficace "
        "maximum/minimum temporaire/definitif temporaire/durable augmente/reduit ameliore/aggrave stimule/freine "
        "hydrate/desseche perte/gain faible/forte faible/forts haute/basse fin/epais fine/epaisse debut/fin "
        "premier/dernier gauche/droit homme/femme nouveau/ancien leger/grave benin/grave benigne/grave benin/malin "
        "benigne/maligne tout/aucun toute/aucune seul/plusieurs obligatoire/facultatif necessaire/inutile "
        "utile/inutile indolore/douloureux confirme/infirme prouve/refute dessus/dessous anterieur/posterieur "
        "arteriel/veineux agoniste/antagoniste bradycardie/tachycardie mm/cm mg/g/kg "
        "minute/heure/jour/semaine/mois/an minute/heure/jours/semaine/mois/ans "
        "deux/trois/quatre/cinq/six/sept/huit/neuf/dix/douze/quinze/vingt/trente/quarante/soixante/cent/mille "
        "contreindique/indique contreindication/indication monte/descend"
    ),
    lines_asked=re.compile(
        r"(?:\(|\b(?:en|sur|de|à|ou|environ) )(?:une )?(?P<number>\d{1,2}|[a-z]{2,9})(?: de)? lignes?\b",
        re.IGNORECASE,
    ),
    numbers=MappingProxyType(
        {
            "une": 1,
            "deux": 2,
            "trois": 3,
            "quatre": 4,
            "cinq": 5,
            "six": 6,
            "sept": 7,
            "huit": 8,
            "neuf": 9,
            "dix": 10,
            "onze": 11,
            "douze": 12,
            "quinze": 15,
            "vingt": 20,
            "trente": 30,
            "dizaine": 10,
            "douzaine": 12,
            "quinzaine": 15,
            "vingtaine": 20,
            "trentaine": 30,
        }
    ),
    first_of_month="1er",
    decimal=",",
    # In French, 0 and 1.5 take the singular.
    is_singular=lambda number: number < 2,
    flashcards="Cartes à découper",
    sheet_of="feuille {} sur {}",
    front="recto",
    back="verso",
    fold_here="pliez ici",
    calibration="Feuille de réglage",
    calibrate_front=(
        "1. Imprimez cette feuille recto verso, à 100\u202f% (taille réelle), comme les cartes.",
        "2. Mesurez la barre du bas\u00a0: si elle n’a pas 100\u00a0mm, l’impression n’est pas à 100\u202f%.",
        "3. Retournez la feuille et lisez la suite au verso.",
    ),
    calibrate_back=(
        "4. Ce côté vers vous, tenez la feuille devant une lumière\u00a0: les croix du recto transparaissent.",
        "5. Lisez sur les règles de ce côté où tombe le centre d’une croix du recto\u00a0: X vers la droite,",
        "    Y vers le bas, en millimètres\u202f; négatifs vers la gauche et vers le haut.",
        "6. Si ce n’est pas 0, imprimez les cartes avec l’option --back-offset X,Y\u202f; par exemple\u00a0:",
        "    mesoquiz flashcards --back-offset 1.5,-0.5",
    ),
    scale="Cette barre a 100\u00a0mm.",
    exam_pages="Pages de l’examen",
    print_papers="Tous les sujets et leurs feuilles de réponses",
    print_keys="Tous les corrigés",
    print_named=("La copie nominative de {} étudiant", "Les copies nominatives de {} étudiants"),
    one_by_one="Page par page",
    not_for_students="Les corrigés, cette page et manifest.json restent loin des étudiants.",
    how_to_print=(
        "Imprimez les PDF recto verso, à la taille réelle\u00a0: chaque sujet et chaque feuille de réponses commence "
        "sur une page de droite.",
        "D’une page ouverte dans le navigateur, décochez «\u00a0En-têtes et pieds de page\u00a0» avant d’imprimer.",
    ),
    asked={
        "single": "Questions à réponse unique",
        "several": "Questions à réponses multiples",
        "open": "Questions ouvertes",
        "case": "Cas cliniques",
        "gaps": "Textes à compléter",
        "order": "Remettre en ordre",
        "match": "Associer",
        "picture": "Légender",
        "concordance": "Concordance de script",
        "zone": "Pointer sur une image",
    },
)
