"""Hundreds of answers by a real language model too small to write well: nothing that is not borne out may leave.

``python -m tests.benchmark.prose [ANSWERS]`` asks the questions of the shipped dev splits, has SmolLM2-135M-Instruct
write to each answer, and looks at what leaves with eyes of its own: it knows nothing of the checker.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections import Counter
from itertools import islice

from assistant import Answer, Assistant, Checked
from assistant.evaluation import read_benchmark
from assistant.evaluation.shipped import bundled
from corpus.model import collapse
from tests.assistant.prose import local_model

ANSWERS = 300
TOKENS = "40"
MARKER = re.compile(r"\[(\d+)\]")
NUMBER = re.compile(r"\d+")
QUOTATION = re.compile(r"“([^”]+)”")


def main(wanted: int) -> None:
    """Print what became of so many answers; exit with 1 where something left that must not."""
    os.environ |= {"TREATY_LLM": "smollm2", "TREATY_LLM_TOKENS": TOKENS, "TREATY_LLM_TIMEOUT": "600"}
    assistant = Assistant()
    seen: Counter[str] = Counter()
    leaks: list[str] = []
    began = time.perf_counter()
    with local_model.serving() as address:
        os.environ["OPENAI_BASE_URL"] = address
        for before, after in islice(_written(assistant), wanted):
            seen.update(_counts(before, after))
            leaks += _leaks(before, after, assistant)
            if seen["answers"] % 10 == 0:
                print(dict(seen), f"{time.perf_counter() - began:.0f} s", flush=True)
    print(dict(seen), f"{time.perf_counter() - began:.0f} s")
    print(*leaks, f"{len(leaks)} that must not leave", sep="\n")
    raise SystemExit(bool(leaks))


def _written(assistant: Assistant):
    """Each answer as it was found, and as it was after a model had written to it."""
    for split in ("dev", "strangers-dev"):
        for item in read_benchmark(bundled(split), assistant.corpus):
            if item.turn is None and item.answerable:
                before = assistant.ask(item.question)
                if before.answered and before.mode != "structure":
                    *_, last = assistant.written(before)
                    yield before, last.answer


def _counts(before: Answer, after: Answer) -> dict[str, int]:
    told = (after.message or "").removeprefix(before.message or "").strip()
    return {"answers": 1, after.mode: 1, **({told: 1} if told else {}), **Counter(s.status for s in after.sentences)}


def _leaks(before: Answer, after: Answer, assistant: Assistant) -> list[str]:
    """What must not be: quotes touched, or prose with a word, number, quotation or marker that is not borne out."""
    if not after.answer.endswith(before.answer) or after.citations != before.citations:
        return [f"the quotes of {after.question!r} were touched"]
    prose = after.answer.removesuffix(before.answer).strip()
    standing = [s for s in after.sentences if s.status is not Checked.STRUCK]
    if (after.mode == "prose" and len(standing) == 0) or (after.mode != "prose" and prose):
        return [f"prose without a sentence: {prose!r}"]
    return [sentence.text for sentence in standing if prose and not _is_borne_out(sentence.text, after, assistant)]


def _is_borne_out(text: str, answer: Answer, assistant: Assistant) -> bool:
    markers = {int(number) for number in MARKER.findall(text)}
    cited = [c for c in answer.citations if c.marker in markers]
    if not markers or len(cited) != len(markers):
        return False
    texts = [assistant.corpus[c.instrument] for c in cited]
    article = " ".join(i.full(i.article_of(i[c.eid])) for i, c in zip(texts, cited, strict=True))
    words = collapse(f"{article} {' '.join(c.label for c in cited)}")
    numbers = set(NUMBER.findall(MARKER.sub("", text))) <= set(NUMBER.findall(words))
    return numbers and all(quotation in words for quotation in QUOTATION.findall(text))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ANSWERS)
