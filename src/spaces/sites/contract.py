"""Columns of a list of sites: the contract that every list is brought to."""

from __future__ import annotations

from dataclasses import replace

from geo.contracts.contract import Column, Contract
from geo.contracts.personal import PERSON, PHONE, SIGNATURE
from geo.datum.china import DATUMS
from spaces.sites.categories import Category
from spaces.sites.statuses import EXISTING, STATUSES
from spaces.sites.vocabulary import FACILITIES

__all__ = ["EXISTING", "SITE_COLUMNS", "SITE_CONTRACT"]

_NAME = (PHONE,)
_PROSE = (PHONE, PERSON)
"""A site may bear a person's name; elsewhere none is needed."""

_YEAR = ("年份", "建成年份", "竣工年份", "建成时间", "建成日期", "竣工时间", "竣工日期")
_COLUMNS = (
    Column("id", "text", aliases=("编号", "site_id"), code=True),
    Column("place", "text", aliases=("地方代码",), code=True),
    Column(
        "name_zh",
        "text",
        required=True,
        aliases=("name", "名称", "场地名称", "项目名称"),
        private=_NAME,
    ),
    Column("name_en", "text", aliases=("英文名称",), default="", private=_NAME),
    Column("category", "text", required=True, aliases=("类别", "场地类别", "类型")),
    Column("status", "text", aliases=("状态", "建设状态"), allowed=frozenset(STATUSES)),
    Column("year", "integer", aliases=_YEAR, minimum=1900, maximum=2100),
    Column("address", "text", aliases=("地址",), default="", private=_PROSE),
    Column(
        "sub_area",
        "text",
        aliases=("adname", "区域", "乡镇", "街道", "区县"),
        default="",
        private=_PROSE,
    ),
    Column("sub_area_code", "text", aliases=("区域代码",), default="", code=True),
    Column("lead", "text_list", aliases=("牵头单位",)),
    Column("partners", "text_list", aliases=("配合单位",)),
    Column("age_min", "number", aliases=("最小年龄",), minimum=0, maximum=18, unit="years"),
    Column("age_max", "number", aliases=("最大年龄",), minimum=0, maximum=18, unit="years"),
    Column("facilities", "text_list", aliases=("设施",), allowed=frozenset(FACILITIES)),
    Column("capacity", "number", aliases=("容量", "托位数", "床位数"), minimum=0),
    Column("opening", "text", aliases=("开放时间",), default="", private=_PROSE),
    Column("source", "text", aliases=("来源",), default="", private=_PROSE),
    Column(
        "coord_source",
        "text",
        aliases=("坐标来源", "坐标系"),
        allowed=frozenset({*DATUMS, "beijing54", "xian80", "none", "unknown"}),
    ),
    Column("demo", "boolean", aliases=("是否示范",), default=False),
    Column("verified_on", "date", aliases=("核实日期",)),
    Column(
        "verified_by",
        "text",
        aliases=("核实单位", "核实人单位"),
        default="",
        private=(*_PROSE, SIGNATURE),
    ),
    Column(
        "public",
        "boolean",
        aliases=("公开", "是否公开", "对外公开", "是否对外公开", "向社会公开"),
        default=False,  # only what is marked public goes out
    ),
    Column("entrances", "text", aliases=("出入口",), default="", max_length=2500),
    Column("kind", "text", aliases=("种类", "路线类型", "设施类型"), default=""),
    Column("stops", "text", aliases=("站点", "停靠站", "站点时刻"), default="", max_length=2500),
    Column("evidence", "text", aliases=("依据", "佐证", "佐证材料"), default="", private=_PROSE),
)
SITE_CONTRACT = Contract(
    name="sites",
    columns=_COLUMNS,
    geometry_kinds=frozenset(
        {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"}
    ),
    geometry_required=False,
    key="id",
    key_given_anew=True,
    ordered=(("age_min", "age_max"),),
)
"""Columns of a list of sites. A row without a geometry is a promise not yet located."""

SITE_COLUMNS = tuple(column.name for column in _COLUMNS)
_CATEGORY = SITE_COLUMNS.index("category")


def _contract(categories: dict[str, Category]) -> Contract:
    kinds = replace(SITE_CONTRACT.columns[_CATEGORY], allowed=frozenset(categories))
    columns = list(SITE_CONTRACT.columns)
    columns[_CATEGORY] = kinds
    return replace(SITE_CONTRACT, columns=tuple(columns))
