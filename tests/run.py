"""Runs every check of the project on a machine that has only Python 3.11 or later: `python3 tests/run.py`.

The first run makes an environment of its own (`.venv-dev`) with the locked packages and needs the network;
after that it needs none. Arguments go to pytest: `python3 tests/run.py -k protocol`.
"""

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".venv-dev"
LOCK = ROOT / "requirements-dev.lock"
BIN = ENVIRONMENT / "bin"
CHECKS = (
    ("ruff", "format", "--check", "--quiet"),
    ("ruff", "check", "--quiet"),
    ("mypy",),
    ("lint-imports",),
)


def main(pytest_arguments: list[str]) -> int:
    """Run the checks in turn and stop at the first that fails; its exit code is the answer."""
    if sys.version_info < (3, 11):  # noqa: UP036  (started by whatever Python there is)
        print("Python 3.11 or later is needed.", file=sys.stderr)
        return 2
    _prepare()
    for check in CHECKS:
        code = _run(*check)
        if code:
            return code
    # On every processor; whoever is done takes over what others have left, for some tests are long.
    return _run("pytest", "-q", "-n", "auto", "--dist", "worksteal", *pytest_arguments)


def _prepare() -> None:
    """Make the environment, unless it is there for just these locked packages."""
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    made = ENVIRONMENT / "made-for"
    if made.is_file() and made.read_text(encoding="utf-8") == wanted:
        return
    print("Making .venv-dev: this happens once, and needs the network.", flush=True)
    venv.create(ENVIRONMENT, clear=True, with_pip=True)
    pip = (str(BIN / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    subprocess.run([*pip, "--require-hashes", "--requirement", str(LOCK)], check=True, cwd=ROOT)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--editable", "."], check=True, cwd=ROOT)
    made.write_text(wanted, encoding="utf-8")


def _run(program: str, *arguments: str) -> int:
    print(f"-- {' '.join((program, *arguments))}", flush=True)
    return subprocess.run([str(BIN / program), *arguments], check=False, cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
