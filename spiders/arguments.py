"""Arguments of spiders on the command line (`-a`)."""

from crawler.errors import UserError


def yes(name: str, value: str) -> bool:
    """True if an argument switches something on; raises `UserError` where it does not say."""
    if value.lower() not in ("", "true", "1", "yes", "false", "0", "no"):
        raise UserError(f"{name}={value}: write -a {name}=true, or leave it out")
    return value.lower() in ("true", "1", "yes")


def limit_of(limit: str | None) -> int | None:
    """After how many articles a crawl ends, None for all; raises `UserError` for no number."""
    if limit is None:
        return None
    if not limit.isdigit() or int(limit) == 0:
        raise UserError(f"limit={limit}: not a number of articles; write -a limit=200")
    return int(limit)
