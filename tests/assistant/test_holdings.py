"""The index behind the assistant, and the models that it is made with."""

import subprocess
import sys

import pytest
from conversation_cases import CIS, CORPUS, PRESERVED

from assistant import Assistant
from assistant.holdings import default_plan
from corpus.errors import ModelError, StorageError
from corpus.settings import HOME, Settings
from index import generations
from index.encoders import SentenceTransformerEncoder, load_encoder
from index.plan import Plan, Source


def test_a_damaged_index_is_built_again_and_said_so(tmp_path, monkeypatch, caplog):
    monkeypatch.setenv(HOME, str(tmp_path))
    small = Plan((Source(CORPUS[CIS]),), (load_encoder("treaty-minilm"),))
    question = "In which language do the authorities work together?"
    found = Assistant(small).search(question)
    assert found[0].eid == "art_12"
    assert caplog.text == ""
    (generations.place(small.contents) / "encoder-0" / "passages.faiss").unlink()
    stages = []
    assert Assistant(small, lambda stage, *_: stages.append(stage)).search(question) == found
    assert "passages.faiss is not as it was written; building it again" in caplog.text
    assert "treaty-minilm: passages" in stages


def test_a_data_folder_that_cannot_be_is_told_in_one_line(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv(HOME, str(tmp_path / "file"))
    with pytest.raises(StorageError, match=f"cannot be used .* set {HOME} to another folder") as told:
        Assistant().ask(PRESERVED)
    assert "\n" not in str(told.value)


def test_an_unknown_model_is_told_in_one_line(monkeypatch):
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    unknown = Assistant(Plan(default_plan().sources, (SentenceTransformerEncoder("nobody/no-such-model"),)))
    with pytest.raises(ModelError, match="'nobody/no-such-model' cannot be loaded") as told:
        unknown.ask(PRESERVED)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("setting", "names"),
    [
        ("", Settings.encoders),
        (" , ", Settings.encoders),
        ("treaty-minilm", ("treaty-minilm",)),
        ("b/c, treaty-minilm,b/c", ("b/c", "treaty-minilm")),
    ],
)
def test_the_models_that_the_settings_name(monkeypatch, setting, names):
    monkeypatch.setenv("TREATY_MODEL", setting)
    assert tuple(encoder.name for encoder in default_plan().encoders) == names


def test_answering_imports_no_pytorch(home, repository):  # noqa: ARG001
    program = (
        "import sys; from assistant import Assistant; answer = Assistant().ask('How are disputes settled?');"
        "print(answer.answered, sorted({'torch', 'sentence_transformers', 'transformers'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=repository, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True []"
