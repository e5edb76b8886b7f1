#include <math.h>
#include <stdlib.h>

#include "internal.h"

// Kinds of page objects and of path segments, as pdfium numbers them.
enum { OBJECT_PATH = 2, OBJECT_IMAGE = 3, OBJECT_FORM = 5 };
enum { SEGMENT_LINE = 0, SEGMENT_BEZIER = 1, SEGMENT_MOVE = 2 };

static const double slack = 0.75;      // how far from straight a ruling may be, in points
static const double thin = 3.0;        // an area not thicker than this is a ruling
static const int deepest_form = 12;

void gb_add_shape(reading *r, double x0, double y0, double x1, double y1, double thickness,
                  int kind) {
    if (!(fabs(x0) < 1e6 && fabs(y0) < 1e6 && fabs(x1) < 1e6 && fabs(y1) < 1e6)) return;
    if (r->page.shape_count == r->limits.shapes) {
        r->page.truncated = 1;
        return;
    }
    if (r->page.shape_count == r->shape_room) {
        size_t room = r->shape_room ? r->shape_room * 2 : 256;
        gongbao_pdf_shape *grown = realloc(r->shapes, room * sizeof *grown);
        if (grown == NULL) {
            r->page.truncated = 1;
            return;
        }
        r->shapes = grown;
        r->shape_room = room;
    }
    gongbao_pdf_shape *shape = &r->shapes[r->page.shape_count++];
    shape->left = (float)fmin(x0, x1);
    shape->right = (float)fmax(x0, x1);
    shape->top = (float)fmin(y0, y1);
    shape->bottom = (float)fmax(y0, y1);
    shape->thickness = (float)thickness;
    shape->kind = (uint8_t)kind;
}

static placing combine(matrix m, placing p) {
    placing q;
    q.a = m.a * p.a + m.b * p.c;
    q.b = m.a * p.b + m.b * p.d;
    q.c = m.c * p.a + m.d * p.c;
    q.d = m.c * p.b + m.d * p.d;
    q.e = m.e * p.a + m.f * p.c + p.e;
    q.f = m.e * p.b + m.f * p.d + p.f;
    return q;
}

typedef struct {
    double x, y;
} point;

static point shown(placing p, float x, float y) {
    return (point){x * p.a + y * p.c + p.e, x * p.b + y * p.d + p.f};
}

static void add_line(reading *r, point a, point b, double thickness) {
    double w = fabs(a.x - b.x), h = fabs(a.y - b.y);
    if (h <= slack && w > h) {
        double y = (a.y + b.y) / 2;
        gb_add_shape(r, a.x, y, b.x, y, thickness, GONGBAO_PDF_HORIZONTAL);
    } else if (w <= slack && h > w) {
        double x = (a.x + b.x) / 2;
        gb_add_shape(r, x, a.y, x, b.y, thickness, GONGBAO_PDF_VERTICAL);
    }
}

/// A filled rectangle: a ruling when it is thin, else an area.
static void add_area(reading *r, point a, point b, int kind) {
    double w = fabs(a.x - b.x), h = fabs(a.y - b.y);
    if (h <= thin && w > h * 2) {
        double y = (a.y + b.y) / 2;
        gb_add_shape(r, a.x, y, b.x, y, h, GONGBAO_PDF_HORIZONTAL);
    } else if (w <= thin && h > w * 2) {
        double x = (a.x + b.x) / 2;
        gb_add_shape(r, x, a.y, x, b.y, w, GONGBAO_PDF_VERTICAL);
    } else if (w > thin && h > thin) {
        gb_add_shape(r, a.x, a.y, b.x, b.y, 0, kind);
    }
}

typedef struct {
    int fill, stroke;
    double width;
    point points[6];  // of the subpath so far, as far as a rectangle needs them
    int count;        // all its points; -1 once it has a curve
} subpath;

/// Whether the subpath is a rectangle along the page's edges.
static int is_rectangle(const subpath *s) {
    if (s->count != 4 && s->count != 5) return 0;
    const point *p = s->points;
    if (s->count == 5 && (fabs(p[4].x - p[0].x) > slack || fabs(p[4].y - p[0].y) > slack)) return 0;
    int flat_first = fabs(p[0].y - p[1].y) <= slack && fabs(p[1].x - p[2].x) <= slack &&
                     fabs(p[2].y - p[3].y) <= slack && fabs(p[3].x - p[0].x) <= slack;
    int steep_first = fabs(p[0].x - p[1].x) <= slack && fabs(p[1].y - p[2].y) <= slack &&
                      fabs(p[2].x - p[3].x) <= slack && fabs(p[3].y - p[0].y) <= slack;
    return flat_first || steep_first;
}

static void end_subpath(reading *r, subpath *s) {
    if (s->fill && is_rectangle(s)) add_area(r, s->points[0], s->points[2], GONGBAO_PDF_AREA);
    s->count = 0;
}

/// Whether nothing of a colour can be seen on white paper.
static int is_invisible(int (*colour)(handle, unsigned *, unsigned *, unsigned *, unsigned *),
                        handle object) {
    unsigned red = 0, green = 0, blue = 0, alpha = 255;
    if (!colour(object, &red, &green, &blue, &alpha)) return 0;
    return alpha == 0 || (red > 250 && green > 250 && blue > 250);
}

static void read_path(reading *r, handle object, placing outer) {
    int fill = 0, stroke = 0;
    if (!gb_FPDFPath_GetDrawMode(object, &fill, &stroke)) return;
    if (fill && is_invisible(gb_FPDFPageObj_GetFillColor, object)) fill = 0;
    if (stroke && is_invisible(gb_FPDFPageObj_GetStrokeColor, object)) stroke = 0;
    if (!fill && !stroke) return;
    int count = gb_FPDFPath_CountSegments(object);
    if (count <= 1) return;
    matrix own = {1, 0, 0, 1, 0, 0};
    if (!gb_FPDFPageObj_GetMatrix(object, &own)) return;
    placing p = combine(own, outer);
    float width = 0;
    if (!gb_FPDFPageObj_GetStrokeWidth(object, &width)) width = 0;
    subpath s = {fill, stroke, 0, {{0, 0}}, 0};
    s.width = width * sqrt(fabs(p.a * p.d - p.b * p.c));
    point start = {0, 0}, last = {0, 0};
    for (int index = 0; index < count; index++) {
        if (r->objects_left == 0) {
            r->page.truncated = 1;
            return;
        }
        r->objects_left--;
        handle segment = gb_FPDFPath_GetPathSegment(object, index);
        float x, y;
        if (segment == NULL || !gb_FPDFPathSegment_GetPoint(segment, &x, &y)) continue;
        point here = shown(p, x, y);
        int type = gb_FPDFPathSegment_GetType(segment);
        if (type == SEGMENT_MOVE) {
            end_subpath(r, &s);
            start = here;
        } else if (type == SEGMENT_LINE) {
            if (stroke) add_line(r, last, here, s.width);
        } else {
            s.count = -1;
        }
        if (s.count >= 0) {
            if (s.count < 6) s.points[s.count] = here;
            s.count++;
        }
        last = here;
        if (gb_FPDFPathSegment_GetClose(segment)) {
            if (stroke && type == SEGMENT_LINE) add_line(r, here, start, s.width);
            last = start;
        }
    }
    end_subpath(r, &s);
}

static void read_object(reading *r, handle object, placing outer, int depth) {
    if (object == NULL) return;
    if (r->objects_left == 0) {
        r->page.truncated = 1;
        return;
    }
    r->objects_left--;
    switch (gb_FPDFPageObj_GetType(object)) {
        case OBJECT_PATH: read_path(r, object, outer); break;
        case OBJECT_IMAGE: {
            float left, bottom, right, top;
            if (!gb_FPDFPageObj_GetBounds(object, &left, &bottom, &right, &top)) break;
            // Some programs draw rulings as images of one pixel, stretched.
            add_area(r, shown(outer, left, top), shown(outer, right, bottom), GONGBAO_PDF_IMAGE);
            break;
        }
        case OBJECT_FORM: {
            matrix own = {1, 0, 0, 1, 0, 0};
            if (depth >= deepest_form || !gb_FPDFPageObj_GetMatrix(object, &own)) break;
            int count = gb_FPDFFormObj_CountObjects(object);
            placing inner = combine(own, outer);
            for (int index = 0; index < count && r->objects_left > 0; index++)
                read_object(r, gb_FPDFFormObj_GetObject(object, (unsigned long)index), inner,
                            depth + 1);
            break;
        }
        default: break;
    }
}

void gb_read_shapes(reading *r, handle page) {
    int count = gb_FPDFPage_CountObjects(page);
    for (int index = 0; index < count; index++)
        read_object(r, gb_FPDFPage_GetObject(page, index), r->place, 0);
}
