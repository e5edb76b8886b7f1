#include <dlfcn.h>
#include <stddef.h>

#include "internal.h"

#define R(result, name, arguments) result(*gb_##name) arguments;
#define O(result, name, arguments) result(*gb_##name) arguments;
#include "functions.h"
#undef R
#undef O

int gongbao_pdfium_load(const char *path) {
    static int loaded;
    if (loaded) return 0;
    // Bound at once, so that a library that does not fit fails here and not in the midst of a page.
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return -1;
    int missing = 0;
// A function pointer is written through an object pointer, as POSIX has it for dlsym.
#define R(result, name, arguments)                       \
    *(void **)(&gb_##name) = dlsym(library, #name); \
    if (gb_##name == NULL) missing = 1;
#define O(result, name, arguments) *(void **)(&gb_##name) = dlsym(library, #name);
#include "functions.h"
#undef R
#undef O
    if (missing) {
        dlclose(library);
        return -2;
    }
    gb_FPDF_InitLibrary();
    gb_use_own_fonts();
    loaded = 1;
    return 0;
}
