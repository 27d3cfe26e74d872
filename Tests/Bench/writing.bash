# Parts `creating` and `uploading`: against bare SQLite commits and against vipsthumbnail. To be sourced.
# shellcheck shell=bash

# Creates notes one after the other on one connection, and commits rows of the same size.
measure_creating() {
    local round
    use_site small
    export BENCH_TOKEN=$token BENCH_NOTE=$note
    # The first thousand pages make the log grow; after that its blocks are written over, which is cheaper.
    load 2 1 1 "$site/micropub" >"$scratch/warm-up"
    commit_rows 2 >"$scratch/warm-up"
    for ((round = 0; round < write_rounds; round++)); do
        record_load create.ours "$(load "$write_time" 1 1 "$site/micropub")"
        record create.other.ms "$(commit_rows "$write_time")"
    done
}

# Commits single rows for `$1` seconds and prints the milliseconds that one took.
commit_rows() {
    local file=$scratch/commits.sqlite before after start elapsed
    before=$(count_rows "$file")
    start=$EPOCHREALTIME
    # The time-out ends it, within a commit or between two: what counts is in the file.
    { commit_statements || true; } |
        { timeout --foreground "$1" sqlite3 "$file" >"$scratch/modes" || [[ $? -eq 124 ]]; }
    elapsed=$(calculate "($EPOCHREALTIME - $start) * 1000")
    after=$(count_rows "$file")
    [[ $(xargs <"$scratch/modes") == "wal 2" ]] || {
        echo "SQLite did not take its settings" >&2
        return 1
    }
    calculate "$elapsed / ($after - $before)"
}

# Prints how many rows there are, in a file that is made when it isn't there. The log stays when the file is closed.
count_rows() {
    sqlite3 -cmd ".filectrl persist_wal 1" "$1" "PRAGMA journal_mode = WAL;
        CREATE TABLE IF NOT EXISTS entry (id INTEGER PRIMARY KEY, path, mf2); SELECT count(*) FROM entry" | tail -n 1
}

commit_statements() {
    local published="2026-11-21T08:29:00Z"
    local mf2="{\"type\":[\"h-entry\"],\"properties\":{\"content\":[\"$note\"],\"published\":[\"$published\"]}}"
    echo "PRAGMA synchronous = FULL; PRAGMA journal_mode; PRAGMA synchronous;"
    yes "BEGIN IMMEDIATE; INSERT INTO entry (path, mf2) VALUES ('/notes/20261121082900-1234', '$mf2'); COMMIT;" \
        2>/dev/null
}

# Uploads a picture of 12 megapixels, and makes the same files of it with vipsthumbnail.
measure_uploading() {
    local round
    use_site small
    draw_jpeg "$scratch/picture.jpg" 4000 3000 1
    record upload.bytes "$(stat -c %s "$scratch/picture.jpg")"
    upload
    make_thumbnails
    for ((round = 0; round < write_rounds; round++)); do
        record upload.ours.ms "$(milliseconds upload)"
        record upload.other.ms "$(milliseconds make_thumbnails)"
    done
}

upload() {
    within curl -fsS -o "$scratch/answer" -H "Authorization: Bearer $token" \
        -F "file=@$scratch/picture.jpg;type=image/jpeg" "$site/media"
}

# The sizes and qualities of PicturePipeline, one process each, as from a shell.
make_thumbnails() {
    local folder=$scratch/thumbnails webp="[Q=80,effort=3,strip]"
    rm -rf "$folder"
    mkdir "$folder"
    thumbnail 4000x "$folder/full.jpg[Q=85,optimize_coding,strip]"
    thumbnail 1280x "$folder/large.webp$webp"
    thumbnail 640x "$folder/medium.webp$webp"
    thumbnail 320x "$folder/small.webp$webp"
    thumbnail 150x150 "$folder/thumb.webp$webp" --smartcrop centre
    # It exits with 0 also when it could not write.
    [[ $(find "$folder" -type f -size +0 | wc -l) -eq 5 ]]
}

thumbnail() {
    within vipsthumbnail "$scratch/picture.jpg" --size "$1" -o "$2" "${@:3}"
}

print_creating() {
    heading "creating" martlet "SQLite"
    ratio_row "note, bare commit" create ms "%.3f ms" "<=" 2.5
    plain_row "  median" create.ours.p50 "%.2f ms"
    plain_row "  99th" create.ours.p99 "%.2f ms"
}

print_uploading() {
    heading "uploading" martlet vips
    ratio_row "12 MP, 5 thumbnails" upload ms "%.0f ms" "<=" 1.2
    echo "picture of $(median upload.bytes) bytes"
}
