// The font that stands in for Chinese, Japanese and Korean fonts that a document names and does not
// hold. pdfium would look for one among the machine's fonts, which makes the result depend on the
// machine, and leaves characters out where it finds none. Only whether a glyph takes up room
// matters for reading: widths and characters come from the document. So this font has one glyph, a
// narrow box, for every character: pdfium takes a character for as wide as its ink where that reaches
// beyond the width that the document gives.
#include <string.h>

#include "internal.h"

enum { CHARSET_JAPANESE = 128, CHARSET_KOREAN = 129, CHARSET_SIMPLIFIED = 134, CHARSET_TRADITIONAL = 136 };

static uint8_t font[1024];
static size_t font_size;

static void put16(uint8_t *at, unsigned value) {
    at[0] = (uint8_t)(value >> 8);
    at[1] = (uint8_t)value;
}

static void put32(uint8_t *at, unsigned long value) {
    put16(at, (unsigned)(value >> 16) & 0xFFFF);
    put16(at + 2, (unsigned)value & 0xFFFF);
}

/// Appends a table to the font and its entry to the directory.
static void add_table(int index, const char *tag, const uint8_t *bytes, size_t count) {
    uint8_t *entry = font + 12 + 16 * index;
    memcpy(entry, tag, 4);
    put32(entry + 8, font_size);
    put32(entry + 12, count);
    memcpy(font + font_size, bytes, count);
    font_size += (count + 3) & ~(size_t)3;
}

/// Builds the TrueType font: two glyphs, both the same box, and one range of characters.
static void build_font(void) {
    enum { TABLES = 7 };
    uint8_t table[64];
    font_size = 12 + 16 * TABLES;
    put32(font, 0x00010000);
    put16(font + 4, TABLES);
    put16(font + 6, 64);  // of the four largest entries
    put16(font + 8, 2);
    put16(font + 10, TABLES * 16 - 64);

    memset(table, 0, sizeof table);  // every character of the first 17 planes is glyph 1
    put16(table + 2, 1);
    put16(table + 4, 3);
    put16(table + 6, 10);
    put32(table + 8, 12);
    put16(table + 12, 13);
    put32(table + 16, 28);
    put32(table + 24, 1);
    put32(table + 28, 0x20);
    put32(table + 32, 0x10FFFF);
    put32(table + 36, 1);
    add_table(0, "cmap", table, 40);

    memset(table, 0, sizeof table);  // a square of four points on the line
    put16(table, 1);
    put16(table + 2, 0);
    put16(table + 4, (unsigned)-120 & 0xFFFF);
    put16(table + 6, 100);
    put16(table + 8, 880);
    put16(table + 10, 3);  // the last point of its one contour
    static const int x[] = {0, 0, 100, 0}, y[] = {-120, 1000, 0, -1000};
    for (int i = 0; i < 4; i++) {
        table[14 + i] = 1;
        put16(table + 18 + 2 * i, (unsigned)x[i] & 0xFFFF);
        put16(table + 26 + 2 * i, (unsigned)y[i] & 0xFFFF);
    }
    add_table(1, "glyf", table, 36);

    memset(table, 0, sizeof table);
    put32(table, 0x00010000);
    put32(table + 12, 0x5F0F3CF5);
    put16(table + 18, 1000);  // units an em
    put16(table + 38, (unsigned)-120 & 0xFFFF);
    put16(table + 40, 100);
    put16(table + 42, 880);
    put16(table + 46, 8);
    put16(table + 48, 2);
    put16(table + 50, 1);  // long offsets
    add_table(2, "head", table, 54);

    memset(table, 0, sizeof table);
    put32(table, 0x00010000);
    put16(table + 4, 880);
    put16(table + 6, (unsigned)-120 & 0xFFFF);
    put16(table + 10, 1000);
    put16(table + 34, 1);
    add_table(3, "hhea", table, 36);

    memset(table, 0, sizeof table);
    put16(table, 1000);
    add_table(4, "hmtx", table, 6);

    memset(table, 0, sizeof table);
    put32(table, 0);  // both glyphs are the same bytes
    put32(table + 4, 0);
    put32(table + 8, 36);
    add_table(5, "loca", table, 12);

    memset(table, 0, sizeof table);
    put32(table, 0x00010000);
    put16(table + 4, 2);
    put16(table + 6, 4);
    put16(table + 8, 1);
    put16(table + 14, 2);
    add_table(6, "maxp", table, 32);
}

/// pdfium's table of functions that find fonts.
typedef struct font_finder font_finder;
struct font_finder {
    int version;
    void (*release)(font_finder *);
    void (*list)(font_finder *, void *);
    void *(*map)(font_finder *, int, int, int, int, const char *, int *);
    void *(*get)(font_finder *, const char *);
    unsigned long (*data)(font_finder *, void *, unsigned, unsigned char *, unsigned long);
    unsigned long (*name)(font_finder *, void *, char *, unsigned long);
    int (*charset)(font_finder *, void *);
    void (*forget)(font_finder *, void *);
};

static void do_nothing(font_finder *self) { (void)self; }

static void list_none(font_finder *self, void *mapper) {
    (void)self;
    (void)mapper;
}

static void *map_font(font_finder *self, int weight, int italic, int charset, int pitch,
                      const char *face, int *exact) {
    (void)self, (void)weight, (void)italic, (void)pitch, (void)face;
    if (exact != NULL) *exact = 0;
    int is_wide = charset == CHARSET_JAPANESE || charset == CHARSET_KOREAN ||
                  charset == CHARSET_SIMPLIFIED || charset == CHARSET_TRADITIONAL;
    return is_wide ? font : NULL;
}

static void *get_font(font_finder *self, const char *face) {
    (void)self, (void)face;
    return NULL;
}

/// The whole font for table 0, else one table; its size alone when there is no room.
static unsigned long get_data(font_finder *self, void *handle, unsigned tag, unsigned char *buffer,
                              unsigned long room) {
    (void)self;
    if (handle != font) return 0;
    const uint8_t *from = NULL;
    unsigned long count = 0;
    if (tag == 0) {
        from = font;
        count = font_size;
    } else {
        for (int index = 0; index < 7; index++) {
            const uint8_t *e = font + 12 + 16 * index;
            unsigned found = (unsigned)e[0] << 24 | (unsigned)e[1] << 16 | (unsigned)e[2] << 8 | e[3];
            if (found != tag) continue;
            from = font + ((unsigned)e[10] << 8 | e[11]);
            count = (unsigned)e[14] << 8 | e[15];
        }
    }
    if (from != NULL && buffer != NULL && room >= count) memcpy(buffer, from, count);
    return count;
}

static unsigned long get_name(font_finder *self, void *handle, char *buffer, unsigned long room) {
    static const char name[] = "Stand-in";
    (void)self, (void)handle;
    if (buffer != NULL && room >= sizeof name) memcpy(buffer, name, sizeof name);
    return sizeof name;
}

static int get_charset(font_finder *self, void *handle) {
    (void)self, (void)handle;
    return CHARSET_SIMPLIFIED;
}

static void forget_font(font_finder *self, void *handle) { (void)self, (void)handle; }

void gb_use_own_fonts(void) {
    static font_finder finder = {1,        do_nothing, list_none,   map_font,   get_font,
                                 get_data, get_name,   get_charset, forget_font};
    if (gb_FPDF_SetSystemFontInfo == NULL) return;
    build_font();
    gb_FPDF_SetSystemFontInfo(&finder);
}
