/*
 * A disk that loses what was not synced. Loaded with LD_PRELOAD into a process, this keeps an undo
 * record of each change to the files it watches, forgets the records of a file when that file is
 * synced, and "cuts the power" at a chosen sync: what is still recorded is taken back, newest first,
 * and the process is gone with status 137.
 *
 *   VIGIL_SHIM_MATCH    a part of the path of the files to watch; without it nothing is watched
 *   VIGIL_SHIM_REPORT   file that gets the counts of what was seen, so that a test notices a shim
 *                       that was never asked
 *   VIGIL_SHIM_CUT_AT   the sync at which the power goes, from 1; VIGIL_SHIM_CUT_AFTER=1: after it
 *   VIGIL_SHIM_TEAR     a seed: of what is taken back, each 512 bytes stay with probability one half
 *   VIGIL_SHIM_LIE      1: syncs answer "done" and do nothing
 *   VIGIL_SHIM_EIO_AT   the sync that fails with EIO, and all after it
 *   VIGIL_SHIM_FULL_AT  bytes written after which the disk is full (ENOSPC)
 *   VIGIL_SHIM_READ_AT  the positioned read that fails with EIO
 *   VIGIL_SHIM_SLOW     milliseconds that each sync takes
 *
 * Limits: no memory-mapped writes (SQLite's mmap_size is 0, its -shm file is rebuilt at each start
 * and left alone here), no io_uring, no direct system calls.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define FILES_MAX 256
#define PIECE 512

struct file {
  dev_t device;
  ino_t inode;
  int own; /* a descriptor of ours, which keeps the inode from being used again */
};

/* One change that can be taken back. */
struct record {
  struct record *older;
  int file;      /* index of a file, or -1 for a name */
  off_t offset;
  size_t length; /* of the old bytes */
  off_t size;    /* of the file before */
  char *bytes;
  char *made;    /* a name that was made: undo removes it */
  char *kept;    /* a hard link to what a name was taken from: undo puts it back at made */
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static __thread int within;
static struct file files[FILES_MAX];
static int file_count;
static struct record *newest;
static long opens, writes, syncs, reads, names, links;
static long long written;

#define REAL(type, name, ...)                       \
  static type (*real)(__VA_ARGS__);                 \
  if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static long setting(const char *name) {
  const char *value = getenv(name);
  return value && *value ? atol(value) : 0;
}

static int is_watched(const char *path) {
  const char *match = getenv("VIGIL_SHIM_MATCH");
  size_t length = strlen(path);
  if (!match || !*match || !strstr(path, match)) return 0;
  return length < 4 || strcmp(path + length - 4, "-shm") != 0;
}

static int path_of(int fd, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return 1;
}

static int find(int fd) {
  struct stat s;
  if (fstat(fd, &s)) return -1;
  for (int i = 0; i < file_count; i++)
    if (files[i].inode == s.st_ino && files[i].device == s.st_dev) return i;
  return -1;
}

static int watch(int fd) {
  struct stat s;
  char link[64];
  int known = find(fd);
  if (known >= 0 || file_count == FILES_MAX) return known;
  if (fstat(fd, &s) || !S_ISREG(s.st_mode)) return -1;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  REAL(int, "open", const char *, int, ...);
  int own = real(link, O_RDWR | O_CLOEXEC);
  if (own < 0) return -1;
  files[file_count] = (struct file){s.st_dev, s.st_ino, own};
  return file_count++;
}

static struct record *remember(void) {
  struct record *one = calloc(1, sizeof *one);
  if (!one) abort();
  one->file = -1;
  one->older = newest;
  return newest = one;
}

static void remember_name(const char *made, const char *kept) {
  struct record *one = remember();
  one->made = strdup(made);
  one->kept = kept ? strdup(kept) : NULL;
  names++;
}

static ssize_t raw_pread(int fd, void *to, size_t length, off_t at) {
  REAL(ssize_t, "pread", int, void *, size_t, off_t);
  return real(fd, to, length, at);
}

static ssize_t raw_pwrite(int fd, const void *from, size_t length, off_t at) {
  REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
  return real(fd, from, length, at);
}

static int raw_truncate(int fd, off_t size) {
  REAL(int, "ftruncate", int, off_t);
  return real(fd, size);
}

/* Before length bytes at offset of a watched file change, or are cut off. */
static void remember_bytes(int file, off_t offset, size_t length) {
  struct stat s;
  struct record *one = remember();
  fstat(files[file].own, &s);
  one->file = file;
  one->offset = offset;
  one->size = s.st_size;
  if (offset < s.st_size) {
    size_t there = (size_t)(s.st_size - offset);
    one->length = length < there ? length : there;
    one->bytes = malloc(one->length + 1);
    ssize_t got = raw_pread(files[file].own, one->bytes, one->length, offset);
    if (got < 0 || (size_t)got != one->length) abort();
  }
}

static void drop(struct record *one) {
  free(one->bytes);
  if (one->kept) {
    REAL(int, "unlink", const char *);
    real(one->kept);
  }
  free(one->made);
  free(one->kept);
  free(one);
}

static int is_in(const char *name, const char *directory) {
  size_t length = strlen(directory);
  const char *slash = strrchr(name, '/');
  return slash && (size_t)(slash - name) == length && !strncmp(name, directory, length);
}

static int holds_name(const char *directory) {
  for (struct record *one = newest; one; one = one->older)
    if (one->made && is_in(one->made, directory)) return 1;
  return 0;
}

/* What was synced cannot be taken back any more: a file's bytes, or the names in a directory. */
static void forget(int file, const char *directory) {
  for (struct record **at = &newest; *at;) {
    struct record *one = *at;
    if (file >= 0 ? one->file == file : one->made && is_in(one->made, directory)) {
      *at = one->older;
      drop(one);
    } else {
      at = &one->older;
    }
  }
}

static void report(void) {
  const char *path = getenv("VIGIL_SHIM_REPORT");
  if (!path) return;
  FILE *out = fopen(path, "w");
  if (!out) return;
  fprintf(out, "opens %ld\nwrites %ld\nsyncs %ld\nreads %ld\nnames %ld\nkept %ld\n", opens, writes,
          syncs, reads, names, links);
  fclose(out);
}

static void take_back(struct record *one, unsigned *seed) {
  if (one->file < 0) {
    REAL(int, "unlink", const char *);
    real(one->made);
    if (one->kept) {
      REAL(int, "rename", const char *, const char *);
      real(one->kept, one->made);
    }
    return;
  }
  int fd = files[one->file].own;
  for (size_t at = 0; at < one->length; at += PIECE) {
    size_t piece = one->length - at < PIECE ? one->length - at : PIECE;
    if (*seed && rand_r(seed) % 2) continue;
    raw_pwrite(fd, one->bytes + at, piece, one->offset + (off_t)at);
  }
  struct stat s;
  fstat(fd, &s);
  if (s.st_size != one->size && !(*seed && rand_r(seed) % 2)) raw_truncate(fd, one->size);
}

static void cut(void) {
  unsigned seed = (unsigned)setting("VIGIL_SHIM_TEAR");
  report();
  for (struct record *one = newest; one; one = one->older) take_back(one, &seed);
  fprintf(stderr, "power cut at sync %ld\n", syncs);
  _exit(137);
}

static int on_sync(int fd, int (*sync)(int)) {
  if (within) return sync(fd);
  within = 1;
  pthread_mutex_lock(&lock);
  int file = find(fd);
  char path[PATH_MAX] = "";
  struct stat s;
  int directory = fstat(fd, &s) == 0 && S_ISDIR(s.st_mode) && path_of(fd, path);
  int result = 0;
  if (file < 0 && !(directory && holds_name(path))) {
    pthread_mutex_unlock(&lock);
    within = 0;
    return sync(fd);
  }
  long number = ++syncs;
  long slow = setting("VIGIL_SHIM_SLOW");
  if (slow) nanosleep(&(struct timespec){slow / 1000, slow % 1000 * 1000000}, NULL);
  if (number == setting("VIGIL_SHIM_CUT_AT") && !setting("VIGIL_SHIM_CUT_AFTER")) cut();
  long broken = setting("VIGIL_SHIM_EIO_AT");
  if (broken && number >= broken) {
    errno = EIO;
    result = -1;
  } else if (!setting("VIGIL_SHIM_LIE")) {
    result = sync(fd);
    if (result == 0) forget(file, path);
  }
  if (number == setting("VIGIL_SHIM_CUT_AT")) cut();
  pthread_mutex_unlock(&lock);
  within = 0;
  return result;
}

int fsync(int fd) {
  REAL(int, "fsync", int);
  return on_sync(fd, real);
}

int fdatasync(int fd) {
  REAL(int, "fdatasync", int);
  return on_sync(fd, real);
}

/* Whether a write of length bytes may happen; remembers what it changes. */
static int before_write(int fd, off_t offset, size_t length) {
  int file = find(fd);
  if (file < 0) return 1;
  long full = setting("VIGIL_SHIM_FULL_AT");
  writes++;
  written += (long long)length;
  if (full && written > full) {
    errno = ENOSPC;
    return 0;
  }
  remember_bytes(file, offset, length);
  return 1;
}

#define GUARDED(check, call)          \
  if (within) return call;            \
  within = 1;                         \
  pthread_mutex_lock(&lock);          \
  ssize_t result = check ? call : -1; \
  pthread_mutex_unlock(&lock);        \
  within = 0;                         \
  return result

ssize_t pwrite(int fd, const void *from, size_t length, off_t at) {
  GUARDED(before_write(fd, at, length), raw_pwrite(fd, from, length, at));
}

ssize_t pwrite64(int fd, const void *from, size_t length, off64_t at) {
  GUARDED(before_write(fd, at, length), raw_pwrite(fd, from, length, at));
}

static off_t end_or_place(int fd) {
  struct stat s;
  if ((fcntl(fd, F_GETFL) & O_APPEND) && fstat(fd, &s) == 0) return s.st_size;
  return lseek(fd, 0, SEEK_CUR);
}

ssize_t write(int fd, const void *from, size_t length) {
  REAL(ssize_t, "write", int, const void *, size_t);
  GUARDED(before_write(fd, end_or_place(fd), length), real(fd, from, length));
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  REAL(ssize_t, "writev", int, const struct iovec *, int);
  size_t length = 0;
  for (int i = 0; i < count; i++) length += parts[i].iov_len;
  GUARDED(before_write(fd, end_or_place(fd), length), real(fd, parts, count));
}

static int before_truncate(int fd, off_t size) {
  struct stat s;
  int file = find(fd);
  if (file < 0 || fstat(fd, &s)) return 1;
  writes++;
  remember_bytes(file, size < s.st_size ? size : s.st_size,
                 size < s.st_size ? (size_t)(s.st_size - size) : 0);
  return 1;
}

int ftruncate(int fd, off_t size) {
  GUARDED(before_truncate(fd, size), raw_truncate(fd, size));
}

int ftruncate64(int fd, off64_t size) {
  GUARDED(before_truncate(fd, size), raw_truncate(fd, size));
}

/* Growth is a change of size alone; where it is refused the caller writes zeros instead. */
int posix_fallocate(int fd, off_t offset, off_t length) {
  REAL(int, "posix_fallocate", int, off_t, off_t);
  return !within && find(fd) >= 0 ? EOPNOTSUPP : real(fd, offset, length);
}

int posix_fallocate64(int fd, off64_t offset, off64_t length) {
  return posix_fallocate(fd, offset, length);
}

int fallocate(int fd, int mode, off_t offset, off_t length) {
  REAL(int, "fallocate", int, int, off_t, off_t);
  if (!within && find(fd) >= 0) {
    errno = EOPNOTSUPP;
    return -1;
  }
  return real(fd, mode, offset, length);
}

int fallocate64(int fd, int mode, off64_t offset, off64_t length) {
  return fallocate(fd, mode, offset, length);
}

static int may_read(int fd) {
  if (find(fd) < 0) return 1;
  if (++reads != setting("VIGIL_SHIM_READ_AT")) return 1;
  errno = EIO;
  return 0;
}

ssize_t pread(int fd, void *to, size_t length, off_t at) {
  GUARDED(may_read(fd), raw_pread(fd, to, length, at));
}

ssize_t pread64(int fd, void *to, size_t length, off64_t at) {
  GUARDED(may_read(fd), raw_pread(fd, to, length, at));
}

static int opened(int at, const char *path, int flags, mode_t mode) {
  REAL(int, "openat", int, const char *, int, ...);
  if (within) return real(at, path, flags, mode);
  within = 1;
  pthread_mutex_lock(&lock);
  struct stat s;
  int is_new = (flags & O_CREAT) && fstatat(at, path, &s, AT_SYMLINK_NOFOLLOW);
  int emptied = !is_new && (flags & O_TRUNC);
  int fd = real(at, path, flags & ~(emptied ? O_TRUNC : 0), mode);
  char name[PATH_MAX];
  if (fd >= 0 && path_of(fd, name) && is_watched(name)) {
    int file = watch(fd);
    opens++;
    if (is_new && file >= 0) remember_name(name, NULL);
    if (emptied && file >= 0) before_truncate(fd, 0);
  }
  if (fd >= 0 && emptied) raw_truncate(fd, 0);
  pthread_mutex_unlock(&lock);
  within = 0;
  return fd;
}

#define MODE                              \
  mode_t mode = 0;                        \
  if (flags & (O_CREAT | __O_TMPFILE)) {  \
    va_list more;                         \
    va_start(more, flags);                \
    mode = va_arg(more, mode_t);          \
    va_end(more);                         \
  }

int open(const char *path, int flags, ...) {
  MODE return opened(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  MODE return opened(AT_FDCWD, path, flags, mode);
}

int openat(int at, const char *path, int flags, ...) {
  MODE return opened(at, path, flags, mode);
}

int openat64(int at, const char *path, int flags, ...) {
  MODE return opened(at, path, flags, mode);
}

int creat(const char *path, mode_t mode) {
  return opened(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

/* Keeps a watched file under a private name beside it; false where there is nothing to keep. */
static int keep(const char *name, char *kept) {
  snprintf(kept, PATH_MAX, "%.*s.kept-%ld-%d", PATH_MAX - 40, name, ++links, (int)getpid());
  return link(name, kept) == 0;
}

static int resolved(const char *path, char *name) {
  char directory[PATH_MAX];
  snprintf(directory, sizeof directory, "%s", path);
  char *slash = strrchr(directory, '/');
  const char *last = slash ? strrchr(path, '/') + 1 : path;
  if (slash) *(slash == directory ? slash + 1 : slash) = 0;
  char whole[PATH_MAX];
  if (!realpath(slash ? directory : ".", whole)) return 0;
  if (strlen(whole) + strlen(last) + 2 > PATH_MAX) return 0;
  strcpy(name, whole);
  strcat(name, "/");
  strcat(name, last);
  return is_watched(name);
}

int unlink(const char *path) {
  REAL(int, "unlink", const char *);
  char name[PATH_MAX], kept[PATH_MAX];
  if (within) return real(path);
  within = 1;
  pthread_mutex_lock(&lock);
  if (resolved(path, name) && keep(name, kept)) remember_name(name, kept);
  int result = real(path);
  pthread_mutex_unlock(&lock);
  within = 0;
  return result;
}

int rename(const char *from, const char *to) {
  REAL(int, "rename", const char *, const char *);
  char name[PATH_MAX], other[PATH_MAX], kept[PATH_MAX];
  if (within) return real(from, to);
  within = 1;
  pthread_mutex_lock(&lock);
  int watched = resolved(to, name);
  int covers = watched && keep(name, kept);
  char moved[PATH_MAX];
  int moves = resolved(from, other) && keep(other, moved);
  int result = real(from, to);
  if (watched && result == 0) remember_name(name, covers ? kept : NULL);
  if (moves && result == 0) remember_name(other, moved);
  pthread_mutex_unlock(&lock);
  within = 0;
  return result;
}

__attribute__((destructor)) static void end(void) {
  report();
  for (struct record *one = newest; one; one = one->older) {
    if (one->kept) {
      REAL(int, "unlink", const char *);
      real(one->kept);
    }
  }
}
