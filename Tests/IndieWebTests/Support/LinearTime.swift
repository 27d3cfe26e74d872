import Glibc
import Testing

/// Does what has to take a time that grows with the length of its input: a part of a second then, and otherwise minutes.
///
/// It is the processor's time for this thread that counts. By the clock, everything takes long beside a thousand other tests.
func inLinearTime<Value>(
    sourceLocation: SourceLocation = #_sourceLocation, _ work: () throws -> Value
) rethrows -> Value {
    let start = threadTime()
    defer { #expect(threadTime() - start < 20, "seconds", sourceLocation: sourceLocation) }
    return try work()
}

/// Seconds of the processor that this thread had.
private func threadTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
