"""The values that decks consist of, and the order in which they are shown."""
