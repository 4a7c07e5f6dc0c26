"""``python -m foedera.cli`` is the ``foedera`` command."""

from foedera.cli.app import main

main()
