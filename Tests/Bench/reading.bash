# Part `reading`: pages that are in memory, in turns with nginx serving the same bytes. To be sourced.
# shellcheck shell=bash

measure_reading() {
    local name path round connections
    use_site large
    start_nginx
    declare -A paths=([page]=$(some_permalinks large 1 | head -n 1) [home]=/ [feed]=/feed.atom)
    for name in page home feed; do
        path=${paths[$name]}
        copy_to_nginx "$site" "$path"
        record "$name.bytes" "$(curl -fsS --max-time 10 "$site$path" | wc -c)"
        tags[$name]=$(entity_tag "$site$path")
        nginx_tags[$name]=$(entity_tag "$nginx$path")
        load 1 64 2 "$site$path" >"$scratch/warm-up"
    done
    for ((round = 0; round < rounds; round++)); do
        for connections in 64 512; do
            for name in page home feed; do
                load_both "$name.$connections" "$connections" "${paths[$name]}"
                load_both "$name.gzip.$connections" "$connections" "${paths[$name]}" "Accept-Encoding: gzip"
            done
            load_both "unchanged.$connections" "$connections" "${paths[page]}" \
                "If-None-Match: ${tags[page]}" "If-None-Match: ${nginx_tags[page]}"
        done
    done
}

declare -A tags nginx_tags

entity_tag() {
    curl -fsS --max-time 10 -o "$scratch/answer" -D - "$1" | sed -n 's/\r$//; s/^etag: *//Ip'
}

# Loads the path `$3` of both servers with `$2` connections, and records it as `$1`; with a header, or one for each.
load_both() {
    load_reading "$1.ours" "$2" "$site$3" "${4-Accept: */*}" "$site_process"
    # The workers are what answers.
    # shellcheck disable=SC2046
    load_reading "$1.other" "$2" "$nginx$3" "${5-${4-Accept: */*}}" $(pgrep -P "$nginx_process")
}

# Loads the address `$3`, and records as `$1` what wrk says and how much processor time the processes behind took.
load_reading() {
    local before after line
    before=$(processor_time "${@:5}")
    line=$(load "$read_time" "$2" 2 "$3" -H "$4")
    after=$(processor_time "${@:5}")
    record_load "$1" "$line"
    record "$1.cpu" "$(calculate "($after - $before) * 1e6 / $(cut -d ' ' -f 5 <<<"$line")")"
}

print_reading() {
    local connections name
    for connections in 64 512; do
        heading "cached, $connections connections" martlet nginx
        for name in page page.gzip home home.gzip feed feed.gzip unchanged; do
            ratio_row "${name/unchanged/304}" "$name.$connections" rate "%.0f/s" ">=" \
                "$([[ $name == unchanged ]] && echo 0.9 || echo 0.85)"
            ratio_row "  median" "$name.$connections" p50 "%.2f ms"
            ratio_row "  99th" "$name.$connections" p99 "%.2f ms" "<=" 1.5
            ratio_row "  processor" "$name.$connections" cpu "%.1f us"
        done
    done
    echo "page of $(median page.bytes) bytes, home of $(median home.bytes), feed of $(median feed.bytes)"
}
