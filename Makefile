# make serve    everything from nothing to a running server (ARGS="--listen 127.0.0.1:4430" …)
# make test     the tests (ARGS="tests/tl -k gzip" …)
# make check    format, lint, types, import rules, SQL lint, tests
# make install  .venv with `hodhod` in it         make web     the web client, if its sources changed
# make bench    figures for this machine        make fuzz   random bytes against every parser
# make chaos    kills, cuts and outages in the middle of traffic
# make format   let the formatter rewrite       make lock   pin newer versions
#
# Needs Python 3.11 or newer. Stamps in .venv remember what is done, so nothing is done twice.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$p && break; done)
SECONDS ?= 30
# Each worker takes whole files: what a file's tests share is started once.
WORKERS := -n auto --dist loadfile --no-loadscope-reorder
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK := $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	--no-annotate --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options

.DEFAULT_GOAL := help
.PHONY: help serve install web dev generate test check lint format bench chaos fuzz lock docs clean

help:
	@sed -n 's/^# //p' Makefile | sed -n '1,8p'

serve: install
	@$(BIN)/python -m tools.web --if-can
	@$(BIN)/hodhod serve $(ARGS)

install: .venv/installed .venv/generated

web: install
	@$(BIN)/python -m tools.web

dev: install .venv/dev web

test: dev
	@$(BIN)/pytest $(WORKERS) $(ARGS)

# The clients of the end-to-end tests have timers of their own, and a shared machine can stand still
# for longer than they wait: what failed is tried once more, alone, and then it counts.
check: dev lint
	@$(BIN)/pytest -q $(WORKERS) $(ARGS) || $(BIN)/pytest -q --last-failed --last-failed-no-failures none $(ARGS)

lint: dev
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/sqlfluff lint --disable-progress-bar src/hodhod/store
	$(BIN)/python -m tools.web run lint

format: dev
	$(BIN)/ruff check --fix-only --quiet
	$(BIN)/ruff format
	$(BIN)/python -m tools.web run format

# Processes of the server and of the database are killed, lines are cut, the database stands still.
chaos: dev
	@$(BIN)/pytest -q tests/e2e/test_kill.py tests/e2e/test_workers.py tests/e2e/test_outage.py \
		tests/e2e/test_away.py tests/bus $(ARGS)

bench: dev
	@$(BIN)/python -m bench $(ARGS)

# Each parser for SECONDS; a failure prints its seed.
fuzz: dev
	@for target in fuzz/*.py; do echo "$$target"; $(BIN)/python $$target $(SECONDS) || exit 1; done

# The references that are produced from code.
docs: install
	$(BIN)/hodhod config reference > docs/reference/configuration.md
	$(BIN)/python -m tools.methods
	$(BIN)/python -m tools.bot_methods

lock: dev
	$(LOCK) $(ARGS) -o requirements/build.txt requirements/build.in
	$(LOCK) $(ARGS) -o requirements/node.txt requirements/node.in
	$(LOCK) $(ARGS) -o requirements/runtime.txt pyproject.toml
	$(LOCK) $(ARGS) --extra dev -c requirements/runtime.txt -o requirements/dev.txt pyproject.toml

clean:
	rm -rf .venv src/hodhod/tl/generated src/hodhod/web_assets web/node_modules .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

.venv/created:
	@test -n "$(PYTHON)" || { echo "hodhod needs Python 3.11 or newer with venv (Debian: apt install python3-venv)" >&2; exit 1; }
	@echo "making .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/installed: .venv/created pyproject.toml requirements/build.txt requirements/runtime.txt tools/hatch_build.py
	@echo "installing hodhod"
	@$(PIP) install --require-hashes -r requirements/build.txt -r requirements/runtime.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: .venv/installed requirements/dev.txt
	@echo "installing what the tests need"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

.venv/generated: .venv/installed $(wildcard schema/*) $(wildcard tools/tlgen/*.py)
	@echo "generating the TL types"
	@$(BIN)/python -m tools.tlgen
	@touch $@
