"""All that is known here of the tables of media: what follows when they change stands in this file."""

import collections
import os

# `directory` is relative to `media`; `files` are pairs of size and SHA-256 by name.
Picture = collections.namedtuple("Picture", "directory deleted missing files")


def stored_pictures(database):
    """Every stored picture, as the tables of media have it.

    Returns pictures, and how many rows of pictures have no variant.
    """
    pictures = {}
    rows = database.execute("SELECT id, name, deletedAt, missingSince, sizeBytes, sha256 FROM storedFile")
    for key, name, deleted, missing, size, digest in rows:
        files = {"original": (size, digest)}
        pictures[key] = Picture(f"{name[:2]}/{name}", deleted is not None, missing is not None, files)
    bare = set(pictures)
    for key, file, size, digest in database.execute("SELECT fileID, file, sizeBytes, sha256 FROM storedVariant"):
        pictures[key].files[file] = (size, digest)
        bare.discard(key)
    return list(pictures.values()), len(bare)


def copy_pictures(database, media, count):
    """Copies the first picture that often, rows and files; returns how many files were made.

    The files are links: they take no room, and are files all the same.
    """
    key, name = database.execute("SELECT id, name FROM storedFile ORDER BY id LIMIT 1").fetchone()
    files = [path for path in (media / name[:2] / name).iterdir()]
    for number in range(count):
        other = f"{number:032x}"[::-1]
        folder = media / other[:2] / other
        folder.mkdir(parents=True)
        for path in files:
            os.link(path, folder / path.name)
        copy = copy_row(database, "storedFile", "id = ?", key, id=None, name=other)
        copy_row(database, "storedVariant", "fileID = ?", key, fileID=copy)
        copy_row(database, "media", "fileID = ?", key, id=None, name=other, fileID=copy)
    return count * len(files)


def copy_row(database, table, where, value, **changes):
    """Copies rows of a table, but for some columns; returns the id of the last."""
    columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
    wanted = ", ".join("?" if column in changes else column for column in columns)
    values = [changes[column] for column in columns if column in changes]
    done = database.execute(f"INSERT INTO {table} SELECT {wanted} FROM {table} WHERE {where}", [*values, value])
    return done.lastrowid
