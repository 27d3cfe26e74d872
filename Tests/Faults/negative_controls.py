"""Takes away what durability stands on: then power cuts must lose something, or the other cases prove nothing."""

import pathlib

from disks import command, require
from power_cut import Cuts
from report import Skip, wrong

MOST_CUTS = 8
SOURCE = pathlib.Path(__file__).with_name("swallow.c")


def run(report, options, scratch):
    scratch.mkdir(parents=True)
    for name, start in {
        "directories are not synced": lambda: swallowing(scratch, "directories"),
        "the log is not synced, as with synchronous=NORMAL": lambda: swallowing(scratch, "log"),
        "nothing is synced, by eatmydata": without_syncs,
    }.items():
        try:
            cuts = Cuts(options, scratch / name.split()[0], "ext4", **start())
            findings = cuts.go(MOST_CUTS, until_lost=True)
        except Skip as reason:
            report.skip(f"negative control: {name}", reason)
            continue
        # To lose something is what is wanted here.
        harm = [] if findings else [wrong("nothing was lost")]
        note = f"as it must, it lost: {findings[0].text}" if findings else ""
        report.case(f"negative control: {name}", harm, cuts.done, note)


def swallowing(scratch, what):
    library = scratch / "swallow.so"
    if not library.exists():
        require("cc")
        command("cc", "-shared", "-fPIC", "-O1", "-Wall", "-o", library, SOURCE, "-ldl")
    return {"LD_PRELOAD": str(library), "FAULTS_SWALLOW": what}


def without_syncs():
    require("eatmydata")
    return {"before": ["eatmydata"]}
