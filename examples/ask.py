"""Ask one question and print each citation with its quote: ``python examples/ask.py "What is malware?"``."""

import sys

from assistant import Assistant

QUESTION = "How long must preserved data be kept?"


def main() -> None:
    """Answer the question in the arguments, or the one above."""
    assistant = Assistant()
    answer = assistant.ask(" ".join(sys.argv[1:]) or QUESTION)
    if not answer.answered:
        print(answer.message)
        print(*(passage.label for passage in answer.passages), sep="\n")
    for citation in answer.citations:
        title = assistant.corpus[citation.instrument].about.short_title
        print(f"[{citation.marker}] {citation.label}, {title} ({citation.heading})")
        print(f"    “{citation.quote}”")


if __name__ == "__main__":
    main()
