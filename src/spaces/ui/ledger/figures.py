"""The headline figures of the plan."""

from __future__ import annotations

import pandas as pd

from spaces.ledger.default_year import built_since
from spaces.ledger.headline import Headline
from spaces.text import Text
from spaces.text.numbers import share_text
from spaces.ui.ledger import rows as promise_rows
from spaces.ui.shell import cache as cached
from spaces.ui.shell import frame
from spaces.ui.shell.frame import Context
from spaces.ui.shell.markup import Figure, Tone

_MOST_NAMED = 3


def built(context: Context, head: Headline | None) -> Figure:
    """Sites built of promised."""
    t = context.t
    label = t("overview.built", year=context.view.year)
    if head is None:
        return Figure(
            label, t("overview.no_plan"), definition=t("overview.no_plan_def"), words=True
        )
    if not head.promised and not head.numbered and head.undated + head.unreported:
        return Figure(
            label, t("page.unknown"), line=_open(head, t), definition=t("overview.open_def"),
            words=True,
        )  # fmt: skip
    if not head.promised and head.numbered:
        return Figure(
            t("overview.kept", year=context.view.year),
            f"{head.reached}",
            unit=t("overview.behind_of", numbered=head.numbered),
            definition=t("overview.kept_def"),
            tone="good" if head.reached == head.numbered else "calm",
        )
    if not head.promised:
        return Figure(
            label, t("overview.nothing_due"), definition=t("overview.nothing_due_def"), words=True
        )
    tone: Tone = "good" if head.built >= head.promised else "calm"
    reached = t("overview.reached", reached=head.reached, numbered=head.numbered)
    return Figure(
        label,
        f"{head.built:,}",
        unit=t("overview.of_promised", promised=f"{head.promised:,}"),
        line=t("overview.semicolon").join(filter(None, [reached, _open(head, t)])),
        definition=t(
            "overview.built_def",
            share=share_text(head.share),
            n=len(head.counted),
            year=context.view.year,
        )
        + _totals(context, head),
        share=head.share,
        tone=tone,
    )


def _open(head: Headline, t: Text) -> str:
    """Say of how many promises nothing can be said yet, and why."""
    counts = {"unreported": head.unreported, "undated": head.undated}
    said = [t(f"overview.{name}", n=n) for name, n in counts.items() if n]
    return t("overview.semicolon").join(said)


def _totals(context: Context, head: Headline) -> str:
    """Name the promises that are numbered but in no sum, because others are part of them."""
    t, plan = context.t, context.plan
    if plan is None or not head.totals:
        return ""
    names = t("overview.and").join(plan.target(name).indicator(t.code) for name in head.totals)
    return t("overview.totals", n=len(head.totals), names=names, numbered=head.numbered)


def behind(context: Context, head: Headline | None, table: pd.DataFrame) -> Figure:
    """Return what is behind the plan."""
    t, plan = context.t, context.plan
    label = t("overview.behind", year=context.view.year)
    if head is None or plan is None:
        return Figure(label, t("page.unknown"), line=t("overview.no_plan_def"), words=True)
    if not head.numbered:
        line = _open(head, t) or t("overview.nothing_due_def")
        return Figure(label, t("page.unknown"), line=line, words=True)
    named = [
        t(
            "overview.missing_points" if plan.target(name).unit == "%" else "overview.missing",
            name=plan.target(name).indicator(t.code),
            n=promise_rows.number(table["shortfall"].loc[name]),
        )
        for name in head.behind[:_MOST_NAMED]
    ]
    more = len(head.behind) - len(named)
    line = t("overview.and").join(named)
    return Figure(
        label,
        str(len(head.behind)),
        unit=t("overview.behind_of", numbered=head.numbered),
        line=t("overview.behind_more", names=line, more=more) if more > 0 else line,
        definition=t(
            "overview.behind_def",
            no_number=head.no_number,
            not_measurable=head.not_measurable,
            unknown=head.undated + head.unreported,
        ),
        tone="bad" if head.behind else "good",
    )


def since(context: Context) -> None:
    """Say what was built after the year that the page is about, so that nobody misses it."""
    year = context.view.year
    n = built_since(cached.sites(context.version, context.view.place).frame, year)
    if n:
        frame.note(context.t("progress.built_since", year=year, n=n))
