# The sites that are measured: data directories of two sizes, made when they are first asked for. To be sourced.
# shellcheck shell=bash
# What is set here is for the scripts that source it.
# shellcheck disable=SC2034

declare -A addresses tokens servers
# Entries of the small site, and of the large one; a fifth of them have a picture.
small_posts=1000
large_posts=${BENCH_POSTS:-100000}

# Serves the site `$1`, `small` or `large`; sets `site`, `site_process` and `token`.
use_site() {
    local posts=${1}_posts
    if [[ ! -d $scratch/$1 ]]; then
        fill_site "$1" "${!posts}"
        start_server "$1"
    fi
    site=${addresses[$1]}
    token=${tokens[$1]}
    site_process=${servers[$1]}
}

# Fills the site `$1` with `$2` posts and makes a token for it.
fill_site() {
    local start=$SECONDS
    export MARTLET_RESOURCE_DIR=$resources MARTLET_PORT=0
    MARTLET_DATA_DIR=$scratch/$1 "$martlet" seed --posts "$2" --photos "$(($2 / 5))" >"$scratch/seed.log"
    tokens[$1]=$(MARTLET_DATA_DIR=$scratch/$1 "$martlet" token create --scope "create media" --name "a script")
    echo "filled the $1 site with $2 posts in $((SECONDS - start)) s" >&2
}

# Starts the server of the site `$1` and waits until it is ready.
start_server() {
    local log=$scratch/$1.log
    : >"$log"
    MARTLET_CACHE_BYTES=${cache_bytes:-33554432} MARTLET_DATA_DIR=$scratch/$1 "$martlet" serve >"$log" 2>"$log.errors" &
    servers[$1]=$!
    processes+=("$!")
    # A site of a million posts may take its time when it was just made and nothing of it is in memory.
    for _ in {1..6000}; do
        addresses[$1]=$(sed -n 's/^ *listening on  *//p' "$log")
        [[ -z ${addresses[$1]} ]] || ! curl -fs -o /dev/null "${addresses[$1]}/readyz" || return 0
        is_running "${servers[$1]}" || break
        sleep 0.01
    done
    echo "the server did not start:" >&2
    cat "$log" "$log.errors" >&2
    return 1
}

stop_server() {
    stop_process "${servers[$1]}"
    wait "${servers[$1]}" 2>>"$scratch/$1.log.errors" || true
}

# A field of the server's status, in MB.
megabytes() {
    awk -v field="$1:" '$1 == field { printf "%.1f", $2 / 1024 }' "/proc/$site_process/status"
}

# Asks the database of the site `$1`.
ask_database() {
    sqlite3 -readonly "$scratch/$1/martlet.sqlite" "$2"
}

# Prints the paths of `$2` entries of the site `$1`, from all its years.
some_permalinks() {
    ask_database "$1" "WITH RECURSIVE place (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM place LIMIT $2)
        SELECT path FROM entry WHERE id IN (
            SELECT abs(random()) % (SELECT max(id) FROM entry) + 1 FROM place) ORDER BY random()"
}

# Prints the path of the tag that most entries of the site `$1` have.
largest_tag() {
    echo "/tags/$(ask_database "$1" "SELECT name FROM entryCategory GROUP BY name ORDER BY count(*) DESC LIMIT 1")"
}
