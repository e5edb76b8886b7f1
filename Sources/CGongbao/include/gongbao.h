/* Gongbao as a C library: documents in, records out as JSON Lines (UTF-8).
 *
 * No global state: a converter is made, used from any number of threads at a time, and freed.
 * Formats other than text and pages are read in the calling process: hand over only what you trust,
 * or call from a process that may fall.
 * What a function allocates is freed by the function that is named with it, by nothing else.
 */
#ifndef GONGBAO_H
#define GONGBAO_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A converter; opaque. */
typedef struct gongbao_converter gongbao_converter;

/* The version of the library, such as "0.1.0". The string is static. */
const char *gongbao_version(void);

/* Makes a converter. `options` has lines NAME=VALUE with the names kind, year and encoding, which
 * overrule what is detected; `lexicon` is the text of a file of own words, as --lexicon takes it.
 * Both may be NULL. Returns NULL where an option or a row is wrong; `*problem`, unless NULL, is then
 * a message, to be freed with gongbao_free_text. */
gongbao_converter *gongbao_converter_new(const char *options, const char *lexicon, char **problem);
void gongbao_converter_free(gongbao_converter *converter);

/* Converts `count` documents: document i is bytes[offsets[i]] to bytes[offsets[i + 1]] exclusive, in
 * any encoding that is detected. Its name, names[name_offsets[i]] to names[name_offsets[i + 1]] in
 * UTF-8, becomes the record's path; both may be NULL, then records have none.
 *
 * `*text` becomes one line for each document, in order, each with a line feed at its end: the record
 * that `gongbao convert --format jsonl` writes, or {"refused":{...}} with reason and kind where a
 * document cannot be read. It is followed by a NUL. `*line_offsets`, unless NULL, becomes count + 1
 * offsets into it. Free them with gongbao_free_text and gongbao_free_offsets.
 *
 * Returns 0; -1 when an argument is NULL or an offset runs backwards. */
int gongbao_convert(const gongbao_converter *converter, const uint8_t *bytes,
                    const int64_t *offsets, const uint8_t *names, const int64_t *name_offsets,
                    size_t count, char **text, int64_t **line_offsets);

void gongbao_free_text(char *text);
void gongbao_free_offsets(int64_t *offsets);

#ifdef __cplusplus
}
#endif

#endif
