"""What readers do of their own accord."""


class Habits:
    """A reader that changes nothing; others say what they do otherwise."""

    # Whether entries come in the order of the feed.
    keeps_order = True
    # Whether a date before 1970 is understood.
    knows_old_dates = True
    # Whether an entry that has changed is shown as it is now.
    sees_changes = True
    # Whether entries stay that are in the feed no more.
    keeps_entries = False

    # Whether titles that are HTML become plain; where not, nobody can tell any more what they were.
    decodes_titles = True

    def keeps_title(self, title, format):
        """Whether a title is shown as it is; where not, there has to be some title."""
        return True

    def body(self, entry):
        """The content without what the reader has put around it."""
        return entry.content
