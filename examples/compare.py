"""Put one question to each instrument alone, and set the answers side by side: ``python examples/compare.py``."""

from assistant import Assistant

QUESTIONS = (
    "What is malicious software?",
    "On what grounds may assistance be refused?",
    "Who bears the cost of executing a request?",
)
WIDTH = 160


def main() -> None:
    """For each question, print what each loaded instrument says to it."""
    assistant = Assistant()
    for question in QUESTIONS:
        print(question)
        for id, instrument in assistant.corpus.items():
            answer = assistant.ask(question, instruments=[id])
            said = [f"{citation.label}: {citation.quote}" for citation in answer.citations[:1]]
            print(f"  {instrument.about.short_title}: {' '.join(said)[:WIDTH] or 'does not say'}")
        print()


if __name__ == "__main__":
    main()
