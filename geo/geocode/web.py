"""One GET request and its JSON, for geopy: no key in an error, no endless wait, no endless body.

geopy's own adapters quote the address, with the key in it, in their errors; the requests library
logs it; and a redirect would carry it elsewhere. This one does none of it.
"""

from __future__ import annotations

import json
import socket
import ssl
import time
from collections.abc import Mapping
from functools import cache
from http.client import HTTPException, HTTPResponse
from typing import Any, cast
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    getproxies,
)

from geopy.adapters import BaseSyncAdapter

from geo.geocode import wording
from geo.geocode.faults import RefusedError
from geo.geocode.limits import wanted_wait

_MOST_BYTES, _CHUNK = 1_000_000, 65_536
_REDIRECTS = range(300, 400)


class Web(BaseSyncAdapter):  # type: ignore[misc] # geopy has no types
    """The HTTP client of our geocoders. `secret` is blotted out of whatever a service sends.

    The proxy of the system is used, as by geopy's own. Failures are `RefusedError`, with nothing
    behind them that holds an address.
    """

    def __init__(
        self,
        *,
        proxies: Mapping[str, str] | None,
        ssl_context: ssl.SSLContext | None,
        secret: str = "",
    ) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        proxies = getproxies() if proxies is None else proxies
        secure = HTTPSHandler(context=ssl_context or _trusted())
        self._opener = OpenerDirector()
        # None for redirects: the key would go along, and what is there is a login page.
        for handler in (
            ProxyHandler(dict(proxies)),
            HTTPHandler(),
            secure,
            HTTPErrorProcessor(),
            HTTPDefaultErrorHandler(),
        ):
            self._opener.add_handler(handler)
        self._secret = secret

    def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> str:
        """Return the body of a page.

        Raises:
            RefusedError: nothing came, or no success; the code says what happened.

        """
        return self._bare(self._fetched(url, timeout, headers))

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:  # noqa: ANN401
        """Return the JSON a page holds, its texts fit to be shown and without the secret.

        Raises:
            RefusedError: as `get_text`, or what came is no JSON.

        """
        text = self._fetched(url, timeout, headers)
        try:
            return wording.blotted(json.loads(text), self._secret)
        except (ValueError, RecursionError):
            code = "html" if text.lstrip().startswith("<") else "unreadable"
        raise RefusedError(code)

    def _fetched(self, url: str, timeout: float, headers: Mapping[str, str]) -> str:
        """Return a body as it came, the secret still in it."""
        reply = self._reply(Request(url, headers=dict(headers)), timeout)
        # Raised out here, so that no error that quotes the address is its context.
        if isinstance(reply, RefusedError):
            raise reply
        return reply

    def _reply(self, request: Request, timeout: float) -> str | RefusedError:
        try:
            with self._opener.open(request, timeout=timeout) as page:
                return _body(page, timeout).decode("utf-8-sig")
        except HTTPError as error:
            with error:
                return self._unsuccessful(error, timeout)
        except UnicodeDecodeError:
            return RefusedError("unreadable")
        except (OSError, HTTPException, ValueError) as error:
            return RefusedError(_code(error))

    def _unsuccessful(self, error: HTTPError, timeout: float) -> RefusedError:
        if error.code in _REDIRECTS:
            return RefusedError("moved")
        try:
            body = _body(cast("HTTPResponse", error.fp), timeout).decode("utf-8-sig")
        except (OSError, HTTPException, ValueError):
            body = ""
        wait = wanted_wait(error.headers.get("Retry-After", ""))
        return RefusedError(f"http {error.code}", body=self._bare(body), wait=wait)

    def _bare(self, text: str) -> str:
        return text.replace(self._secret, "***") if self._secret else text


@cache
def _trusted() -> ssl.SSLContext:
    """Read the certificates the system trusts once; that takes as long as a request."""
    return ssl.create_default_context()


def _body(page: HTTPResponse, timeout: float) -> bytes:
    """Read a body within `timeout` seconds and `_MOST_BYTES`, however slowly it drips."""
    until, parts, size = time.monotonic() + timeout, [], 0
    while part := page.read1(_CHUNK):
        parts.append(part)
        size += len(part)
        if size > _MOST_BYTES:
            raise ValueError
        if time.monotonic() > until:
            raise TimeoutError
    return b"".join(parts)


def _code(error: Exception) -> str:
    """Return the row of the table of faults; urllib wraps what happened in an URLError."""
    cause = error.reason if isinstance(error, URLError) else error
    return next((code for sorts, code in _CODES if isinstance(cause, sorts)), "refused")


_CODES: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
    ((TimeoutError,), "timeout"),
    ((ssl.SSLError,), "tls"),
    ((socket.gaierror, UnicodeError), "dns"),
    ((ConnectionResetError, ConnectionAbortedError, BrokenPipeError, HTTPException), "broken"),
    ((ConnectionRefusedError, OSError), "refused"),
    ((ValueError,), "unreadable"),
)
