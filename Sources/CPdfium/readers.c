// Pages of a long document, read by several processes: pdfium serves one thread of a process at a
// time, and takes most of the time of a document. Each reader is a fork of this process, under its
// limits and in its process group, so that whoever ends the group ends them all.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "internal.h"

enum { MOST_READERS = 8 };

struct gongbao_pdf_readers {
    int count, next, pages;
    gongbao_pdf_limits limits;
    pid_t processes[MOST_READERS];
    int pipes[MOST_READERS];
};

/// What goes before the characters and shapes of a page.
typedef struct {
    uint64_t characters, shapes;
    float width, height;
    int32_t is_readable, truncated;
} heading;

void gongbao_pdf_keep_memory(void) {
#ifdef __GLIBC__
    mallopt(M_TRIM_THRESHOLD, 32 << 20);
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
#endif
}

static int write_all(int file, const void *bytes, size_t count) {
    const char *from = bytes;
    while (count > 0) {
        ssize_t done = write(file, from, count);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return -1;
        from += done;
        count -= (size_t)done;
    }
    return 0;
}

static int read_all(int file, void *bytes, size_t count) {
    char *to = bytes;
    while (count > 0) {
        ssize_t done = read(file, to, count);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return -1;
        to += done;
        count -= (size_t)done;
    }
    return 0;
}

/// Whether a fork has all of this process: other threads would be missing, with locks they hold.
static int is_alone(void) {
#ifdef __linux__
    DIR *threads = opendir("/proc/self/task");
    if (threads == NULL) return 0;
    int count = 0;
    for (struct dirent *entry = readdir(threads); entry != NULL; entry = readdir(threads))
        if (entry->d_name[0] != '.') count++;
    closedir(threads);
    return count == 1;
#else
    return 0;
#endif
}

static void serve(gongbao_pdf *document, int first, int step, int pages, gongbao_pdf_limits limits,
                  int out) {
    for (int index = first; index < pages; index += step) {
        gongbao_pdf_page *page = gongbao_pdf_read_page(document, index, limits);
        heading head;
        memset(&head, 0, sizeof head);
        if (page != NULL) {
            head.is_readable = 1;
            head.width = page->width;
            head.height = page->height;
            head.truncated = page->truncated;
            head.characters = page->character_count;
            head.shapes = page->shape_count;
        }
        if (write_all(out, &head, sizeof head) != 0) break;
        if (page == NULL) continue;
        if (write_all(out, page->characters, head.characters * sizeof *page->characters) != 0 ||
            write_all(out, page->shapes, head.shapes * sizeof *page->shapes) != 0)
            break;
        gongbao_pdf_close_page(page);
    }
}

gongbao_pdf_readers *gongbao_pdf_start_readers(gongbao_pdf *document, int pages, int count,
                                               gongbao_pdf_limits limits) {
    if (count < 1 || count > MOST_READERS || !is_alone()) return NULL;
    gongbao_pdf_readers *readers = calloc(1, sizeof *readers);
    if (readers == NULL) return NULL;
    readers->pages = pages;
    readers->limits = limits;
    pid_t parent = getpid();
    for (int number = 0; number < count; number++) {
        int ends[2];
        if (pipe(ends) != 0) break;
#ifdef F_SETPIPE_SZ
        // Room for some dozens of pages, so that no reader waits for another.
        (void)fcntl(ends[1], F_SETPIPE_SZ, 1 << 20);
#endif
        pid_t process = fork();
        if (process == 0) {
#ifdef __linux__
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            if (getppid() != parent) _exit(1);
#endif
            // What the parent writes to ends when the parent ends.
            close(0);
            close(1);
            for (int other = 0; other < number; other++) close(readers->pipes[other]);
            close(ends[0]);
            serve(document, number, count, pages, limits, ends[1]);
            _exit(0);
        }
        close(ends[1]);
        if (process < 0) {
            close(ends[0]);
            break;
        }
        readers->processes[readers->count] = process;
        readers->pipes[readers->count++] = ends[0];
    }
    if (readers->count < count) {
        gongbao_pdf_stop_readers(readers);
        return NULL;
    }
    return readers;
}

/// Ends this process as the reader ended, which is what would have happened without it.
static void end_as(pid_t process) {
    int status = 0;
    while (waitpid(process, &status, 0) < 0 && errno == EINTR) {}
    int number = WIFSIGNALED(status) ? WTERMSIG(status) : SIGABRT;
    signal(number, SIG_DFL);
    raise(number);
    abort();
}

gongbao_pdf_page *gongbao_pdf_next_page(gongbao_pdf_readers *readers) {
    int number = readers->next++ % readers->count, file = readers->pipes[number];
    heading head;
    if (read_all(file, &head, sizeof head) != 0) end_as(readers->processes[number]);
    if (!head.is_readable) return NULL;
    if (head.characters > readers->limits.characters || head.shapes > readers->limits.shapes)
        end_as(readers->processes[number]);
    reading *r = calloc(1, sizeof *r);
    if (r == NULL) abort();
    r->page.width = head.width;
    r->page.height = head.height;
    r->page.truncated = head.truncated;
    r->page.character_count = head.characters;
    r->page.shape_count = head.shapes;
    size_t characters = head.characters * sizeof *r->characters;
    size_t shapes = head.shapes * sizeof *r->shapes;
    r->characters = characters > 0 ? malloc(characters) : NULL;
    r->shapes = shapes > 0 ? malloc(shapes) : NULL;
    if ((characters > 0 && r->characters == NULL) || (shapes > 0 && r->shapes == NULL)) abort();
    if (read_all(file, r->characters, characters) != 0 || read_all(file, r->shapes, shapes) != 0)
        end_as(readers->processes[number]);
    r->page.characters = r->characters;
    r->page.shapes = r->shapes;
    return &r->page;
}

void gongbao_pdf_stop_readers(gongbao_pdf_readers *readers) {
    if (readers == NULL) return;
    for (int number = 0; number < readers->count; number++) {
        close(readers->pipes[number]);
        kill(readers->processes[number], SIGKILL);
        int status;
        while (waitpid(readers->processes[number], &status, 0) < 0 && errno == EINTR) {}
    }
    free(readers);
}
