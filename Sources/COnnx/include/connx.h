// The only door to ONNX Runtime, which is loaded while the program runs.
#ifndef GONGBAO_CONNX_H
#define GONGBAO_CONNX_H

#include <stddef.h>
#include <stdint.h>

/// Loads the library at `path`, once a process. Returns 0, or -1 when it cannot be used.
int gongbao_onnx_load(const char *path);

/// A model with one input and one output; opaque.
typedef struct gongbao_model gongbao_model;

/// Opens the model at `path`; NULL when it cannot be read.
gongbao_model *gongbao_model_open(const char *path, int threads);
void gongbao_model_close(gongbao_model *model);

/// What the model says of itself under `key`, allocated with malloc; NULL when it says nothing.
char *gongbao_model_text(gongbao_model *model, const char *key);

/// What a run gives: numbers and their dimensions. `values` is allocated with malloc.
typedef struct {
    float *values;
    size_t count;
    int64_t shape[4];
    size_t dimensions;
} gongbao_tensor;

/// Runs the model on an input of four dimensions. Returns 0 or -1.
int gongbao_model_run(gongbao_model *model, const float *input, const int64_t shape[4],
                      gongbao_tensor *output);

#endif
