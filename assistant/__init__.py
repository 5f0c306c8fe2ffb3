"""A question becomes an answer that quotes the instruments, or an honest no.

>>> from assistant import Assistant
>>> Assistant().ask("How long must preserved data be kept?").citations[0].label
'article 59, paragraph 6'
"""

from assistant.answer import Answer, Citation, Found, Status
from assistant.assistant import Assistant
from corpus.errors import TreatyError

__all__ = ["Answer", "Assistant", "Citation", "Found", "Status", "TreatyError"]
