#!/bin/sh
# Write the lock files again from pyproject.toml: every package, pinned, with the hashes of all its files.
#
# What is locked already stays as it is; `make lock ARGS=--upgrade` moves everything, and
# `make lock ARGS="--upgrade-package textual"` one package.
# The ordinary package index is used and nothing else: the hashes must be the ones that everybody gets.
set -eu
cd "$(dirname "$0")/.."

uv_version=0.13.9
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
trap 'exit 130' INT TERM
"${PYTHON:-python3}" -m venv "$tools/venv"
"$tools/venv/bin/pip" --disable-pip-version-check --quiet install "uv==$uv_version"

lock() {
    "$tools/venv/bin/uv" pip compile --quiet --no-config --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --custom-compile-command "make lock" "$@"
}

# The development lock first: it holds everything, and the others are read off it, so they always agree.
lock pyproject.toml --extra postgres --group dev --output-file requirements-dev.lock "$@"
lock pyproject.toml --extra postgres --constraints requirements-dev.lock --output-file requirements.lock
lock --group pyproject.toml:build --constraints requirements-dev.lock --output-file requirements-build.lock
lock --group pyproject.toml:bench --constraints requirements-dev.lock --output-file requirements-bench.lock
