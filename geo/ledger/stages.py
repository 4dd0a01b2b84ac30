"""The words ledgers use for the stages of a project, and what each of them leaves open.

The words are those of published ledgers: 郑州 (竣工, 续建, 计划开工, 前期), 上海 (正式项目,
预备项目), statistical practice (基本建成 is still building), and public works lists abroad.
"""

from __future__ import annotations

from geo.model import Basis, Status

# A status, how surely the words say it, and what they leave open ("" for nothing).
Stage = tuple[Status, Basis, str]

# Words that name a stage outright.
_EXPLICIT = {
    Status.PLANNED: "谋划 谋划中 谋划项目 储备 储备中 储备项目 策划 策划中 规划 规划中 拟建"
    " 拟建项目 意向 在谈 洽谈 洽谈中 planned proposed",
    Status.SCHEDULED: "已排期 计划开工 计划新开工 拟开工 拟新开工 计划开工项目 计划新开工项目"
    " 年内开工 计划年内开工 scheduled",
    Status.PREPARING: "前期 前期中 前期工作 前期项目 前期阶段 前期工作阶段 开展前期 开展前期工作"
    " 筹建 筹建中 筹备 筹备中 立项 已立项 可研 设计 设计中 设计阶段 方案设计 初步设计"
    " 施工图设计 招标 招标中 招标阶段 招投标 招投标阶段 已招标 已中标 征迁 征迁中 拆迁 拆迁中"
    " 征地拆迁 报批 报批中 审批 审批中 手续办理 手续办理中 办理手续 待开工 preparing design"
    " indesign procurement permitting bidding enlicitacion enarmadodepliegos adjudicada"
    " anteproyecto enproyecto",
    Status.ADVANCING: "推进 推进中 加快推进 有序推进 正在推进 advancing",
    Status.BUILDING: "在建 在建中 在建项目 续建 续建项目 建设中 正在建设 施工 施工中 正在施工"
    " 施工阶段 全面施工 已开工 已开工建设 开工建设 已开工项目 复工 已复工 复工复产 主体施工"
    " 基础施工 主体封顶 主体已封顶 装修 装修中 收尾 收尾中 收尾阶段 扫尾 building"
    " underconstruction construction enobra enejecucion enconstruccion",
    Status.COMPLETED: "建成 已建成 全面建成 竣工 已竣工 完工 已完工 全部完工 完成 已完成 交工"
    " 已交工 竣工投产 建成投产 建成投用 投产 已投产 达产 已达产 投产达产 投用 已投用 投入使用"
    " 已投入使用 交付使用 已交付 投入运营 通车 已通车 completed complete finished finalizada"
    " terminada concluida",
    Status.SUSPENDED: "停工 已停工 停工项目 停建 已停建 暂停 已暂停 暂停施工 中止 suspended"
    " onhold paused paralizada",
    Status.EXISTING: "现状 现有 既有 existing",
    Status.UNKNOWN: "未说明 unknown",
}
# Words that imply a stage, with what they leave open; "" where it goes without saying.
_LEFT_OPEN: dict[str, tuple[Status, str]] = {
    "新开工 新开工项目 当年新开工 年度新开工 今年新开工": (
        Status.SCHEDULED,
        "没有说明是否已经开工，按已排期计；已开工的请写“在建”",
    ),
    "集中开工 集中开工项目": (
        Status.ADVANCING,
        "没有说明现场是否施工，按推进中计；已施工的请写“在建”",
    ),
    "开工": (Status.BUILDING, ""),
    "签约 已签约 新签约 签约项目 落地 已落地 落地项目 签约落地": (
        Status.PREPARING,
        "没有说明是否开工，按前期计；已开工的请写“在建”",
    ),
    "预备 预备项目": (Status.PREPARING, ""),
    "未开工 尚未开工 暂未开工 没有开工 未动工 notstarted": (
        Status.PLANNED,
        "没有说明是谋划、前期还是已排期，按谋划计；请写明阶段",
    ),
    "即将开工 准备开工 具备开工条件": (Status.PREPARING, "还没有开工，按前期计；请核对"),
    "实施 实施中 正在实施 进行中 执行中 inprogress ongoing encurso": (
        Status.ADVANCING,
        "没有说明现场是否施工，按推进中计；已施工的请写“在建”",
    ),
    "基本建成 基本完工 基本竣工 主体建成 主体完工 主体竣工": (
        Status.BUILDING,
        "还不是建成，按在建计",
    ),
    "部分建成 部分竣工 部分完工 部分完成 部分交工 部分投产 部分达产 部分投用 部分交付 部分通车": (
        Status.BUILDING,
        "只是一部分，按在建计；请拆分项目或写明整体阶段",
    ),
    "试生产 试投产 试运行 试运营 试投用 试通车": (
        Status.BUILDING,
        "是试运行，还不是建成，按在建计；请写明阶段",
    ),
    "竣工项目 建成项目 投产项目": (
        Status.COMPLETED,
        "若是年度计划的分类，则还没有建成；请核对",
    ),
    "计划竣工 拟竣工 年内竣工 计划建成 计划投产 计划完工 计划完成 计划交工 计划投用 计划通车": (
        Status.ADVANCING,
        "说的是计划，没有说明现在是否在建，按推进中计；请写明阶段",
    ),
    "计划复工 拟复工 待复工": (Status.SUSPENDED, "没有说明是否仍停工，按停工计；请核对"),
    "缓建 停缓建 暂缓 暂缓实施 neutralizada": (
        Status.SUSPENDED,
        "没有说明是否开过工，按停工计；请核对",
    ),
}
# Words that are clear and still no stage of ours.
_NO_STAGE = {
    "取消 已取消 取消项目 终止 已终止 撤销 已撤销 废止 作废 退库 调出 不再实施 canceled cancelled"
    " terminated desestimada rescision rescindida": (
        "表示项目不再实施，图上没有这一阶段，按未说明计；需要时请撤下该项目"
    ),
    "新建 扩建 改建 改扩建 迁建 技改 技术改造 新建项目 改造": (
        "说的是建设性质，不是建设阶段，按未说明计；请写明阶段"
    ),
    "正式 正式项目": "没有说明建设阶段，按未说明计；请写明阶段",
}


def _table() -> dict[str, Stage]:
    known: dict[str, Stage] = {}
    for status, words in _EXPLICIT.items():
        basis = Basis.NONE if status is Status.UNKNOWN else Basis.EXPLICIT
        known |= dict.fromkeys(words.split(), (status, basis, ""))
    for words, (status, why) in _LEFT_OPEN.items():
        known |= dict.fromkeys(words.split(), (status, Basis.INFERRED, why))
    for words, why in _NO_STAGE.items():
        known |= dict.fromkeys(words.split(), (Status.UNKNOWN, Basis.NONE, why))
    return known


# Folded words (see `geo.ledger.statuses.read`) → the stage they stand for.
KNOWN = _table()
