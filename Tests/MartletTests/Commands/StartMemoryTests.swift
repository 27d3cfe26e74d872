import Testing

@testable import Martlet

@Suite struct `Memory of the start` {
    @Test func `only what is a file from the start, can't be written and never was is given back`() {
        let table = """
            55d0a000-55d0c000 r-xp 00000000 08:01 12  /usr/bin/martlet
            Rss:                   8 kB
            Anonymous:             0 kB
            VmFlags: rd ex mr mw me
            55d0c000-55d0d000 r--p 00002000 08:01 12  /usr/bin/martlet
            Rss:                   4 kB
            Anonymous:             4 kB
            55d0d000-55d0e000 rw-p 00003000 08:01 12  /usr/bin/martlet
            Anonymous:             0 kB
            55d0e000-55d0f000 r--s 00003000 08:01 13  /data/martlet.sqlite-shm
            Anonymous:             0 kB
            7f000000-7f001000 r--p 00000000 00:00 0
            Anonymous:             0 kB
            7f00a000-7f00c000 r-xp 00000000 00:00 0  [vdso]
            Anonymous:             0 kB
            7f00d000-7f00e000 r--p 00000000 08:01 14  /usr/lib/a library.so
            Anonymous:             0 kB
            nonsense
            """
        let files = StartMemory.fileRanges(table)
        #expect(files == [0x55d0_a000..<0x55d0_c000, 0x55d0_c000..<0x55d0_d000, 0x7f00_d000..<0x7f00_e000])
        #expect(
            StartMemory.cleanRanges(table, within: files) == [0x55d0_a000..<0x55d0_c000, 0x7f00_d000..<0x7f00_e000])
        // Loaded later, and so it may go at any time.
        #expect(StartMemory.cleanRanges(table, within: files.dropLast()) == [0x55d0_a000..<0x55d0_c000])
        #expect(StartMemory.cleanRanges("", within: files).isEmpty)
    }
}
