# Run from the project's folder, whatever its name; works with GNU Make 3.81 and the tools of Debian and macOS.
# Targets that need Python packages set up the virtual environment in .venv by themselves.

.DELETE_ON_ERROR:
.PHONY: help crawl demo browse test test-all lint docs bench setup lock sample pywb

# Sites to crawl (all when empty), and the database to crawl into or to browse (data/articles.db when empty).
SITES =
DATABASE =
export DATABASE

PYTHON = .venv/bin/python
READY = .venv/ready
DEMO_DATABASE = data/demo.db
PORT = 8001

help:
	@echo 'make crawl                           crawl all sites into data/articles.db'
	@echo 'make crawl SITES="vietq an_giang"    crawl some of them'
	@echo 'make demo                            crawl the recorded sample, without a network'
	@echo 'make browse                          read the database in a browser'
	@echo 'make browse DATABASE=data/demo.db    read another one'
	@echo 'make test                            run the tests (test-all: the slow ones too)'
	@echo 'make lint                            check style, types and who imports whom'
	@echo 'make docs                            renew what of the docs is made from the code'
	@echo 'make bench                           measure speed, into docs/speed.md (a quarter of an hour)'
	@echo 'make setup                           make the virtual environment in .venv'
	@echo 'make lock                            renew requirements.txt from pyproject.toml'
	@echo 'make sample                          record the sample archive anew'
	@echo 'make pywb                            install a web archive for the tests that need one'

crawl: $(READY)
	@"$(PYTHON)" -m scrapy crawlall $(if $(DATABASE),-s DATABASE="$$DATABASE") $(SITES)

# The demo takes place on the day on which its sample was recorded.
demo: $(READY)
	@$(RM) "$(DEMO_DATABASE)" "$(DEMO_DATABASE)-wal" "$(DEMO_DATABASE)-shm"
	@"$(PYTHON)" -m scrapy crawlall -s REPLAY=data/sample -s SITES_FILE=data/sample/sites.toml \
	  -s DATABASE="$(DEMO_DATABASE)" -s NOW=2025-11-20T08:00:00+07:00
	@echo 'The articles are invented. Read them in a browser with: make browse DATABASE=$(DEMO_DATABASE)'

browse: $(READY)
	@"$(PYTHON)" -m crawler.browsing "$${DATABASE:-data/articles.db}" $(PORT)

# The slow tests measure time and memory: they have the machine to themselves.
test: $(READY)
	@"$(PYTHON)" -m pytest -m 'not slow' --numprocesses auto --dist loadfile

test-all: test
	@"$(PYTHON)" -m pytest -m slow

lint: $(READY)
	@"$(PYTHON)" -m ruff check
	@"$(PYTHON)" -m ruff format --check
	@"$(PYTHON)" -m mypy
	@.venv/bin/lint-imports

docs: $(READY)
	@"$(PYTHON)" -m crawler.database.dictionary
	@"$(PYTHON)" -m crawler.catalogue.schema
	@"$(PYTHON)" -m cogapp -r --verbosity=1 docs/*.md

# Beside many articles takes longest and 4 GB of the temporary folder; BENCH="--stored 1000,100000" does without.
bench: $(READY)
	@"$(PYTHON)" -m tests.bench $(BENCH)

sample: $(READY)
	@"$(PYTHON)" -m tests.sample

# Of its own, for pywb holds old versions of what the crawler needs new ones of (brotli, pyOpenSSL).
pywb: .venv-pywb/ready

.venv-pywb/ready: $(READY)
	@"$(PYTHON)" -m venv --clear .venv-pywb
	@.venv-pywb/bin/python -m pip install -qq --disable-pip-version-check 'pywb==2.10.0'
	@touch "$@"

lock:
	@command -v uv >/dev/null || { echo 'make lock needs uv: https://docs.astral.sh/uv/' >&2; exit 1; }
	@uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --upgrade --quiet --custom-compile-command 'make lock' --output-file requirements.txt

setup: $(READY)

# A virtual environment whose Python is gone is made again.
ifneq ($(shell test -x "$(PYTHON)" || echo gone),)
.PHONY: $(READY)
endif

# Every name is tried: on the PATH it may be a stub that does not run, or a Python without venv.
$(READY): requirements.txt
	@set -e; \
	recent='import sys; sys.exit(sys.version_info < (3, 11))'; \
	echo 'Setting up .venv; this takes a minute or two.'; \
	if command -v uv >/dev/null; then \
	  "$(PYTHON)" -c "$$recent" 2>/dev/null || uv venv --quiet --clear --python '>=3.11' .venv; \
	  set -- uv pip install --quiet --python "$(PYTHON)"; \
	else \
	  "$(PYTHON)" -c "import pip; $$recent" 2>/dev/null || { \
	    for python in python3.14 python3.13 python3.12 python3.11 python3 ''; do \
	      if "$$python" -c "import ensurepip, venv; $$recent" 2>/dev/null; then break; fi; \
	    done; \
	    test -n "$$python" || { \
	      echo 'Set-up needs Python 3.11 or later with venv: on Debian "apt install python3-venv",' \
	        'on macOS https://www.python.org/downloads/' >&2; exit 1; }; \
	    "$$python" -m venv --clear .venv; }; \
	  set -- "$(PYTHON)" -m pip install -qq --disable-pip-version-check; \
	fi; \
	"$$@" --require-hashes -r requirements.txt || { \
	  echo 'The packages could not be installed, for the reason above; set-up needs a network once.' >&2; \
	  exit 1; }; \
	touch "$@"
