// The only door to pdfium, which is loaded while the program runs: no header of it is needed to
// build, and a machine without it builds and runs everything but PDF. Not safe for several threads
// at once: pdfium itself is not.
#ifndef GONGBAO_CPDFIUM_H
#define GONGBAO_CPDFIUM_H

#include <stddef.h>
#include <stdint.h>

/// Loads the library at `path`, once a process. Returns 0; -1 when it cannot be loaded, and -2 when
/// it lacks a function that is needed.
int gongbao_pdfium_load(const char *path);

/// An open document; opaque.
typedef struct gongbao_pdf gongbao_pdf;

/// Why a document does not open.
enum {
    GONGBAO_PDF_DAMAGED = -1,
    GONGBAO_PDF_PASSWORD = -2,
    GONGBAO_PDF_UNSUPPORTED = -3,
    GONGBAO_PDF_NO_MEMORY = -4,
};

/// Opens a document of `count` bytes, which must outlive it. Returns 0 or a reason.
int gongbao_pdf_open(const uint8_t *bytes, size_t count, gongbao_pdf **document);
void gongbao_pdf_close(gongbao_pdf *document);
int gongbao_pdf_page_count(const gongbao_pdf *document);

/// A character, in points from the top left of the page as it is shown.
typedef struct {
    uint32_t code;        // a Unicode scalar, or 0 where the font does not tell
    float x, y;           // its origin on the baseline
    float advance;        // how far the next one begins, along the baseline
    float size;           // its size as drawn
    uint8_t direction;    // quarter turns clockwise from upright
    uint8_t undecodable;  // the font gives no character for this code
    uint8_t is_clipped;   // it lies outside of the area that its text is clipped to
    float home_x, home_y; // the middle of that area
} gongbao_pdf_character;

/// A line or a filled area, parallel to the page's edges.
typedef struct {
    float left, top, right, bottom;
    float thickness;    // of a line; 0 for an area
    uint8_t kind;       // one of the kinds below
} gongbao_pdf_shape;

enum {
    GONGBAO_PDF_HORIZONTAL = 0,
    GONGBAO_PDF_VERTICAL = 1,
    GONGBAO_PDF_AREA = 2,
    GONGBAO_PDF_IMAGE = 3,
};

/// What a page holds. The arrays belong to the page and live until it is closed.
typedef struct {
    float width, height;
    const gongbao_pdf_character *characters;
    size_t character_count;
    const gongbao_pdf_shape *shapes;
    size_t shape_count;
    int truncated;  // whether a limit cut the page
} gongbao_pdf_page;

/// Most characters and shapes that are read of one page.
typedef struct {
    size_t characters, shapes, objects;
} gongbao_pdf_limits;

/// Reads the 0-based page. Returns NULL when it cannot be loaded.
gongbao_pdf_page *gongbao_pdf_read_page(gongbao_pdf *document, int index,
                                        gongbao_pdf_limits limits);
void gongbao_pdf_close_page(gongbao_pdf_page *page);

/// Lets what a page has freed serve the next, in this process. Given back to the system, each piece
/// has to be cleared again, which took a tenth of the time of a long document.
void gongbao_pdf_keep_memory(void);

/// Processes that read the pages of a document in turn; opaque.
typedef struct gongbao_pdf_readers gongbao_pdf_readers;

/// Starts `count` forks of this process, at most 8, that read the first `pages` pages. Returns NULL
/// where that cannot be, as in a process of several threads: then pages are read here.
gongbao_pdf_readers *gongbao_pdf_start_readers(gongbao_pdf *document, int pages, int count,
                                               gongbao_pdf_limits limits);

/// The next page in the order of the document; NULL when it cannot be loaded. Where its reader was
/// ended by a signal, this process ends by the same one.
gongbao_pdf_page *gongbao_pdf_next_page(gongbao_pdf_readers *readers);
void gongbao_pdf_stop_readers(gongbao_pdf_readers *readers);

/// Draws the 0-based page, white behind it, as 8-bit grey or, with `colour`, as BGRx.
/// `*pixels` is allocated with malloc and owned by the caller. Returns 0 or -1.
int gongbao_pdf_render(gongbao_pdf *document, int index, float dots_per_inch, int colour,
                       size_t most_pixels, uint8_t **pixels, int *width, int *height);

#endif
