# Loads by wrk, and how they are recorded. To be sourced.
# shellcheck shell=bash

# Runs a program in what is left of the whole run's time.
within() {
    local left=$((run_time - SECONDS))
    ((left > 0)) || {
        echo "the time is up" >&2
        return 1
    }
    timeout --foreground "$left" "$@"
}

# Runs wrk for `$1` seconds with `$2` connections and `$3` threads on an address; prints the line of load.lua. What follows
# is for wrk.
load() {
    within wrk --timeout 10s -d "$1s" -c "$2" -t "$3" -s "$folder/load.lua" "${@:5}" "$4" | grep '^result '
}

record_load() {
    local rate median slowest requests errors
    read -r _ rate median slowest requests errors <<<"$2"
    [[ $errors == 0 && $requests -gt 0 ]] || {
        echo "$1: of ${requests:-all} requests ${errors:-all} went wrong" >&2
        return 1
    }
    record "$1.rate" "$rate"
    record "$1.p50" "$median"
    record "$1.p99" "$slowest"
    record "$1.ms" "$(calculate "1000 / $rate")"
}

# Prints the processor time of some processes so far, in seconds.
processor_time() {
    local process files=()
    for process in "$@"; do files+=("/proc/$process/stat"); done
    awk -v second="$(getconf CLK_TCK)" '{ ticks += $14 + $15 } END { print ticks / second }' "${files[@]}"
}

# Watches the processors for a second, in which nothing is measured, and prints how busy others keep them.
busy_percent() {
    {
        grep '^cpu ' /proc/stat
        sleep 1
        grep '^cpu ' /proc/stat
    } | awk '{ for (field = 2; field <= 9; field++) total[NR] += $field; idle[NR] = $5 + $6 }
        END { printf "%.0f", 100 - 100 * (idle[2] - idle[1]) / (total[2] - total[1]) }'
}
