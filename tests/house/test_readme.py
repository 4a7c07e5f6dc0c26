"""What the README shows is what the command prints."""

import re
import shlex

import pytest

from foedera.cli import main
from foedera.store import Snapshot
from tests.house.tree import ROOT, text

SHOWN = re.findall(
    r"^```console\n\$ foedera ([^\n]*)\n(.*?)^```$", text(ROOT / "README.md"), re.MULTILINE | re.DOTALL
)


def test_the_readme_shows_answers() -> None:
    assert len(SHOWN) >= 2


@pytest.mark.parametrize(("words", "answer"), SHOWN, ids=[words for words, _ in SHOWN])
def test_the_command_answers_as_shown(
    words: str,
    answer: str,
    snapshot: Snapshot,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "110")
    with pytest.raises(SystemExit) as ended:
        main(shlex.split(words))
    assert not ended.value.code
    printed = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert printed == answer.splitlines()
