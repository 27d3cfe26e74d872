-- What wrk does beside sending GETs: with a token it creates notes; at the end it prints one line for a script to read.

local token = os.getenv("BENCH_TOKEN")

if token then
    wrk.method = "POST"
    wrk.headers["Authorization"] = "Bearer " .. token
    wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
    wrk.body = "h=entry&content=" .. os.getenv("BENCH_NOTE"):gsub(" ", "+")
end

-- Requests a second, median and 99th percentile in milliseconds, how many requests there were and how many went wrong.
function done(summary, latency)
    local errors = 0
    for _, count in pairs(summary.errors) do
        errors = errors + count
    end
    io.write(string.format("result %.1f %.3f %.3f %d %d\n", summary.requests / summary.duration * 1e6,
        latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, summary.requests, errors))
end
