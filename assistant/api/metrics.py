"""What is counted of the requests, in the exposition format of Prometheus."""

from __future__ import annotations

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

MEDIA_TYPE = CONTENT_TYPE_LATEST
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """The counts of one server since its start."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        held = self._registry
        self._requests = Counter(
            "treaty_requests", "Requests by operation and status.", ("operation", "status"), registry=held
        )
        self._seconds = Histogram(
            "treaty_request_seconds", "Seconds that a request took.", ("operation",), buckets=SECONDS, registry=held
        )
        self._answers = Counter("treaty_answers", "Answers by how the question ended.", ("status",), registry=held)
        self._under_way = Gauge("treaty_requests_under_way", "Requests that are under way now.", registry=held)
        self._waiting = Gauge("treaty_requests_waiting", "Requests that wait for a thread now.", registry=held)

    def began(self) -> None:
        """A request came."""
        self._under_way.inc()

    def ended(self, operation: str, status: int, seconds: float) -> None:
        """A request was answered, or given up."""
        self._under_way.dec()
        self._requests.labels(operation, str(status)).inc()
        self._seconds.labels(operation).observe(seconds)

    def answered(self, status: str) -> None:
        """A question was answered, or not."""
        self._answers.labels(status).inc()

    def written(self, waiting: int) -> bytes:
        """All counts as text."""
        self._waiting.set(waiting)
        return generate_latest(self._registry)
