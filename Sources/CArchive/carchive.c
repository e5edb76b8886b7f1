#define _GNU_SOURCE
#include "carchive.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "load.h"

struct gongbao_archive {
    struct archive *archive;
    // libarchive converts names to the locale's character set and loses what has no place in it.
    // A locale of the calling thread, for the time of each call, keeps UTF-8 without touching the
    // process's own.
    locale_t locale;
};

static gongbao_archive *make(int formats) {
    if (gongbao_archive_problem() != NULL) return NULL;
    gongbao_archive *made = calloc(1, sizeof *made);
    if (made == NULL) return NULL;
    made->locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    made->archive = gongbao_la.archive_read_new();
    if (made->archive == NULL) {
        gongbao_archive_close(made);
        return NULL;
    }
    struct archive *archive = made->archive;
    gongbao_la.archive_read_support_filter_gzip(archive);
    gongbao_la.archive_read_support_filter_bzip2(archive);
    gongbao_la.archive_read_support_filter_xz(archive);
    gongbao_la.archive_read_support_filter_lzma(archive);
    gongbao_la.archive_read_support_filter_zstd(archive);
    gongbao_la.archive_read_support_filter_lz4(archive);
    if (formats & GONGBAO_ARCHIVE_CONTAINERS) {
        gongbao_la.archive_read_support_format_zip(archive);
        gongbao_la.archive_read_support_format_tar(archive);
        gongbao_la.archive_read_support_format_gnutar(archive);
        gongbao_la.archive_read_support_format_7zip(archive);
        gongbao_la.archive_read_support_format_rar(archive);
        gongbao_la.archive_read_support_format_rar5(archive);
    }
    if (formats & GONGBAO_ARCHIVE_RAW) gongbao_la.archive_read_support_format_raw(archive);
    return made;
}

static locale_t enter(const gongbao_archive *archive) {
    return archive->locale == (locale_t)0 ? (locale_t)0 : uselocale(archive->locale);
}

static void leave(locale_t before) {
    if (before != (locale_t)0) uselocale(before);
}

static gongbao_archive *opened(gongbao_archive *made, int status) {
    if (status >= ARCHIVE_WARN) return made;
    gongbao_archive_close(made);
    return NULL;
}

gongbao_archive *gongbao_archive_open_memory(const uint8_t *bytes, size_t count, int formats) {
    gongbao_archive *made = make(formats);
    if (made == NULL) return NULL;
    locale_t before = enter(made);
    int status = gongbao_la.archive_read_open_memory(made->archive, bytes, count);
    leave(before);
    return opened(made, status);
}

gongbao_archive *gongbao_archive_open_descriptor(int descriptor, int formats) {
    gongbao_archive *made = make(formats);
    if (made == NULL) return NULL;
    locale_t before = enter(made);
    int status = gongbao_la.archive_read_open_fd(made->archive, descriptor, 1 << 16);
    leave(before);
    return opened(made, status);
}

static int next_header(gongbao_archive *archive, struct archive_entry **entry) {
    for (int tries = 0; tries < 16; tries++) {
        int status = gongbao_la.archive_read_next_header(archive->archive, entry);
        if (status == ARCHIVE_EOF) return 0;
        if (status == ARCHIVE_OK || status == ARCHIVE_WARN) return 1;
        if (status != ARCHIVE_RETRY) return -1;
    }
    return -1;
}

int gongbao_archive_next(gongbao_archive *archive, gongbao_member *member) {
    struct archive_entry *entry = NULL;
    locale_t before = enter(archive);
    int result = next_header(archive, &entry);
    if (result == 1) {
        // Names that no charset is given for come through as the bytes that they are.
        const char *name = gongbao_la.archive_entry_pathname(entry);
        if (name == NULL) name = gongbao_la.archive_entry_pathname_utf8(entry);
        if (name == NULL) name = "";
        member->name = (const uint8_t *)name;
        member->name_length = strlen(name);
        member->size = gongbao_la.archive_entry_size_is_set(entry) ? gongbao_la.archive_entry_size(entry) : -1;
        // A raw stream has neither mode nor type; a hard link has no data of its own.
        unsigned type = gongbao_la.archive_entry_filetype(entry);
        if (type == AE_IFDIR) {
            member->kind = GONGBAO_MEMBER_FOLDER;
        } else if ((type == AE_IFREG || type == 0) && gongbao_la.archive_entry_hardlink(entry) == NULL) {
            member->kind = GONGBAO_MEMBER_FILE;
        } else {
            member->kind = GONGBAO_MEMBER_OTHER;
        }
        member->is_encrypted = gongbao_la.archive_entry_is_encrypted(entry) > 0;
    }
    leave(before);
    return result;
}

ptrdiff_t gongbao_archive_read(gongbao_archive *archive, uint8_t *buffer, size_t room) {
    locale_t before = enter(archive);
    ptrdiff_t count;
    do {
        count = gongbao_la.archive_read_data(archive->archive, buffer, room);
    } while (count == ARCHIVE_RETRY);
    leave(before);
    if (count >= 0) return count;
    return count == ARCHIVE_FATAL ? -2 : -1;
}

int64_t gongbao_archive_consumed(const gongbao_archive *archive) {
    return gongbao_la.archive_filter_bytes(archive->archive, -1);
}

const char *gongbao_archive_error(const gongbao_archive *archive) {
    const char *text = gongbao_la.archive_error_string(archive->archive);
    return text == NULL ? "" : text;
}

const char *gongbao_archive_format(const gongbao_archive *archive) {
    const char *text = gongbao_la.archive_format_name(archive->archive);
    return text == NULL ? "" : text;
}

void gongbao_archive_close(gongbao_archive *archive) {
    if (archive == NULL) return;
    if (archive->archive != NULL) gongbao_la.archive_read_free(archive->archive);
    if (archive->locale != (locale_t)0) freelocale(archive->locale);
    free(archive);
}
