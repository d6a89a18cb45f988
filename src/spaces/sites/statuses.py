"""What is known of a site's state, and the words that departments use for it."""

from __future__ import annotations

import re
from typing import Final

from geo.contracts.columns import normal

EXISTING: Final = ("built", "certified")
"""Status of a site that children can go to."""

UNKNOWN: Final = "unknown"
"""Nobody said, or said it in words that nobody here understands: neither built nor planned."""

STATUSES: Final[dict[str, tuple[str, ...]]] = {
    "planned": (
        *("规划", "规划中", "计划", "计划中", "拟建", "待建", "筹建", "筹建中", "筹备中", "立项"),
        *("已立项", "前期", "前期工作", "设计中", "选址", "选址中", "招标中", "未建", "未建设"),
        *("未开工", "未动工", "未启动", "尚未开工", "尚未动工", "尚未建设", "not started"),
        *("proposed", "not built"),
    ),
    "building": (
        *("在建", "在建中", "建设中", "施工中", "施工", "开工", "已开工", "已动工", "正在建设"),
        *("正在施工", "改造中", "装修中", "新建中", "改建中", "扩建中", "under construction"),
        "in progress",
    ),
    "built": (
        *("已建", "建成", "已建成", "建好", "建设完成", "建成投用", "已建成投用", "建成使用"),
        *("完工", "已完工", "竣工", "已竣工", "完成", "已完成", "投用", "已投用", "投入使用"),
        *("已投入使用", "使用中", "在用", "正常使用", "启用", "已启用", "交付使用", "已交付使用"),
        *("运营", "运营中", "已运营", "正在运营", "正常运营", "运行中", "正常运行", "投入运营"),
        *("开放", "开放中", "已开放", "正常开放", "对外开放", "向社会开放", "开园", "已开园"),
        *(
            "开馆",
            "已开馆",
            "开业",
            "已开业",
            "营业",
            "营业中",
            "正常营业",
            "现状",
            "现有",
            "既有",
            "completed",
        ),
        *("complete", "finished", "done", "open", "opened", "in use", "in operation", "operating"),
        *("operational", "existing"),
    ),
    "certified": (
        *("认证", "已认证", "挂牌", "已挂牌", "授牌", "已授牌", "命名", "已命名", "验收通过"),
        *("通过验收", "已通过验收", "通过认证"),
    ),
    "closed": (
        *("拆除", "已拆除", "已拆", "停用", "已停用", "关闭", "已关闭", "关停", "已关停", "停业"),
        *("已停业", "停办", "已停办", "撤销", "已撤销", "取消", "已取消", "摘牌", "已摘牌", "注销"),
        *("已注销", "废弃", "已废弃", "报废", "停建", "已停建", "终止", "已终止", "不再建设"),
        *("demolished", "removed", "cancelled", "canceled", "abandoned", "disused"),
        *("out of use", "已停用或取消", "closed or cancelled"),
    ),
    UNKNOWN: (
        "不明",
        "不详",
        "未知",
        "状况不明",
        "状态不明",
        "未核实",
        "待核实",
        "n/a",
        "status unknown",
    ),
}
"""Status of a site, with the words that departments use for it. ``closed`` counts nowhere: the
site is gone, or will not be. ``unknown`` counts nowhere either, and is always told apart."""

_NOTE: Final = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]$")


def status_of(text: str) -> str | None:
    """Return the status that a text names; None for one that is not understood.

    A text is understood as a whole or not at all: 基本建成 and 未完成 are no word of the list, and
    are not guessed at. A note in brackets behind it, such as 已建成（二期）, is left aside.

    Examples
    --------
    >>> status_of("投入使用"), status_of("已拆除 "), status_of("已建成（2023年）")
    ('built', 'closed', 'built')
    >>> status_of("基本建成") is None
    True
    """
    plain = normal(text)
    return _BY_WORD.get(plain) or _BY_WORD.get(_NOTE.sub("", plain).rstrip("_"))


_BY_WORD: Final = {
    normal(word): status for status, words in STATUSES.items() for word in (status, *words)
}
