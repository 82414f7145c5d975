"""What tests of several folders share.

- `tests/<package>` mirrors `crawler/<package>`; spiders, pipelines and whole crawls are tested in
  `tests/spiders`, `tests/pipelines` and, where a command is what matters, `tests/commands`.
- What is set up and torn down is a fixture, in the `conftest.py` of the folders that ask for it.
- A helper of one folder's tests is a module beside them, under a plain name. What two or more
  folders use is here; simulated portals, which have tests of their own, are in `tests.portals`.
- Nothing is imported from a `test_*.py` or a `conftest.py`.
- No test reads what another object keeps to itself: what a crawl stored is asked of the database
  file with `Crawls.rows` or `testing.database.rows`.
"""
