"""A turn for every intent, with the conversation before it."""

from conversation_cases import CIS, CORPUS, PRESERVED, talk

from assistant.conversation import Conversation
from assistant.understanding.intents import (
    AskBack,
    Cite,
    Compare,
    Count,
    Gather,
    Lacking,
    LeftOut,
    Match,
    Nowhere,
    Outline,
    Search,
    Show,
    Trace,
    Undefined,
    Undone,
)
from corpus.shelf.collection import Corpus

NOTHING = Conversation()
AT_PRESERVATION = talk(PRESERVED)
AT_COSTS = talk("Who pays for a CIS cooperation operation?", places=((CIS, "art_11"),))
ONLY_CIS = Corpus([CORPUS[CIS]])

TURNS = [
    (Show, "article 5", NOTHING, CORPUS),
    (Show, "define botnet", NOTHING, CORPUS),
    (Show, "list all definitions", NOTHING, CORPUS),
    (Show, "the next paragraph", AT_PRESERVATION, CORPUS),
    (Cite, "quote it in OSCOLA", AT_PRESERVATION, CORPUS),
    (Cite, "word for word", AT_PRESERVATION, CORPUS),
    (Cite, "exact wording please", AT_PRESERVATION, CORPUS),
    (Count, "How many articles does the UN draft have?", NOTHING, CORPUS),
    (Count, "how many paragraphs does it have?", AT_PRESERVATION, CORPUS),
    (Outline, "List the chapters of the UN draft", NOTHING, CORPUS),
    (Gather, "list all obligations to report", NOTHING, CORPUS),
    (Gather, "and all the offences?", AT_PRESERVATION, CORPUS),
    (Trace, "Which provisions refer to article 47 of the UN draft?", NOTHING, CORPUS),
    (Search, PRESERVED, NOTHING, CORPUS),
    (Search, "What does article 66 of the UN draft say about the contact point?", NOTHING, CORPUS),
    (Search, "who may ask for it?", AT_PRESERVATION, CORPUS),
    (Compare, "How do both instruments settle disputes?", NOTHING, CORPUS),
    (Compare, "and in the CIS Agreement and the UN draft?", AT_COSTS, CORPUS),
    (Compare, "And how do the CIS Agreement and the UN draft each settle disputes?", AT_PRESERVATION, CORPUS),
    (Compare, "and what do the UN draft and the CIS Agreement say about it?", AT_PRESERVATION, CORPUS),
    (Match, "compare with the UN rules on the settlement of disputes", AT_COSTS, CORPUS),
    (AskBack, "why?", NOTHING, CORPUS),
    (AskBack, "thanks", AT_PRESERVATION, CORPUS),
    (Lacking, "article 99", NOTHING, CORPUS),
    (Undefined, "How does the UN draft define terrorism?", NOTHING, CORPUS),
    (Undefined, "sovereignty, how do they define that", AT_PRESERVATION, CORPUS),
    (Nowhere, "How often does the word unicorn occur?", NOTHING, CORPUS),
    (Undone, "draft a letter about article 5", NOTHING, CORPUS),
    (LeftOut, "Who is the depositary of the UN draft?", NOTHING, ONLY_CIS),
]
"""What is understood, the turn, the conversation before it, and the instruments that it may be answered from."""
