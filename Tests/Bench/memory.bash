# Part `memory`: how soon the large site is ready, and how much memory it has at rest, in use and after it. To be sourced.
# shellcheck shell=bash

measure_memory() {
    local round start
    use_site large
    trap 'stop_process "${servers[large]}"' EXIT
    for ((round = 0; round < rounds; round++)); do
        stop_server large
        start=$EPOCHREALTIME
        start_server large
        record ready.ms "$(calculate "($EPOCHREALTIME - $start) * 1000")"
    done
    use_site large
    sleep 1
    record memory.idle "$(megabytes VmRSS)"
    some_permalinks large 2000 >"$scratch/many.permalinks"
    BENCH_PATHS=$scratch/many.permalinks load 5 64 2 "$site/" >"$scratch/warm-up"
    BENCH_PATHS=$scratch/many.permalinks BENCH_COLD=1 load 5 64 2 "$site/" >"$scratch/warm-up"
    record memory.warm "$(megabytes VmRSS)"
    sleep 5
    record memory.after "$(megabytes VmRSS)"
    record memory.peak "$(megabytes VmHWM)"
}

print_memory() {
    heading "$large_posts posts, $((large_posts / 5)) photos" martlet ""
    plain_row "start to ready" ready.ms "%.0f ms" "<=" 2000
    plain_row "memory idle" memory.idle "%.1f MB" "<=" 45
    plain_row "  while it is read" memory.warm "%.1f MB"
    plain_row "  five seconds later" memory.after "%.1f MB"
    plain_row "  at most" memory.peak "%.1f MB"
}
