"""Weights fitted on benchmark questions: what is measured, held out, and written into the file of weights.

    python -m assistant.evaluation.fitting confidence
    python -m assistant.evaluation.fitting followups --write
    treaty add GDPR BUDAPEST VIENNA BBNJ --yes
    python -m assistant.evaluation.fitting added tests/benchmark/added_questions.jsonl

Each prints figures of questions that were held out; with ``--write`` it writes its sections of the file anew, with the
digest of the data. The test split is never read.
"""
