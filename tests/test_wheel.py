"""The wheel holds all it needs: it installs beside the locked requirements and runs."""

import gzip
import os
import re
import socket
import subprocess
import sys
import sysconfig
import time
import venv
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_holds_every_file_of_the_package(wheel):
    files = (path for path in (SOURCE / "amicable").rglob("*") if path.is_file() and path.suffix != ".pyc")
    assert {path.relative_to(SOURCE).as_posix() for path in files} <= set(ZipFile(wheel).namelist())


def test_holds_a_compiled_catalogue_for_each_language(wheel):
    names = set(ZipFile(wheel).namelist())
    spoken = {name.removesuffix(".po") for name in names if name.endswith(".po")}
    compiled = {name.removesuffix(".mo") for name in names if name.endswith(".mo")}
    assert spoken == compiled


def test_holds_nothing_but_the_package_and_its_licence(wheel):
    tops = {name.split("/")[0] for name in ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"amicable"}


def test_holds_what_browsers_load_compressed_too(wheel):
    packed = ZipFile(wheel)
    names = set(packed.namelist())
    served = {name for name in names if "/web/static/" in name and name.endswith((".css", ".js", ".svg"))}
    assert served
    for name in served:
        assert gzip.decompress(packed.read(f"{name}.gz")) == packed.read(name)
    assert list(SOURCE.rglob("static/**/*.gz")) == []


@pytest.fixture
def fresh(wheel, tmp_path):
    """A Python in which the wheel is installed, beside the locked requirements, and its site-packages."""
    venv.create(tmp_path / "fresh", with_pip=False)
    fresh = tmp_path / "fresh"
    site = Path(sysconfig.get_path("purelib", "venv", {"base": str(fresh)}))
    ZipFile(wheel).extractall(site)
    (site / "locked.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return fresh / "bin" / "python", site


def test_installs_and_runs_apart_from_its_sources(fresh, tmp_path):
    python, site = fresh
    say_version = "import amicable, amicable.cli; print(amicable.__file__); amicable.cli.main(['--version'])"
    told = subprocess.run(
        [python, "-I", "-c", say_version],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    assert told[0].startswith(str(site))
    assert told[1].startswith("amicable ")


def test_serves_pages_and_compressed_files_apart_from_its_sources(fresh, tmp_path):
    python, _ = fresh
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = ["serve", "--ledger", str(tmp_path / "ledger"), "--port", str(port)]
    run = f"import amicable.cli; amicable.cli.main({words!r})"
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("AMICABLE", "DJANGO", "PYTHONPATH"))
    }
    with subprocess.Popen([python, "-c", run], cwd=tmp_path, env=clean, stdout=subprocess.PIPE) as started:
        try:
            page = answer(port, "/account/login/").read().decode()
            sheet = re.search(r"/static/\w+/vendor/tabler\.min\.css", page)
            assert sheet
            assert answer(port, sheet.group()).headers["Content-Encoding"] == "gzip"
        finally:
            started.terminate()
    assert started.returncode == 0


def answer(port, path):
    """What the server says, once it listens."""
    ask = Request(f"http://127.0.0.1:{port}{path}", headers={"Accept-Encoding": "gzip"})
    for _ in range(600):
        try:
            return build_opener(ProxyHandler({})).open(ask, timeout=60)
        except HTTPError:
            raise
        except OSError:
            time.sleep(0.1)
    return pytest.fail("no answer within a minute")
