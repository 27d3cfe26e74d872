// Brotli's decoder, for tests alone: it shares no code with the encoder but tables.
#ifndef CBROTLIDECODER_SHIM_H
#define CBROTLIDECODER_SHIM_H

#include <brotli/decode.h>

#endif
