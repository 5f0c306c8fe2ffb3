"""What a turn was understood as, to an answer."""
