/* What arm64 keeps of a task, as far as it has to do with tags; two flags of struct thread_info are here as well. */
struct thread_struct {
	/* TIF_TAGGED_ADDR: system calls take pointers with tags in them. */
	bool tagged_addr;
	/* TIF_MTE_ASYNC_FAULT: a tag check has failed, and the signal is still to come. */
	bool mte_async_fault;
	/*
	 * MTE_CTRL_...: how the tags of its accesses are checked, and which tags IRG
	 * may not choose. 0 is what neither execve() nor prctl() leaves there: in
	 * scenarios that are about something else accesses of user space are checked
	 * synchronously, as if the program had asked for it.
	 */
	u32 mte_ctrl;
};

/* One task a thread of the scenario; `current` is &tasks[current_thread()]. */
struct task_struct {
	/* The signal that ended the program, or 0. */
	u32 sig;
	u32 si_code;
	u64 si_addr;
	struct thread_struct thread;
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
