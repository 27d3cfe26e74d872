// Brotli's encoder. Its decoder is not wanted here: nothing that comes in is coded with it but what libcurl fetches.
#ifndef CBROTLI_SHIM_H
#define CBROTLI_SHIM_H

#include <brotli/encode.h>

#endif
