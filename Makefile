# Two commands matter: `make run` and `make test`. Needs Python 3.11 or newer (with venv).
# Without make: README.md has the same steps by hand.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
SIM_DATA ?= $(CURDIR)/data
PYTEST_ARGS ?=

VENV_PYTHON = .venv/bin/python

# In CI a browser test that cannot run is a failure, not a skip.
REQUIRE_BROWSER = $(if $(filter true,$(CI)),1,)
PYTEST = SIM_REQUIRE_BROWSER=$(REQUIRE_BROWSER) SIM_BROWSER="$$($(PYTHON) tools/browser.py)" \
	$(VENV_PYTHON) -m pytest

.DEFAULT_GOAL := help
.PHONY: help run test test-fast lint check-scenarios bench gallery soak lock vendor clean \
	run-environment test-environment

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-17s %s\n", $$1, $$2}' Makefile
	@echo
	@echo '  make run HOST=0.0.0.0 PORT=8080   lets other devices on your network in'
	@echo '  make test PYTEST_ARGS="-k frame"  runs the tests that match'

run: run-environment  ## start the program; open the address it prints
	@SIM_DATA="$(SIM_DATA)" exec $(VENV_PYTHON) -m sim serve --host "$(HOST)" --port "$(PORT)"

test: test-environment  ## everything: style, types and every test, the browser's included
	@$(PYTHON) tools/browser.py --install
	@$(VENV_PYTHON) -m ruff check .
	@$(VENV_PYTHON) -m mypy
	@$(PYTEST) $(PYTEST_ARGS)

test-fast: test-environment  ## under a minute: no browser, nothing slow
	@$(PYTEST) -n 2 -m "not browser and not slow" $(PYTEST_ARGS)

lint: test-environment  ## style and types only
	@$(VENV_PYTHON) -m ruff check .
	@$(VENV_PYTHON) -m mypy

check-scenarios: run-environment  ## read every scenario as the checker does
	@$(VENV_PYTHON) -m sim check

bench: test-environment  ## measure a turn; docs/measurements.md has the figures
	@$(VENV_PYTHON) -m bench.turn

gallery: test-environment  ## pictures of every page and state, into gallery/
	@SIM_BROWSER="$$($(PYTHON) tools/browser.py)" $(VENV_PYTHON) -m tools.gallery gallery --keep docs/pictures

soak: test-environment  ## kill the server under load, again and again; some minutes
	@$(VENV_PYTHON) -m bench.soak

lock:  ## rewrite requirements/ from pyproject.toml (needs a package index)
	@$(PYTHON) tools/lock.py

vendor:  ## check the vendored files against their manifests
	@$(PYTHON) tools/vendor.py

clean:  ## remove the environment and caches; data/ stays
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find sim tests tools bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

run-environment:
	@$(PYTHON) tools/environment.py run

test-environment:
	@$(PYTHON) tools/environment.py test
