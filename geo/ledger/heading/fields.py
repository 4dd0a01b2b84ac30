"""What the columns of a ledger can mean, and the headings each meaning goes by.

Aliases are those Chinese project ledgers, notices and open data of foreign cities really use.
A heading must be an alias as a whole: 项目名单 is no 项目名. A weak alias counts only where no
column of the sheet has a strong one (建设性质 beside 建设状态).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from geo.ledger.heading.traditional import simplified


@dataclass(frozen=True, kw_only=True)
class Field:
    """A meaning a column can have: its code, the word people read, the headings it goes by."""

    code: str
    word: str
    aliases: tuple[str, ...]
    weak: tuple[str, ...] = ()


def _field(code: str, word: str, aliases: str, weak: str = "") -> Field:
    return Field(code=code, word=word, aliases=(word, *aliases.split()), weak=tuple(weak.split()))


_FIELDS = (
    _field("number", "序号", "项目序号 顺序号 行号 项次 号 no sn"),
    _field(
        "code",
        "项目代码",
        "项目编码 项目编号 项目统一代码 统一项目代码 投资项目代码 项目赋码 赋码 审批监管平台代码"
        " 在线平台代码 在线审批监管平台项目代码 投资项目在线审批监管平台代码 projectid projectcode"
        " projectnumber projectno codigo codigoproyecto cipno",
        "代码 编码 编号 工程编号 合同编号 合同号 id code contractid contractno contractnumber",
    ),
    _field(
        "name",
        "项目名称",
        "项目名 工程名称 工程项目名称 建设项目名称 重点项目名称 项目单位及名称 项目全称"
        " projectname projecttitle nombreproyecto nombredelproyecto nombreobra nombredelaobra"
        " nomedaobra nomedoprojeto",
        "名称 项目 工程 工程名 道路名称 路名 路段名称 桥梁名称 河道名称 公园名称 学校名称 小区名称"
        " 合同名称 name title project nombre obra proyecto nomedaintervencao contractname"
        " contractnamelocation bridgename brname schoolname sitename facilityname",
    ),
    _field("kind", "类别", "要素类别 对象类别 kind"),
    _field(
        "plate",
        "板块",
        "所属板块 所在板块 板块名称 片区 所属片区 所在片区 功能区 所属功能区 组团 plate"
        " neighborhood neighbourhood barrio",
    ),
    _field(
        "category",
        "项目类型",
        "项目类别 项目分类 产业类别 产业类型 行业分类 行业类别 所属行业 所属领域 九大领域 领域 行业"
        " category projecttype projectcategory typeofproject assettype tipo tipodeobra tipoobra"
        " rubro sector categoria",
        "类型 分类 type",
    ),
    _field(
        "status",
        "状态",
        "项目状态 建设状态 当前状态 目前状态 实施状态 工程状态 建设阶段 项目阶段 所处阶段 当前阶段"
        " 目前阶段 推进阶段 status projectstatus currentstatus phase currentphase stage etapa"
        " estado estadoobra estadodelaobra statusofproject etapaproyecto situacao situacaoatual",
        "建设性质 项目性质 性质 阶段",
    ),
    _field(
        "address",
        "建设地点",
        "项目地点 建设地址 项目地址 项目位置 建设位置 具体位置 具体地点 详细地址 项目所在地 地址"
        " 地点 位置 坐落 所在位置 address location streetaddress siteaddress projectlocation"
        " direccion domicilio ubicacion endereco",
        "所在地 所在市县 隶属区县 所在省辖市县区 所在市 所在区 所在区县 所在区域 所属区县 所属区域"
        " 工程地点 buildingaddress",
    ),
    _field(
        "lon",
        "经度",
        "东经 中心经度 中心点经度 项目经度 x x坐标 坐标x 横坐标 lon lng long longitude longitud"
        " xcoordinate",
    ),
    _field(
        "lat",
        "纬度",
        "北纬 中心纬度 中心点纬度 项目纬度 y y坐标 坐标y 纵坐标 lat latitude latitud ycoordinate",
    ),
    _field(
        "lonlat",
        "经纬度",
        "坐标 经纬度坐标 项目坐标 位置坐标 中心坐标 项目经纬度 coordinates coordenadas"
        " latlng latlon latlong lonlat lnglat",
    ),
    # The ends of a road are no place of its own; which of them stands for it the user must say.
    _field(
        "start_lon", "起点经度", "起点坐标经度 起点x 起点x坐标 起点坐标x startlon startlongitude"
    ),
    _field(
        "start_lat", "起点纬度", "起点坐标纬度 起点y 起点y坐标 起点坐标y startlat startlatitude"
    ),
    _field("start_lonlat", "起点坐标", "起点经纬度 起点坐标经纬度"),
    _field("end_lon", "终点经度", "终点坐标经度 终点x 终点x坐标 终点坐标x endlon endlongitude"),
    _field("end_lat", "终点纬度", "终点坐标纬度 终点y 终点y坐标 终点坐标y endlat endlatitude"),
    _field("end_lonlat", "终点坐标", "终点经纬度 终点坐标经纬度"),
    _field("datum", "坐标系", "坐标系统 坐标基准 坐标类型 大地基准 datum crs"),
    _field("accuracy", "误差", "定位误差 位置误差 定位精度 坐标精度 误差米 accuracy accuracym"),
    _field(
        "start",
        "开工时间",
        "开工日期 开工年份 开工年月 开工 实际开工时间 实际开工日期 开始时间 开始日期 起始时间"
        " 建设起始时间 起 start startdate constructionstart begindate fechainicio fechadeinicio"
        " inicio datainicio datadeinicio",
        "计划开工 计划开工时间 计划开工日期 计划开工年月 拟开工时间 预计开工时间 拟开工 预计开工"
        " plannedstart plannedstartdate startyear",
    ),
    _field(
        "end",
        "竣工时间",
        "竣工日期 完工时间 完工日期 完工年份 竣工年份 竣工年月 竣工 完工 实际竣工时间 实际竣工日期"
        " 结束时间 结束日期 止 end enddate finishdate completiondate fechafin fechafininicial"
        " fechafinalizacion fechadefinalizacion fechafinreal fechatermino fechadetermino"
        " datatermino dataentrega expirationdate",
        "计划竣工 计划竣工时间 计划竣工日期 计划完工 计划完工时间 计划完工日期 拟竣工 拟竣工时间"
        " 拟完工时间 预计竣工 预计竣工时间 预计完工时间 预定完工日期 完成时限 完成期限 完成时间"
        " 计划完成时间 预计完成时间 plannedend plannedenddate plannedcompletion fechafinplaneada",
    ),
    _field(
        "period",
        "建设起止年限",
        "建设起止时间 建设起止日期 建设起止年月 建设年限 建设周期 建设期限 建设期 建设时间 起止年限"
        " 起止时间 起止年月 开竣工年限 开竣工时间 开竣工日期 开竣工年月 开工竣工时间 开工竣工日期"
        " 开工及竣工时间 开完工时间 计划开竣工时间 计划工期 建设工期 项目工期 工期"
        " 实施周期 实施时间 计划建设周期 计划建设年限",
    ),
    _field(
        "total",
        "总投资",
        "项目总投资 计划总投资 总投资额 总投资金额 投资总额 项目投资总额 工程总投资 估算总投资"
        " 概算总投资 总概算 投资规模 totalinvestment totalcost totalbudget budget budgetedamount"
        " estimatedcost montocontrato montototal presupuesto",
        "投资额 项目投资 项目总金额 合同金额 合同额 契约金额 投资 total projectcost contractamount"
        " montovigente valorestimado",
    ),
    _field(
        "annual_plan",
        "年度计划投资",
        "年计划投资 年度投资计划 年投资计划 年度投资 年度计划完成投资 年计划完成投资 年度计划投资额"
        " 年计划投资额 年度计划 年计划 当年计划投资 本年计划投资 今年计划投资 本年度计划投资"
        " 年投资计划投资 年投资计划投资额 年度目标投资 年度投资目标 年投资目标"
        " annualplan annualbudget",
        "计划投资 预计投资 投资计划 计划完成投资 今年计划 本年计划 当年计划",
    ),
    _field(
        "annual_done",
        "年度完成投资",
        "年完成投资 年度累计完成投资 年累计完成投资 年度实际完成投资 年实际完成投资 年度已完成投资"
        " 年已完成投资 年度投资完成 年投资完成 年度投资完成额 年完成投资额 年度完成投资额"
        " 年投资完成额 年度投资实际完成 当年完成投资 当年累计完成投资 当年累计 年累计完成"
        " 年度累计完成 本年完成投资 本年累计完成投资 本年度完成投资 今年完成投资 今年累计完成投资"
        " 今年以来完成投资 年初至今完成投资 年度完成 年完成",
    ),
    _field(
        "total_done",
        "累计完成投资",
        "累计完成投资额 累计已完成投资 项目累计完成投资 项目累计 累计投资 总完成投资"
        " 开工以来累计完成投资 自开工累计完成投资 自开工以来累计完成投资 开工至今累计完成投资"
        " 开工累计完成投资 自开工至今累计完成投资 投资累计完成",
    ),
    _field(
        "progress",
        "进度",
        "项目进度 工程进度 建设进度 总进度 总体进度 完成进度 完成比例 完成百分比 进度百分比"
        " 累计完成率 总投资完成率 累计完成比例 progress percentcomplete percentagecomplete"
        " percentcompleted porcentajeavance porcentajedeavance avance executada 实际进度",
    ),
    _field(
        "progress_words",
        "形象进度",
        "工程形象进度 项目形象进度 目前形象进度 当前形象进度 年形象进度 月形象进度 月进展情况"
        " 当前进度 目前进度 进度情况 当前进展 目前进展 当前进展情况 目前进展情况 项目进展"
        " 项目进展情况 建设进展 建设进展情况 工程进展 工程进展情况 工作进展 工作进展情况"
        " 最新进展 实施进展 进展情况 进展 推进情况 项目推进情况 实施情况",
    ),
    _field(
        "goal",
        "年度工作目标",
        "年度目标 年工作目标 年目标 年主要建设任务 年度主要建设任务 年度建设任务 年建设任务"
        " 年度建设内容 年建设内容 年度主要建设内容 年主要建设内容 年投资计划主要建设内容"
        " 年度形象进度目标 年度形象进度 年计划形象进度 年度计划形象进度 计划形象进度"
        " 年度工程形象目标 主要目标 工作目标 年建设目标 年度建设目标 年主要建设内容及形象进度"
        " 年度主要建设内容及形象进度 年主要建设目标 年建设计划",
    ),
    _field(
        "content",
        "建设内容",
        "主要建设内容 建设内容及规模 建设规模及内容 建设规模及主要内容 建设规模和主要内容"
        " 建设规模和内容 主要建设内容及规模 主要建设内容和规模 主要建设规模及内容 拟建设规模"
        " 建设规模 项目简介 项目概况 项目内容 建设规模与内容 description descripcion"
        " projectdescription taskdescription scope scopeofwork descricao",
    ),
    _field(
        "unit",
        "责任单位",
        "责任部门 项目责任单位 责任单位及责任人 责任单位责任人 responsibleunit arearesponsable",
        "牵头单位 主管单位 监管单位 主责单位 牵头部门 主管部门 行业主管部门 服务单位 包保单位"
        " 属地单位 报送单位 报送部门 agency department leadagency sponsoragency",
    ),
    _field(
        "builder",
        "建设单位",
        "实施单位 项目法人 建设主体 项目实施主体 实施主体 项目单位 建设单位名称 项目建设单位"
        " 承建单位 主要建设单位",
    ),
    _field(
        "owner",
        "项目业主",
        "业主单位 业主 投资主体 投资单位 项目业主单位 投资方 owner",
    ),
    _field(
        "contact",
        "联系人",
        "联系方式 联系电话 电话 联系人及电话 联系人及联系方式 负责人 项目负责人 责任人 项目联系人"
        " 第一负责人 contact",
    ),
    _field(
        "note",
        "备注",
        "说明 备注说明 其他 remark remarks note notes comment comments observaciones",
    ),
    _field("evidence", "依据", "文件依据 依据文件 资料来源 数据来源 来源 source"),
    _field(
        "updated",
        "截至日期",
        "更新日期 更新时间 统计日期 数据日期 填报日期 填报时间 asof lastupdated updatedat updated",
    ),
)
FIELDS = {field.code: field for field in _FIELDS}
ROAD_ENDS = ("start_lon", "start_lat", "start_lonlat", "end_lon", "end_lat", "end_lonlat")


def _index() -> dict[str, tuple[str, bool]]:
    found: dict[str, tuple[str, bool]] = {}
    for field in _FIELDS:
        for aliases, is_weak in ((field.aliases, False), (field.weak, True)):
            for alias in aliases:
                if key(alias) in found:
                    raise ValueError(f"two fields go by {alias}")
                found[key(alias)] = field.code, is_weak
    return found


def key(text: str) -> str:
    """Reduce a heading to what counts: letters and digits, without width, case and accents.

    Traditional characters count as the simplified ones, and # as no.
    """
    folded = unicodedata.normalize("NFKD", simplified(text)).casefold().replace("#", "no")
    return "".join(mark for mark in folded if mark.isalnum())


# The key of each alias: its field, and whether it is a weak one.
ALIASES = _index()
