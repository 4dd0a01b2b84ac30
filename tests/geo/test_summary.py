"""What the list says of a workspace, of a folder of facts, and of what is neither."""

import pytest

from geo import store, workspaces
from geo.batch import Batch, ChangeKind
from geo.errors import StoreError
from geo.summary import Summary, summary


def test_a_workspace_is_summed_up_with_its_last_change(tmp_path):
    path = tmp_path / "甲.db"
    with store.create(path, operator="张三", batch=workspaces.seeds_batch()) as workspace:
        title = Batch(kind=ChangeKind.SETTINGS, words="标题", settings={"title": "甲图"})
        workspace.write(title, operator="李四")
        last = workspace.changes()[0]
    assert summary(path) == Summary(title="甲图", projects=38, total=82, last=last)
    assert last.operator == "李四"


def test_an_empty_workspace_and_a_folder_have_no_last_change(tmp_path, facts_folder):
    path = tmp_path / "空.db"
    store.create(path, operator="张三").close()
    title = "二七区重点项目一张图"
    assert summary(path) == Summary(title=title, projects=0, total=0)
    assert summary(facts_folder) == Summary(title=title, projects=38, total=82)


def test_what_is_no_workspace_is_told(tmp_path):
    path = tmp_path / "坏.db"
    path.write_bytes(b"no database")
    with pytest.raises(StoreError, match="不是本软件的工作区"):
        summary(path)
