"""Text becomes ranked passages: encoders, word index, vectors, and their place on disk."""
