"""Signing in to the page, by the OpenID provider that Streamlit's secrets name."""

from __future__ import annotations

import streamlit as st

from assistant.audit import Deed, note
from assistant.people import People, Person
from assistant.tokens import named
from assistant.ui.markup import label
from assistant.ui.people import PERSON
from assistant.ui.resources import NAME
from corpus.settings import settings

NOT_SET_UP = (
    "Nobody can sign in yet: the secrets of Streamlit have no section auth that names a provider of identities. Whoever"
    " runs this page sets it up, as the documentation has it under “For a team”."
)
NOT_LET_IN = "{} is not let in here. Whoever runs this page can change that: treaty person add {}"
NOTED = "signed-in"


def signed_in() -> bool:
    """Whether the page is to be drawn: to everybody where the setting ``team`` is off, else to who is let in.

    Raises:
        StorageError: it cannot be read who is let in.
    """
    if not settings().team:
        st.session_state.pop(PERSON, None)
        return True
    name = _name()
    found = _people().of(name) if name else None
    st.session_state[PERSON] = found  # looked up each time: who is removed sees nothing more
    if found is None:
        _ask(name)
        return False
    if st.session_state.get(NOTED) != found.name:
        note(Deed.SIGNED_IN, who=str(found.owner))
        st.session_state[NOTED] = found.name
    return True


def show() -> None:
    """Who is signed in, and the way out; nothing where nobody has to."""
    found: Person | None = st.session_state.get(PERSON)
    if found:
        st.caption(label(f"{found.name} ({found.role.value})"))
        st.button("Sign out", key="sign-out", on_click=st.logout, icon=":material/logout:", width="stretch")


def _name() -> str | None:
    claims = dict(st.user)
    return named(claims, settings().oidc_claim) if claims.get("is_logged_in") else None


def _ask(name: str | None) -> None:
    st.title(NAME, anchor=False)
    if "is_logged_in" not in st.user:
        st.error(NOT_SET_UP)
    elif name or st.user.is_logged_in:
        whom = name or "Who gives no address that the provider has checked"
        st.error(label(NOT_LET_IN.format(whom, name or "NAME")))
        st.button("Sign in as somebody else", key="sign-out", on_click=st.logout)
    else:
        st.markdown("What you ask is kept for you alone. Sign in to go on.")
        st.button("Sign in", key="sign-in", type="primary", on_click=st.login)


@st.cache_resource(show_spinner=False)
def _people() -> People:
    return People()
