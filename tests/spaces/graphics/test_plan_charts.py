from __future__ import annotations

import pandas as pd

from spaces.graphics.palette import BAD, BUILT
from spaces.graphics.plan_charts import plan_bars

WORDS = {name: name for name in ("planned", "built")}


def test_a_bar_holds_what_is_built_and_is_red_where_that_is_less_than_promised():
    frame = pd.DataFrame(
        {"label": ["园"], "planned": [3], "built": [2], "fill": [2 / 3], "text": ["2 / 3"]}
    )
    chart = plan_bars(frame, WORDS).to_dict()
    assert [row["text"] for rows in chart["datasets"].values() for row in rows] == ["2 / 3"]
    color = chart["layer"][1]["encoding"]["color"]
    assert (color["condition"]["value"], color["value"]) == (BAD, BUILT)
