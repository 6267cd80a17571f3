"""Notes -> sheets of cards to cut out."""
