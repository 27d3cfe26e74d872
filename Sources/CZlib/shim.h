// What Swift cannot say to zlib by itself: `deflateInit2` is a macro. Nothing here decides anything.
#ifndef CZLIB_SHIM_H
#define CZLIB_SHIM_H

// The input is only read, and its pointer says so.
#define ZLIB_CONST
#include <zlib.h>

/// Begins a gzip stream: the 16 stands for its frame. Without `deflateSetHeader` the header has no name and no time.
/// 8 is zlib's usual use of memory.
static inline int czlib_begin_gzip(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
}

#endif
