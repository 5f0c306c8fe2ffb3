"""Tokens of an OpenID provider, by which people's programs say who they are (RFC 7519, RFC 7517)."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Mapping
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from corpus.errors import MissingExtra, StorageError, UsageError
from corpus.settings import Settings

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
"""Signatures that are taken: those by which nobody but the provider can sign."""
PATIENCE = 5
"""Seconds to wait for the provider."""
AGE = 300
"""Seconds after which its keys are asked for again at the earliest."""
LEEWAY = 60
"""Seconds by which clocks may differ."""


class Tokens:
    """Says who a token is of, by the keys of the provider. Safe to share between threads."""

    def __init__(self, issuer: str, audience: str, claim: str) -> None:
        """
        Args:
            issuer: the address of the provider, below which ``.well-known/openid-configuration`` is.
            audience: whom a token must be made for.
            claim: the claim that names a person.

        Raises:
            MissingExtra: the packages of the extra ``team`` are not installed.
        """
        try:
            import joserfc  # noqa: F401  # what is missing is said when the server starts
        except ImportError as problem:
            raise MissingExtra("tokens of a provider of identities", "team") from problem
        self._issuer, self._audience, self._claim = issuer.rstrip("/"), audience, claim
        self._lock = threading.Lock()
        self._keys: Any = None
        self._asked = 0.0

    @classmethod
    def of(cls, settings: Settings) -> Tokens | None:
        """As the settings have it; None where they name no provider.

        Raises:
            UsageError: they say not whom tokens must be made for, or name no provider that speaks TLS.
            MissingExtra: the packages of the extra ``team`` are not installed.
        """
        issuer = settings.oidc_issuer
        if not issuer:
            return None
        if not issuer.startswith(("https://", "http://localhost", "http://127.0.0.1")):
            raise UsageError(f"TREATY_OIDC_ISSUER is {issuer!r}; give an address that begins with https://")
        if not settings.oidc_audience:
            raise UsageError("TREATY_OIDC_AUDIENCE is not set; say whom tokens must be made for")
        return cls(issuer, settings.oidc_audience, settings.oidc_claim)

    def name_in(self, token: str) -> str | None:
        """The person that a token names; None where it is forged, expired, or made for others.

        Raises:
            StorageError: the provider cannot be reached, so that nobody can tell.
        """
        from joserfc import jwt
        from joserfc.errors import JoseError

        rules = jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "values": [self._issuer, f"{self._issuer}/"]},
            aud={"essential": True, "value": self._audience},
            exp={"essential": True},
        )
        if token.count(".") != 2:
            return None
        for fresh in (False, True):  # the provider may have changed its keys meanwhile
            try:
                claims = jwt.decode(token, self._key_set(fresh), algorithms=ALGORITHMS).claims
                rules.validate(claims)
                return named(claims, self._claim)
            except (JoseError, ValueError):
                continue
        return None

    def _key_set(self, fresh: bool) -> Any:
        from joserfc.jwk import KeySet

        with self._lock:
            if self._keys is None or (fresh and time.monotonic() - self._asked > AGE):
                where = _fetched(f"{self._issuer}/.well-known/openid-configuration")["jwks_uri"]
                self._keys, self._asked = KeySet.import_key_set(_fetched(str(where))), time.monotonic()
            return self._keys


def named(claims: Mapping[str, Any], claim: str) -> str | None:
    """The person that the claims of a provider name, in small letters; an address that it has not checked is none."""
    name = claims.get(claim)
    if not isinstance(name, str) or (claim == "email" and claims.get("email_verified") is False):
        return None
    return name.strip().lower() or None


def _fetched(address: str) -> Any:
    try:
        with urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310  # begins as the settings were checked to
            return json.load(answer)
    except (URLError, OSError, ValueError) as problem:
        raise StorageError(
            f"the provider of identities cannot be asked for its keys ({problem}); see that it runs, or show a key"
        ) from problem
