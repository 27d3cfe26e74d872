# Numbers of a run, kept in a folder: one a line and one file for each measure. To be sourced.
# shellcheck shell=bash

# Sets the folder of the measures.
keep_numbers_in() {
    results=$1
    mkdir "$results"
}

# Adds the value `$2` to the measure `$1`; fails when it is no number, as then the measuring has failed.
record() {
    [[ $2 =~ ^[0-9]+(\.[0-9]+)?(e[-+][0-9]+)?$ ]] || {
        echo "$1 has no value" >&2
        return 1
    }
    echo "$2" >>"$results/$1"
}

# Prints the median of a measure; nothing when there is none.
median() {
    [[ ! -e $results/$1 ]] || sort -n "$results/$1" | middle
}

# Prints the middle one of sorted lines, or the mean of the two.
middle() {
    awk '{ value[NR] = $1 } END { if (NR) print (value[int((NR + 1) / 2)] + value[int(NR / 2) + 1]) / 2 }'
}

# Prints the median and the range of the ratios of two measures, round by round: what slows the machine down for a while
# slows both.
ratio() {
    local ratios
    [[ -e $results/$1 && -e $results/$2 ]] || return 0
    ratios=$(paste "$results/$1" "$results/$2" | awk 'NF == 2 { print $1 / $2 }' | sort -n)
    printf "%.2f (%.2f to %.2f)\n" "$(middle <<<"$ratios")" "$(head -n 1 <<<"$ratios")" "$(tail -n 1 <<<"$ratios")"
}

# Prints a number in a printf format; a dash when there is none.
formatted() {
    # shellcheck disable=SC2059
    if [[ -n $2 ]]; then printf "$1" "$2"; else echo "-"; fi
}

calculate() {
    awk "BEGIN { print $1 }"
}

# Runs a command and prints how many milliseconds it took.
milliseconds() {
    local start=$EPOCHREALTIME
    "$@" >&2
    calculate "($EPOCHREALTIME - $start) * 1000"
}

# Prints whether a number is as it is wished: `verdict 0.9 ">=" 0.85`. Nothing when it isn't there or nothing is wished.
verdict() {
    [[ -n $1 && -n ${2-} ]] || return 0
    if [[ $(calculate "($1 $2 $3)") == 1 ]]; then echo "$2 $3 met"; else echo "$2 $3 MISSED"; fi
}

# One line of a table: what stands before, and up to four columns.
line() {
    printf "%-24s %11s %11s  %-22s %s\n" "$1" "${2-}" "${3-}" "${4-}" "${5-}"
}

heading() {
    echo
    line "$1" "$2" "$3" "${3:+ratio (least to most)}"
}

# The medians of a measure and of what it is compared with, in a printf format, their ratio, and what that should be.
ratio_row() {
    local ratio
    ratio=$(ratio "$2.ours.$3" "$2.other.$3")
    line "$1" "$(formatted "$4" "$(median "$2.ours.$3")")" "$(formatted "$4" "$(median "$2.other.$3")")" "$ratio" \
        "$(verdict "${ratio%% *}" "${@:5}")"
}

# The median of a measure, and what it should be.
plain_row() {
    line "$1" "$(formatted "$3" "$(median "$2")")" "" "" "$(verdict "$(median "$2")" "${@:4}")"
}
