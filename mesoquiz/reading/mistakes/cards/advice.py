"""What to write in place of the keys of other programs."""

_TO_COLLECTION = "write it into collection.yaml, without spaces before it"
_TO_EXAM = "write it into the blueprint of an exam, a file of its own in `blueprints/`"
_OF_COLLECTION = dict.fromkeys(
    ("typography", "report", "select", "extend_select", "tag_root", "documents"), _TO_COLLECTION
)
_OF_EXAM = dict.fromkeys(
    (
        *("duration", "duree", "seed", "forms", "sections", "quotas", "scoring", "bareme", "notation", "ask", "each"),
        *("columns", "colonnes", "paper", "papier", "require", "exclude", "kinds", "course", "cours", "exclude_used"),
    ),
    _TO_EXAM,
)
ADVICE = {
    **_OF_COLLECTION,
    **_OF_EXAM,
    **dict.fromkeys(
        ("lang", "language", "langue"),
        "the whole deck has one language: write it above `cards:`, without spaces before it, or leave it out where "
        "collection.yaml has it",
    ),
    **dict.fromkeys(
        ("publisher", "editeur", "isbn", "doi"),
        "write it into the `title` or the `note` of a source of collection.yaml",
    ),
    **dict.fromkeys(
        ("hint", "indice", "hints", "clue", "aide", "tip"),
        "cards have no hint: write it into the question, or into the gap of a cloze, {{word::hint}}",
    ),
    **dict.fromkeys(
        ("theme", "themes", "chapitre", "chapter", "topic", "topics", "sujet", "matiere", "category", "categorie"),
        "write `tags:`",
    ),
    **dict.fromkeys(("mise en garde", "avertissement"), "write `caution:`"),
    **dict.fromkeys(("contexte clinique", "cas clinique", "scenario", "situation"), "write `context:`"),
    **dict.fromkeys(("synonymes", "synonyms", "variantes", "variants", "alternatives"), "write `accept:`"),
    **dict.fromkeys(("reference", "references", "citation", "citations", "evidence", "preuve"), "write `source:`"),
    **dict.fromkeys(("au-dela", "au dela", "pour aller plus loin", "aller plus loin"), "write `beyond:`"),
    **dict.fromkeys(("cards", "cartes"), "write `cards:` once, above all cards, without spaces before it"),
    "text": "write it into `question:`, or into `why:` if it explains the answer",
    **dict.fromkeys(("title", "titre"), "remove it: cards have no title"),
    **dict.fromkeys(
        ("author", "auteur", "date", "created", "modified", "status", "statut", "version"),
        "remove it, or write it as a comment, after `#`",
    ),
    **dict.fromkeys(("extra", "note", "notes", "info", "details"), "write `why:`"),
    **dict.fromkeys(("deck", "paquet"), "a file is one deck: write the card into the file of that deck"),
    **dict.fromkeys(
        ("points", "score", "fraction", "grade", "defaultgrade", "penalty"),
        "remove it: the blueprint of an exam gives the points",
    ),
    **dict.fromkeys(
        ("url", "lien", "link", "href", "site"),
        "write a link into a text, `[words](address)`, or cite a source of collection.yaml with `source:`",
    ),
    **dict.fromkeys(("single", "multiple"), "remove it: `answer:` asks for one answer, `answers:` for several"),
    **dict.fromkeys(
        ("correct", "right", "is_correct", "juste"),
        "write what is right below `answer:` or `answers:`, and the rest below `distractors:`",
    ),
}
"""Keys that other programs give to cards and options, folded -> what to write."""
OF_DECKS = {
    **_OF_COLLECTION,
    **_OF_EXAM,
    **dict.fromkeys(
        (
            "author",
            "auteur",
            "auteurs",
            "date",
            "version",
            "description",
            "created",
            "statut",
            "status",
            "year",
            "annee",
        ),
        "remove it, or write it as a comment, after `#`",
    ),
    **dict.fromkeys(("tags", "tag", "difficulty", "niveau"), "write it on each card"),
    **dict.fromkeys(
        ("source", "sources", "bibliographie", "references"),
        "write `source:` on each card; what is cited is listed in collection.yaml",
    ),
}
"""The same of decks."""
OF_EXAMS = dict.fromkeys(
    ("questions", "count", "nombre", "nb", "n", "nombre de questions", "total"),
    "write `sections:`, and below it `- title: …` and `count:` with that number",
)
"""The same of blueprints, whose sections have it."""
OF_COLLECTIONS = {
    **_OF_EXAM,
    **dict.fromkeys(
        ("cards", "cartes", "questions", "deck", "decks", "paquet"),
        "write it into a file of its own beside this one, which has `deck:` and `cards:`",
    ),
    **dict.fromkeys(
        ("tags", "tag", "difficulty", "niveau", "difficulte", "source", "shuffle"), "write it on each card"
    ),
}
"""The same of collections."""
ELSEWHERE = {
    **dict.fromkeys(
        (
            "page",
            "pages",
            "year",
            "annee",
            "date",
            "edition",
            "publisher",
            "editeur",
            "isbn",
            "doi",
            "journal",
            "revue",
        ),
        "write it into the title or the note",
    ),
    **dict.fromkeys(("quote", "citation", "extrait"), "write it in `source:` of the card that cites it, beside `doc:`"),
}
"""The same of sources."""
CITED = {
    **dict.fromkeys(("page", "pages", "p", "chapter", "chapitre", "section"), "remove it: `quote:` finds the passage"),
    **dict.fromkeys(
        ("title", "titre", "author", "auteur", "year", "annee", "date", "url", "lien", "link", "site", "edition"),
        "write it at this source in collection.yaml",
    ),
}
"""The same of citations."""
