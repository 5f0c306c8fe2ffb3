"""Answer the questions of a text file, one a line, and print a table: ``python examples/batch.py questions.txt``.

``treaty ask --batch`` does the like for JSON Lines, and keeps whole answers.
"""

import sys
from pathlib import Path

from assistant import Answer, Assistant

QUESTIONS = """\
What is illegal access?
Within how many days must a request be executed?
Who is the president of France?
"""


def main() -> None:
    """Answer each line of the file in the arguments, or those above."""
    text = Path(sys.argv[1]).read_text(encoding="utf-8") if len(sys.argv) > 1 else QUESTIONS
    assistant = Assistant()
    for question in filter(None, map(str.strip, text.splitlines())):
        print(row(question, assistant.ask(question)))


def row(question: str, answer: Answer) -> str:
    """A line of the table: whether it is answered, how surely, where, and what was asked."""
    cited = "; ".join(f"{citation.instrument} {citation.label}" for citation in answer.citations[:1])
    return f"{answer.status:<10} {answer.confidence:5.2f}  {cited or answer.reason:<61} {question}"


if __name__ == "__main__":
    main()
