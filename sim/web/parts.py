"""What every template may use besides the fields of its page: the drawn marks, and kept parts."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import jinja2
from markupsafe import Markup

MOST_KEPT = 1024


def give_parts(env: jinja2.Environment) -> None:
    """Put `marks` (parts/marks.html), `talk` (parts/talk.html) and `kept_part` within reach
    of every template; an import in each of them would be made anew with every page."""
    env.globals["kept_part"] = _keeper(env)
    for name in ("marks", "talk"):
        env.globals[name] = env.get_template(f"parts/{name}.html").module


def _keeper(env: jinja2.Environment) -> Callable[..., Markup]:
    """`kept_part(template, **values)`: a part that shows these values and nothing else.

    An author's words are the same for every trainee, so that such a part is rendered once.
    Never for a trainee's own words: what was deleted must not wait here.
    """

    @lru_cache(MOST_KEPT)
    def kept_part(template: str, **values: Any) -> Markup:
        return Markup(env.get_template(template).render(values))

    return kept_part
