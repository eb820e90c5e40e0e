# The commands of the house. `make demo` and `make test` set everything up by themselves.
PYTHON ?= python3
PORT ?= 8765
KILLS ?= 1000
SEED ?= 20261130
VENV = .venv
RUNS = $(VENV)/.runs
READY = $(VENV)/.ready
PIP = $(VENV)/bin/python -m pip install --disable-pip-version-check
SHELL = bash
.SHELLFLAGS = -o pipefail -c
packages = $(shell grep -c '^[a-z]' $(1))
counted = awk -v all=$(call packages,$(1)) '/^(Collecting|Processing|Requirement already).*from -r/ \
	{ name = $$1 == "Requirement" ? $$4 : $$2; sub(".*/", "", name); line = "  " ++n "/" all " " name } \
	/^Installing/ { line = "  putting them in place, some seconds" } \
	line { printf "\r%-72.72s", line; fflush(); line = "" } END { printf "\r%72s\r", "" }'

.PHONY: install demo test test-slow crash setup check house bench train picture clean

demo: $(RUNS)  ## the sandbox, the bot and a seeded ledger, all on this machine
	$(VENV)/bin/taizhang demo --port $(PORT)

test: setup check  ## style, types, import direction, and every quick test
	$(VENV)/bin/pytest -n 2 --dist worksteal -m "not slow"

test-slow: setup  ## the long tail: crashes at hundreds of moments, soak, fan-out
	$(VENV)/bin/pytest -n 2 --dist worksteal -m slow

crash: setup  ## KILLS deaths by kill -9 on each database, PostgreSQL restarted and cut off meanwhile: hours
	$(VENV)/bin/python -m tests.support.deaths --kills $(KILLS) --seed $(SEED)

check: setup
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

house: setup  ## how large, how deep, how strictly typed: one table, with goals
	$(VENV)/bin/python -m tests.house.figures

bench: setup  ## speed beside its baselines, one table
	$(VENV)/bin/python -m bench

train: setup  ## the classifier of intents anew from tests/corpus, and its scores
	$(VENV)/bin/python -m training

picture: setup  ## the READMEs' picture anew, from a real conversation in the demo; needs Chromium
	$(VENV)/bin/python -m tests.support.conversation_picture

install: $(RUNS)  ## what runs, without what only tests need

setup: $(READY)

# What the program needs: enough for `make demo`. Each package is counted as it comes.
$(RUNS): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Taizhang needs Python 3.11 or newer: make PYTHON=python3.11 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing: on Debian and Ubuntu, apt install python3-venv"; exit 1; }
	@echo "Installing $(call packages,requirements.lock) packages into $(VENV), once; nothing else on this machine is changed."
	@$(PIP) --no-compile --require-hashes -r requirements.lock | $(call counted,requirements.lock)
	@$(PIP) --quiet --no-deps --no-build-isolation --editable .
	@touch $(RUNS)

# And what its tests, checks and measurements need.
$(READY): $(RUNS) requirements-dev.lock
	@echo "Installing $(call packages,requirements-dev.lock) packages more for tests and checks."
	@$(PIP) --require-hashes -r requirements-dev.lock | $(call counted,requirements-dev.lock)
	@touch $(READY)

clean:
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache
