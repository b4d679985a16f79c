#!/usr/bin/env bash
# Install this checkout of the action into an environment of its own, once for a job.
set -euo pipefail

fail() {
  printf '::error title=%s::%s\n' "ots-lint cannot be installed" "$1"
  exit 2
}

# Not in the folder of the pages: nothing that lies there may be taken for a Python module.
cd "$RUNNER_TEMP"

venv="$RUNNER_TEMP/ots-lint-venv"
ready="$RUNNER_TEMP/ots-lint-venv.ready"

if [ ! -f "$ready" ] || [ "$(cat "$ready")" != "$GITHUB_ACTION_PATH" ]; then
  python="${OTS_LINT_BASE_PYTHON:-}"
  if [ -z "$python" ]; then
    python="$(command -v python3 || command -v python || true)"
  fi
  [ -n "$python" ] || fail "There is no Python on this runner. Set the input python-version, for example to 3.12."
  "$python" -I -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "ots-lint needs Python 3.11 or newer. Set the input python-version, for example to 3.12."
  echo "::group::Install ots-lint"
  "$python" -I -m venv --clear "$venv" || fail "Python could not make a virtual environment (see the log of this step)."
  bin="$venv/bin"
  [ -d "$bin" ] || bin="$venv/Scripts"
  "$bin/python" -I -m pip install --disable-pip-version-check --no-input --no-warn-script-location "$GITHUB_ACTION_PATH" ||
    fail "pip could not install it. This is often a passing trouble of the network: run the job again."
  echo "::endgroup::"
  printf '%s' "$GITHUB_ACTION_PATH" >"$ready"
fi

bin="$venv/bin"
[ -d "$bin" ] || bin="$venv/Scripts"
printf 'python=%s\n' "$bin/python" >>"$GITHUB_OUTPUT"
