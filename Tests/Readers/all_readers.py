"""The readers that are installed."""

from with_atoma import Atoma
from with_feedparser import Feedparser
from with_newsboat import Newsboat
from with_reader import Reader
from with_rss2email import RSS2Email
from with_sfeed import Sfeed


def installed(scratch):
    """Each with nothing read yet; one that isn't there is left out with a note."""
    readers = []
    for make in (Feedparser, Atoma, Reader, lambda: Newsboat(scratch), Sfeed, lambda: RSS2Email(scratch)):
        try:
            readers.append(make())
        except LookupError as error:
            print(f"note    {error.args[0]} is not installed: left out")
    return readers
