#define _GNU_SOURCE
#include "load.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

// The version that the header is of: 3.x has had this name since 2013.
#ifdef __APPLE__
#define LIBRARY "libarchive.13.dylib"
#else
#define LIBRARY "libarchive.so.13"
#endif

gongbao_libarchive gongbao_la;

static char problem[256];

static void load(void) {
    void *library = dlopen(LIBRARY, RTLD_LAZY | RTLD_LOCAL);
    if (library == NULL) {
        snprintf(problem, sizeof problem, "%s; install libarchive13", dlerror());
        return;
    }
// A function pointer is written through an object pointer, as POSIX has it for dlsym.
#define X(name)                                                             \
    *(void **)(&gongbao_la.name) = dlsym(library, #name);                   \
    if (gongbao_la.name == NULL) snprintf(problem, sizeof problem, LIBRARY " lacks " #name);
#include "functions.h"
#undef X
}

const char *gongbao_archive_problem(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return problem[0] == 0 ? NULL : problem;
}
