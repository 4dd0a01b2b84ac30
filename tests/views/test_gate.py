"""The passcode: nobody writes without it, a wrong one is logged, reading stays open."""

import logging

import pytest
from streamlit.testing.v1 import AppTest

from geo import workspaces
from views import gate

CODE = "开门-2026"


def script():
    import streamlit as st  # noqa: PLC0415

    from views import gate  # noqa: PLC0415

    st.session_state["may_write"] = gate.is_open()


@pytest.fixture
def page(monkeypatch):
    """A page behind the gate, in a new session; the passcode is set."""
    monkeypatch.setenv(gate.VARIABLE, CODE)
    return AppTest.from_function(script).run()


def labels(page):
    """What can be filled in, pressed or uploaded."""
    kinds = ("button", "text_input", "file_uploader", "download_button", "selectbox")
    return {element.label for kind in kinds for element in page.get(kind)}


def tried(page, given):
    page.text_input[0].input(given)
    return page.button[0].click().run()


def test_without_a_passcode_set_everybody_may_write(monkeypatch):
    monkeypatch.delenv(gate.VARIABLE, raising=False)
    page = AppTest.from_function(script).run()
    assert page.session_state["may_write"] is True
    assert not page.text_input


@pytest.mark.case(40)
@pytest.mark.parametrize("given", ["", "开门", CODE + " ", "开门-2027", "长" * 200])
def test_a_wrong_passcode_is_refused_and_logged_without_telling_it(page, caplog, given):
    assert page.session_state["may_write"] is False
    with caplog.at_level(logging.WARNING, logger="platemap.gate"):
        tried(page, given)
    assert page.session_state["may_write"] is False
    [record] = [r for r in caplog.records if r.name == "platemap.gate"]
    assert "refused" in record.getMessage()
    assert not given or given not in record.getMessage()


@pytest.mark.case(40)
def test_the_right_passcode_opens_this_session_until_it_is_changed(page, monkeypatch):
    assert tried(page, CODE).session_state["may_write"] is True
    assert page.run().session_state["may_write"] is True
    assert AppTest.from_function(script).run().session_state["may_write"] is False
    monkeypatch.setenv(gate.VARIABLE, "新口令")
    assert page.run().session_state["may_write"] is False


@pytest.mark.case(40)
def test_a_session_never_keeps_the_passcode_itself(page):
    tried(page, CODE)
    assert CODE not in str(page.session_state["passed"])


@pytest.mark.case(40)
@pytest.mark.parametrize("name", ["import_page", "edit_page", "history_page", "workspaces_page"])
def test_a_page_that_writes_shows_nothing_to_write_with_before_the_gate(
    tmp_path, monkeypatch, name
):
    monkeypatch.setenv(workspaces.HOME, str(tmp_path))
    workspaces.new("甲", operator="王工", seeds=True).close()
    monkeypatch.setenv(gate.VARIABLE, CODE)
    page = AppTest.from_string(f"from views import {name}\n{name}.show()", default_timeout=30)
    page.session_state["ws"] = "甲"
    locked = labels(page.run())
    assert not page.exception
    # Opening a workspace and leafing through its history is reading.
    assert locked <= {"口令", "进入", "打开", "只看某一项的改动"}
    opened = labels(tried(page, CODE)) - locked
    assert "操作人姓名" in opened
