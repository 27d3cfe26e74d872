# Part `writes`: how long readers wait while others write. To be sourced.
# shellcheck shell=bash

# Sixteen readers ask for home, the feed and posts, each a hundred times a second at most: once while nothing else goes on,
# once beside 50 new notes and a new picture a second, and the further formats that are made of each picture afterwards.
measure_writes() {
    local round
    use_site large
    draw_jpeg "$scratch/phone.jpg" 4000 3000 2
    {
        echo /
        echo /feed.atom
        some_permalinks large 18
    } >"$scratch/mixed.paths"
    read_calmly 1 >"$scratch/warm-up"
    for ((round = 0; round < rounds; round++)); do
        wait_for_pictures large
        record_load writes.other "$(read_calmly 3)"
        write_notes 4 >"$scratch/notes" &
        write_pictures 4 "$round" >"$scratch/pictures" &
        sleep 0.5
        record_load writes.ours "$(read_calmly 3)"
        wait
        record_load notes.ours "$(<"$scratch/notes")"
        record pictures.ours "$(wc -l <"$scratch/pictures")"
    done
}

read_calmly() {
    BENCH_PATHS=$scratch/mixed.paths BENCH_DELAY=10 load "$1" 16 1 "$site/"
}

write_notes() {
    BENCH_TOKEN=$token BENCH_NOTE=$note BENCH_DELAY=18 load "$1" 1 1 "$site/micropub"
}

# Waits until all formats of all pictures of the site `$1` are made, which takes seconds for each.
wait_for_pictures() {
    local waiting="SELECT count(*) FROM job WHERE kind = 'remake-media' AND givenUpAt IS NULL"
    while [[ $(ask_database "$1" "$waiting") != 0 ]]; do
        within sleep 0.2
    done
}

# Begins an upload each second, for `$1` seconds, and prints a line for each that was accepted.
write_pictures() {
    local number uploads=()
    for ((number = 0; number < $1; number++)); do
        # Equal files would be stored once.
        (cat "$scratch/phone.jpg" && echo "$2 $number") >"$scratch/phone-$number.jpg"
        within nice -n 19 curl -fsS -o "$scratch/answer-$number" -w "%{http_code}\n" -H "Authorization: Bearer $token" \
            -F "file=@$scratch/phone-$number.jpg;type=image/jpeg" "$site/media" &
        uploads+=("$!")
        sleep 1
    done
    wait "${uploads[@]}"
}

print_writes() {
    heading "reading beside writing" writing quiet
    ratio_row "99th" writes p99 "%.2f ms" "<=" 2
    ratio_row "  median" writes p50 "%.2f ms"
    ratio_row "  requests" writes rate "%.0f/s"
    plain_row "  notes written" notes.ours.rate "%.0f/s"
    plain_row "  pictures in 4 s" pictures.ours "%.0f"
}
