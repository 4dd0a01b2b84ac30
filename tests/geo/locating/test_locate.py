"""`python -m geo locate`: the unlocated of a workspace tried again, as one change or none."""

from dataclasses import replace

import pytest

from geo.__main__ import main
from geo.batch import Batch, ChangeKind
from geo.check import breaches
from geo.locating.proposals import unlocated
from geo.model import Certainty, Method
from geo.places import place_of
from geo.store import create, open_workspace
from geo.workspaces import seeds_batch

KNOWN = "中原路与嵩山路交叉口"


@pytest.fixture
def path(tmp_path):
    """A workspace of the seeds, in which one feature without a place now has a known address."""
    path = tmp_path / "甲.db"
    with create(path, operator="王工", batch=seeds_batch()) as made:
        feature = lost(made.facts())[0]
        known = replace(feature, address=KNOWN)
        batch = Batch(kind=ChangeKind.EDIT, words="改地址", features=(known,))
        made.write(batch, operator="王工", expected=made.head)
    return path


def lost(facts):
    keys = [one.feature for one in unlocated(facts) if one.certainty is Certainty.NONE]
    features = {feature.id: feature for feature in facts.features}
    return [features[key] for key in keys]


def locate(capsys, path, *more):
    code = main(["locate", "--workspace", str(path), "--operator", "李工", *more])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_what_is_found_is_written_as_one_change_by_name(capsys, path):
    with open_workspace(path) as workspace:
        before = lost(workspace.facts())
    code, out, err = locate(capsys, path)
    assert (code, err) == (0, "")
    assert f"{before[0].name}\t已定位：中原路×嵩山路，误差约" in out
    assert f"已写入工作区 {path}，第 3 次改动" in out
    with open_workspace(path) as workspace:
        facts = workspace.facts()
        newest = max(workspace.changes(), key=lambda change: change.number)
    assert (newest.kind, newest.operator) == (ChangeKind.LOCATE, "李工")
    place = place_of(fix for fix in facts.fixes if fix.feature == before[0].id)
    assert (place.method, place.source) == (Method.CROSSING, "gazetteer")
    after = lost(facts)
    assert set(newest.features) == {f.id for f in before} - {f.id for f in after}
    assert f"共 {len(before)} 行 = 已找到 " in out
    assert not [b for b in breaches(facts) if before[0].id in b]


def test_a_second_time_there_is_nothing_to_write(capsys, path):
    locate(capsys, path)
    code, out, _ = locate(capsys, path)
    assert code == 0
    assert out.splitlines()[-1] == "没有查到新的位置，没有改动"
    with open_workspace(path) as workspace:
        assert workspace.head == 3


def test_a_dry_run_writes_nothing(capsys, path):
    code, out, _ = locate(capsys, path, "--dry-run")
    assert code == 0
    assert out.splitlines()[-1] == "只是预览，没有写入"
    with open_workspace(path) as workspace:
        assert workspace.head == 2


@pytest.mark.parametrize(
    ("more", "said"),
    [(["--provider", "百度"], "“百度”无法识别"), (["--operator", " "], "操作人姓名")],
)
def test_bad_use_writes_nothing(capsys, path, more, said):
    code, _, err = locate(capsys, path, *more)
    assert (code, err.count("\n")) == (2, 1)
    assert said in err
    with open_workspace(path) as workspace:
        assert workspace.head == 2


def test_a_workspace_that_is_not_there_is_told(capsys, tmp_path):
    code, _, err = locate(capsys, tmp_path / "没有.db")
    assert (code, err.count("\n")) == (2, 1)
    assert "没有.db" in err
