"""The weights of the reader and of the tuned encoder: learned from questions with their provisions, put into 8 bits.

    pip install ".[train]"
    python -m assistant.evaluation.training lists COLLECTION lists.jsonl
    python -m assistant.evaluation.training learn lists.jsonl reader.pt
    python -m assistant.evaluation.training export reader.pt reader.onnx
    python -m assistant.evaluation.training tune lists.jsonl treaty-minilm.onnx

Both learn from the anticipated questions of the bundled instruments and from questions about other treaties, of which a
folder holds the texts (`tests/benchmark/collection`). No benchmark question is read.
"""
