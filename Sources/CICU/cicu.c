#include "cicu.h"
#include "simplified.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include <unicode/uversion.h>

const char *gongbao_icu_version(void) {
    static const char version[] = U_ICU_VERSION;
    return version;
}

ptrdiff_t gongbao_icu_decode(const char *encoding, const uint8_t *bytes, size_t count,
                             uint32_t **scalars) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(encoding, &status);
    if (U_FAILURE(status)) return -1;

    // A byte gives at most one scalar in every encoding that is read here.
    uint32_t *out = malloc((count + 1) * sizeof(uint32_t));
    if (out == NULL) {
        ucnv_close(converter);
        return -1;
    }
    size_t written = 0;
    UChar chunk[4096];
    UChar pending = 0;  // a high surrogate that ended the last chunk
    const char *source = (const char *)bytes;
    const char *end = source + count;
    for (;;) {
        UChar *target = chunk;
        status = U_ZERO_ERROR;
        ucnv_toUnicode(converter, &target, chunk + 4096, &source, end, NULL, 1, &status);
        for (UChar *p = chunk; p < target; p++) {
            if (pending != 0) {
                UChar high = pending;
                pending = 0;
                if (U16_IS_TRAIL(*p)) {
                    out[written++] = (uint32_t)U16_GET_SUPPLEMENTARY(high, *p);
                    continue;
                }
                out[written++] = 0xFFFD;
            }
            if (U16_IS_LEAD(*p)) {
                pending = *p;
            } else if (U16_IS_TRAIL(*p)) {
                out[written++] = 0xFFFD;
            } else {
                out[written++] = *p;
            }
        }
        if (status == U_BUFFER_OVERFLOW_ERROR) continue;
        if (U_FAILURE(status)) {
            ucnv_close(converter);
            free(out);
            return -1;
        }
        break;
    }
    if (pending != 0) out[written++] = 0xFFFD;
    ucnv_close(converter);
    *scalars = out;
    return (ptrdiff_t)written;
}

ptrdiff_t gongbao_icu_widths(const char *encoding, const uint8_t *bytes, size_t count,
                             uint8_t *widths, size_t room) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(encoding, &status);
    if (U_FAILURE(status)) return -1;

    ptrdiff_t written = 0;
    UChar chunk[4096];
    int32_t offsets[4096];
    UChar pending = 0;
    const char *source = (const char *)bytes;
    const char *end = source + count;
    size_t last = 0;  // where the last scalar begins
    for (;;) {
        UChar *target = chunk;
        // Offsets count from where this call begins, less than 0 for what an earlier one took up.
        size_t base = (size_t)(source - (const char *)bytes);
        // A piece that its offsets can count.
        const char *stop = end - source > (1 << 24) ? source + (1 << 24) : end;
        status = U_ZERO_ERROR;
        ucnv_toUnicode(converter, &target, chunk + 4096, &source, stop, offsets, stop == end,
                       &status);
        for (UChar *p = chunk; p < target; p++) {
            int trails = pending != 0 && U16_IS_TRAIL(*p);
            pending = U16_IS_LEAD(*p) ? *p : 0;
            if (trails) continue;
            int32_t offset = offsets[p - chunk];
            if ((size_t)written >= room || (offset < 0 && base < (size_t)-offset)) goto unknown;
            size_t begin = base + (size_t)(ptrdiff_t)offset;
            if (written > 0) {
                if (begin < last || begin - last > 255) goto unknown;
                widths[written - 1] = (uint8_t)(begin - last);
            }
            last = begin;
            written++;
        }
        if (status == U_BUFFER_OVERFLOW_ERROR) continue;
        if (U_FAILURE(status)) goto unknown;
        if (stop == end) break;
    }
    ucnv_close(converter);
    if (written > 0) {
        if (count - last > 255) return -1;
        widths[written - 1] = (uint8_t)(count - last);
    }
    return written;

unknown:
    ucnv_close(converter);
    return -1;
}

void gongbao_free(void *memory) { free(memory); }

static uint8_t class_of(UChar32 c) {
    switch (c) {
    case 0x0A: case 0x0B: case 0x0C: case 0x0D: case 0x85: case 0x2028: case 0x2029:
        return GONGBAO_CLASS_NEWLINE;
    case 0x09:
        return GONGBAO_CLASS_BLANK;
    default:
        break;
    }
    if (u_hasBinaryProperty(c, UCHAR_UNIFIED_IDEOGRAPH) || c == 0x3007 || c == 0x3005)
        return GONGBAO_CLASS_HAN;
    switch (u_charType(c)) {
    case U_SPACE_SEPARATOR: case U_LINE_SEPARATOR: case U_PARAGRAPH_SEPARATOR:
        return GONGBAO_CLASS_BLANK;
    case U_CONTROL_CHAR: case U_FORMAT_CHAR: case U_NON_SPACING_MARK: case U_ENCLOSING_MARK:
        return GONGBAO_CLASS_CONTROL;
    case U_DECIMAL_DIGIT_NUMBER:
        return GONGBAO_CLASS_DIGIT;
    case U_UPPERCASE_LETTER: case U_LOWERCASE_LETTER: case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER: case U_OTHER_LETTER:
        return GONGBAO_CLASS_LETTER;
    case U_DASH_PUNCTUATION: case U_START_PUNCTUATION: case U_END_PUNCTUATION:
    case U_CONNECTOR_PUNCTUATION: case U_OTHER_PUNCTUATION: case U_INITIAL_PUNCTUATION:
    case U_FINAL_PUNCTUATION:
        return GONGBAO_CLASS_PUNCTUATION;
    case U_MATH_SYMBOL: case U_CURRENCY_SYMBOL: case U_MODIFIER_SYMBOL: case U_OTHER_SYMBOL:
        return GONGBAO_CLASS_SYMBOL;
    default:
        return GONGBAO_CLASS_OTHER;
    }
}

int gongbao_icu_tables(uint16_t *fold, uint8_t *classes) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&status);
    if (U_FAILURE(status)) return -1;
    for (int32_t c = 0; c < 0x10000; c++) {
        fold[c] = (uint16_t)c;
        classes[c] = class_of(c);
        int type = u_getIntPropertyValue(c, UCHAR_DECOMPOSITION_TYPE);
        int compatibility_ideograph = c >= 0xF900 && c <= 0xFAFF;
        if (type != U_DT_WIDE && type != U_DT_NARROW && type != U_DT_SMALL && !compatibility_ideograph) continue;
        UChar out[8];
        UErrorCode mapped = U_ZERO_ERROR;
        int32_t length = unorm2_getDecomposition(nfkc, c, out, 8, &mapped);
        if (U_SUCCESS(mapped) && length == 1 && !U16_IS_SURROGATE(out[0])) fold[c] = out[0];
    }
    for (int32_t c = 0; c < 0x10000; c++)  // a folded scalar has the class of what it folds to
        if (fold[c] != c) classes[c] = classes[fold[c]];
    for (size_t i = 0; i < sizeof SIMPLIFIED / sizeof SIMPLIFIED[0]; i++)
        fold[SIMPLIFIED[i][0]] = SIMPLIFIED[i][1];
    return 0;
}
