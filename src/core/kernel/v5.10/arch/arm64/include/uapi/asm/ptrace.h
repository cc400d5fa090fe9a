/* Requests to ptrace() that are modelled: tags of the tracee's memory, read and written. */
#define PTRACE_PEEKMTETAGS	33
#define PTRACE_POKEMTETAGS	34
