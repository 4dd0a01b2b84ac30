# Everything a newcomer needs: `make run` serves the app, `make test` checks all of it.
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)

# uv is several times faster; pip is what everyone has. Groups need pip 25.1 or newer.
ifdef UV
HAVE_VENV = true
MAKE_VENV = $(UV) venv --quiet --allow-existing --python $(PYTHON) $(VENV)
INSTALL = $(UV) pip install --quiet --python $(BIN)/python
else
# Debian and Ubuntu ship Python without venv.
HAVE_VENV = $(PYTHON) -c "import ensurepip, venv" 2>/dev/null || sh tools/apt.sh python3-venv
MAKE_VENV = $(PYTHON) -m venv $(VENV) && $(BIN)/python -m pip install --quiet --disable-pip-version-check pip==26.3
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

.PHONY: run test lint types tools pytest bench bench-app clean

run: $(VENV)/.run
	$(BIN)/streamlit run app.py --server.port $(PORT)

# Fetching the browsers mostly waits; the types are checked meanwhile.
test: $(VENV)/.test
	$(MAKE) --no-print-directory -j2 lint types tools
	$(MAKE) --no-print-directory pytest

lint: $(VENV)/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.test
	$(BIN)/mypy

tools:
	sh tools/browser.sh
	sh tools/npm.sh

pytest: $(VENV)/.test tools
# A file a core in the order of the tree: the browser's long files begin, short ones fill the end.
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

# The documents beside the plain alternatives at every size, and where our time goes: about an hour.
bench: $(VENV)/.bench
	$(BIN)/python -m tests.benchmarks.compare
	$(BIN)/python -m tests.benchmarks.stages

# The app, the ledgers and the gazetteer.
bench-app: $(VENV)/.bench
	$(BIN)/python -m tests.benchmarks.choosing
	$(BIN)/python -m tests.benchmarks.app
	$(BIN)/python -m tests.benchmarks.ledger
	$(BIN)/python -m tests.benchmarks.gazetteer

$(VENV)/.run: requirements.txt
	$(HAVE_VENV)
	$(MAKE_VENV)
	$(INSTALL) -r requirements.txt
	touch $@

$(VENV)/.test: $(VENV)/.run pyproject.toml
	$(INSTALL) --group test
	touch $@

$(VENV)/.bench: $(VENV)/.test tests/benchmarks/requirements.txt
	$(INSTALL) -r tests/benchmarks/requirements.txt
	touch $@

clean:
	rm -rf $(VENV) .test-tools .mypy_cache .pytest_cache .ruff_cache
