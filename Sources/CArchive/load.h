// libarchive, loaded when the first archive is opened: with the eight libraries that it needs itself it
// would take a third of the time in which the program starts, and most runs see no archive.
#ifndef GONGBAO_CARCHIVE_LOAD_H
#define GONGBAO_CARCHIVE_LOAD_H

#include <archive.h>
#include <archive_entry.h>

#include "carchive.h"

typedef struct {
#define X(name) __typeof__(&name) name;
#include "functions.h"
#undef X
} gongbao_libarchive;

/// Its functions; good once `gongbao_archive_problem` has returned NULL.
extern gongbao_libarchive gongbao_la;

#endif
