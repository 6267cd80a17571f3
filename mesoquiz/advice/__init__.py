"""What the rules on content read: cards as a student reads them, word lists of each language, what was switched on."""
