"""A process that builds the small index: it says so before each batch of texts and waits for a line, or the end, of
its input. Last it says how many texts it encoded."""

import sys

from small import Hashing, plan

from index import builder


class Waiting(Hashing):
    def texts(self, texts, progress=None):
        print("encoding", flush=True)
        sys.stdin.readline()
        return super().texts(texts, progress)


encoder = Waiting()
print("building", flush=True)
builder.build(plan(encoder=encoder))
print(len(encoder.encoded), flush=True)
