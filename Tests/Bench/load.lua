-- What wrk does beside sending the same GET again and again, as the environment says; at the end it prints one line for a
-- script to read.
--
--   BENCH_PATHS  a file with paths, one a line, which are asked for in turn
--   BENCH_COLD   a query that no other request has is added
--   BENCH_TOKEN  notes are created instead, each with BENCH_NOTE and a number as its text
--   BENCH_DELAY  milliseconds that each connection waits before a request

local token, cold = os.getenv("BENCH_TOKEN"), os.getenv("BENCH_COLD")
local pause = tonumber(os.getenv("BENCH_DELAY") or "")
local paths = {}
if os.getenv("BENCH_PATHS") then
    for path in io.lines(os.getenv("BENCH_PATHS")) do
        paths[#paths + 1] = path
    end
end

local threads = 0

function setup(thread)
    threads = threads + 1
    thread:set("number", threads)
end

local count = 0

-- Another number for each request of all threads; the clock tells runs apart.
local function ticket()
    count = count + 1
    return string.format("%d-%d-%d", os.time(), number or 0, count)
end

local function with_query(path)
    if not cold then
        return path
    end
    return path .. (path:find("?", 1, true) and "&" or "?") .. "cold=" .. ticket()
end

if token then
    wrk.method = "POST"
    wrk.headers["Authorization"] = "Bearer " .. token
    wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
    local note = os.getenv("BENCH_NOTE"):gsub(" ", "+")
    function request()
        return wrk.format(nil, nil, nil, "h=entry&content=" .. note .. "+" .. ticket())
    end
elseif cold or #paths > 0 then
    function request()
        local path = #paths > 0 and paths[count % #paths + 1] or wrk.path
        count = count + 1
        return wrk.format(nil, with_query(path))
    end
end

if pause then
    function delay()
        return pause
    end
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
