"""Notes <-> Anki packages, and the lock that remembers what was released."""
