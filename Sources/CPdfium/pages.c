#include <math.h>
#include <stdlib.h>

#include "internal.h"

int gongbao_pdf_open(const uint8_t *bytes, size_t count, gongbao_pdf **document) {
    *document = NULL;
    handle opened = gb_FPDF_LoadMemDocument64(bytes, count, NULL);
    if (opened == NULL) {
        switch (gb_FPDF_GetLastError()) {
            case 4: return GONGBAO_PDF_PASSWORD;
            case 5: return GONGBAO_PDF_UNSUPPORTED;
            default: return GONGBAO_PDF_DAMAGED;
        }
    }
    gongbao_pdf *result = malloc(sizeof *result);
    if (result == NULL) {
        gb_FPDF_CloseDocument(opened);
        return GONGBAO_PDF_NO_MEMORY;
    }
    result->document = opened;
    *document = result;
    return 0;
}

void gongbao_pdf_close(gongbao_pdf *document) {
    if (document == NULL) return;
    gb_FPDF_CloseDocument(document->document);
    free(document);
}

int gongbao_pdf_page_count(const gongbao_pdf *document) {
    int count = gb_FPDF_GetPageCount(document->document);
    return count < 0 ? 0 : count;
}

/// Asks pdfium itself where three points are shown, so that rotation, crop box and a media box that
/// does not begin at 0 are all its business. Device units are 1/64 point.
static int find_placing(handle page, float width, float height, placing *place) {
    const int scale = 64;
    if (!(width > 0 && height > 0 && width < 200000 && height < 200000)) return -1;
    int w = (int)lroundf(width * scale), h = (int)lroundf(height * scale);
    int x0, y0, x1, y1, x2, y2;
    const double far = 10000;
    if (!gb_FPDF_PageToDevice(page, 0, 0, w, h, 0, 0, 0, &x0, &y0) ||
        !gb_FPDF_PageToDevice(page, 0, 0, w, h, 0, far, 0, &x1, &y1) ||
        !gb_FPDF_PageToDevice(page, 0, 0, w, h, 0, 0, far, &x2, &y2))
        return -1;
    place->a = ((double)x1 - x0) / scale / far;
    place->b = ((double)y1 - y0) / scale / far;
    place->c = ((double)x2 - x0) / scale / far;
    place->d = ((double)y2 - y0) / scale / far;
    place->e = (double)x0 / scale;
    place->f = (double)y0 / scale;
    return 0;
}

static int is_sane(double value) { return value > -1e6 && value < 1e6; }  // false for NaN

/// The area that a text object is clipped to, in the page's own space.
typedef struct {
    handle object;
    int is_set;
    float left, bottom, right, top;
} clip;

static int can_clip(void) {
    return gb_FPDFText_GetTextObject != NULL && gb_FPDFPageObj_GetClipPath != NULL &&
           gb_FPDFClipPath_CountPaths != NULL && gb_FPDFClipPath_CountPathSegments != NULL &&
           gb_FPDFClipPath_GetPathSegment != NULL;
}

/// Reads the clip of another object: what is common to the boxes of its paths.
static void read_clip(handle object, clip *out) {
    *out = (clip){object, 0, -1e6f, -1e6f, 1e6f, 1e6f};
    handle path = gb_FPDFPageObj_GetClipPath(object);
    if (path == NULL) return;
    int count = gb_FPDFClipPath_CountPaths(path);
    for (int index = 0; index < count && index < 16; index++) {
        int segments = gb_FPDFClipPath_CountPathSegments(path, index);
        if (segments < 3 || segments > 64) continue;
        float left = 1e6f, bottom = 1e6f, right = -1e6f, top = -1e6f;
        for (int number = 0; number < segments; number++) {
            handle segment = gb_FPDFClipPath_GetPathSegment(path, index, number);
            float x, y;
            if (segment == NULL || !gb_FPDFPathSegment_GetPoint(segment, &x, &y)) continue;
            left = fminf(left, x);
            right = fmaxf(right, x);
            bottom = fminf(bottom, y);
            top = fmaxf(top, y);
        }
        if (left > right) continue;
        out->left = fmaxf(out->left, left);
        out->right = fminf(out->right, right);
        out->bottom = fmaxf(out->bottom, bottom);
        out->top = fminf(out->top, top);
        out->is_set = 1;
    }
    if (out->left > out->right || out->bottom > out->top) out->is_set = 0;
}

/// Characters of Chinese fonts that are as wide as they are high.
static int is_wide(unsigned int code) {
    return (code >= 0x3400 && code < 0xA000) || (code >= 0x3001 && code < 0x3012) ||
           (code >= 0xFF01 && code < 0xFF60);
}

/// Sets the advance from the character's box, of which pdfium takes the width from the font.
static int read_advance(const placing *p, handle text, int index, gongbao_pdf_character *out) {
    rect box;
    if (!gb_FPDFText_GetLooseCharBox(text, index, &box)) return 0;
    if (!is_sane(box.left) || !is_sane(box.right) || !is_sane(box.top) || !is_sane(box.bottom))
        return 0;
    double ax = box.left * p->a + box.top * p->c + p->e, ay = box.left * p->b + box.top * p->d + p->f;
    double bx = box.right * p->a + box.bottom * p->c + p->e;
    double by = box.right * p->b + box.bottom * p->d + p->f;
    double advance;
    switch (out->direction) {
        case 0: advance = fmax(ax, bx) - out->x; break;
        case 1: advance = fmax(ay, by) - out->y; break;
        case 2: advance = out->x - fmin(ax, bx); break;
        default: advance = out->y - fmin(ay, by); break;
    }
    out->advance = (float)fmax(advance, 0);
    return 1;
}

/// One character; returns whether it is to be kept.
static int read_character(const placing *p, handle text, int index, clip *last,
                          gongbao_pdf_character *out) {
    if (gb_FPDFText_IsGenerated != NULL && gb_FPDFText_IsGenerated(text, index) == 1) return 0;
    double x, y;
    matrix m;
    if (!gb_FPDFText_GetCharOrigin(text, index, &x, &y) || !is_sane(x) || !is_sane(y)) return 0;
    if (!gb_FPDFText_GetMatrix(text, index, &m)) m = (matrix){1, 0, 0, 1, 0, 0};
    double set = fabs(gb_FPDFText_GetFontSize(text, index));
    // The direction of the baseline as shown, y downwards.
    double dx = m.a * p->a + m.b * p->c, dy = m.a * p->b + m.b * p->d;
    double up = hypot(m.c, m.d), along = hypot(m.a, m.b);
    double size = set * (up > 0 ? up : 1);
    if (!is_sane(size) || !is_sane(dx) || !is_sane(dy)) return 0;
    unsigned int code = gb_FPDFText_GetUnicode(text, index);
    int error = gb_FPDFText_HasUnicodeMapError != NULL &&
                gb_FPDFText_HasUnicodeMapError(text, index) == 1;
    out->code = code;
    out->undecodable = (uint8_t)(error || code == 0);
    out->x = (float)(x * p->a + y * p->c + p->e);
    out->y = (float)(x * p->b + y * p->d + p->f);
    out->size = (float)size;
    if (fabs(dx) >= fabs(dy)) {
        out->direction = dx >= 0 ? 0 : 2;
    } else {
        out->direction = dy > 0 ? 1 : 3;
    }
    if (is_wide(code)) {
        // As wide as its size; asking the font for each takes a third of the time of a page.
        out->advance = (float)(set * along);
    } else if (!read_advance(p, text, index, out)) {
        return 0;
    }
    out->is_clipped = 0;
    if (last != NULL) {
        handle object = gb_FPDFText_GetTextObject(text, index);
        if (object == NULL) return 1;
        if (object != last->object) read_clip(object, last);
        double middle = x + m.a * set / 2, line = y + m.d * set * 0.3;
        if (last->is_set && (middle < last->left || middle > last->right || line < last->bottom ||
                             line > last->top)) {
            double hx = (last->left + last->right) / 2, hy = (last->bottom + last->top) / 2;
            out->is_clipped = 1;
            out->home_x = (float)(hx * p->a + hy * p->c + p->e);
            out->home_y = (float)(hx * p->b + hy * p->d + p->f);
        }
    }
    return 1;
}

static void read_characters(reading *r, handle page) {
    handle text = gb_FPDFText_LoadPage(page);
    if (text == NULL) {
        r->page.truncated = 1;
        return;
    }
    int count = gb_FPDFText_CountChars(text);
    if (count < 0) count = 0;
    size_t room = (size_t)count;
    if (room > r->limits.characters) {
        room = r->limits.characters;
        r->page.truncated = 1;
    }
    r->characters = room > 0 ? malloc(room * sizeof *r->characters) : NULL;
    clip last = {NULL, 0, 0, 0, 0, 0};
    clip *clips = can_clip() ? &last : NULL;
    if (r->characters != NULL) {
        for (int index = 0; index < count && r->page.character_count < room; index++) {
            gongbao_pdf_character *next = &r->characters[r->page.character_count];
            if (read_character(&r->place, text, index, clips, next)) r->page.character_count++;
        }
    } else if (room > 0) {
        r->page.truncated = 1;
    }
    gb_FPDFText_ClosePage(text);
}

gongbao_pdf_page *gongbao_pdf_read_page(gongbao_pdf *document, int index,
                                        gongbao_pdf_limits limits) {
    handle page = gb_FPDF_LoadPage(document->document, index);
    if (page == NULL) return NULL;
    reading *r = calloc(1, sizeof *r);
    if (r == NULL) {
        gb_FPDF_ClosePage(page);
        return NULL;
    }
    r->limits = limits;
    r->objects_left = limits.objects;
    r->page.width = gb_FPDF_GetPageWidthF(page);
    r->page.height = gb_FPDF_GetPageHeightF(page);
    if (find_placing(page, r->page.width, r->page.height, &r->place) == 0) {
        read_characters(r, page);
        gb_read_shapes(r, page);
    } else {
        r->page.truncated = 1;
    }
    gb_FPDF_ClosePage(page);
    r->page.characters = r->characters;
    r->page.shapes = r->shapes;
    return &r->page;
}

void gongbao_pdf_close_page(gongbao_pdf_page *page) {
    if (page == NULL) return;
    reading *r = (reading *)page;  // the page is its first member
    free(r->characters);
    free(r->shapes);
    free(r);
}

int gongbao_pdf_render(gongbao_pdf *document, int index, float dots_per_inch, int colour,
                       size_t most_pixels, uint8_t **pixels, int *width, int *height) {
    *pixels = NULL;
    handle page = gb_FPDF_LoadPage(document->document, index);
    if (page == NULL) return -1;
    int result = -1;
    float w = gb_FPDF_GetPageWidthF(page) * dots_per_inch / 72;
    float h = gb_FPDF_GetPageHeightF(page) * dots_per_inch / 72;
    if (w >= 1 && h >= 1 && w < 100000 && h < 100000 && (double)w * h <= (double)most_pixels) {
        int columns = (int)w, rows = (int)h, depth = colour ? 4 : 1;
        uint8_t *memory = malloc((size_t)columns * (size_t)rows * (size_t)depth);
        // 1 is a grey bitmap, 3 one of four bytes a pixel of which the last is not used.
        handle bitmap = memory == NULL ? NULL
                                       : gb_FPDFBitmap_CreateEx(columns, rows, colour ? 3 : 1,
                                                                memory, columns * depth);
        if (bitmap != NULL) {
            gb_FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, 0xFFFFFFFFUL);
            gb_FPDF_RenderPageBitmap(bitmap, page, 0, 0, columns, rows, 0, 0);
            gb_FPDFBitmap_Destroy(bitmap);
            *pixels = memory;
            *width = columns;
            *height = rows;
            memory = NULL;
            result = 0;
        }
        free(memory);
    }
    gb_FPDF_ClosePage(page);
    return result;
}
