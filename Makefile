# Needs Python 3.11 or newer; everything else is prepared by start.py. PYTHON=python3.12 chooses another one.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8080

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-long format check cover bench lock audit clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(firstword $(MAKEFILE_LIST)) | awk -F ':.*## ' '{ printf "make %-10s %s\n", $$1, $$2 }'

setup: ## prepare .venv with the program and the tools of development
	@$(PYTHON) start.py --dev

demo: setup ## an invented department in the browser: no token, no account; PORT=8080
	@exec $(BIN)/takt demo --port $(PORT)

test: setup ## all tests but the long ones
	@$(BIN)/python -m pytest -n 2 --dist worksteal

test-long: setup ## the long tests only
	@$(BIN)/python -m pytest -n 2 --dist worksteal -m long

format: setup ## put the code into shape
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .

check: setup ## format, lint, types, import rules, dependencies
	@echo "format"; $(BIN)/ruff format --check --quiet --output-format concise .
	@echo "lint"; $(BIN)/ruff check --quiet --output-format concise .
	@echo "types"; $(BIN)/mypy --no-error-summary
	@echo "import rules"; $(BIN)/lint-imports --no-logo >.venv/imports.txt || { cat .venv/imports.txt; exit 1; }
	@echo "dependencies"; $(BIN)/deptry . --no-ansi 2>.venv/deptry.txt || { cat .venv/deptry.txt; exit 1; }

cover: setup ## tests with branch coverage, in one process
	@$(BIN)/coverage run -m pytest && $(BIN)/coverage report

bench: setup ## measure the speed that is promised
	@$(BIN)/python -m benchmarks

lock: setup ## resolve the packages anew (both locks, without any address)
	@$(BIN)/uv pip compile $(LOCKING) --extra postgres --output-file requirements.lock
	@$(BIN)/uv pip compile $(LOCKING) --extra postgres --group dev --constraint requirements.lock --output-file requirements-dev.lock

LOCKING := pyproject.toml --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links

audit: setup ## ask whether a package we lock has a known hole (needs a network)
	@$(BIN)/pip-audit --require-hashes --disable-pip --requirement requirements-dev.lock

clean: ## remove .venv and what tools left, never your data
	@rm -rf .venv .venv.lock .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage build dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
