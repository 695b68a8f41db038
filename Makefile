# Two commands a newcomer needs: make demo, make test. Both do all the set-up.
.PHONY: demo test setup lock check evaluation clean

demo: ## build a ledger from the bundled pages and show it
	@scripts/setup.sh run
	@scripts/demo.sh

test: ## all the tests, with the set-up they need
	@scripts/setup.sh dev
	@.venv/bin/ruff check src tests evaluation benchmarks scripts
	@.venv/bin/mypy
	@.venv/bin/python -m pytest

setup: ## the environment for working on istor
	@scripts/setup.sh dev

lock: ## pin requirements/*.in anew
	@scripts/lock.sh

evaluation: ## score the corpora (where they are present)
	@.venv/bin/python -m evaluation sightings

clean: ## remove what the set-up made
	rm -rf .venv build src/*.egg-info src/istor/geography/gazetteer.sqlite
