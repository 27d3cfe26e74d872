// libxml2's HTML parser, and iconv, by which it converts charsets. libxml2's headers pull in ICU's when the library
// was built with it; no type of ICU is needed here.
#ifndef CXML2_SHIM_H
#define CXML2_SHIM_H

#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

// Not by libxml2's own functions: they print a message for each byte that doesn't fit.
#include <iconv.h>

#endif
