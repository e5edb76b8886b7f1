// The only door to ICU. No ICU type or header is visible here, so that Swift code can import this
// module beside Foundation, and any ICU version serves (symbol renaming stays in cicu.c).
#ifndef GONGBAO_CICU_H
#define GONGBAO_CICU_H

#include <stddef.h>
#include <stdint.h>

/// The runtime ICU version, such as "72.1". The string is static.
const char *gongbao_icu_version(void);

/// Decodes `count` bytes of `encoding` (an ICU converter name) into Unicode scalars.
/// Invalid sequences become U+FFFD. `*scalars` is allocated with malloc and owned by the caller.
/// Returns the number of scalars, or -1 when the encoding is unknown or memory ran out.
ptrdiff_t gongbao_icu_decode(const char *encoding, const uint8_t *bytes, size_t count,
                             uint32_t **scalars);

/// How many bytes each scalar that `gongbao_icu_decode` gives takes: `widths[i]` that of scalar i.
/// Returns the number of scalars, or -1 when there are more than `room`, one takes more than 255
/// bytes, or ICU cannot tell.
ptrdiff_t gongbao_icu_widths(const char *encoding, const uint8_t *bytes, size_t count,
                             uint8_t *widths, size_t room);

/// Frees what `gongbao_icu_decode` allocated.
void gongbao_free(void *memory);

/// What a scalar of the Basic Multilingual Plane is, as far as the reader needs to know.
enum {
    GONGBAO_CLASS_OTHER = 0,
    GONGBAO_CLASS_BLANK = 1,    // white space inside a line
    GONGBAO_CLASS_NEWLINE = 2,  // LF, CR, VT, FF, NEL, LS, PS
    GONGBAO_CLASS_CONTROL = 3,  // controls and invisible format characters
    GONGBAO_CLASS_HAN = 4,
    GONGBAO_CLASS_LETTER = 5,
    GONGBAO_CLASS_DIGIT = 6,
    GONGBAO_CLASS_PUNCTUATION = 7,
    GONGBAO_CLASS_SYMBOL = 8,
};

/// Fills 65,536 entries: `fold[c]` is c with width variants, compatibility ideographs and
/// Traditional characters folded, one scalar to one scalar. Expanding forms (㎡, ½) and enclosed digits (①) stay as they are.
/// `classes[c]` is one of the classes above. Returns 0, or -1 when ICU's data is missing.
int gongbao_icu_tables(uint16_t *fold, uint8_t *classes);

#endif
