# Everything a developer types. Set-up is part of every target: see setup/prepare.sh.
#
#   make run ARGS="demo --clients 200"     the program, with these arguments
#   make test                              what must hold before a change is shared; CI runs the same
#   make test TESTS=tests/models           the same checks, then only these tests

SHELL := /bin/sh
BIN := .venv/bin
ARGS ?=
TESTS ?=

.PHONY: run test check format bench lock messages structure pictures wheel clean setup setup-run setup-bench
.DEFAULT_GOAL := run

# exec: the program takes the terminal, its signals and its exit code over from the shell.
run: setup-run
	@exec $(BIN)/officine $(ARGS)

test: check
	@setup/with_postgres.sh $(BIN)/pytest -q -n 2 $(TESTS)

check: setup
	@setup/check.sh

format: setup
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .

bench: setup-bench
	@$(BIN)/python -m benchmarks $(ARGS)

lock:
	@setup/lock.sh $(ARGS)

messages: setup
	@$(BIN)/python setup/catalogues.py update

structure: setup
	@setup/with_postgres.sh $(BIN)/python setup/structure.py update

pictures: setup
	@$(BIN)/python setup/pictures.py

wheel: setup
	@$(BIN)/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/*.whl

# What tools leave behind; .venv stays, as it costs a download.
clean:
	@rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name .venv -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +

setup:
	@setup/prepare.sh dev

setup-run:
	@setup/prepare.sh run

setup-bench:
	@setup/prepare.sh bench
