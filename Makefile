# Two commands matter: `make demo` shows what Détente does, `make test` runs everything that CI runs.
# Each makes its own virtual environment from a lock file with hashes; nothing is installed outside this folder.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: demo test golden bench gazetteer names train calibrate fit lock clean

demo: $(VENV)/run.stamp
	@$(BIN)/detente code examples --store out/demo.duckdb
	@$(BIN)/detente events --store out/demo.duckdb --story 02
	@$(BIN)/detente report --store out/demo.duckdb --output out/report.html
	@echo "That was one of twelve stories. Open out/report.html in a browser for all of them, and try:"
	@echo "  $(BIN)/detente events --store out/demo.duckdb --dyad CHN PHL"
	@echo "  $(BIN)/detente show 01 --store out/demo.duckdb"
	@echo "  $(BIN)/detente explain EVENT --store out/demo.duckdb     (an id from the last column)"
	@echo "  $(BIN)/detente brief CHN PHL --store out/demo.duckdb"
	@echo "  $(BIN)/detente code YOUR-STORIES --store my.duckdb"

test: $(VENV)/dev.stamp
	$(BIN)/ruff check src tests tools training
	$(BIN)/ruff format --check src tests tools training
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

golden: $(VENV)/dev.stamp
	PYTHONPATH=tests $(BIN)/python tests/golden/test_stories.py $(ACCEPT)
	PYTHONPATH=tests $(BIN)/python tests/golden/test_kept_apart.py $(ACCEPT)

bench: $(VENV)/dev.stamp
	$(BIN)/python tools/bench.py

# Compiles world/places.bin anew. Bring areas*.tsv up to date first: provinces that stand there are left out of the table.
gazetteer: $(VENV)/dev.stamp
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements/gazetteer.lock
	$(BIN)/python tools/build_gazetteer.py

names: $(VENV)/dev.stamp
	$(BIN)/python tools/build_names.py

# Needs torch: see training/README.md. BASE is the folder of the base model.
train: $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet -r training/requirements.txt
	cd training && PYTHONPATH=. ../$(BIN)/python train.py --base $(BASE) --out ../out/model $(OPTIONS)
	@echo "The card is out/model/card.json; copy the model's six files to src/detente/data/model to ship it."

calibrate: $(VENV)/run.stamp
	cd training && ../$(BIN)/python calibrate.py

# Writes calibration.json of the shipped model anew; no torch is needed.
fit: $(VENV)/run.stamp
	cd training && ../$(BIN)/python calibrate.py --fit

lock:
	uv pip compile -q pyproject.toml requirements/build.in --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate -o requirements/run.lock
	uv pip compile -q pyproject.toml requirements/build.in --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate -c requirements/run.lock -o requirements/dev.lock

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Détente needs Python 3.11 or newer; set PYTHON=python3.x")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements/run.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/run.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/dev.stamp: requirements/dev.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@ $(VENV)/run.stamp

clean:
	rm -rf $(VENV) out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
