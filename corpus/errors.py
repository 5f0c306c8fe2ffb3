"""The one tree of errors. Every message says what happened, with which input, and what to do."""


class TreatyError(Exception):
    """Root of everything this project raises on purpose; its text is fit to show to a user."""


class SourceError(TreatyError):
    """A file or text cannot be read as an instrument."""


class UnknownInstrument(TreatyError, KeyError):
    """No loaded instrument answers to that name; a KeyError too, because a corpus is a mapping."""

    __str__ = Exception.__str__


class UnknownProvision(TreatyError):
    """The instrument has no such provision."""


class StorageError(TreatyError):
    """The data folder cannot be read or written."""


class DamagedIndex(TreatyError):
    """An index is damaged, incomplete, or made by another model or format."""


class ModelError(TreatyError):
    """An encoder cannot be loaded, or its weights are not those expected."""


class LexiconError(TreatyError):
    """A file of words is missing, or not of the form that its loader reads."""


class WeightsError(TreatyError):
    """The file of weights is missing, or not of the form that its loader reads."""


class UsageError(TreatyError):
    """What was asked for does not fit the call: a bad option, file line, or format."""


class MissingExtra(TreatyError):
    """A feature needs an optional package that is not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        self.feature = feature
        self.extra = extra
        super().__init__(f'{feature} needs an optional package: pip install "treaty-assistant[{extra}]"')
