"""The pages in a real browser, as lawyers, analysts and researchers walk them; with and without scripts, on a phone."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Further rows, places and cards of a kind: left out where each costs a second and shows no other fault.
REPEATED = (
    "tbody tr:nth-child(n+9), .map path:nth-of-type(n+30), datalist option, .articles li:nth-child(n+9)"
)
#: One page of each kind.
WALKED = [
    "/",
    "/pairs/ITA/CHE?as_of=2024-07-01&purpose=extradition",
    "/states/KEN?as_of=2024-07-01",
    "/states/KEN?topic=victim-protection",
    "/treaties/cets-197?as_of=2020-01-01",
    "/treaties/untoc/art-16",
    "/proof?fact=participation/untoc-tip/JPN/acceptance",
    "/case?requesting=NGA&requested=ITA&purpose=extradition&offence=trafficking-in-persons&as_of=2024-07-01",
    "/compare?states=Japan,Korea (Republic),ITA",
    "/gaps?state=KEN&as_of=2024-07-01",
    "/changes?state=KEN&from=2003-01-01&to=2006-01-01",
    "/pairs/NGA/ITA?as_of=2024-07-01&suppose=NGA:cets-112",
    "/why-not?state=NGA&treaty=cets-185",
    "/what-if?acts=accession:KEN:cets-112:2024-07-01",
    "/definitions?notion=trafficking-in-persons&state=KEN",
    "/coverage",
    "/about",
    "/docs",
    "/states/nowhere",
    "/sparql?query=SELECT%20*%20%7B%20%3Fs%20foed%3AshortTitle%20%3Ftitle%20%7D%20LIMIT%209",
]


@pytest.fixture
def context(
    browser: Browser, client: httpx.Client, request: pytest.FixtureRequest
) -> Iterator[BrowserContext]:
    """A visitor; the options of the browser come by parametrizing it."""
    opened = browser.new_context(
        base_url=str(client.base_url), locale="en-GB", **getattr(request, "param", {})
    )
    opened.set_default_timeout(10_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, client: httpx.Client) -> Iterator[Page]:
    """A tab that must ask nothing of other sites and throw no error."""
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("request", lambda r: errors.append(r.url) if not _ours(r.url, client) else None)
    yield opened
    assert not errors


def _ours(url: str, client: httpx.Client) -> bool:
    return url.startswith((str(client.base_url), "data:"))


with_and_without_scripts = pytest.mark.parametrize(
    "context", [{}, {"java_script_enabled": False}], ids=["scripts", "no-scripts"], indirect=True
)


@with_and_without_scripts
def test_a_lawyer_asks_for_a_suspect_in_two_steps(page: Page) -> None:
    page.goto("/")
    page.get_by_label("The state that asks").fill("Nigeria")
    page.get_by_label("The state that is asked").fill("Italy")
    page.get_by_role("combobox", name="For", exact=True).select_option("extradition")
    page.get_by_role("button", name="Show the channels").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nigeria")
    assert page.url.partition("?")[0].endswith("/pairs/NGA/ITA")
    card = page.locator(".card", has_text="In force between the two").first
    expect(card).to_contain_text("Palermo Convention (UNTOC), art. 16")
    expect(card).to_contain_text("since 1 Sept 2006")
    page.goto(str(card.get_by_role("link", name="Why").get_attribute("href")))
    expect(page.get_by_role("heading", level=2).first).to_have_text("Because the record says")


@with_and_without_scripts
def test_a_lawyer_comes_from_the_start_to_the_memo_in_three_steps(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name=re.compile("May Nigeria ask Italy")).click()
    page.get_by_role("link", name="Nigeria asks Italy").first.click()
    page.get_by_role("button", name="HTML").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("body")).to_contain_text("Palermo Convention (UNTOC)")
    expect(page.locator("nav")).to_have_count(0)
    assert "format=html" in page.url


@with_and_without_scripts
def test_the_facts_of_a_case_stand_in_its_memo_and_not_in_its_address(page: Page) -> None:
    page.goto("/case?requesting=NGA&requested=ITA&purpose=extradition&as_of=2024-07-01")
    expect(page.get_by_role("heading", name="What decides next")).to_be_visible()
    page.locator("fieldset").first.get_by_label("Yes").check()
    page.get_by_role("button", name="Assess").click()
    expect(page.get_by_text("On these facts")).to_be_visible()
    assert "=yes" not in page.url
    names = page.locator(".memo-form input[type=hidden]").evaluate_all("all => all.map(e => e.value)")
    assert "yes" in names
    page.emulate_media(media="print")
    assert not any(form.is_visible() for form in page.locator("form").all())
    expect(page.locator(".card").first).to_contain_text("What it asks of the case")
    page.emulate_media(media="screen")
    page.get_by_role("button", name="HTML").click()
    assert "=yes" not in page.url


@with_and_without_scripts
def test_a_policy_maker_supposes_that_a_state_joins_and_takes_it_back(page: Page) -> None:
    page.goto("/pairs/NGA/ITA?as_of=2024-07-01")
    toggle = page.get_by_role("button", name="Nigeria joins Transfer of Sentenced Persons Convention")
    expect(toggle).to_have_attribute("aria-pressed", "false")
    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "true")
    assert "suppose=NGA%3Acets-112" in page.url
    told = page.locator(".supposed")
    expect(told).to_contain_text("It would open a first way")
    expect(told).to_contain_text("Nigeria asks Italy, transfer of sentenced persons")
    page.goto(str(told.get_by_role("link", name=re.compile("proof")).first.get_attribute("href")))
    expect(page.get_by_text("if what nobody has done were done")).to_be_visible()
    page.go_back()
    toggle.click()
    expect(told).to_have_count(0)


@with_and_without_scripts
def test_a_lawyer_asks_why_an_instrument_does_not_serve(page: Page) -> None:
    page.goto("/pairs/NGA/ITA?as_of=2024-07-01")
    page.get_by_role("link", name="why not: Nigeria, European arrest warrant").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nigeria: European arrest warrant")
    expect(page.get_by_role("heading", name="What the nearest rule lacks")).to_be_visible()
    expect(page.locator("main li").first).to_contain_text("Nigeria")


def test_why_opens_in_place(page: Page) -> None:
    page.goto("/pairs/NGA/ITA?as_of=2024-07-01&purpose=extradition")
    card = page.locator(".card", has_text="In force between the two").first
    card.get_by_role("link", name="Why").click()
    expect(card.locator(".because")).to_contain_text("Nigeria")
    expect(card.locator(".because").get_by_role("link", name="It follows in")).to_be_visible()
    card.get_by_role("link", name="Why").click()
    expect(card.locator(".because")).to_have_count(0)


@with_and_without_scripts
def test_an_analyst_finds_what_kenya_owes_victims_in_two_steps(page: Page) -> None:
    page.goto("/")
    page.get_by_label("State", exact=True).fill("Kenya")
    page.get_by_label("About").select_option(label="protection of victims and witnesses")
    page.get_by_role("button", name="Show its duties").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kenya")
    expect(page.locator("table.duties tbody tr").first).to_contain_text("art.")
    page.go_back()
    expect(page.get_by_role("heading", name="Three questions, worked")).to_be_visible()


def test_an_analyst_moves_the_map_through_the_years(page: Page) -> None:
    page.goto("/treaties/cets-197?as_of=2024-07-01")
    czechia = page.locator('.map [data-party="CZE"]')
    assert czechia.get_attribute("class") == "party"
    slider = page.get_by_role("slider")
    slider.focus()
    for _ in range(10):
        slider.press("ArrowLeft")
    page.wait_for_url(re.compile("as_of=2014-07-01"))
    expect(czechia).not_to_have_class("party")
    expect(slider).to_be_focused()
    expect(page.locator("h1 time")).to_have_text("1 Jul 2014")
    expect(page.locator("table.status")).to_contain_text("Albania")


@with_and_without_scripts
def test_a_researcher_runs_a_query_and_takes_the_table(page: Page) -> None:
    page.goto("/sparql")
    page.get_by_role("link", name=re.compile("most objections")).click()
    expect(page.locator(".results table tbody tr").first).to_be_visible()
    table = page.request.get(str(page.get_by_role("link", name="CSV").get_attribute("href")))
    assert table.headers["content-type"].startswith("text/csv")
    page.get_by_label("Query").fill("SELECT nonsense")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("alert")).to_contain_text("line 1")
    expect(page.get_by_label("Query")).to_have_value("SELECT nonsense")


def test_a_lawyer_prints_a_pair_without_the_controls(page: Page) -> None:
    page.goto("/pairs/NGA/ITA?as_of=2024-07-01&purpose=extradition")
    page.emulate_media(media="print")
    expect(page.locator("form.day")).to_be_hidden()
    expect(page.locator(".card").first).to_be_visible()
    expect(page.locator("footer")).to_contain_text("Not legal advice")


def test_the_keyboard_reaches_the_content_first(page: Page) -> None:
    page.goto("/states/KEN")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="To the content")
    expect(skip).to_be_focused()
    skip.press("Enter")
    assert page.url.endswith("#main")


@pytest.mark.parametrize(
    "context", [{"viewport": {"width": 360, "height": 740}}], ids=["phone"], indirect=True
)
def test_nothing_runs_off_a_phone(page: Page) -> None:
    for address in WALKED:
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360, (address, wide)


@pytest.mark.parametrize(
    "context",
    [
        {"bypass_csp": True},
        {"bypass_csp": True, "color_scheme": "dark", "viewport": {"width": 360, "height": 740}},
    ],
    ids=["light", "dark-phone"],
    indirect=True,
)
def test_axe_finds_nothing_on_any_page(page: Page) -> None:
    found: dict[str, Any] = {}
    light = page.evaluate("matchMedia('(prefers-color-scheme: light)').matches")
    for address in WALKED if light else WALKED[1::4]:
        page.goto(address)
        page.evaluate(f"document.querySelectorAll('{REPEATED}').forEach(e => e.remove())")
        page.evaluate(AXE)
        run = "rules => axe.run(document, { runOnly: rules, resultTypes: ['violations'] })"
        for fault in page.evaluate(run, RULES)["violations"]:
            found[f"{address} {fault['id']}"] = [node["html"][:160] for node in fault["nodes"][:3]]
    assert not found
