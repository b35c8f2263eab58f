# Wiredesk. `make run` to try it, `make test` before you commit; `make help` lists the rest.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000
MANAGE := $(BIN)/python manage.py

.DEFAULT_GOAL := help
.PHONY: help run serve fuzz superuser test check clean

help: ## List every target
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Wiredesk needs Python 3.11 or newer: make PYTHON=python3.12 …'; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.installed-tests: .ci/requirements.txt $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r .ci/requirements.txt
	@touch $@

.env:
	@cp .env.example .env

run: $(VENV)/.installed .env ## Start the demonstration newspaper: front page, desk and an account
	@DEBUG=on $(MANAGE) migrate --verbosity 0
	@DEBUG=on $(MANAGE) demo_desk --address http://$(HOST):$(PORT)
	@DEBUG=on $(MANAGE) runserver --noreload $(HOST):$(PORT)

serve: $(VENV)/.installed ## Start it as in production: gunicorn, DEBUG off (HTTPS=off to try it without a proxy)
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@$(MANAGE) check --deploy --fail-level ERROR
	$(BIN)/gunicorn newsroom.wsgi --bind $(HOST):$(PORT) --workers $${WEB_CONCURRENCY:-3} --access-logfile -

fuzz: $(VENV)/.installed-tests ## Fuzz each parser for SECONDS_EACH (60); crashes are kept as samples
	@$(BIN)/python -c 'import atheris' 2>/dev/null || $(BIN)/python -m pip install --quiet -r .ci/requirements-fuzz.txt
	@ENV_FILE= DJANGO_SETTINGS_MODULE=newsroom.settings $(BIN)/python -m wire.tests.fuzz --seconds $${SECONDS_EACH:-60} $(FORMATS)

superuser: $(VENV)/.installed ## Make an account that may do everything
	@$(MANAGE) createsuperuser

test: $(VENV)/.installed-tests ## Run the whole suite (DATABASE_URL and CACHE_URL choose what it runs on)
	@ENV_FILE= $(BIN)/python -m pytest -n 2 $(TESTS)

check: $(VENV)/.installed-tests ## Run the static checks: ruff, mypy, templates, CSS, migrations, production settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	ENV_FILE= $(BIN)/mypy
	ENV_FILE= $(BIN)/python -m pytest -q wire/tests/public/test_templates.py wire/tests/public/test_css.py
	ENV_FILE= $(MANAGE) makemigrations --check --dry-run
	ENV_FILE= SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))') SITE_NAME=Check \
	  $(MANAGE) check --deploy --fail-level WARNING

clean: ## Remove what can be made again (not var/, where the data is)
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
