#include "connx.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

// ONNX Runtime's interface is a table of functions whose order is fixed for ever; these are the
// places of those that are used.
enum {
    CREATE_ENV = 3,
    CREATE_SESSION = 7,
    RUN = 9,
    CREATE_SESSION_OPTIONS = 10,
    SET_INTRA_THREADS = 24,
    INPUT_COUNT = 30,
    OUTPUT_COUNT = 31,
    INPUT_NAME = 36,
    OUTPUT_NAME = 37,
    CREATE_TENSOR_WITH_DATA = 49,
    TENSOR_DATA = 51,
    DIMENSION_COUNT = 61,
    DIMENSIONS = 62,
    ELEMENT_COUNT = 64,
    TYPE_AND_SHAPE = 65,
    CREATE_CPU_MEMORY_INFO = 69,
    ALLOCATOR_FREE = 76,
    DEFAULT_ALLOCATOR = 78,
    RELEASE_STATUS = 93,
    RELEASE_MEMORY_INFO = 94,
    RELEASE_SESSION = 95,
    RELEASE_VALUE = 96,
    RELEASE_SHAPE = 99,
    RELEASE_SESSION_OPTIONS = 100,
    MODEL_METADATA = 111,
    LOOK_UP_METADATA = 116,
    RELEASE_METADATA = 118,
};
enum { API_VERSION = 13, LOG_ERRORS = 3, FLOAT = 1, ARENA = 1, MEMORY_DEFAULT = 0 };

typedef void *handle;
typedef struct {
    const handle *(*api)(uint32_t);
    const char *(*version)(void);
} api_base;

static const handle *api;
static handle environment;
static handle allocator;

#define FUNCTION(place, result, ...) ((result(*)(__VA_ARGS__))api[place])

/// Whether a call went well; frees what it says when not.
static int went_well(handle status) {
    if (status == NULL) return 1;
    FUNCTION(RELEASE_STATUS, void, handle)(status);
    return 0;
}

int gongbao_onnx_load(const char *path) {
    if (api != NULL) return 0;
    handle library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return -1;
    const api_base *(*base)(void);
    *(void **)(&base) = dlsym(library, "OrtGetApiBase");
    if (base == NULL) return -1;
    api = base()->api(API_VERSION);
    if (api == NULL) return -1;
    if (went_well(FUNCTION(CREATE_ENV, handle, int, const char *, handle *)(LOG_ERRORS, "gongbao",
                                                                           &environment)) &&
        went_well(FUNCTION(DEFAULT_ALLOCATOR, handle, handle *)(&allocator)))
        return 0;
    api = NULL;
    return -1;
}

struct gongbao_model {
    handle session;
    char *input, *output;
};

static int has_one_of_each(handle session) {
    size_t inputs = 0, outputs = 0;
    return went_well(FUNCTION(INPUT_COUNT, handle, handle, size_t *)(session, &inputs)) &&
           went_well(FUNCTION(OUTPUT_COUNT, handle, handle, size_t *)(session, &outputs)) &&
           inputs == 1 && outputs == 1;
}

gongbao_model *gongbao_model_open(const char *path, int threads) {
    if (api == NULL) return NULL;
    handle options = NULL, session = NULL;
    if (!went_well(FUNCTION(CREATE_SESSION_OPTIONS, handle, handle *)(&options))) return NULL;
    went_well(FUNCTION(SET_INTRA_THREADS, handle, handle, int)(options, threads));
    int opened = went_well(FUNCTION(CREATE_SESSION, handle, handle, const char *, handle, handle *)(
        environment, path, options, &session));
    FUNCTION(RELEASE_SESSION_OPTIONS, void, handle)(options);
    if (!opened) return NULL;
    gongbao_model *model = calloc(1, sizeof *model);
    if (model != NULL && has_one_of_each(session) &&
        went_well(FUNCTION(INPUT_NAME, handle, handle, size_t, handle, char **)(
            session, 0, allocator, &model->input)) &&
        went_well(FUNCTION(OUTPUT_NAME, handle, handle, size_t, handle, char **)(
            session, 0, allocator, &model->output))) {
        model->session = session;
        return model;
    }
    free(model);
    FUNCTION(RELEASE_SESSION, void, handle)(session);
    return NULL;
}

void gongbao_model_close(gongbao_model *model) {
    if (model == NULL) return;
    went_well(FUNCTION(ALLOCATOR_FREE, handle, handle, void *)(allocator, model->input));
    went_well(FUNCTION(ALLOCATOR_FREE, handle, handle, void *)(allocator, model->output));
    FUNCTION(RELEASE_SESSION, void, handle)(model->session);
    free(model);
}

char *gongbao_model_text(gongbao_model *model, const char *key) {
    handle metadata = NULL;
    char *value = NULL, *copy = NULL;
    if (!went_well(FUNCTION(MODEL_METADATA, handle, handle, handle *)(model->session, &metadata)))
        return NULL;
    if (went_well(FUNCTION(LOOK_UP_METADATA, handle, handle, handle, const char *, char **)(
            metadata, allocator, key, &value)) &&
        value != NULL) {
        copy = strdup(value);
        went_well(FUNCTION(ALLOCATOR_FREE, handle, handle, void *)(allocator, value));
    }
    FUNCTION(RELEASE_METADATA, void, handle)(metadata);
    return copy;
}

/// Copies the numbers and dimensions of a value.
static int copy_out(handle value, gongbao_tensor *output) {
    handle shape = NULL;
    float *data = NULL;
    if (!went_well(FUNCTION(TYPE_AND_SHAPE, handle, handle, handle *)(value, &shape))) return -1;
    int done = went_well(FUNCTION(DIMENSION_COUNT, handle, handle, size_t *)(shape,
                                                                            &output->dimensions)) &&
               output->dimensions <= 4 &&
               went_well(FUNCTION(DIMENSIONS, handle, handle, int64_t *, size_t)(
                   shape, output->shape, output->dimensions)) &&
               went_well(FUNCTION(ELEMENT_COUNT, handle, handle, size_t *)(shape, &output->count)) &&
               went_well(FUNCTION(TENSOR_DATA, handle, handle, float **)(value, &data));
    FUNCTION(RELEASE_SHAPE, void, handle)(shape);
    if (!done || output->count == 0 || output->count > (size_t)1 << 30) return -1;
    output->values = malloc(output->count * sizeof(float));
    if (output->values == NULL) return -1;
    memcpy(output->values, data, output->count * sizeof(float));
    return 0;
}

int gongbao_model_run(gongbao_model *model, const float *input, const int64_t shape[4],
                      gongbao_tensor *output) {
    memset(output, 0, sizeof *output);
    handle memory = NULL, in = NULL, out = NULL;
    if (!went_well(FUNCTION(CREATE_CPU_MEMORY_INFO, handle, int, int, handle *)(
            ARENA, MEMORY_DEFAULT, &memory)))
        return -1;
    size_t count = (size_t)(shape[0] * shape[1] * shape[2] * shape[3]);
    int result = -1;
    if (went_well(FUNCTION(CREATE_TENSOR_WITH_DATA, handle, handle, const float *, size_t,
                           const int64_t *, size_t, int, handle *)(
            memory, input, count * sizeof(float), shape, 4, FLOAT, &in))) {
        const char *names[] = {model->input}, *results[] = {model->output};
        if (went_well(FUNCTION(RUN, handle, handle, handle, const char **, handle *, size_t,
                               const char **, size_t, handle *)(model->session, NULL, names, &in, 1,
                                                                results, 1, &out)))
            result = copy_out(out, output);
    }
    if (out != NULL) FUNCTION(RELEASE_VALUE, void, handle)(out);
    if (in != NULL) FUNCTION(RELEASE_VALUE, void, handle)(in);
    FUNCTION(RELEASE_MEMORY_INFO, void, handle)(memory);
    return result;
}
