# A seeded site in a scratch folder, and an end that leaves nothing behind: for the scripts that measure a running
# Martlet or try it with other programs. To be sourced.
# shellcheck shell=bash
# What is set here is for the scripts that source it.
# shellcheck disable=SC2034

# awk, sort and EPOCHREALTIME write decimals with a point, and texts stay UTF-8.
export LC_ALL=C.UTF-8
# Everything here talks to this machine.
export no_proxy='*'

resources=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
processes=()

# The caller's own settings must not reach the site.
for setting in "${!MARTLET_@}"; do unset "$setting"; done

# Takes the path of the program, and makes the folder `$scratch`, which is gone when the script ends, however it ends.
prepare() {
    [[ $# -eq 1 ]] || {
        echo "usage: $0 PATH-TO-MARTLET" >&2
        exit 2
    }
    martlet=$(realpath -- "$1")
    scratch=$(mktemp -d -t martlet.XXXXXXXX)
    trap close_scratch EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

close_scratch() {
    local process
    for process in "${processes[@]}"; do stop_process "$process"; done
    rm -rf -- "$scratch"
}

# Asks a process to end, and ends it when it doesn't within five seconds.
stop_process() {
    kill -TERM "$1" 2>/dev/null || return 0
    for _ in {1..50}; do
        is_running "$1" || return 0
        sleep 0.1
    done
    kill -KILL "$1" 2>/dev/null || true
}

# `kill -0` would count a process that has ended but that the shell has not asked after yet.
is_running() {
    grep -q '^State:[[:space:]]*[^ZX]' "/proc/$1/status" 2>/dev/null
}

# Seeds a site and serves it on a free port: sets `site` (its address), `site_process`, `seeded` (how many entries) and
# `token`.
start_site() {
    export MARTLET_DATA_DIR=$scratch/data MARTLET_RESOURCE_DIR=$resources MARTLET_PORT=0
    "$martlet" seed >"$scratch/seed.log"
    seeded=$(sed -n 's/ sample entries$//p' "$scratch/seed.log")
    token=$("$martlet" token create --scope "create media" --name "a script")
    touch "$scratch/serve.log"
    "$martlet" serve >"$scratch/serve.log" 2>"$scratch/serve.errors" &
    site_process=$!
    processes+=("$site_process")
    wait_for_site
}

# With port 0 the server says itself where it listens, once it does.
wait_for_site() {
    for _ in {1..200}; do
        site=$(sed -n 's/^ *listening on  *//p' "$scratch/serve.log")
        [[ -z $site ]] || return 0
        is_running "$site_process" || break
        sleep 0.1
    done
    echo "the server did not start:" >&2
    cat "$scratch/serve.log" "$scratch/serve.errors" >&2
    return 1
}

# Draws the JPEG `$1` of `$2` by `$3` pixels; another one for each number `$4`.
draw_jpeg() {
    local picture='"type": "jpeg", "scene": "landscape", "orientation": 1, "frames": 1, "hasMetadata": false,
        "isWideGamut": false, "isProgressive": false, "hasAlpha": false'
    "$martlet" image-worker draw --out "$1" --picture "{$picture, \"width\": $2, \"height\": $3, \"seed\": $4}"
}
