"""The promises as a table to take along: what was promised, where it stands, in whose words."""

from __future__ import annotations

import pandas as pd

from spaces.ledger.words import deadline_word, why_sentence
from spaces.text.numbers import unit_text
from spaces.ui.shell.frame import Context

_NUMBERS = (
    *("planned", "measured", "built", "building", "planned_sites"),
    *("undated", "surplus", "shortfall", "due"),
)


def promises(context: Context, table: pd.DataFrame) -> pd.DataFrame:
    """Promises with figures, states and quotes, named in the reader's language, for CSV."""
    t, plan = context.t, context.plan
    known = {target.id: target for target in plan.targets} if plan else {}
    own = [known[str(name)] for name in table.index]
    join = t("progress.join").join
    columns: dict[str, object] = {
        "clause": [target.clause for target in own],
        "indicator": [target.indicator(t.code) for target in own],
        "kind": [t(f"plan.kind.{target.kind}") for target in own],
        **{name: table[name].to_numpy() for name in _NUMBERS},
        "unit": [unit_text(target.unit, t) for target in own],
        "state": [t(f"progress_state.{state}") for state in table["state"]],
        "deadline": [deadline_word(str(state), t) for state in table["deadline"]],
        "needs": [why_sentence(str(w), o, t) for w, o in zip(table["why"], own, strict=True)],
        "modal": [target.modal for target in own],
        "lead": [join(target.lead) for target in own],
        "partners": [join(target.partners) for target in own],
        "quote": [target.quote for target in own],
        "quote_read": [target.quote_read for target in own],
        "note": [target.note(t.code) for target in own],
    }
    return pd.DataFrame({t(f"progress.{name}"): values for name, values in columns.items()})
