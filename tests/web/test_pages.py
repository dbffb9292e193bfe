"""Each template shows one documented page object, and nothing that the object does not declare."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache
from html.parser import HTMLParser

import jinja2
import pytest
from jinja2 import meta, nodes

from sim.web import pages
from sim.web.parts import give_parts
from tests.web.gallery import as_json, gallery, templates_folder
from tests.web.specimens import room

TEMPLATES = templates_folder()
PAGES = tuple(sorted({type(page) for page in gallery().values()}, key=lambda page: page.__name__))
STATES = gallery()

# What Flask gives to every template, and the names a loop hands to the part that it includes.
GIVEN = {"url_for", "range", "kept_part", "marks", "talk"}
ALWAYS_AT_HAND = ("parts/marks.html", "parts/talk.html")
LOOP_NAMES = {"debrief/_exchange.html": {"exchange"}}
CURE = "Declare it in sim/web/pages/, with a line on what it means, or take it out of {}."


@cache
def environment() -> jinja2.Environment:
    """Jinja as the product sets it up, but strict about names."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined
    )
    env.globals["url_for"] = lambda endpoint, filename: f"/{endpoint}/{filename}"
    give_parts(env)
    return env


def render(page: pages.Chrome, template: str = "") -> str:
    """The page as HTML."""
    return environment().get_template(template or page.template).render(pages.context(page))


@cache
def parsed(name: str) -> nodes.Template:
    """A template as Jinja reads it; nobody here changes one."""
    return environment().parse((TEMPLATES / name).read_text(encoding="utf-8"))


def family(template: str) -> Iterator[tuple[str, nodes.Template]]:
    """A template and everything that it extends, includes, imports or keeps."""
    waiting, seen = [template, *ALWAYS_AT_HAND], set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        tree = parsed(name)
        waiting += [other for other in meta.find_referenced_templates(tree) if other]
        waiting += [call.args[0].value for call in kept(tree)]
        yield name, tree


def kept(tree: nodes.Template) -> list[nodes.Call]:
    """The parts that a template keeps: `kept_part("part.html", words=words)`."""
    calls = tree.find_all(nodes.Call)
    return [c for c in calls if isinstance(c.node, nodes.Name) and c.node.name == "kept_part"]


def undeclared(name: str, tree: nodes.Template, page: type[pages.Chrome]) -> set[str]:
    """Names that the template uses and the page does not declare."""
    declared = {field.name for field in fields(page)} | LOOP_NAMES.get(name, set())
    return meta.find_undeclared_variables(tree) - declared - imported(tree) - macros(tree) - GIVEN


def imported(tree: nodes.Template) -> set[str]:
    """Names of the macro files that the template imports itself."""
    return {node.target for node in tree.find_all(nodes.Import)}


def macros(tree: nodes.Template) -> set[str]:
    """Names of the macros that the template defines itself."""
    return {node.name for node in tree.find_all(nodes.Macro)}


def attributes(tree: nodes.Template) -> set[str]:
    """Names read with a dot, except those of loops and of imported macros."""
    foreign = {"loop", "marks", "talk"} | imported(tree)
    return {
        node.attr
        for node in tree.find_all(nodes.Getattr)
        if not (isinstance(node.node, nodes.Name) and node.node.name in foreign)
    }


def small_fields() -> set[str]:
    """Fields of the small dataclasses that pages are made of."""
    parts = [getattr(pages, name) for name in pages.__all__ if name[0].isupper()]
    return {field.name for part in parts for field in fields(part)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_a_template_uses_only_what_its_page_declares(page: type[pages.Chrome]) -> None:
    for name, tree in family(page.template):
        assert undeclared(name, tree, page) == set(), CURE.format(name)


def test_a_name_that_no_page_declares_is_noticed() -> None:
    tree = environment().parse("{{ words }} {{ alliance_in_secret }}")
    assert undeclared("room.html", tree, pages.RoomPage) == {"alliance_in_secret"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_a_template_reads_only_documented_fields_of_what_it_is_given(
    page: type[pages.Chrome],
) -> None:
    for name, tree in family(page.template):
        assert attributes(tree) - small_fields() - {"get"} == set(), CURE.format(name)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_every_field_of_a_page_is_shown_somewhere(page: type[pages.Chrome]) -> None:
    used: set[str] = set()
    for _, tree in (*family(page.template), *answers(page)):
        used |= meta.find_undeclared_variables(tree)
    assert {field.name for field in fields(page)} - used - {"csrf_token"} == set()


def test_every_template_belongs_to_a_page_and_every_page_to_a_template() -> None:
    standing = {path.name for path in TEMPLATES.glob("*.html")} - {"base.html"}
    assert standing == {page.template for page in PAGES}


def test_every_part_is_used_by_some_page() -> None:
    used = {name for page in PAGES for name, _ in (*family(page.template), *answers(page))}
    on_disk = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html")}
    assert on_disk == used


def answers(page: type[pages.Chrome]) -> Iterator[tuple[str, nodes.Template]]:
    """What htmx gets of this page after something was sent."""
    answer = getattr(page, "answer", "")
    return family(answer) if answer else iter(())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_a_kept_part_is_given_every_field_that_it_shows_and_no_reply(
    page: type[pages.Chrome],
) -> None:
    never = {"earlier", "latest", "feedback", "notice"}
    for name, tree in family(page.template):
        for call in kept(tree):
            part = parsed(call.args[0].value)
            given = {pair.key for pair in call.kwargs}
            assert meta.find_undeclared_variables(part) - GIVEN == given, name
            assert not given & never, "what a trainee said is never kept"


@pytest.mark.parametrize("name", STATES)
def test_every_state_renders(name: str) -> None:
    html = render(STATES[name])
    assert "<h1" in html
    assert "None" not in re.sub(r"None of the ten", "", html)


@pytest.mark.parametrize("name", STATES)
def test_a_page_object_holds_nothing_but_plain_values(name: str) -> None:
    assert as_json(STATES[name]).startswith("{")


class Seen(HTMLParser):
    """Collects what the tests below ask about."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.tokens_missing: list[str] = []
        self._form: dict[str, str | None] | None = None
        self._token = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if tag == "form":
            self._form, self._token = found, False
        if tag == "input" and found.get("name") == "csrf_token" and found.get("value"):
            self._token = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._form and self._form.get("method") == "post" and not self._token:
            self.tokens_missing.append(self._form.get("action") or "")

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("name", STATES)
def test_no_page_needs_inline_styles_or_scripts(name: str) -> None:
    for tag, attrs in Seen(render(STATES[name])).tags:
        assert tag != "style"
        assert tag != "script" or attrs.get("src")
        assert [key for key in attrs if key == "style" or key.startswith(("on", "hx-on"))] == []


@pytest.mark.parametrize("name", STATES)
def test_every_form_that_changes_something_carries_the_token(name: str) -> None:
    assert Seen(render(STATES[name])).tokens_missing == []


@pytest.mark.parametrize("name", STATES)
def test_no_id_is_given_twice_on_a_page(name: str) -> None:
    ids = [attrs["id"] for _, attrs in Seen(render(STATES[name])).tags if "id" in attrs]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", STATES)
def test_no_page_speaks_of_scores_or_of_wrong_and_correct(name: str) -> None:
    words = set(re.findall(r"[a-z]+", Seen(render(STATES[name])).text.lower()))
    shaming = {"response", "responses", "score", "scores", "wrong", "correct", "incorrect"}
    assert words & (shaming | {"failed", "percent"}) == set()
    assert "!" not in Seen(render(STATES[name])).text


@pytest.mark.parametrize("name", STATES)
def test_help_and_who_can_see_my_words_are_on_every_page(name: str) -> None:
    targets = [attrs.get("href") for tag, attrs in Seen(render(STATES[name])).tags if tag == "a"]
    assert {"/help", "/privacy", "/glossary", "/about"} <= set(targets)


def test_words_with_markup_in_them_stay_words() -> None:
    html = render(room(words="<script>alert(1)</script> & so"))
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; so" in html


def test_no_template_switches_escaping_off() -> None:
    for path in TEMPLATES.rglob("*.html"):
        source = path.read_text(encoding="utf-8")
        assert "safe" not in re.findall(r"\|\s*(\w+)", source), path.name
        assert "autoescape" not in source, path.name


@pytest.mark.parametrize("name", [name for name in STATES if name.startswith("room")])
def test_the_room_and_its_fragment_are_the_same_region(name: str) -> None:
    page = STATES[name]
    assert isinstance(page, pages.RoomPage)
    fragment = render(page, page.fragment).strip()
    assert fragment.count('id="room"') == 1
    assert fragment in render(page)


def test_a_reply_is_a_button_of_one_plain_form_that_works_without_htmx() -> None:
    seen = Seen(render(room())).tags
    form = next(attrs for tag, attrs in seen if tag == "form" and attrs.get("id") == "replies")
    assert (form["method"], form["action"]) == ("post", form["hx-post"])
    choices = [a["value"] for tag, a in seen if tag == "button" and a.get("name") == "choice"]
    assert choices == [reply.id for reply in room().replies]


def test_unaided_says_nothing_about_the_last_reply() -> None:
    page = room(mode="Unaided", feedback=None, window=pages.Window(openness=5, sentence=""))
    assert "On your words" not in render(page)


def test_the_debrief_says_what_it_is_not() -> None:
    page = STATES["debrief"]
    assert "not an assessment of fitness to practise" in Seen(render(page)).text
    assert "%" not in Seen(render(page)).text


def test_an_exit_that_nothing_prevents_says_so_before_anything_else() -> None:
    html = render(STATES["debrief-exit"])
    assert html.index("Nothing you could have said") < html.index("<h1")


def test_counts_are_told_in_words_and_not_asked_is_said() -> None:
    text = " ".join(Seen(render(STATES["debrief"])).text.split())
    assert "asked 5 times: 2 fully, 1 partly, 2 not yet" in text
    assert "not asked here" in text


@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_the_readers_choice_of_light_is_on_the_page(theme: str) -> None:
    assert f'data-theme="{theme}"' in render(replace(STATES["home"], theme=theme))
