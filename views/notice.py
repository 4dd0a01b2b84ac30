"""The page shown instead of a traceback when the facts cannot be used."""

from __future__ import annotations

import streamlit as st

from geo.errors import ContractError, PlateMapError, StoreError
from layers.escape import html_text
from views.plain import clip

_SHOWN, _LENGTH = 50, 500


def show(error: PlateMapError | OSError) -> None:
    """Say what is wrong with the facts, one line a fault, and what to do."""
    faults = error.breaches if isinstance(error, ContractError) else (str(error),)
    lines = "".join(f"<li>{html_text(clip(fault, _LENGTH))}</li>" for fault in faults[:_SHOWN])
    more = f"<p>另有 {len(faults) - _SHOWN} 处，未逐一列出。</p>" if len(faults) > _SHOWN else ""
    st.html(
        f'<section class="notice" role="alert"><h1>{_title(error, len(faults))}</h1>'
        f"<ul>{lines}</ul>{more}<p>请按上面的提示处理，再刷新本页。</p></section>"
    )


def _title(error: PlateMapError | OSError, count: int) -> str:
    if isinstance(error, StoreError):
        return "工作区未能打开"
    return f"数据有 {count} 处问题，地图未能打开"
