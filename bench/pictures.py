"""The board as a picture: drawn as SVG by hand and turned into PNG, beside an empty PNG of its size."""

from datetime import date

from bench.queries import Pair, milliseconds
from messages.pictures import png
from messages.queries.charts import MOST_ROWS, WIDTH, status_chart
from messages.texts import texts
from rules.policy.tallies import Tally


def compare() -> Pair:
    rows = [Tally(f"第{n}单位", 40 + n, 10, 5, 10 + n, 10, 10) for n in range(MOST_ROWS)]
    svg = status_chart(texts("zh_CN"), "全市", date(2026, 11, 24).isoformat(), rows)
    height = svg.split('height="', 1)[1].split('"', 1)[0]
    empty = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}">'
        '<rect width="100%" height="100%" fill="#fff"/></svg>'
    )
    return Pair("picture", milliseconds(lambda: png(svg)), milliseconds(lambda: png(empty)))


if __name__ == "__main__":
    print(compare())
