"""Decks while they are written: every card as Anki, paper and flashcards show it, in a page that follows each save."""
