"""The fields of the public form of an answer."""

FIELDS = {
    "question": str,
    "status": str,
    "answer": str,
    "citations": list,
    "passages": list,
    "confidence": float,
    "mode": str,
    "resolved_question": (str, type(None)),
    "message": (str, type(None)),
    "reason": (str, type(None)),
    "choices": list,
    "parts": list,
    "timing_ms": dict,
}
CITED = {
    "marker": int,
    "instrument": str,
    "eid": str,
    "label": str,
    "heading": str,
    "quote": str,
    "start": int,
    "end": int,
    "verified": bool,
    "lead_in": list,
    "flush": list,
    "part": bool,
}
LISTED = {"instrument": str, "eid": str, "score": float, "text": str}


def fits(row, fields):
    return all(isinstance(row[name], kind) for name, kind in fields.items())
