// The only door to Expat: XML as events. No Expat type is visible here.
//
// Nothing is fetched and no entity is expanded but the five of XML and character references: a
// document that declares entities of its own is refused.
#ifndef GONGBAO_CXML_H
#define GONGBAO_CXML_H

#include <stddef.h>
#include <stdint.h>

enum {
    GONGBAO_XML_DONE = 0,
    GONGBAO_XML_MALFORMED = 1,  // what stands before the error was handed over
    GONGBAO_XML_ENTITIES = 2,
    GONGBAO_XML_TOO_DEEP = 3,
    GONGBAO_XML_NO_MEMORY = 4,
    GONGBAO_XML_STOPPED = 5,  // a handler asked for it
};

/// What is called; a handler that returns anything but 0 ends the parse.
typedef struct {
    /// `attributes` are names and values in turn, NULL at the end. Names keep their prefixes.
    int (*start)(void *context, const char *name, const char *const *attributes);
    int (*end)(void *context);
    int (*text)(void *context, const uint8_t *bytes, size_t count);
} gongbao_xml_handlers;

/// Parses `count` bytes. `encoding` overrules what the document declares; NULL leaves it to it.
/// Returns one of the above; `*line` is where the parse ended.
int gongbao_xml_parse(const uint8_t *bytes, size_t count, const char *encoding, int most_depth,
                      const gongbao_xml_handlers *handlers, void *context, int64_t *line);

#endif
