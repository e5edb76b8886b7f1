// What the stores of a batch need beyond Swift's own: zstd, and calls that Swift does not import.
#ifndef GONGBAO_CSTORE_H
#define GONGBAO_CSTORE_H

#include <stddef.h>
#include <stdint.h>

/// The room that `count` bytes may need when they are compressed.
size_t gongbao_zstd_bound(size_t count);

/// Compresses into one zstd frame that holds its size; the calling thread keeps its tables for the
/// next call. Returns the length, or -1.
ptrdiff_t gongbao_zstd_compress(const uint8_t *bytes, size_t count, uint8_t *out, size_t room,
                                int level);

/// The size of a frame's content, or -1 where it is no frame or does not say.
int64_t gongbao_zstd_content_size(const uint8_t *frame, size_t count);

/// Decompresses one frame. Returns the length, or -1.
ptrdiff_t gongbao_zstd_decompress(const uint8_t *frame, size_t count, uint8_t *out, size_t room);

/// Lets two paths of one file system change places in one step. Returns 0, or -1 with `errno`;
/// EINVAL or ENOSYS where the file system cannot.
int gongbao_exchange(const char *one, const char *other);

/// Starts a program with its standard input and output on the given descriptors and standard error
/// as it is, in a process group of its own, so that a terminal's Ctrl-C does not reach it.
/// Returns the process id, or -1 with `errno`.
int gongbao_spawn(const char *path, char *const arguments[], int input, int output);

/// Limits the calling process's address space to `bytes`. Returns 0, or -1 with `errno`.
int gongbao_limit_memory(uint64_t bytes);

/// Enlarges the buffer of a pipe where the system can.
void gongbao_widen_pipe(int descriptor);

/// Makes a pipe whose ends no other program inherits. Returns 0, or -1 with `errno`.
int gongbao_pipe(int ends[2]);

/// Makes a file from a template that ends in XXXXXX and takes its name away again, so that it is
/// gone when it is closed. Returns its descriptor, or -1 with `errno`.
int gongbao_scratch(char *path);

#endif
