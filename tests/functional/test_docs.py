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
from dataclasses import dataclass
from pathlib import Path

import pytest

from amicable.cli import main, parser
from amicable.demo import generate

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs" / "tutorial").glob("*.md"))]
HOW_TO = sorted((ROOT / "docs" / "how-to").glob("*.md"))
MANUAL = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
APPLICATION = {
    "backup",
    "case",
    "demo",
    "diary",
    "doctor",
    "erase",
    "mandate",
    "offboarding",
    "restore",
    "serve",
    "tick",
}
"""Commands of the web application, which tests/web, test_serve and test_json_schemas run in processes of their own."""
ON_DEMO = {"clause", "letter", "part", "prospect", "tone", "warning"}
"""Commands that need nothing but a firm with clients: how-to pages that show no others are followed, too."""
EXPORTS = {"clients.csv", "staff.csv", "xero_invoices.csv", "harvest_time.csv"}
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


@dataclass(frozen=True)
class Demo:
    """A small demo firm with its ledger, and who in it stands in for the clients on the pages."""

    folder: Path
    client: str
    pair: list[str]

    def follow(self, words):
        """The same command, about clients of this firm."""
        if words[0] in ("client", "course", "part", "warning") and not words[1].startswith("-"):
            return [words[0], self.client, *words[2:]]
        if "--client" in words:
            return [*words[: words.index("--client")], "--client", self.client]
        return ["same", "--confirm", *self.pair] if "--confirm" in words else words


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """Few clients and few of their exports, so that every command is quick."""
    folder = generate(tmp_path_factory.mktemp("demo"), kind="accounting", seed=1, clients=60)
    for export in folder.glob("exports/*"):
        if export.name not in EXPORTS:
            export.unlink()
    (folder / "jobs.csv").write_text(JOBS, encoding="utf-8")
    ledger = ["--ledger", str(folder / "ledger")]
    assert main(["import", str(folder / "exports"), *ledger]) == 0
    for export in folder.glob("exports/*"):
        if export.name != "clients.csv":  # the pages import the folder once more
            export.unlink()
    pair = answer("same", *ledger)["proposals"][0]
    return Demo(
        folder,
        answer("occasions", "late_payment", "--totals", *ledger)["clients"][0]["client_id"],
        [pair["a"], pair["b"]],
    )


FOLLOWED = [page for page in PAGES if commands(page)]
FOLLOWED += [page for page in HOW_TO if commands(page) and {line.split()[0] for line in commands(page)} <= ON_DEMO]  # fmt: skip


@pytest.mark.parametrize("page", FOLLOWED, ids=lambda page: page.name)
def test_every_command_on_a_page_can_be_followed(page, demo, tmp_path, monkeypatch):
    """None is refused and none fails, in the order in which they stand there."""
    place = shutil.copytree(demo.folder, tmp_path / "firm")
    monkeypatch.chdir(place)
    for name, content in files(page):
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).write_text(content, encoding="utf-8")
    for line in commands(page):
        words = shlex.split(line, comments=True)
        if words[0] in APPLICATION:
            continue
        ledger = [] if words[0] in ("signs", "read", "tone", "clause") else ["--ledger", "ledger"]
        assert main([*demo.follow(words), *ledger]) in (0, 1), f"amicable {line}"


@pytest.mark.parametrize(
    "page", [page for page in MANUAL if commands(page)], ids=lambda page: page.relative_to(ROOT).as_posix()
)
def test_every_command_on_a_page_is_one_that_amicable_understands(page):
    """Also on the pages that are not run here: no option may be gone, and none that is asked for may be missing."""
    for line in commands(page):
        parser().parse_args(shlex.split(line, comments=True))


def test_the_pages_show_every_command():
    """So that none goes unexplained; `demo` is what `./run demo` runs."""
    from amicable.cli import all_commands

    shown = {line.split()[0] for page in PAGES for line in commands(page)}
    shown |= {line.split()[0] for page in HOW_TO for line in commands(page)} & (APPLICATION | ON_DEMO)
    assert shown | {"demo"} == set(all_commands())
