"""A new file: whole or not there, and never in the place of another."""

import errno

import pytest

from geo.errors import InputError
from geo.store.new_file import move_file, new_file


def test_a_file_gets_its_name_when_it_is_whole(tmp_path):
    path = tmp_path / "甲.db"
    with new_file(path) as building:
        building.write_text("一半")
        assert not path.exists()
        building.write_text("整份")
    assert path.read_text() == "整份"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_nothing(tmp_path):
    def fill():
        with new_file(tmp_path / "甲.db") as building:
            building.write_text("一半")
            raise ValueError("半路出错")

    with pytest.raises(ValueError, match="半路出错"):
        fill()
    assert list(tmp_path.iterdir()) == []


def no_links(self, target):
    raise OSError(errno.EPERM, "no links here")


@pytest.mark.parametrize("links", [True, False], ids=["links", "a stick without links"])
def test_another_file_keeps_its_place(tmp_path, monkeypatch, links):
    path = tmp_path / "甲.db"
    if not links:
        monkeypatch.setattr(type(path), "hardlink_to", no_links)
    with new_file(path) as building:
        building.write_text("先来的")
    with pytest.raises(InputError, match=r"已经有“甲.db”了，请换一个名称"), new_file(path) as again:
        again.write_text("后来的")
    assert path.read_text() == "先来的"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("links", [True, False], ids=["links", "a stick without links"])
def test_a_file_moves_but_never_over_another(tmp_path, monkeypatch, links):
    if not links:
        monkeypatch.setattr(type(tmp_path), "hardlink_to", no_links)
    path, to = tmp_path / "甲.db", tmp_path / "夹" / "乙.db"
    to.parent.mkdir()
    path.write_text("甲")
    move_file(path, to)
    assert (to.read_text(), path.exists()) == ("甲", False)
    path.write_text("又一个")
    with pytest.raises(InputError, match=r"已经有“乙.db”了，请换一个名称"):
        move_file(path, to)
    assert (to.read_text(), path.read_text()) == ("甲", "又一个")
    with pytest.raises(FileNotFoundError):
        move_file(tmp_path / "没有", tmp_path / "丙")
