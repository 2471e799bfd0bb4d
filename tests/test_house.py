"""The house around the product: what is written about it is true, and nothing private lies in it."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from amicable import catalogue
from amicable.cli import EXIT_CODES, all_commands
from amicable.refusal import Refusal

ROOT = Path(__file__).parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def kept_files() -> list[Path]:
    """Files that are, or would be, in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


def modules() -> list[Path]:
    return sorted((ROOT / "src").rglob("*.py"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_has_hashes_and_no_address(lock):
    text = lock.read_text(encoding="utf-8")
    pins = re.findall(r"^[\w.-]+==", text, re.MULTILINE)
    assert pins
    assert len(re.findall(r"^[\w.-]+==[^\n]*\\\n    --hash=sha256:", text, re.MULTILINE)) == len(pins)
    assert "://" not in text


@pytest.mark.skipif(not shutil.which("git") or not (ROOT / ".git").exists(), reason="not a git clone")
def test_no_file_tells_where_it_was_written():
    machine = re.compile(
        rb"(?<![\w.-])(?:/(?:home|Users)/\w+|" + re.escape(str(ROOT.parent).encode()) + rb"/)"
    )
    assert [path for path in kept_files() if machine.search(path.read_bytes())] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_on_a_page_exists(page):
    words = re.findall(
        r"^(?:\$ )?(?:\./run )?amicable ([a-z][\w-]*)", page.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert set(words) <= set(all_commands())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_on_a_page_leads_somewhere(page):
    links = re.findall(r"\]\((?!https?:)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_task_that_run_lists_is_one_it_knows():
    told = subprocess.run(["sh", ROOT / "run", "help"], check=True, capture_output=True, text=True).stdout
    listed = set(re.findall(r"^  ([\w-]+)  ", told, re.MULTILINE))
    script = (ROOT / "run").read_text(encoding="utf-8")
    outer_arms = re.findall(r"^([a-z][a-z |-]*)\)", script.split("usage ;;")[1], re.MULTILINE)
    assert listed == {task for arm in outer_arms for task in arm.split(" | ")}


def test_an_unknown_task_is_refused_with_the_list_of_tasks():
    answer = subprocess.run(["sh", ROOT / "run", "dance"], check=False, capture_output=True, text=True)
    assert answer.returncode == 1
    assert 'no task "dance"' in answer.stderr
    assert "Usage: ./run TASK" in answer.stderr


def test_the_tidy_task_refuses_arguments_before_it_removes_anything():
    answer = subprocess.run(
        ["sh", ROOT / "run", "clean", "--help"], check=False, capture_output=True, text=True
    )
    assert answer.returncode == 1
    assert "nothing was done" in answer.stderr


def test_every_refusal_ends_with_a_documented_exit_code():
    for path in modules():
        name = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)
        if not name.endswith("__main__"):
            __import__(name)
    pending, codes = [Refusal], set()
    while pending:
        kind = pending.pop()
        codes.add(kind.exit_code)
        pending += kind.__subclasses__()
    assert codes <= set(EXIT_CODES)


def test_help_imports_nothing_slow():
    slow = (
        "ibis",
        "duckdb",
        "deltalake",
        "pyarrow",
        "numpy",
        "scipy",
        "pandas",
        "splink",
        "babel",
        "holidays",
        "openpyxl",
    )
    ask = "import sys; from amicable.cli import parser; parser().format_help(); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", ask], check=True, capture_output=True, text=True
    ).stdout.split()
    assert set(loaded) & set(slow) == set()


@pytest.mark.parametrize(
    "path", modules(), ids=lambda path: path.relative_to(ROOT / "src" / "amicable").as_posix()
)
def test_no_function_is_longer_than_sixty_lines_and_no_file_than_four_hundred(path):
    text = path.read_text(encoding="utf-8")
    functions = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef))
    assert [one.name for one in functions if one.end_lineno - one.lineno >= 60] == []
    assert len(text.splitlines()) <= 400 or path.parent.name == "migrations"  # those are generated


def test_a_command_is_named_like_its_file():
    package = "amicable.cli.commands"
    files = catalogue.names(package)
    named = [catalogue.item(package, name, "COMMAND").name for name in files]
    assert [name.rstrip("_").replace("_", "-") for name in files] == named
