# The server that reading is compared with. To be sourced.
# shellcheck shell=bash

# Starts nginx on a free port, which is tried out as nginx can't choose one itself; sets `nginx`, its address, and
# `nginx_process`. Does nothing when it runs.
start_nginx() {
    local port
    [[ -z ${nginx-} ]] || return 0
    mkdir -p "$scratch/nginx" "$scratch/htdocs"
    for _ in {1..20}; do
        # Below the ports that the system gives to clients.
        port=$((20000 + RANDOM % 12000))
        sed -e "s|USER|$(id -un)|" -e "s|SCRATCH|$scratch|" -e "s|PORT|$port|" "$folder/nginx.conf" \
            >"$scratch/nginx/conf"
        PATH=$PATH:/usr/sbin nginx -e "$scratch/nginx/errors" -c "$scratch/nginx/conf" 2>"$scratch/nginx/complaints" &
        if wait_for_nginx $! "$port"; then
            nginx=http://127.0.0.1:$port
            nginx_process=$!
            processes+=("$nginx_process")
            return
        fi
        stop_process $!
    done
    echo "nginx did not start:" >&2
    cat "$scratch/nginx/complaints" >&2
    return 1
}

# Waits until the process is nginx with its workers and answers; not when another server has the port.
wait_for_nginx() {
    for _ in {1..20}; do
        sleep 0.1
        is_running "$1" || return 1
        [[ ! -s $scratch/nginx/pid ]] || ! curl -s -o /dev/null "http://127.0.0.1:$2/" || return 0
    done
    return 1
}

# Gives nginx the bytes that the site `$1` has at the path `$2`, plain and compressed, and looks whether it serves them.
# Fails when the site doesn't compress them.
copy_to_nginx() {
    local file=$scratch/htdocs$2 packed=(-H "Accept-Encoding: gzip")
    [[ $2 != */ ]] || file+=index.html
    mkdir -p "$(dirname "$file")"
    # Before the site's first answer to a load, so that the page is in memory by then.
    curl -fsS --max-time 10 -o "$file" "$1$2"
    curl -fsS --max-time 10 "${packed[@]}" -o "$file.gz" "$1$2"
    gzip -dc "$file.gz" 2>>"$scratch/nginx/complaints" | cmp -s - "$file" || {
        echo "$2 is not compressed" >&2
        return 1
    }
    curl -fsS --max-time 10 "$nginx$2" | cmp - "$file"
    curl -fsS --max-time 10 "${packed[@]}" "$nginx$2" | cmp - "$file.gz"
}
