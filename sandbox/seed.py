"""People and groups that are there from the start, read from a JSON file.

{"users": [{"id", "first_name", "started": bool, ...}], "groups": [{"title", "members", ...}]},
with the fields of POST /sandbox/users and POST /sandbox/groups; a bare list is a list of users.
"now", an ISO moment, sets the clock before anybody arrives.
"""

from __future__ import annotations

import json
from pathlib import Path

from sandbox.acts import Acts


def plant(acts: Acts, path: Path) -> None:
    seed = json.loads(path.read_text("utf-8"))
    if isinstance(seed, list):
        seed = {"users": seed}
    if "now" in seed:
        acts.set_clock(seed["now"])
    for user in seed.get("users", []):
        acts.add_user(**user)
    for group in seed.get("groups", []):
        acts.add_group(**group)
