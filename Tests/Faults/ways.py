"""Which actions lead through which failpoint."""

from actions import (
    Create, CreateWithPictures, Delete, DeleteFile, DeletionJob, Undelete, Update, Upload, UploadEqual,
)
from owner_actions import Share, SignIn, TokenByCommand
from start_actions import Migration, PictureByAddress, Remake, StartWithDeletions, StartWithStrays, StartWithUpload

# Which actions lead through the failpoints whose names begin so; of several beginnings the longest counts.
WAYS = {
    "upload.": (Upload, CreateWithPictures, UploadEqual, PictureByAddress),
    # Bytes that are stored already get no place of their own.
    "upload.shard-made": (Upload, CreateWithPictures, PictureByAddress),
    "upload.directory-moved": (Upload, CreateWithPictures, PictureByAddress),
    "upload.parents-synced": (Upload, CreateWithPictures, PictureByAddress),
    "create.": (Create, CreateWithPictures),
    "create.photos-linked": (CreateWithPictures,),
    "update.": (Update,),
    "delete.entry": (Delete, Undelete),
    "delete.media": (DeleteFile, UploadEqual),
    "deletion.": (StartWithDeletions, DeletionJob),
    "job.": (StartWithDeletions, PictureByAddress, DeletionJob),
    "database.": (
        Create, CreateWithPictures, Upload, Update, Delete, Undelete, DeleteFile, PictureByAddress, TokenByCommand,
    ),
    "token.inserted": (TokenByCommand, SignIn),
    "token.renewed": (SignIn,),
    "code.": (SignIn,),
    "share.": (Share,),
    "remake.": (Remake,),
    "migration.": (Migration,),
    "recovery.swept": (StartWithUpload,),
    "recovery.directory-kept": (StartWithStrays,),
}

# Failpoints that are reached only behind the error of another.
BEHIND = {"database.fence": "database.commit"}


def ways(point):
    """The actions that lead through a failpoint; none for one that nobody has thought of here yet."""
    beginnings = [beginning for beginning in WAYS if point.startswith(beginning)]
    return WAYS[max(beginnings, key=len)] if beginnings else ()


def armed(point, turn, deed):
    """The value that arms a failpoint for its hit of that number."""
    if point in BEHIND:
        return f"{BEHIND[point]}:{turn}:error,{point}:{deed}"
    return f"{point}:{turn}:{deed}"


def needs_a_way(point):
    """Whether simple requests don't lead there."""
    found = ways(point)
    return bool(found) and (found[0].starts_itself or found[0].needs_owner)
