# Part `cold`: pages that are made for each request, at two sizes of the site, and searches. To be sourced.
#
# The servers keep no page and no part of one, so each request is read from the database and rendered. What SQLite and the
# system keep in memory is theirs to keep.
# shellcheck shell=bash

measure_cold() {
    local round size name word
    # These servers go when the part is over.
    local -x cache_bytes=0
    for size in small large; do
        stop_server "$size"
        start_server "$size"
        use_site "$size"
        some_permalinks "$size" 500 >"$scratch/$size.permalinks"
        tag_paths[$size]=$(largest_tag "$size")
        load_cold "$size" page >"$scratch/warm-up"
    done
    for ((round = 0; round < rounds; round++)); do
        for name in page home feed tag; do
            # The large one stands where nginx does elsewhere: its time over that of the small one.
            record_load "cold.$name.ours" "$(load_cold large "$name")"
            record_load "cold.$name.other" "$(load_cold small "$name")"
        done
    done
    for ((round = 0; round < rounds; round++)); do
        for name in page home; do
            record_load "many.$name.ours" "$(load_cold large "$name" 64 2)"
            # Pages that nobody waits for any more are made nevertheless.
            sleep 1
        done
    done
    use_site large
    if ! curl -fsS -o "$scratch/answer" "$site/search?q=the"; then
        echo "there is no search" >&2
        return
    fi
    for ((round = 0; round < rounds; round++)); do
        for word in the sea walk; do
            record_load "search.$word.ours" "$(BENCH_COLD=1 load 1 1 1 "$site/search?q=$word")"
        done
    done
}

declare -A tag_paths

# Loads a page of the site `$1`, with one connection or with `$3` and `$4` threads.
load_cold() {
    local path=/
    use_site "$1"
    case $2 in
    feed) path=/feed.atom ;;
    tag) path=${tag_paths[$1]} ;;
    page) local -x BENCH_PATHS=$scratch/$1.permalinks ;;
    esac
    BENCH_COLD=1 load 1 "${3-1}" "${4-1}" "$site$path"
}

print_cold() {
    local name word
    heading "cold, one at a time" "$large_posts" "$small_posts"
    for name in page home feed tag; do ratio_row "$name" "cold.$name" p50 "%.2f ms" "<=" 1.3; done
    heading "cold, 64 connections" martlet ""
    for name in page home; do plain_row "$name" "many.$name.ours.rate" "%.0f/s"; done
    heading "searches" martlet ""
    for word in the sea walk; do plain_row "“$word”" "search.$word.ours.p50" "%.1f ms" "<=" 50; done
}
