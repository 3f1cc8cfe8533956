# Needs python3 (3.11 or newer) and make; everything else is set up in .venv from pinned versions.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup run test lint format bench golden document check clean

help:
	@echo "make run     run the main job: the baseline and the plan, verdicts and figures in outputs/"
	@echo "make test    run all tests"
	@echo "make lint    ruff and mypy"
	@echo "make check   lint, then test, then simulator check"
	@echo "make bench   time the kernel beside its peers, write benchmarks/results.md"
	@echo "make golden  rewrite tests/golden; read the difference afterwards"
	@echo "make document  rewrite docs/model.md, docs/model.zh.md and their figures from the model"

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed, $(PYTHON) is older. Try: make PYTHON=python3.11" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up $(VENV), once; this takes about a minute." >&2
	@$(BIN)/python -m pip install --quiet --quiet --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --quiet --no-deps --no-build-isolation --editable .
	@touch $@

run: $(READY)
	@$(BIN)/simulator run baseline plan

test: $(READY)
	@$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy simulator

format: $(READY)
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(READY)
	@$(BIN)/python -m benchmarks $(BENCH)

golden: $(READY)
	@REWRITE_GOLDEN=1 $(BIN)/python -m pytest tests/golden
	@git diff --stat -- tests/golden

document: $(READY)
	@rm -rf docs/.written && $(BIN)/simulator describe -o docs/.written
	@mkdir -p docs/figures && rm -f docs/figures/model-*.png
	@mv docs/.written/*-model/figures/*.png docs/figures/
	@mv docs/.written/*-model/model.md docs/.written/*-model/model.zh.md docs/ && rm -rf docs/.written

check:
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory test
	@$(BIN)/simulator check

clean:
	rm -rf $(VENV) .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist
