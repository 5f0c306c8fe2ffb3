"""The reader's weights: learned from questions with their provisions, and put into 8 bits.

    pip install ".[train]"
    python -m assistant.evaluation.training lists COLLECTION lists.jsonl
    python -m assistant.evaluation.training learn lists.jsonl reader.pt
    python -m assistant.evaluation.training export reader.pt reader.onnx

It learns from the anticipated questions of the bundled instruments and from questions about other treaties, of which a
folder holds the texts (`tests/benchmark/collection`). No benchmark question is read.
"""
