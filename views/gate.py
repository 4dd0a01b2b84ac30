"""The passcode before every page that writes; reading stays open to all.

It keeps the hands of colleagues off by accident, no more: whoever runs the server sets it, it
travels as plain as the rest of the page, and who wrote is what the history says.
"""

from __future__ import annotations

import hmac
import logging
import os

import streamlit as st

from views import flash

VARIABLE = "PLATEMAP_PASSCODE"
_LOG = logging.getLogger("platemap.gate")
_LIMIT = 200


def is_open() -> bool:
    """Tell whether this session may write; if it may not yet, ask for the passcode."""
    expected = os.environ.get(VARIABLE, "")
    if not expected or st.session_state.get("passed") == _mark(expected):
        return True
    with st.form("gate", width=420):
        st.html("<p>这里会改动数据，请输入口令。只看地图不用口令。</p>")
        given = st.text_input("口令", type="password", max_chars=_LIMIT, autocomplete="off")
        asked = st.form_submit_button("进入", type="primary")
    if asked and _fits(given or "", expected):
        st.session_state["passed"] = _mark(expected)
        st.rerun()
    if asked:
        _LOG.warning("passcode refused from %s", st.context.ip_address or "this machine")
        st.html(flash.box("refused", ["口令不对。忘记了请问管理员；这次尝试已记入日志。"]))
    return False


def _fits(given: str, expected: str) -> bool:
    """Compare in a time that tells nothing of how much is right."""
    return hmac.compare_digest(_bytes(given), _bytes(expected))


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogatepass")


def _mark(expected: str) -> str:
    """Return what a session keeps of the passcode: once changed, it is asked for again."""
    return hmac.new(b"platemap", _bytes(expected), "sha256").hexdigest()
