#define SIGBUS		7
#define SIGSEGV		11

/* An address that is not aligned as its instruction needs. */
#define BUS_ADRALN	1

#define SEGV_MAPERR	1
#define SEGV_ACCERR	2
/* A tag check failed some time ago; nobody knows where, and the access was performed. */
#define SEGV_MTEAERR	8
/* A tag check failed, and the access was not performed. */
#define SEGV_MTESERR	9
