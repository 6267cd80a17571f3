"""The program's words in English."""

from __future__ import annotations

import re
from types import MappingProxyType

from mesoquiz.languages.labels import Labels

LABELS = Labels(
    code="en",
    typography="off",
    quoted="“{}”",
    true="True",
    false="False",
    define="What does “{}” mean?",
    name_term="Which term fits this definition?",
    show_part="Show answer {} of {}",
    show_options="Answer from memory, then see the options",
    report_error="Report an error",
    not_ticked="Right, but not ticked",
    right_of=("{} of {} right", "{} of {} right"),
    wrong=("{} wrong", "{} wrong"),
    too_many=("{} answer asked for, {} ticked", "{} answers asked for, {} ticked"),
    also_accepted="Also accepted",
    show_or_hide="Show or hide all",
    beyond="Beyond the documents",
    concordance={
        "diagnosis": ("If you were thinking of:", "… and then you find:", "… this hypothesis becomes:"),
        "investigation": (
            "If you were considering this investigation:",
            "… and then you find:",
            "… this investigation becomes:",
        ),
        "treatment": (
            "If you were considering this treatment:",
            "… and then you find:",
            "… this treatment becomes:",
        ),
    },
    # The anchors that the Université de Montréal (CPASS) recommends.
    likert={
        "diagnosis": ("very unlikely", "less likely", "neither more nor less likely", "more likely", "very likely"),
        "investigation": ("useless", "less useful", "neither more nor less useful", "useful", "very useful"),
        "treatment": (
            *("strongly contraindicated", "contraindicated", "neither more nor less indicated", "indicated"),
            "strongly indicated",
        ),
    },
    panel_share="part of the points: {}",
    panel_votes=("{} member of the panel of {}", "{} members of the panel of {}"),
    what_is_hidden="What is hidden here?",
    what_are_hidden="What is hidden in these places?",
    fill_gaps="Complete the text.",
    fill_places="Number the boxes in the right order, from 1 on.",
    fill_letters="Write the letter that fits in each box.",
    fill_names="Write on each line what the box of the same number hides.",
    place_crosses=(
        "Put a cross on the picture; only its middle counts.",
        "Put {} crosses on the picture; only their middle counts.",
    ),
    zone="zone {}",
    zones_outlined=("The zone outlined on the picture", "The zones outlined on the picture"),
    zones_enough=("One of these zones is enough.", "{} of these zones are enough."),
    one_answer="one answer",
    answers_enough=("One of these answers is enough.", "{} of these answers are enough."),
    tick=("Tick {} answer.", "Tick {} answers."),
    several_answers="one or more answers",
    key="Answer key",
    key_some="{} of {}",
    form="Form",
    exam="no.\u00a0{}",
    name="Last name",
    first_name="First name",
    student_number="Student number",
    date="Date",
    answers="Answers",
    why="Explanation",
    source="Source",
    caution="Caution",
    indispensable="indispensable",
    retired_tag="mesoquiz::retired",
    difficulty_tag="mesoquiz::difficulty::{}",
    case_tag="mesoquiz::case::{}",
    case="Case {}",
    case_continued="Case {} (continued)",
    cases=("{} case", "{} cases"),
    retired_notice="This card is withdrawn from the deck: you can suspend it.",
    unacceptable="unacceptable",
    questions=("{} question", "{} questions"),
    points=("{} point", "{} points"),
    minutes=("{} minute", "{} minutes"),
    each="{} each",
    mark="Mark",
    total="Total",
    question="Question",
    mark_single="One answer: all points if it is right, none otherwise.",
    mark_exact="One or more answers: all points if exactly the right boxes are ticked, none otherwise.",
    mark_discordance=(
        "One or more answers: all points without a discordance, half for one, a fifth for two, none from three on. "
        "A discordance is a right answer left blank or a wrong answer ticked."
    ),
    mark_proportional=(
        "One or more answers: each right answer ticked brings an equal part of the points, each wrong answer ticked "
        "takes one away; never less than zero."
    ),
    mark_expected=(
        "Number of answers stated: each right answer ticked brings an equal part of the points, a wrong one takes "
        "nothing away; ticking more answers than asked for brings the question to zero."
    ),
    mark_some=(
        "Number of answers stated: it stands for the number of right answers. So many right answers are enough, "
        "whichever they are; each box ticked beyond counts as a wrong answer."
    ),
    mark_concordance=(
        "Scale from −2 to +2: tick one box. The answer that most of a panel of clinicians chose brings all points; "
        "another brings a part of them, the number of those who chose it divided by the number of those who chose the "
        "first; none takes points away."
    ),
    mark_table="One or more answers: {}. A mistake is a right answer not ticked or a wrong answer ticked.",
    mark_steps="Open questions: marked by hand; {} of the points, as the answer deserves.",
    parts_of_points={
        "1/10": "a tenth",
        "1/5": "a fifth",
        "1/4": "a quarter",
        "1/3": "a third",
        "2/5": "two fifths",
        "1/2": "half",
        "3/5": "three fifths",
        "2/3": "two thirds",
        "3/4": "three quarters",
        "4/5": "four fifths",
    },
    percent="{}%",
    table_row=("if {} answer is right, ", "if {} answers are right, "),
    table_last=("if {} answer or more is right, ", "if {} answers or more are right, "),
    without_mistake="all points without a mistake",
    up_to_mistakes=("all points with up to {} mistake", "all points with up to {} mistakes"),
    mistakes_from_to="{} to {}",
    with_mistakes=("{1} with {0} mistake", "{1} with {0} mistakes"),
    none_from="none from {} on",
    none_else="none otherwise",
    between_rows="; ",
    either="{} or {}",
    mark_negative=(
        "All points if exactly the right boxes are ticked. A wrong or incomplete answer takes away {}% of the points "
        "of the question; a question left blank neither brings nor costs anything."
    ),
    mark_flags=(
        "Some answers are indispensable, others unacceptable: missing the one or ticking the other brings the question "
        "to zero."
    ),
    mark_blank="A question left blank brings nothing.",
    mark_parts="{}: each right element brings an equal part of the points; a mistake takes nothing away.",
    mark_zones=(
        "Crosses to put on a picture: each right zone with the middle of a cross in it brings an equal part of the "
        "points, a cross beside it takes nothing away; more crosses than asked for bring the question to zero."
    ),
    gaps="texts with gaps",
    orders="orders (each element in its place)",
    matches="matches",
    captions="captions",
    lists="lists",
    marking="Marking",
    sheet="Answer sheet",
    on_paper="answer on the paper",
    short_key="Other answers",
    flagged_key="Answers that can bring the question to zero",
    stated_key="Questions that tell the number of answers",
    panel_key="Scales from −2 to +2: part of the points for each answer",
    from_top="boxes from top to bottom",
    left_over="Left over:",
    explanations="Explained answers",
    version="version {}",
    how_to_update=(
        "To update, import the new package with the default options. Your progress, flags and suspensions stay. On a "
        "card that its author changed, your own edits and tags are replaced, unless they are later than the new "
        "package: then the card stays as it was. Mark it with a flag instead."
    ),
    how_to_move=(
        "Decks that were renamed or split come empty where you have their cards already, as an update moves none. "
        "Search for your cards, select all, and put them into the new deck:"
    ),
    moved=("{0} card from {1} to {2}", "{0} cards from {1} to {2}"),
    then_delete="then delete the old deck",
    what_is_new=(
        "New or corrected in this version: search {1} ({0} note).",
        "New or corrected in this version: search {1} ({0} notes).",
    ),
    news_of="{}: what is new",
    release_of="Version {}, {}",
    released_new=("{} new card", "{} new cards"),
    released_changed=("{} changed card", "{} changed cards"),
    released_withdrawn=("{} withdrawn card", "{} withdrawn cards"),
    cards=("{} card", "{} cards"),
    how_to_find_unreached=(
        "Notes that the update could not change, because you edited them after the package was made: {}"
    ),
    how_to_study="Updates, sources",
    how_to_find_retired=(
        "{0} note is withdrawn: search tag:{1} and suspend it. A deleted one only comes back when you import this file "
        "again.",
        "{0} notes are withdrawn: search tag:{1} and suspend them. Deleted ones only come back when you import this "
        "file again.",
    ),
    how_to_get_retired=(
        "You had an earlier version? Import {0}, too, then search tag:{1} to suspend the cards that are withdrawn."
    ),
    withdrawn_package="{}-withdrawn",
    sources="Sources",
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    day="{day} {month} {year}",
    colon=":",
    negations="not no never without none nor",
    fillers="with from that this more less than according",
    opposites=(
        "increases/decreases increase/decrease rises/falls raises/lowers higher/lower faster/slower yes/no "
        "before/after superior/inferior positive/negative with/without dilates/constricts stimulates/inhibits "
        "activates/inhibits soluble/insoluble present/absent reversible/irreversible active/passive acute/chronic "
        "hot/cold open/closed full/empty large/small agonist/antagonist more/less superficial/deep local/systemic "
        "weak/strong internal/external always/never possible/impossible allowed/forbidden short/long slow/fast "
        "rare/frequent thin/thick regular/irregular sufficient/insufficient effective/ineffective maximum/minimum "
        "temporary/permanent improves/worsens improve/worsen loss/gain first/last left/right man/woman men/women "
        "new/old mild/severe benign/malignant all/none mandatory/optional useful/useless necessary/unnecessary "
        "painless/painful anterior/posterior arterial/venous bradycardia/tachycardia mm/cm mg/g/kg "
        "minute/hour/day/week/month/year minutes/hours/days/weeks/months/years "
        "two/three/four/five/six/seven/eight/nine/ten/twelve/fifteen/twenty/thirty/forty/sixty/hundred/thousand "
        "contraindicated/indicated contraindication/indication"
    ),
    lines_asked=re.compile(
        r"(?:\(|\b(?:in|on|within|of|to|or|about|most|than) )(?P<number>\d{1,2}|[a-z]{3,7}) lines?\b",
        re.IGNORECASE,
    ),
    numbers=MappingProxyType(
        {
            "one": 1,
            "two": 2,
            "three": 3,
            "four": 4,
            "five": 5,
            "six": 6,
            "seven": 7,
            "eight": 8,
            "nine": 9,
            "ten": 10,
            "eleven": 11,
            "twelve": 12,
            "fifteen": 15,
            "twenty": 20,
            "thirty": 30,
        }
    ),
    first_of_month="1",
    decimal=".",
    is_singular=lambda number: number == 1,
    flashcards="Flashcards to cut out",
    sheet_of="sheet {} of {}",
    front="front",
    back="back",
    fold_here="fold here",
    calibration="Calibration sheet",
    calibrate_front=(
        "1. Print this sheet on both sides, at 100% (actual size), as you print the cards.",
        "2. Measure the bar at the bottom: if it does not have 100 mm, the print is not at 100%.",
        "3. Turn the sheet over and read on there.",
    ),
    calibrate_back=(
        "4. With this side facing you, hold the sheet against a light: the crosses of the front shine through.",
        "5. Read on the rulers of this side where the centre of a cross of the front lies: X to the right,",
        "    Y downwards, in millimetres; negative to the left and upwards.",
        "6. If it is not 0, print the cards with the option --back-offset X,Y; for example:",
        "    mesoquiz flashcards --back-offset 1.5,-0.5",
    ),
    scale="This bar has 100 mm.",
    exam_pages="Pages of the exam",
    print_papers="All papers with their answer sheets",
    print_keys="All keys",
    print_named=("The copy of {} student, with name", "The copies of {} students, with names"),
    one_by_one="Page by page",
    not_for_students="Keep the keys, this page and manifest.json away from students.",
    how_to_print=(
        "Print the PDF files on both sides, at actual size: each paper and each answer sheet begins on a right-hand "
        "page.",
        "From a page in the browser, untick “Headers and footers” before you print.",
    ),
    asked={
        "single": "One right answer",
        "several": "One or more right answers",
        "open": "Open questions",
        "case": "Cases",
        "gaps": "Gaps to fill",
        "order": "Put in order",
        "match": "Match",
        "picture": "Name the parts",
        "concordance": "Script concordance",
        "zone": "Point at a picture",
    },
)
