"""``python -m assistant.cli``: the command line without its script."""

from assistant.cli import main

main()
