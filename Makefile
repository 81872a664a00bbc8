# Two commands do everything on a fresh machine with Python 3.11 or newer: make run, make test.

PYTHON ?= $(shell for name in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	command -v $$name >/dev/null 2>&1 && $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
VENV := .venv
BIN := $(VENV)/bin
NPM := $(shell command -v npm 2>/dev/null)
PORT ?= 8501
WORKERS ?= 2

.DEFAULT_GOAL := help

help:  ## list what make can do
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/run.stamp  ## start the app on http://localhost:8501 (another port: make run PORT=8600)
	@$(BIN)/python -m server $(PORT)

test: $(VENV)/test.stamp  ## run all tests; finds or installs a Chromium for the browser tests
	@$(BIN)/python -m tests.browser.chromium >/dev/null
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

check: $(VENV)/test.stamp $(if $(NPM),node_modules/check.stamp)  ## style, types, import rules, dependencies, the data and the translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/numpydoc lint $$(find geo -name '*.py')
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry geo --optional-dependencies-dev-groups app,test,basemap
	$(BIN)/deptry . --extend-exclude '(tools|tests|benchmark)/' --optional-dependencies-dev-groups test,basemap
	$(BIN)/deptry .
	$(BIN)/python -m geo validate
	$(BIN)/python -m tools.describe --check
	$(BIN)/python -m tools.translate check
	$(BIN)/python -m tools.release --check
ifdef NPM
	$(NPM) run --silent check
else
	@echo "npm was not found, so types and style of the map's script were not checked; all else was."
endif

format: $(VENV)/test.stamp  ## bring the code into form
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: $(VENV)/test.stamp  ## measure the speed against an empty app and a plain folium app
	@$(BIN)/python -m tests.browser.chromium >/dev/null
	$(BIN)/python -m benchmark.run

pictures: $(VENV)/test.stamp  ## take a picture of every page, window, theme and language into pictures/
	@$(BIN)/python -m tools.pictures

picture: $(VENV)/test.stamp  ## make the picture of the README anew
	UPDATE_PICTURES=1 $(BIN)/python -m pytest tests/browser -k picture

lock: $(VENV)/test.stamp  ## pin all packages anew
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/python -m tools.lock

clean:  ## remove what make made
	rm -rf $(VENV) node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/pyvenv.cfg:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and was not found: install it, or name it with make PYTHON=/path/to/python3."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "$(PYTHON) cannot make a virtual environment: install its venv package (Debian: python3-venv)."; exit 1; }

$(VENV)/run.stamp: requirements.lock $(VENV)/pyvenv.cfg
	@echo "Installing the packages of requirements.lock, once ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/test.stamp: requirements-test.lock $(VENV)/run.stamp
	@echo "Installing the packages of requirements-test.lock, once ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

node_modules/check.stamp: package-lock.json
	@echo "Installing the packages of package-lock.json, once ..."
	@$(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@
