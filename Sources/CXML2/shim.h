// libxml2's HTML parser. Its headers pull in ICU's when the library was built with it; no type of ICU is needed here.
#ifndef CXML2_SHIM_H
#define CXML2_SHIM_H

#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/encoding.h>
#include <libxml/parser.h>

#endif
