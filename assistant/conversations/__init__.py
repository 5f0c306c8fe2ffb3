"""Dialogues: kept, exported, read back."""
