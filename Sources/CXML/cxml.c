#include "cxml.h"

#include <expat.h>

struct state {
    XML_Parser parser;
    const gongbao_xml_handlers *handlers;
    void *context;
    int depth;
    int most_depth;
    int result;
};

static void stop(struct state *state, int result) {
    if (state->result == GONGBAO_XML_DONE) state->result = result;
    XML_StopParser(state->parser, XML_FALSE);
}

static void on_start(void *data, const XML_Char *name, const XML_Char **attributes) {
    struct state *state = data;
    // Expat may still call back after it was stopped.
    if (state->result != GONGBAO_XML_DONE) return;
    if (++state->depth > state->most_depth) {
        stop(state, GONGBAO_XML_TOO_DEEP);
        return;
    }
    if (state->handlers->start(state->context, name, (const char *const *)attributes) != 0) {
        stop(state, GONGBAO_XML_STOPPED);
    }
}

static void on_end(void *data, const XML_Char *name) {
    struct state *state = data;
    (void)name;
    if (state->result != GONGBAO_XML_DONE) return;
    state->depth--;
    if (state->handlers->end(state->context) != 0) stop(state, GONGBAO_XML_STOPPED);
}

static void on_text(void *data, const XML_Char *text, int count) {
    struct state *state = data;
    if (state->result != GONGBAO_XML_DONE || count <= 0) return;
    const uint8_t *bytes = (const uint8_t *)text;
    if (state->handlers->text(state->context, bytes, (size_t)count) != 0) {
        stop(state, GONGBAO_XML_STOPPED);
    }
}

static void on_entity(void *data, const XML_Char *name, int is_parameter, const XML_Char *value,
                      int length, const XML_Char *base, const XML_Char *system,
                      const XML_Char *public, const XML_Char *notation) {
    (void)name, (void)is_parameter, (void)value, (void)length;
    (void)base, (void)system, (void)public, (void)notation;
    stop(data, GONGBAO_XML_ENTITIES);
}

int gongbao_xml_parse(const uint8_t *bytes, size_t count, const char *encoding, int most_depth,
                      const gongbao_xml_handlers *handlers, void *context, int64_t *line) {
    XML_Parser parser = XML_ParserCreate(encoding);
    if (parser == NULL) return GONGBAO_XML_NO_MEMORY;
    struct state state = {parser, handlers, context, 0, most_depth, GONGBAO_XML_DONE};
    XML_SetUserData(parser, &state);
    XML_SetElementHandler(parser, on_start, on_end);
    XML_SetCharacterDataHandler(parser, on_text);
    XML_SetEntityDeclHandler(parser, on_entity);
    // Expat takes the length as an int, so that large documents go in pieces.
    const size_t piece = 1 << 24;
    size_t done = 0;
    int status = XML_STATUS_OK;
    do {
        size_t rest = count - done;
        int part = (int)(rest < piece ? rest : piece);
        status = XML_Parse(parser, (const char *)bytes + done, part, done + part == count);
        done += (size_t)part;
    } while (status == XML_STATUS_OK && done < count);
    if (status != XML_STATUS_OK && state.result == GONGBAO_XML_DONE) {
        state.result = XML_GetErrorCode(parser) == XML_ERROR_NO_MEMORY ? GONGBAO_XML_NO_MEMORY
                                                                       : GONGBAO_XML_MALFORMED;
    }
    *line = (int64_t)XML_GetCurrentLineNumber(parser);
    XML_ParserFree(parser);
    return state.result;
}
