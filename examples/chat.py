"""Hold a conversation, and write it to a Markdown file with a list of what it cites.

``python examples/chat.py conversation.md``: without a name, that file in the folder where the program is run.
"""

import sys
from pathlib import Path

from assistant import Assistant
from assistant.conversations.export import to_markdown

TURNS = (
    "What must a request contain?",
    "and within how many days is it executed?",
    "the next paragraph",
    "on what grounds may it be refused?",
    "and in the other treaty?",
)


def main() -> None:
    """Take the turns above, print what each was understood as and what it cites, and export them to the file."""
    path = Path(sys.argv[1] if len(sys.argv) > 1 else "conversation.md")
    assistant = Assistant()
    chat = assistant.chat(instruments=["CIS Agreement", "UN draft convention"])
    for text in TURNS:
        answer = chat.ask(text)
        cited = "; ".join(f"{citation.label} ({citation.instrument})" for citation in answer.citations)
        print(f"> {text}")
        if answer.resolved_question:
            print(f"  understood as: {answer.resolved_question}")
        print(f"  {cited or answer.message}")
    path.write_bytes(to_markdown(chat.conversation, assistant.corpus))
    print(f"written to {path}")


if __name__ == "__main__":
    main()
