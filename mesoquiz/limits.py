"""What a file from outside may cost: the limits of every reader, each with its reason.

Decks, pictures, locks, manifests and packages come from others, by mail or from the web. Whatever their bytes are, the
answer comes in seconds and takes no more memory than an ordinary computer has to spare.
"""

from __future__ import annotations

# A YAML file: a deck, a collection, a blueprint; and the text of a document that sources cite.

MAX_FILE = 20_000_000
"""Bytes of one file: a hundred thousand cards have that, and one deck has hundreds."""

MAX_DEPTH = 24
MAX_VALUES = 2_000_000
"""Levels of nesting, and values: a deck is hundreds of cards in four levels. These stop a bomb before it costs
memory."""

MAX_TEXT = 30_000
"""Characters of one text, ten pages: more on one card is a slip, and Markdown takes long over it."""

MAX_DOCUMENT = 5_000_000
"""Bytes of the text of a source: a thousand pages. Its words take sixty times as much memory."""

MAX_COMPARED = 5_000_000
MAX_SOUGHT = 100
"""Steps in which passages are looked for that are like the quotes that are not there, some seconds for all of them; and
words of such a quote. A wrong quote of ten words takes some thousand steps."""

MAX_SEARCHED = 1_000_000_000
"""Characters of lines in which quotes are looked for, some seconds for all of them. Only lines are looked at that have
the rarest word of a quote: the 336 quotes of the shipped decks take 150,000."""

MAX_FOUND = 1_000
"""Problems kept of one file, a lock included: nobody reads more at once, and a hostile file could have millions."""

MAX_FAULTS = 10
"""Syntax faults told of one file: each costs a few parses."""

MAX_SLIPS = 50
"""Slips told of one file that are YAML and not what was meant: each costs two readings of a card."""

MAX_KEYS = 60
"""Keys looked at to tell a question type: none has more, and each is compared with every word."""

MAX_CARD_LINES = 200
"""Lines after the id of a card in which what it writes is looked for, to say where it is."""

MAX_ODD = 20
"""Unknown and repeated keys told of one mapping: each costs a search for the word that was meant."""

MAX_FORMULA = 2_000
MAX_FORMULA_DEPTH = 24
"""Characters of a formula, and levels of its elements, about eight fractions in one another: browsers and Typst have
limits of their own."""

# A picture or a sound

MAX_MEDIA = 10_000_000
"""Bytes of one file: more is a film, and every student downloads it."""

MAX_GUESSES = 20
"""Missing files of which it is told what may have been meant: each is compared with every file that is there."""

MAX_PIXELS = 50_000_000
"""Pixels of one picture. It takes eight bytes for each while Typst sets it and fourteen while Chromium prints it,
however few bytes the file has: 400 and 700 MB. The largest cameras of telephones make this many, most a quarter."""

MAX_PIXELS_SET = 600_000_000
"""Pixels of all pictures of one PDF: Typst keeps them all, at five bytes each, in 3 GB. These are fifty photographs as
they come from a telephone, or two thousand in the size that a page shows them."""

MAX_PROFILE = 4_000_000
"""Bytes of the profile of a PNG's colours once it is unpacked: those of cameras and screens have some thousand, those
of printers two million."""

MAX_DRAWINGS = 4
"""Drawings inside one another, as addresses with data: no drawing program makes one."""

# A release lock

MAX_LOCK = 30_000_000
"""Bytes: a quarter of a million notes. Each takes some ten times its line in memory."""

MAX_LOCK_TIME = 12
MAX_LOCK_ORDINAL = 6
"""Digits of a time in seconds, the year 33658, and of the number of a card; Python refuses to read more than 4,300."""

# A manifest

MAX_MANIFEST = 35_000_000
"""Bytes: an exam of 10,000 questions in 26 forms has 30 MB. Read, it may take thirty times as much."""

MAX_EARLIER = 70_000_000
"""Bytes of all earlier exams that the blueprints of a run name: six hundred of a hundred questions in two forms."""

MAX_FORMS = 702
"""Forms of an exam: A to ZZ."""

MAX_POINTS = 1_000
MAX_DURATION = 6_000
MAX_LISTED = 10_000
"""The largest numbers of a manifest: points and minutes as in a blueprint, places in a list of more than any card has.
JSON has numbers of any length, and an endless one, which is spelt 1e999."""

# An Anki package. `diff` holds two at a time, which fit in 300 MB beside the 40 MB of the program itself.

MAX_COLLECTION = 200_000_000
"""Bytes of a collection: twice what may be kept of it, as Anki stores what is compared here beside indexes, sort fields
and reviews. It is unpacked to a file, not into memory, in about a second."""

MAX_DIRECTORY = 4_000_000
"""Bytes of a zip's directory: some 70,000 members, where a package has one for each picture. Python makes twelve bytes
of each of them. Nothing else of a package is read in pieces as large as this."""

MAX_WINDOW_LOG = 25
"""Zstandard may look back 32 MB, which it holds in memory; Anki's packages ask for 2 MB."""

MAX_VALUE = 4_000_000
"""Bytes of one row or value. The largest are the note types of a collection, as JSON, which takes up to thirty times
its size once it is read; Anki's own are a thousandth of that."""

MAX_SCHEMA_VALUE = 20_000
"""Bytes of one row while SQLite reads what tables and indexes there are, all of which it keeps; Anki's have 500."""

MAX_SCHEMA_SQL = 2_000
"""Characters of one statement that makes a table, of which SQLite keeps up to sixty times as much; Anki's have 500."""

MAX_SCHEMA_STEPS = 5_000
"""Steps of SQLite's machine in which it reads what tables there are, some 700 tables and indexes; Anki takes 200."""

MAX_STEPS = 20_000_000
"""Steps of SQLite's machine for one query, about a second. A note takes eight of them."""

MAX_SECONDS = 4.0
"""Seconds of computing for one comparison: what is meant to be slow is beyond it by far, and two collections of 50,000
notes take half of it. A disk that is slow, or another program, does not count."""

MAX_NAMED = 10_000
"""Decks or note types of a collection: the largest that people share have some thousand decks."""

MAX_ORDINAL = 65_535
"""The largest number of a card of one note: Anki keeps it in 16 bits."""

MAX_PIECES = 1_000
"""Fields or tags of one note: a separator is one byte, and what it separates takes fifty."""

MAX_MEMORY = 100_000_000
"""Bytes of memory for what is kept of a package, some 100,000 notes: text in memory may take four times its bytes in
the file, and each note some hundred bytes beside its text."""

NOTE_MEMORY, CARD_MEMORY, NAME_MEMORY = 500, 350, 200
"""What a note, the cards of a note, and a field, template, note type or deck take beside their texts; measured."""

# A class list

MAX_CLASS = 1_000_000
MAX_STUDENTS = 2_000
"""Bytes of a table, and students: each takes a tenth of a second to print, and no lecture hall has more seats."""
