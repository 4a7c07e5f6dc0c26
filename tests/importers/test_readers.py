"""Each format of FORMATS, with its odd things: what is listed comes out as acts, and nothing else."""

import re
from datetime import date

import pytest

from foedera.errors import Unreadable
from foedera.importers import days
from foedera.importers.listed import Listing
from tests.importers.conftest import PAGES, Reading

RATIFIED = "acceptance approval ratification"


def acts(listing: Listing) -> list[tuple[str, str, str, str]]:
    """Acts as party, kinds, day, day of effect."""
    return [
        (a.party, " ".join(sorted(a.kinds)), str(a.date or ""), str(a.effect or "")) for a in listing.acts
    ]


def test_a_page_of_the_un_treaty_collection(reading: Reading) -> None:
    listing = reading("untc", "untc.html")
    assert (listing.number, str(listing.as_of), listing.parties) == ("UNTC XVIII-98-a", "2026-11-05", 6)
    assert acts(listing) == [
        ("CIV", "accession", "2012-10-25", ""),
        ("DNK", "signature", "2000-12-12", ""),
        ("DNK", "ratification", "2003-09-30", ""),
        ("EUE", "signature", "2000-12-12", ""),
        ("EUE", "approval", "2006-09-06", ""),
        ("JPN", "signature", "2002-12-09", ""),
        ("JPN", "acceptance", "2017-07-11", ""),
        ("SRB", "signature", "2001-03-12", ""),
        ("SRB", "succession", "2001-09-06", ""),
        ("GBR", "ratification", "2006-02-09", ""),
    ]


def test_small_and_capital_a_are_two_acts(reading: Reading) -> None:
    page = (PAGES / "untc.html").read_bytes()
    turned = reading("untc", "untc.html", page.replace(b"11 Jul 2017 A", b"11 Jul 2017 a"))
    assert ("JPN", "accession", "2017-07-11", "") in acts(turned)


def test_columns_in_another_order_and_french(reading: Reading) -> None:
    assert acts(reading("untc", "untc-fr.html")) == [
        ("BOL", "accession", "2004-03-01", ""),
        ("USA", "ratification", "2005-11-03", ""),
        ("USA", "signature", "2000-12-13", ""),
        ("KOR", "signature", "2000-12-13", ""),
    ]


def test_a_file_of_the_un_treaty_collection_in_latin_1_with_escaped_markup(reading: Reading) -> None:
    listing = reading("untc", "XVIII-98-a.en.xml")
    assert (listing.number, listing.parties) == ("UNTC XVIII-98-a", 4)
    assert acts(listing) == [
        ("CIV", "accession", "2012-10-25", ""),
        ("DNK", "signature", "2000-12-12", ""),
        ("DNK", "ratification", "2003-09-30", ""),
        ("JPN", "signature", "2002-12-09", ""),
        ("JPN", "acceptance", "2017-07-11", ""),
        ("VEN", "ratification", "2002-05-13", ""),
    ]


def test_an_old_chart_of_the_council_of_europe(reading: Reading) -> None:
    listing = reading("coe", "coe-old.html")
    assert (listing.number, str(listing.as_of), listing.parties) == ("CETS 897", "2026-11-05", 4)
    assert acts(listing) == [
        ("ALB", "signature", "2005-12-22", ""),
        ("ALB", RATIFIED, "2007-02-06", "2008-02-01"),
        ("AND", "signature", "2005-11-17", ""),
        ("MLT", "definitive-signature", "2005-05-16", "2008-02-01"),
        ("MKD", "signature", "2005-11-17", ""),
        ("MKD", RATIFIED, "2009-05-27", "2009-09-01"),
        ("BLR", "accession", "2013-11-26", "2014-03-01"),
    ]


def test_a_chart_of_2016_to_2021_in_french(reading: Reading) -> None:
    assert acts(reading("coe", "coe-2016.html")) == [
        ("ALB", "signature", "2005-12-22", ""),
        ("ALB", RATIFIED, "2007-02-06", "2008-02-01"),
        ("TUR", "signature", "2009-03-19", ""),
        ("TUR", RATIFIED, "2016-05-02", "2016-09-01"),
        ("BLR", "accession", "2013-11-26", "2014-03-01"),
    ]


def test_todays_chart_is_read_once_a_browser_has_drawn_it(reading: Reading) -> None:
    with pytest.raises(Unreadable, match="drawn by script") as refused:
        reading("coe", "coe-shell.html")
    assert "save the page" in refused.value.remedy
    drawn = (PAGES / "coe-2016.html").read_bytes()
    assert len(acts(reading("coe", "full-list?module=signatures-by-treaty&treatynum=897", drawn))) == 5


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            "coe-declarations-old.html",
            [
                ("AUT", "reservation", "1968-10-02", ("art-1", "art-2"), "1968-12-31", ""),
                ("DNK", "declaration", "1999-05-05", ("art-24",), "1999-05-05", "2009-09-01"),
            ],
        ),
        (
            "coe-declarations-2016.html",
            [("AUT", "reservation", "1968-10-02", ("art-1", "art-2.b"), "1968-12-31", "")],
        ),
    ],
)
def test_declarations_of_the_council_of_europe(reading: Reading, page: str, expected: list[object]) -> None:
    listing = reading("coe", page)
    assert listing.acts == ()
    assert [
        (t.party, t.kind, str(t.date), t.provisions, str(t.period_from or ""), str(t.period_until or ""))
        for t in listing.texts
    ] == expected


def test_declarations_objections_and_notifications_below_the_un_table(reading: Reading) -> None:
    told = [(t.party, t.kind, t.provisions) for t in reading("untc", "untc.html").texts]
    assert told == [("DNK", None, ("art-15.2",)), ("JPN", "objection", ()), ("GBR", "notification", ())]


def test_normlex_tells_ratifications_and_denunciations(reading: Reading) -> None:
    listing = reading("normlex", "normlex.html")
    assert listing.number == "ILO C898"
    both = "ratification succession"
    assert acts(listing) == [
        ("ALB", both, "1997-02-27", ""),
        ("AUS", both, "1960-06-07", ""),
        ("MYS", both, "1958-10-13", ""),
        ("MYS", "denunciation", "1990-01-10", ""),
        ("TLS", both, "2026-06-16", "2027-06-16"),
        ("TGO", both, "1984-03-16", ""),
    ]
    assert [(t.party, t.text) for t in listing.texts] == [
        ("AUS", "Excluding Norfolk Island"),
        ("TGO", "Minimum age specified: 15 years"),
    ]
    assert ("MYS", "denunciation", "1990-01-10", "") in acts(reading("normlex", "normlex-fr.html"))


OAS = {
    ("ATG", "ratification", "2005-01-05", ""),
    ("ARG", "signature", "1999-06-06", ""),
    ("ARG", "ratification", "2006-12-12", ""),
    ("BRA", "signature", "1999-05-05", ""),
    ("CRI", "accession", "2012-08-23", ""),
    ("DOM", "ratification", "2012-08-23", ""),
}


@pytest.mark.parametrize(
    ("page", "count"),
    [("b-98.html", 5), ("b-98-table.html", 2), ("inter_american_treaties_B-98_signatories.html", 2)],
)
def test_three_layouts_of_the_oas_count_from_the_deposit(reading: Reading, page: str, count: int) -> None:
    listing = reading("oas", page)
    assert listing.number == "OAS B-98"
    assert len(listing.acts) == count
    assert set(acts(listing)) <= OAS
    deposited = [a for a in listing.acts if a.kinds != {"signature"}]
    assert all((a.note or "").startswith("date of deposit; instrument dated ") for a in deposited)


def test_a_year_of_two_digits_has_a_century_only_where_one_alone_is_possible() -> None:
    day = days.american("06/06/26", date(1930, 1, 1), date(2026, 11, 25))
    assert str(day) == "2026-06-06"
    with pytest.raises(ValueError, match="century"):
        days.american("06/06/26", date(1900, 1, 1), date(2026, 11, 25))
    with pytest.raises(ValueError, match="century"):
        days.american("06/06/28", date(1930, 1, 1), date(2026, 11, 25))


def test_the_dutch_treaty_database_in_english_and_dutch(reading: Reading) -> None:
    english, dutch = (
        acts(reading("verdragenbank", p)) for p in ("verdragenbank.html", "verdragenbank-nl.html")
    )
    assert ("CSHH", "accession", "1990-10-19", "") in english
    assert ("FIN", "denunciation", "2013-01-09", "2014-01-09") in english
    assert ("MDA", "succession", "2005-09-16", "") in english
    assert ("MDA", "provisional-application", "2005-01-01", "") in english
    assert ("NLD", "definitive-signature", "2005-07-27", "") in english
    assert ("SWE", "accession", "1974-09-13", "") in dutch
    assert next(a for a in english if a[0] == "GMB")[2:] == ("", "2004-05-01")


@pytest.mark.parametrize(
    ("form", "page", "old", "new", "found"),
    [
        ("untc", "untc.html", "25	Oct 2012 a", "25 Oct 2012 z", r"untc\.html:11: The sign 'z'"),
        ("untc", "untc.html", "25	Oct 2012 a", "25 Okt 2012 a", r"untc\.html:11: '25 Okt 2012'"),
        ("untc", "untc.html", "25	Oct 2012 a", "31 Feb 2012 a", r"untc\.html:11: '31 Feb 2012'"),
        ("untc", "untc.html", "Accession(a)", "Adherence(a)", r"The heading 'Adherence\(a\)'"),
        ("untc", "untc.html", ">Japan<", ">Japonia<", r"untc\.html:14: The name 'Japonia'.*Japon"),
        ("untc", "untc.html", ">Japan<", ">Hong Kong<", r"untc\.html:14: 'Hong Kong' is a territory"),
        ("untc", "untc.html", "_tblgrid", "_grid", "not a layout"),
        ("untc", "untc.html", "STATUS AS AT", "STATUS", "the day of its status"),
        ("coe", "coe-old.html", "<td>26</td>", "<td>q</td>", r"coe-old\.html:10: The mark 'q'"),
        ("coe", "coe-old.html", "6/2/2007", "2007/2/6", r"coe-old\.html:7: '2007/2/6'"),
        ("coe", "coe-old.html", "<td>X</td>", "<td>Y</td>", "'Y' is no flag"),
        ("normlex", "normlex.html", "In Force   ", "Suspended", "The status 'Suspended'"),
        (
            "normlex",
            "normlex.html",
            "Denounced on 10 Jan",
            "Automatic denunciation on 10 Jan",
            "do not make one another clear",
        ),
        (
            "normlex",
            "normlex.html",
            "Not in force   </td><td>Denounced on 10 Jan 1990",
            "Not in force</td><td>",
            "clear",
        ),
        ("oas", "b-98.html", "01/05/05   RA", "01/05/05   XX", "the line 'ANTIGUA"),
        ("oas", "b-98-table.html", "01/05/05 RA", "01/05/05", "no sign of its kind"),
        ("verdragenbank", "verdragenbank.html", "06-09-2006 (R)", "06-09-2006 (Z)", "The sign 'Z'"),
        ("verdragenbank", "verdragenbank.html", "06-09-2006 (R)", "06-09-2006", "is not a day with its sign"),
    ],
)
def test_what_is_not_understood_is_refused_with_line_and_remedy(
    reading: Reading, form: str, page: str, old: str, new: str, found: str
) -> None:
    content = (PAGES / page).read_text(encoding="utf-8")
    assert old in content
    with pytest.raises(Unreadable) as refused:
        reading(form, page, content.replace(old, new).encode())
    assert re.search(found, str(refused.value)), str(refused.value)
    assert refused.value.remedy


def test_a_row_can_be_left_aside_and_is_told(reading: Reading) -> None:
    page = (PAGES / "untc.html").read_bytes().replace(b">Japan<", b">Japonia<")
    listing = reading("untc", "untc.html", page, skip=("Japonia",))
    assert listing.skipped == ("Japonia",)
    assert "JPN" not in {a.party for a in listing.acts}
