/* One task a thread of the scenario; `current` is &tasks[current_thread()]. */
struct task_struct {
	/* The signal that ended the program, or 0. */
	u32 sig;
	u32 si_code;
	u64 si_addr;
	/* Locals of the kernel whose address is taken: an ioctl's argument, once copied. */
	u64 stack[13];
};

/*
 * Ends the program of this thread: nobody here has a handler.
 *
 * Stands for: force_sig_fault, kernel/signal.c, v5.10
 */
static void force_sig_fault(u32 sig, u32 code, u64 addr)
{
	tasks[current_thread()].si_addr = addr;
	tasks[current_thread()].si_code = code;
	tasks[current_thread()].sig = sig;
}
