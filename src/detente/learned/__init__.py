"""The learned voter: a small encoder that reads a sentence and says what its words, and marked pairs in it, tell."""
