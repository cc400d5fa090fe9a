/*
 * In Linux this stands in mte.c. What prctl() was given, for the thread and for
 * the CPU on which it runs.
 *
 * Stands for: set_mte_ctrl, arch/arm64/kernel/mte.c, v5.10
 */
static void mte_keep_ctrl(u64 arg)
{
	struct task_struct *task = &tasks[current_thread()];
	u32 excluded = ~(arg >> PR_MTE_TAG_SHIFT) & MTE_CTRL_GCR_USER_EXCL_MASK;
	u32 mte_ctrl = MTE_CTRL_SET | excluded;

	if (arg & PR_MTE_TCF_SYNC)
		mte_ctrl |= MTE_CTRL_TCF_SYNC;
	if (arg & PR_MTE_TCF_ASYNC)
		mte_ctrl |= MTE_CTRL_TCF_ASYNC;
	task->thread.mte_ctrl = mte_ctrl;
	host_writes(SYS_GCR_EL1_RRND | excluded, GCR_EL1);
}

/*
 * What prctl() gives back.
 *
 * Stands for: get_mte_ctrl, arch/arm64/kernel/mte.c, v5.10
 */
static u64 get_mte_ctrl(void)
{
	u32 mte_ctrl = tasks[current_thread()].thread.mte_ctrl;
	u64 ret = (u64)(~mte_ctrl & MTE_CTRL_GCR_USER_EXCL_MASK) << PR_MTE_TAG_SHIFT;

	if (!system_supports_mte())
		return 0;
	if (!mte_ctrl)
		return PR_MTE_TCF_SYNC;
	if (mte_ctrl & MTE_CTRL_TCF_SYNC)
		ret |= PR_MTE_TCF_SYNC;
	if (mte_ctrl & MTE_CTRL_TCF_ASYNC)
		ret |= PR_MTE_TCF_ASYNC;
	return ret;
}

/*
 * From user space into the kernel: what asynchronous checks have left in
 * TFSRE0_EL1 is noted, and the register cleared.
 *
 * Stands for: check_mte_async_tcf, arch/arm64/kernel/entry.S, v5.10
 */
static void check_mte_async_tcf(void)
{
	if (user_tcf() != MTE_CTRL_TCF_ASYNC || !(read_sysreg(TFSRE0_EL1) & SYS_TFSR_EL1_TF0))
		return;
	tasks[current_thread()].thread.mte_async_fault = true;
	host_writes(0, TFSRE0_EL1);
}

/*
 * Back to user space: true if the program goes on. A check that failed
 * asynchronously is told of now; where, nobody knows.
 *
 * Stands for: do_notify_resume, arch/arm64/kernel/signal.c, v5.10
 */
static bool do_notify_resume(void)
{
	struct task_struct *task = &tasks[current_thread()];

	if (!task->thread.mte_async_fault)
		return true;
	task->thread.mte_async_fault = false;
	force_sig_fault(SIGSEGV, SEGV_MTEAERR, 0);
	return false;
}

/*
 * A program makes a system call: false if it comes to no call, since a signal
 * comes first. (With a handler the call would be made behind it. likely [M])
 *
 * Stands for: el0_svc_common, arch/arm64/kernel/syscall.c, v5.10
 */
bool el0_svc(void)
{
	check_mte_async_tcf();
	return do_notify_resume();
}
