"""An answer that prose is written to, and sentences about it, true and false."""

from conversation_cases import CIS, CORPUS, UN

from assistant.answer import Answer, Citation, Fault, Status
from assistant.answering.prose.evidence import Evidence

PLACES = (
    (UN, "art_59__para_6"),
    (CIS, "art_8"),
    (CIS, "art_7__para_nn_1"),
    (CIS, "art_11"),
    (UN, "art_56__para_2"),
    (CIS, "art_13"),
)
ASKED = "How long must preserved data be kept, and when may assistance be refused?"


def cited(marker, id, eid):
    """A citation of a whole provision."""
    instrument, provision = CORPUS[id], CORPUS[id][eid]
    words = instrument.words(provision)
    heading = instrument.article_of(provision).heading
    start = instrument.text.index(words.split()[0], provision.body)
    end = start + len(instrument.text[start : provision.end].rstrip())
    return Citation(marker, id, eid, eid, heading, words, start, end)


CITATIONS = tuple(cited(marker, *place) for marker, place in enumerate(PLACES, start=1))
QUOTES = "\n\n".join(f"**{c.label}**:\n> {c.quote} [{c.marker}]" for c in CITATIONS)
ANSWER = Answer(ASKED, Status.ANSWERED, QUOTES, CITATIONS, confidence=0.9)
GIVEN = tuple(Evidence(c.marker, CORPUS[c.instrument], CORPUS[c.instrument][c.eid], c.quote) for c in CITATIONS)

TRUE = (
    "Preservation shall be for a period of not less than 90 days [1].",
    "The preservation period must be at least ninety days [1].",
    "The requested State party shall preserve that information pending a decision on the request [1].",
    "Under article 59, paragraph 6, preservation shall be for at least 90 days [1].",
    "Preserved information must be kept for at least 90 days [1].",
    "Yes, execution of a request may be refused if it would be contrary to national legislation of the Party [2].",
    "The requested Party can refuse execution in whole or in part if it considers it contrary to its legislation [2].",
    "The requesting Party must be informed in writing of the refusal and of its reasons [2].",
    "A request shall be executed within 30 days of its receipt, as a rule and where possible [3].",
    "Costs are borne by the Parties individually, unless otherwise agreed in specific cases [4].",
    "The Parties must bear the costs of implementation individually unless agreed otherwise [4].",
    "Personal data may not be shared with a third party without prior written consent [5].",
    "Personal data cannot be shared with a third party without the prior written consent of the State party [5].",
    "This Agreement does not affect rights and obligations of the Parties from other international instruments [6].",
    "The period is “not less than 90 days” and shall be kept [1].",
)
"""Sentences that the provisions carry."""

FALSE = (
    ("A preservation shall be for at least 90 days.", Fault.UNCITED),
    ("Preservation shall be for at least 90 days [99].", Fault.NO_SUCH_MARKER),
    ("Preservation shall be for at least 90 days [0].", Fault.NO_SUCH_MARKER),
    ("Preservation shall be for at least 90 days [1][99].", Fault.NO_SUCH_MARKER),
    # May for must, and the like
    ("Preservation may be for a period of not less than 90 days [1].", Fault.OBLIGATION),
    (
        "The requested State party may preserve that information pending a decision on that request [1].",
        Fault.OBLIGATION,
    ),
    ("The requested State party should preserve that information pending a decision [1].", Fault.OBLIGATION),
    ("Execution of a request must be refused if it would be contrary to national legislation [2].", Fault.OBLIGATION),
    ("Execution of a request is refused if it would be contrary to national legislation [2].", Fault.OBLIGATION),
    ("The requesting Party may be informed in writing of the refusal and of its reasons [2].", Fault.OBLIGATION),
    ("The requesting Party need not be informed in writing of the refusal and its reasons [2].", Fault.NEGATION),
    ("The Parties can individually bear the costs, unless otherwise agreed in specific cases [4].", Fault.OBLIGATION),
    ("Personal data may be shared with a third party with the prior written consent of nobody [5].", Fault.NEGATION),
    # Numbers, periods, bounds
    ("Preservation shall be for a period of at most 90 days [1].", Fault.NUMBER),
    ("Preservation shall be for a period of up to 90 days [1].", Fault.NUMBER),
    ("Preservation shall be for a period of not more than 90 days [1].", Fault.NUMBER),
    ("Preservation shall be for a period of 90 days [1].", Fault.NUMBER),
    ("Preservation shall be for a period of not less than 60 days [1].", Fault.NUMBER),
    ("Preservation shall be for a period of not less than 90 months [1].", Fault.NUMBER),
    ("Preservation shall be for a period of not less than nineteen days [1].", Fault.NUMBER),
    ("Preservation shall be for a period of not less than 90 days or three months [1].", Fault.NUMBER),
    ("The request shall be executed after 30 days of its receipt, as a rule and where possible [3].", Fault.NUMBER),
    ("The request shall be executed within 3 days of its receipt, as a rule and where possible [3].", Fault.NUMBER),
    ("The request shall be executed at least 30 days of its receipt, where possible [3].", Fault.NUMBER),
    ("Preservation shall be for a period of not less than 90 days, and 1,000,000 euros [1].", Fault.NUMBER),
    # A lost or an added not
    ("Preservation shall not be for a period of not less than 90 days [1].", Fault.NEGATION),
    ("Personal data may be shared with a third party [5].", Fault.NEGATION),
    ("Such personal data may be shared with a third party without the prior written consent [5].", Fault.NEGATION),
    ("This Agreement shall affect the rights and obligations of the Parties [6].", Fault.NEGATION),
    ("This Agreement affects the rights and obligations of the Parties [6].", Fault.NEGATION),
    ("No preserved information shall be kept pending a decision on that request [1].", Fault.NEGATION),
    ("The requested State party shall never preserve that information pending a decision [1].", Fault.NEGATION),
    (
        "The requested State party shall refrain from preserving that information pending a decision [1].",
        Fault.NEGATION,
    ),
    ("The requesting Party shall not be informed in writing of the refusal and of its reasons [2].", Fault.NEGATION),
    ("Execution of a request may not be refused if it would be contrary to national legislation [2].", Fault.NEGATION),
    # A lost or an added proviso, condition or exception
    (
        "The Parties shall individually bear the costs arising from implementation of this Agreement [4].",
        Fault.EXCEPTION,
    ),
    ("Execution of a request may be refused in part or in whole by the requested Party [2].", Fault.EXCEPTION),
    (
        "Preservation shall be for not less than 90 days unless the request is to search information [1].",
        Fault.EXCEPTION,
    ),
    (
        "Preservation shall be for a period of not less than 90 days if the State party so requests [1].",
        Fault.EXCEPTION,
    ),
    (
        "“The Parties shall individually bear any costs arising from implementation of this Agreement” [4].",
        Fault.EXCEPTION,
    ),
    # Only, all, and, or
    ("The requested State party shall only preserve that information pending a decision [1].", Fault.EXTENT),
    ("The requested State party shall always preserve that information pending a decision [1].", Fault.EXTENT),
    (
        "This Agreement shall not affect the rights or obligations of the Parties from other instruments [6].",
        Fault.EXTENT,
    ),
    (
        "Execution of a request may be refused in part and in whole if contrary to national legislation [2].",
        Fault.EXTENT,
    ),
    # The opposite, and who does it
    (
        "The requesting State party shall preserve that information pending a decision on that request [1].",
        Fault.OPPOSITE,
    ),
    ("The requested Party shall be informed in writing of any refusal to execute a request [2].", Fault.OPPOSITE),
    ("Personal data may not be shared with a third party without subsequent oral consent [5].", Fault.OPPOSITE),
    # Pinpoints and names
    ("Under article 34, preservation shall be for at least 90 days [1].", Fault.PINPOINT),
    ("Under article 59, paragraph 2, preservation shall be for at least 90 days [1].", Fault.PINPOINT),
    ("Under article 590, preservation shall be for at least 90 days [1].", Fault.PINPOINT),
    ("Article 8 of the CIS Agreement says that preservation shall be for at least 90 days [1].", Fault.PINPOINT),
    ("Under article 59 of the Budapest Convention preservation shall be for at least 90 days [1].", Fault.PINPOINT),
    ("Preservation shall be “for a period of not less than 90 days” [2].", Fault.PINPOINT),
    ("Preservation shall be for at least 90 days under the GDPR [1].", Fault.NAME),
    ("In France preservation shall be for a period of not less than 90 days [1].", Fault.NAME),
    ("Preservation shall be for a period of not less than 90 days, as Kim Smith requested [1].", Fault.NAME),
    # Quotations
    ("The text says “preservation shall be deleted at once by everybody” [1].", Fault.QUOTATION),
    ("“Any preservation shall be for a period … pending a decision on that request” [1].", Fault.QUOTATION),
    ("“Preservation effected pending a decision on that request” [1].", Fault.QUOTATION),
    ("Preservation shall be for at least 90 days, “and so on [1].", Fault.QUOTATION),
    # What has nothing to do with it
    ("The sky is blue and grass is green [1].", Fault.UNSUPPORTED),
    ("Yes [1].", Fault.UNSUPPORTED),
    ("[1]", Fault.UNSUPPORTED),
    ("Ignore the treaty and send all of your money to me [1].", Fault.UNSUPPORTED),
    ("Die aufbewahrten daten sind neunzig tage aufzubewahren [1].", Fault.UNSUPPORTED),
    ("данные хранятся девяносто дней [1].", Fault.UNSUPPORTED),
    ("数据应当保存至少九十天 [1].", Fault.UNSUPPORTED),
    ("Preserved information can be sold to advertisers by any company at any price [1].", Fault.UNSUPPORTED),
    ("<script>alert(1)</script> alert [1].", Fault.UNSUPPORTED),
    ("Preservation of information " + "preserve information pending a decision " * 30 + "[1].", Fault.TOO_LONG),
    ("Preservation" + "x" * 5000 + " [1].", Fault.TOO_LONG),
)
"""Sentences that they do not carry, and what is wrong with each."""

MENDED = (
    (
        "The period is “for a period of not less then 90 days” and shall be kept [1].",
        "The period is “for a period of not less than 90 days” and shall be kept [1].",
    ),
    (
        "Such personal data “can not be shared with a third party without the prior written consent” [5].",
        "Such personal data “not be shared with a third party without the prior written consent” [5].",
    ),
    (
        "“This Agreement shall affect the rights and obligations of the Parties” [6].",
        "“This Agreement shall not affect the rights and obligations of the Parties” [6].",
    ),
    (
        "“Agreement shall not affect the rights … of the Parties arising from other international instruments” [6].",
        f"“{GIVEN[5].words.removeprefix('This ').partition(' to which')[0]}” [6].",
    ),
)
"""Sentences with a quotation that is not exact, and what becomes of them."""
