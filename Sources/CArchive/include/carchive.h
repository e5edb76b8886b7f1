// The only door to libarchive: archives as streams of members. No libarchive type is visible here.
//
// An archive belongs to one thread at a time; different archives may be read at the same time. No
// global state is changed, the process's locale included.
#ifndef GONGBAO_CARCHIVE_H
#define GONGBAO_CARCHIVE_H

#include <stddef.h>
#include <stdint.h>

/// An open archive; opaque.
typedef struct gongbao_archive gongbao_archive;

enum {
    GONGBAO_MEMBER_FILE = 0,
    GONGBAO_MEMBER_FOLDER = 1,
    GONGBAO_MEMBER_OTHER = 2,  // links, devices
};

enum {
    /// ZIP, tar, 7z, RAR, and their compressed forms.
    GONGBAO_ARCHIVE_CONTAINERS = 1,
    /// A stream that is only compressed (gzip, xz, zstd, bzip2): one member without a name.
    GONGBAO_ARCHIVE_RAW = 2,
};

/// What stands in the header of a member.
typedef struct {
    /// The name as it stands in the archive: UTF-8 where the archive says so, else its raw bytes.
    /// Valid until the next call of `gongbao_archive_next`.
    const uint8_t *name;
    size_t name_length;
    /// The size in bytes, -1 where the header does not say.
    int64_t size;
    int kind;
    /// Whether a password is needed.
    int is_encrypted;
} gongbao_member;

/// Loads libarchive when it is first called, as opening an archive does too. Returns NULL, or why
/// libarchive cannot be used and what helps.
const char *gongbao_archive_problem(void);

/// Opens an archive in memory; the bytes have to stay valid until it is closed. `formats` is a sum
/// of the above. Returns NULL when memory ran out, when the bytes are no archive of these formats, and
/// when libarchive is missing.
gongbao_archive *gongbao_archive_open_memory(const uint8_t *bytes, size_t count, int formats);

/// Opens an archive from a descriptor at its present offset; the descriptor stays the caller's.
/// Formats that need it (ZIP, 7z) seek where the descriptor can.
gongbao_archive *gongbao_archive_open_descriptor(int descriptor, int formats);

/// Goes to the next member. Returns 1, 0 at the end, -1 when the archive is broken here.
int gongbao_archive_next(gongbao_archive *archive, gongbao_member *member);

/// Reads bytes of the current member into `buffer`. Returns how many, 0 at the member's end, -1 when
/// the member is broken, -2 when the archive cannot be read on from here at all.
ptrdiff_t gongbao_archive_read(gongbao_archive *archive, uint8_t *buffer, size_t room);

/// How many bytes of the archive itself have been read.
int64_t gongbao_archive_consumed(const gongbao_archive *archive);

/// The last problem in libarchive's words; empty where there was none. Valid until the next call.
const char *gongbao_archive_error(const gongbao_archive *archive);

/// The format, such as "ZIP 2.0 (deflation)" or "GNU tar format"; known once a member was read.
const char *gongbao_archive_format(const gongbao_archive *archive);

/// Closes an archive and frees what belongs to it; NULL is allowed.
void gongbao_archive_close(gongbao_archive *archive);

#endif
