/* Numbers of the system calls that are modelled. */
#define __NR_ioctl	29
#define __NR_openat	56
#define __NR_ptrace	117
#define __NR_prctl	167
#define __NR_munmap	215
#define __NR_mmap	222
#define __NR_mprotect	226
#define __NR_madvise	233
