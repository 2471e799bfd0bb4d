"""The manual can be followed: every command that README and the tutorial show is run, on a small demo firm.

A block marked `console` shows commands, each on a line that begins with `$`. Those of `amicable` are run in order, all
others (`./run demo`, `export`) are for the reader. A block with a file's name beside its language (`csv jobs.csv`) is
written to that file first. Names and ids on the pages are those of the big demo firm, or made up: others stand in.
"""

import io
import json
import re
import shlex
import shutil
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from amicable.cli import main
from amicable.demo import generate

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs" / "tutorial").glob("*.md"))]
JOBS = "Customer;Day;Hours\nAcme Ltd;03/02/2026;2,5\nBirch & Sons;20/02/2026;4\n"


def commands(page):
    """The command lines of `amicable` on a page, without the name of the program."""
    blocks = re.findall(
        r"^```console\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    lines = [line for block in blocks for line in block.splitlines()]
    return [line.removeprefix("$ amicable ") for line in lines if line.startswith("$ amicable ")]


def files(page):
    """Name and content of the files that a page shows."""
    return re.findall(
        r"^```\w+ (\S+)\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )


def answer(*command):
    """What a command answers, as JSON."""
    with redirect_stdout(io.StringIO()) as told:
        assert main([*command, "--json"]) == 0
    return json.loads(told.getvalue())


def standing_in(words, ledger):
    """The same command about clients of the small firm."""
    if words[0] == "client":
        return ["client", answer("review", "--top", "1", *ledger)["ranking"][0]["client_id"], *words[2:]]
    if "--client" in words:
        first = answer("review", "--top", "1", *ledger)["ranking"][0]["client_id"]
        place = words.index("--client") + 1
        return [*words[:place], first, *words[place + 1 :]]
    if "--confirm" in words:
        pair = answer("same", *ledger)["proposals"][0]
        return ["same", "--confirm", pair["a"], pair["b"]]
    return words


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A small demo firm with its ledger."""
    folder = generate(tmp_path_factory.mktemp("demo"), kind="accounting", seed=1, clients=60)
    (folder / "jobs.csv").write_text(JOBS, encoding="utf-8")
    assert main(["import", str(folder / "exports"), "--ledger", str(folder / "ledger")]) == 0
    return folder


@pytest.mark.parametrize("page", [page for page in PAGES if commands(page)], ids=lambda page: page.name)
def test_every_command_on_a_page_can_be_followed(page, demo, tmp_path, monkeypatch):
    """None is refused and none fails, in the order in which they stand there."""
    place = shutil.copytree(demo, tmp_path / "firm")
    monkeypatch.chdir(place)
    for name, content in files(page):
        (place / name).write_text(content, encoding="utf-8")
    for line in commands(page):
        words = shlex.split(line, comments=True)
        ledger = [] if words[0] == "signs" else ["--ledger", "ledger"]
        assert main([*standing_in(words, ledger), *ledger]) in (0, 1), f"amicable {line}"


def test_the_pages_show_every_command():
    """So that none goes unexplained; `demo` is what `./run demo` runs."""
    from amicable.cli import all_commands

    shown = {line.split()[0] for page in PAGES for line in commands(page)}
    assert shown | {"demo"} == set(all_commands())
