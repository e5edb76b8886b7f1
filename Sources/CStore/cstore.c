#define _GNU_SOURCE
#include "cstore.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <stdlib.h>
#include <unistd.h>
#include <zstd.h>

extern char **environ;

static _Thread_local ZSTD_CCtx *compressor;
static _Thread_local ZSTD_DCtx *decompressor;

size_t gongbao_zstd_bound(size_t count) { return ZSTD_compressBound(count); }

ptrdiff_t gongbao_zstd_compress(const uint8_t *bytes, size_t count, uint8_t *out, size_t room,
                                int level) {
    if (compressor == NULL) compressor = ZSTD_createCCtx();
    if (compressor == NULL) return -1;
    size_t length = ZSTD_compressCCtx(compressor, out, room, bytes, count, level);
    return ZSTD_isError(length) ? -1 : (ptrdiff_t)length;
}

int64_t gongbao_zstd_content_size(const uint8_t *frame, size_t count) {
    unsigned long long size = ZSTD_getFrameContentSize(frame, count);
    if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR) return -1;
    return (int64_t)size;
}

ptrdiff_t gongbao_zstd_decompress(const uint8_t *frame, size_t count, uint8_t *out, size_t room) {
    if (decompressor == NULL) decompressor = ZSTD_createDCtx();
    if (decompressor == NULL) return -1;
    size_t length = ZSTD_decompressDCtx(decompressor, out, room, frame, count);
    return ZSTD_isError(length) ? -1 : (ptrdiff_t)length;
}

int gongbao_exchange(const char *one, const char *other) {
#ifdef RENAME_EXCHANGE
    return renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE);
#else
    errno = ENOSYS;
    return -1;
#endif
}

int gongbao_spawn(const char *path, char *const arguments[], int input, int output) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, input, 0);
    posix_spawn_file_actions_adddup2(&actions, output, 1);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setpgroup(&attributes, 0);
    pid_t child = -1;
    int status = posix_spawn(&child, path, &actions, &attributes, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (status == 0) return child;
    errno = status;
    return -1;
}

int gongbao_limit_memory(uint64_t bytes) {
    struct rlimit limit = {.rlim_cur = bytes, .rlim_max = bytes};
    return setrlimit(RLIMIT_AS, &limit);
}

void gongbao_widen_pipe(int descriptor) {
#ifdef F_SETPIPE_SZ
    fcntl(descriptor, F_SETPIPE_SZ, 1 << 20);
#else
    (void)descriptor;
#endif
}

int gongbao_scratch(char *path) {
    int descriptor = mkostemp(path, O_CLOEXEC);
    if (descriptor >= 0) unlink(path);
    return descriptor;
}

int gongbao_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }
