"""The headline figures of the plan."""

from __future__ import annotations

import pandas as pd

from spaces.ledger.headline import Headline
from spaces.text.numbers import share_text
from spaces.ui.ledger import rows as promise_rows
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
    return Figure(
        label,
        f"{head.built:,}",
        unit=t("overview.of_promised", promised=f"{head.promised:,}"),
        line=t("overview.reached", reached=head.reached, numbered=head.numbered),
        definition=t(
            "overview.built_def",
            share=share_text(head.share),
            n=len(head.counted),
            year=context.view.year,
        ),
        share=head.share,
        tone=tone,
    )


def behind(context: Context, head: Headline | None, table: pd.DataFrame) -> Figure:
    """Return what is behind the plan."""
    t, plan = context.t, context.plan
    label = t("overview.behind", year=context.view.year)
    if head is None or plan is None:
        return Figure(label, t("page.unknown"), line=t("overview.no_plan_def"), words=True)
    if not head.numbered:
        return Figure(label, t("page.unknown"), line=t("overview.nothing_due_def"), words=True)
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
            "overview.behind_def", no_number=head.no_number, not_measurable=head.not_measurable
        ),
        tone="bad" if head.behind else "good",
    )
