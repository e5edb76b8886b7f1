#ifndef GONGBAO_CPDFIUM_INTERNAL_H
#define GONGBAO_CPDFIUM_INTERNAL_H

#include "cpdfium.h"

typedef void *handle;
typedef struct {
    float a, b, c, d, e, f;
} matrix;
typedef struct {
    float left, top, right, bottom;
} rect;

/// The functions, set by `gongbao_pdfium_load`; an optional one may be NULL.
#define R(result, name, arguments) extern result(*gb_##name) arguments;
#define O(result, name, arguments) extern result(*gb_##name) arguments;
#include "functions.h"
#undef R
#undef O

struct gongbao_pdf {
    handle document;
};

/// From the page's own space to points from the top left of the page as it is shown.
typedef struct {
    double a, b, c, d, e, f;
} placing;

/// A growing page.
typedef struct {
    gongbao_pdf_page page;
    gongbao_pdf_character *characters;
    gongbao_pdf_shape *shapes;
    size_t character_room, shape_room, objects_left;
    gongbao_pdf_limits limits;
    placing place;
} reading;

/// Makes pdfium use no font of the machine.
void gb_use_own_fonts(void);

/// Appends the lines and areas that the page draws.
void gb_read_shapes(reading *reading, handle page);

/// Appends a shape given by two opposite corners in shown points.
void gb_add_shape(reading *reading, double x0, double y0, double x1, double y1, double thickness,
                  int kind);

#endif
