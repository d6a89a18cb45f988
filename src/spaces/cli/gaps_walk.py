"""What ``gaps`` says only when somebody walks, and of two rulers."""

from __future__ import annotations

from typing import Any

from spaces.cli.gaps_rows import Answer
from spaces.text import Text
from spaces.text.numbers import NONE, children_text, share_text


def walk_facts(answer: Answer, rows: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """Say what only a walk does, and two rulers."""
    result, both = answer.result, answer.two_rulers
    if result.network_source is None:
        return {}
    facts: dict[str, Any] = {
        "arterials": result.query.arterials,
        "crossing_delay_s": result.query.crossing_delay_s,
        "children_unreachable": result.children_unreachable,
        "children_unsnapped": result.children_unsnapped,
        "area_unknown_km2": result.area_unknown_km2,
        "network": {
            "key": result.network_source.key,
            "demo": result.network_source.demo,
            "notice": result.network_source.notice,
            "sites_off": result.network_source.sites_off,
            "sites_at_stubs": result.network_source.sites_at_stubs,
            "homes_at_stubs": result.homes_at_stubs,
        },
    }
    if both is not None:
        facts["two_rulers"] = {
            "children_circle": both.children_circle,
            "share_circle": both.share_circle,
            "children_false": both.children_false,
            "children_unmeasured": both.children_unmeasured,
            "area_circle_km2": both.area_circle_km2,
            "area_false_km2": both.area_false_km2,
            "by_band": rows["comfort_band"],
            "by_sub_area": rows["comfort_sub_area"],
            "standards": rows["standard"],
        }
    return facts


def walk_lines(answer: Answer, t: Text) -> list[str]:
    """Sentences that only a walk has."""
    result, both, lines = answer.result, answer.two_rulers, []
    for name in ("unreachable", "unsnapped"):
        count = getattr(result, f"children_{name}")
        if count:
            lines.append(
                t(f"cli.gaps.{name}", count=children_text(count, t, modelled=result.modelled))
            )
    if both is None:
        return lines
    if both.children_false is not None and both.share_circle is not None:
        lines.append(
            t(
                "cli.gaps.comfort",
                count=children_text(both.children_false, t, modelled=result.modelled),
                radius=f"{both.radius_m:,.0f}",
                area=NONE if both.area_false_km2 is None else f"{both.area_false_km2:,.2f}",
                circle=children_text(both.children_circle, t, modelled=result.modelled),
                share=share_text(both.share_circle),
            )
        )
    for key, row in both.standards.to_dict(orient="index").items():
        if row["children_within"] == row["children_within"]:
            lines.append(
                t(
                    "cli.gaps.standard",
                    name=answer.standards[str(key)].name(t.code),
                    radius=f"{row['radius_m']:,.0f}",
                    source=row["source"],
                    check=t("cli.gaps.standard_check") if row["check"] else "",
                    count=children_text(row["children_within"], t, modelled=result.modelled),
                    share=share_text(row["share_within"]),
                )
            )
    return lines
