"""The wheel holds all it needs: it installs beside the locked requirements and runs."""

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
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


def test_installs_and_runs_apart_from_its_sources(wheel, tmp_path):
    venv.create(tmp_path / "fresh", with_pip=False)
    fresh = tmp_path / "fresh"
    site = Path(sysconfig.get_path("purelib", "venv", {"base": str(fresh)}))
    ZipFile(wheel).extractall(site)
    (site / "locked.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    say_version = "import amicable, amicable.cli; print(amicable.__file__); amicable.cli.main(['--version'])"
    told = subprocess.run(
        [fresh / "bin" / "python", "-I", "-c", say_version],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    assert told[0].startswith(str(site))
    assert told[1].startswith("amicable ")
